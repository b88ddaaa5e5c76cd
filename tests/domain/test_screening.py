"""Who answers for a unit in a screening round, and when those who have not are asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from domain.access import Holder
from domain.screening import (
    Round,
    RoundKind,
    UnitAnswer,
    asked_again,
    contacts,
    follows,
    may_answer,
    missing,
    next_chase,
)
from domain.words import Role
from tests.domain.samples import MONDAY, calendar

CHASE = time(9, 30)
ROUND = Round(1, RoundKind.CALENDAR, "", MONDAY, None, MONDAY)
HEAD, MEDIATOR, CADRE, STAFF = (
    Holder(1, Role.VILLAGE_HEAD, "fenglin"),
    Holder(2, Role.MEDIATOR, "fenglin"),
    Holder(3, Role.RESIDENT_CADRE, "fenglin"),
    Holder(4, Role.CENTRE_STAFF, "centre"),
)
EVERYBODY = (HEAD, MEDIATOR, CADRE, STAFF, Holder(9, Role.VILLAGE_HEAD, "liutang"))


@given(st.integers(MONDAY, MONDAY + 90 * 86_400_000))
def test_who_has_not_answered_is_asked_once_a_day(at: int) -> None:
    """The next time lies after the watermark, within a day, and is the configured time of the township."""
    chased = next_chase(replace(ROUND, chased_until=at), CHASE, calendar())
    assert chased is not None
    assert at < chased <= at + 86_400_000
    assert calendar().local(chased).time() == CHASE


def test_a_closed_round_asks_nobody() -> None:
    """Nothing is due once it is over."""
    assert next_chase(replace(ROUND, closed_at=MONDAY), CHASE, calendar()) is None


def test_the_head_answers_else_the_mediators_else_the_cadres() -> None:
    """The first group of whom somebody can be reached; of another village nobody."""
    assert contacts("fenglin", EVERYBODY) == (1,)
    assert contacts("fenglin", EVERYBODY, {1}) == (2,)
    assert contacts("fenglin", EVERYBODY, {1, 2}) == (3,)
    assert contacts("fenglin", EVERYBODY, {1, 2, 3}) == ()
    assert contacts("bailuwan", EVERYBODY) == ()


def test_resident_cadres_are_asked_with_their_village_from_the_second_time_on() -> None:
    """They may help it to answer."""
    assert asked_again("fenglin", EVERYBODY) == (1, 3)
    assert asked_again("fenglin", EVERYBODY, {3}) == (1,)


def test_only_the_units_own_people_and_the_centre_answer_for_it() -> None:
    """Nobody of another village, no patroller, no admin."""
    for held in (HEAD, MEDIATOR, CADRE, STAFF, Holder(5, Role.DIRECTOR, "centre")):
        assert may_answer([held], "fenglin")
    for other in (EVERYBODY[-1], Holder(6, Role.PATROLLER, "fenglin"), Holder(7, Role.ADMIN, "centre")):
        assert not may_answer([other], "fenglin")
    assert follows([STAFF])
    assert not follows([HEAD, Holder(8, Role.OVERSIGHT, "centre")])


def test_missing_are_those_without_an_answer() -> None:
    """In the order in which they were asked."""
    answers = [UnitAnswer("a"), UnitAnswer("b", 5, nil=True), UnitAnswer("c")]
    assert missing(answers) == ("a", "c")
