"""A shift on the cards of those who stand on it and of those who answer for it, in every state and language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.shift_card import about_card, lead_card, patroller_card
from domain.shifts import Mark, PostState, RosteredShift, ShiftState
from domain.words import Language
from tests.domain.samples import HOUR, township
from tests.domain.shift_samples import EVENING, evening, post
from texts.catalogue import Catalogue
from texts.renderer import Renderer

NAMES = {1: "石建国"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("state", list(PostState))
def test_every_state_of_a_post_can_be_said(state: PostState, language: Language) -> None:
    """Somebody's post as they see it themselves and as others do, before the shift, on it and after it, and called off.

    A lead keeps the card of a post that somebody else has taken meanwhile: it says so.
    """
    renderer = Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)
    each = replace(post(1, state, leads=True), checked_in_at=EVENING, marks=tuple(Mark))
    for now in (EVENING - 30 * HOUR, EVENING - 1, EVENING + HOUR, EVENING + 9 * HOUR):
        for shift_state in ShiftState:
            rostered = evening(each, state=shift_state)
            for message in (
                patroller_card(rostered, each, township(), now),
                about_card(rostered, each, NAMES, township(), now),
                lead_card(rostered, NAMES, township(), now),
            ):
                assert renderer.render(message, language, 1).html


def test_the_day_before_the_leads_card_counts_who_comes_and_not_who_is_here() -> None:
    """Nobody can be there yet. Once check-in is open, or somebody has come early, it counts who is here."""
    rostered = evening(post(1, PostState.COMING, leads=True), post(2), post(3))
    for hours, said in ((30, "shift-lead-coming"), (1, "shift-lead-coming"), (0.5, "shift-lead-count")):
        lines = lead_card(rostered, NAMES, township(), EVENING - round(hours * HOUR)).lines
        assert [line.id for line in lines if line.id in {"shift-lead-coming", "shift-lead-count"}] == [said]


def test_a_shift_that_lacks_somebody_can_be_filled_from_its_card() -> None:
    """Until it begins, and only where something lacks."""
    full = evening(post(1, PostState.COMING, leads=True), post(2, PostState.COMING), post(3, PostState.COMING))
    short = evening(post(1, PostState.COMING, leads=True))
    leaderless = evening(*(post(number, PostState.COMING) for number in (1, 2, 3)))

    def arranges(rostered: RosteredShift, now: int) -> bool:
        return any(
            button.act == "x-shift" for row in lead_card(rostered, NAMES, township(), now).buttons for button in row
        )

    assert [arranges(each, EVENING - HOUR) for each in (full, short, leaderless)] == [False, True, True]
    assert not arranges(short, EVENING)
