"""What a button carries is bound to one person and cannot be altered."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.buttons import LIMIT, Pressed, read, sign
from domain.refusals import Refusal, RefusalCode

KEY = b"k" * 32
WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters="_-."), max_size=16)
PERSONS = st.integers(1, 2**53)
VERSIONS = st.integers(0, 2**31)
REFUSED = {RefusalCode.BUTTON_BROKEN, RefusalCode.BUTTON_NOT_YOURS}


def refusal(key: bytes, person_id: int, data: str) -> RefusalCode:
    """Why the data is refused."""
    with pytest.raises(Refusal) as caught:
        read(key, person_id, data)
    return caught.value.code


@given(person=PERSONS, act=WORDS, subject=WORDS, version=VERSIONS)
def test_a_button_says_what_was_put_into_it_and_fits(person: int, act: str, subject: str, version: int) -> None:
    """Telegram takes 64 bytes; an act and a subject of 16 signs each always fit."""
    data = sign(KEY, person, act, subject, version)
    assert len(data.encode()) <= LIMIT
    assert read(KEY, person, data) == Pressed(act, subject, version)


@given(person=PERSONS, other=PERSONS, version=VERSIONS)
def test_somebody_elses_button_is_refused(person: int, other: int, version: int) -> None:
    """A forwarded card, or data copied from another chat, does nothing."""
    assume(person != other)
    assert refusal(KEY, other, sign(KEY, person, "accept", "7", version)) is RefusalCode.BUTTON_NOT_YOURS


@given(data=st.data(), version=VERSIONS)
def test_no_altered_button_is_accepted(data: st.DataObject, version: int) -> None:
    """One sign changed, added or left out, anywhere: the version, the case, the act or the seal."""
    signed = sign(KEY, 5, "accept", "7", version)
    place = data.draw(st.integers(0, len(signed)))
    removed = data.draw(st.integers(0, 2))
    put_in = data.draw(st.text(max_size=2))
    altered = signed[:place] + put_in + signed[place + removed :]
    assume(altered != signed)
    assert refusal(KEY, 5, altered) in REFUSED


@example(data="accept:\ud800:1:AAAAAAAA")
@example(data="accept:7:1:\ud800")
@example(data="accept:7:一:AAAAAAAA")
@given(data=st.text(st.characters(), max_size=64))
def test_whatever_arrives_is_answered_with_a_refusal(data: str) -> None:
    """What this program never wrote, be it no text at all, is refused and stops nothing."""
    assert refusal(KEY, 5, data) in REFUSED


def test_a_new_key_makes_all_buttons_old() -> None:
    """After a key was lost the cards of before do nothing any more."""
    assert refusal(b"n" * 32, 5, sign(KEY, 5, "accept", "7", 1)) is RefusalCode.BUTTON_NOT_YOURS


def test_what_could_not_be_read_back_is_not_signed() -> None:
    """A mistake of the program is found where it is made."""
    for act, subject, version in [("a:b", "7", 1), ("a", "7:8", 1), ("a" * 40, "7" * 20, 1), ("a", "7", -1)]:
        with pytest.raises(ValueError, match="does not fit"):
            sign(KEY, 5, act, subject, version)
