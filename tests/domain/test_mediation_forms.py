"""The forms around a mediation: what is asked when, what typed words mean, and how an agreement is put together."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case_forms import CLOSE_FORM, OUTCOMES, SENT_ON
from domain.forms import Answers, Facts, Input, choose, next_field, take
from domain.mediation import Side
from domain.mediation_forms import (
    AGREE_FORM,
    APPOINT_FORM,
    MOST_PROMISES,
    PARTY_FORM,
    SIDES,
    SIGN_FORM,
    appointment_of,
    asked_at,
    place_words,
    promises_of,
    read_time,
)
from domain.messages import Attachment, AttachmentKind
from tests.domain.samples import MONDAY, township

FACTS = Facts(township=township())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15:30", time(15, 30)),
        ("15：30", time(15, 30)),
        ("9点", time(9)),
        ("九点", time(9)),
        ("早上九点半", time(9, 30)),
        ("十二點", time(12)),
        ("下午两点", time(14)),
        ("傍晚6点", time(18)),
        ("中午1点", time(13)),
        ("中午11点半", time(11, 30)),
        ("9:30 am", time(9, 30)),
        ("三十点", None),
        ("下午3点半", time(15, 30)),
        ("下午 3點", time(15)),
        ("晚上7时15分", time(19, 15)),
        ("上午10点", time(10)),
        ("3 pm", time(15)),
        ("12点", time(12)),
        ("25:00", None),
        ("9:75", None),
        ("明天", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, meant: time | None) -> None:
    """Or not at all, and then the question is asked again."""
    assert read_time(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("周三", "2026-03-04"),
        ("星期天", "2026-03-08"),
        ("禮拜六", "2026-03-07"),
        ("Friday", "2026-03-06"),
        ("sunny", None),
        ("周一", None),
    ],
)
def test_a_day_of_the_week_is_the_next_that_is_offered(text: str, meant: str | None) -> None:
    """Eight days are offered from a Monday on: with two Mondays among them it is asked which."""
    answers = asked_at(MONDAY)
    taken = take(APPOINT_FORM, next_field(APPOINT_FORM, answers, FACTS), answers, Input(text=text), FACTS)
    assert taken.answers.get("day") == meant


@given(st.text(max_size=40))
def test_no_text_is_too_strange_to_be_read_as_a_time(text: str) -> None:
    """It is a time of day or none."""
    found = read_time(text)
    assert found is None or isinstance(found, time)


def test_an_appointment_by_buttons_alone() -> None:
    """Three presses: day, time, place."""
    answers = asked_at(MONDAY)
    for key in ("day", "time", "place"):
        field = next_field(APPOINT_FORM, answers, FACTS)
        assert field is not None
        assert field.key == key
        chosen = choose(APPOINT_FORM, field, answers, field.choices(answers, FACTS)[1].value, FACTS)
        assert chosen is not None
        answers = chosen
    assert appointment_of(answers, "Asia/Shanghai").strftime("%Y-%m-%d %H:%M") == "2026-03-03 10:30"
    assert place_words(answers, FACTS)[1] is not None
    assert next_field(APPOINT_FORM, answers, FACTS) is None


def test_an_appointment_in_words_alone() -> None:
    """A day and a time that no button offers, and any place."""
    answers = asked_at(MONDAY)
    for text in ("3月20日", "下午3点半", "大樟树下"):
        taken = take(APPOINT_FORM, next_field(APPOINT_FORM, answers, FACTS), answers, Input(text=text), FACTS)
        assert taken.answered
        answers = taken.answers
    assert appointment_of(answers, "Asia/Shanghai").strftime("%Y-%m-%d %H:%M") == "2026-03-20 15:30"
    assert place_words(answers, FACTS) == ("大樟树下", None)


def test_a_representative_is_asked_for_a_minor_alone_and_a_number_of_who_agrees() -> None:
    """One question less for everybody else."""
    asked = []
    answers: Answers = {"side": "a", "name": "王", "minor": "no", "particulars": None, "agrees": "no"}
    assert next_field(PARTY_FORM, answers, FACTS) is None
    for key, value in (("minor", "yes"), ("agrees", "yes")):
        field = next_field(PARTY_FORM, {**answers, key: value}, FACTS)
        asked.append(field.key if field else None)
    assert asked == ["representative", "contact"]


def test_promises_are_asked_for_one_after_the_other_up_to_a_limit() -> None:
    """Each with who, what and when; then whether there is one more."""
    answers: Answers = {**asked_at(MONDAY), SIDES: ["a", "b"], "facts": "墙"}
    for number in range(1, MOST_PROMISES + 1):
        for value in ("b", f"第 {number} 件", "3月20日", "yes"):
            field = next_field(AGREE_FORM, answers, FACTS)
            if field is None:
                break
            buttons = [choice.value for choice in field.choices(answers, FACTS)]
            if value in buttons:
                answers = choose(AGREE_FORM, field, answers, value, FACTS) or answers
            else:
                answers = take(AGREE_FORM, field, answers, Input(text=value), FACTS).answers
    assert next_field(AGREE_FORM, answers, FACTS) is None
    promised = promises_of(answers)
    assert len(promised) == MOST_PROMISES
    assert promised[-1] == (Side.B, f"第 {MOST_PROMISES} 件", date(2026, 3, 20))


def test_an_agreement_is_promised_by_sides_that_are_entered() -> None:
    """No button for a side that nobody stands on."""
    field = AGREE_FORM.field("by1")
    assert field is not None
    assert [each.value for each in field.choices({SIDES: ["a", "c"]}, FACTS)] == ["a", "c"]


def test_the_signed_paper_is_answered_by_its_picture() -> None:
    """No word is needed with it."""
    photo = Attachment(kind=AttachmentKind.PHOTO, file_id="x")
    answers = asked_at(MONDAY)
    taken = take(SIGN_FORM, next_field(SIGN_FORM, answers, FACTS), answers, Input(attachments=(photo,)), FACTS)
    following = next_field(SIGN_FORM, taken.answers, FACTS)
    assert following is not None
    assert following.key == "signed_on"


@pytest.mark.parametrize(
    ("text", "day"),
    [("2月27日", "2026-02-27"), ("3月9日", None), ("今天", "2026-03-02"), ("明天", None), ("1号", "2026-03-01")],
)
def test_a_day_of_signing_lies_in_the_past(text: str, day: str | None) -> None:
    """A day to come is asked for again."""
    field = SIGN_FORM.field("signed_on")
    assert field is not None
    assert field.typed(text, asked_at(MONDAY), FACTS) == day


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_whoever_sends_a_case_elsewhere_says_where(outcome: str) -> None:
    """And nobody else is asked."""
    field = next_field(CLOSE_FORM, {"outcome": outcome}, FACTS)
    assert field is not None
    assert (field.key == "elsewhere") == (outcome in SENT_ON)
