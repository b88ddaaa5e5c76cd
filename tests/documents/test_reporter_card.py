"""The reporter's own card, list and timeline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reporter_card import TOLD, list_of_own, rating_buttons, reporter_card, timeline
from domain.cases import Case, KnownAs, Step, can
from domain.events import EventKind
from domain.messages import Message, Moment, Phrase
from domain.refusals import Refusal
from storage.events import Event
from tests.domain.samples import DAY, HOUR, MEDIATOR, MONDAY, after, calendar, filed, township


def card(case: Case, now: int = MONDAY) -> Message:
    """The card."""
    return reporter_card(case, township(), calendar(), "狗天天叫", {MEDIATOR: "陈广田"}, now)


def acts(message: Message) -> list[str]:
    """What its buttons do."""
    return [button.act for row in message.buttons for button in row]


def ids(message: Message) -> set[str]:
    """All its lines."""
    return {line.id for line in message.lines}


def event(kind: EventKind, **detail: str | int) -> Event:
    """One event of the log."""
    return Event(1, 1, kind, MONDAY, None, dict(detail))


@given(st.lists(st.sampled_from(Step), max_size=8), st.booleans())
def test_the_buttons_are_those_that_would_work(steps: list[Step], urgent: bool) -> None:
    """Adding and nudging while it is open, rating when it has a result, withdrawing while there is something to withdraw."""
    case = filed(urgent=urgent)
    for number, step in enumerate(steps):
        try:
            case = after(case, (step, MONDAY + (number + 1) * HOUR))
        except Refusal:
            continue
    shown = set(acts(card(case)))
    for step in (Step.ADD, Step.NUDGE, Step.RATE, Step.REOPEN, Step.WITHDRAW):
        assert (f"m-{step.value}" in shown) == can(case, step)


def test_it_says_who_has_the_case() -> None:
    """By name from the acceptance on."""
    assert "mine-state-filed" in ids(card(filed()))
    taken = card(after(filed(), (Step.ACCEPT, MONDAY)))
    assert next(line for line in taken.lines if line.id == "mine-state-accepted-by").values == {"name": "陈广田"}


def test_it_says_what_is_late() -> None:
    """A deadline that has passed is called so: then one may nudge."""
    assert "mine-deadline-ahead" in ids(card(filed()))
    assert "mine-deadline-late" in ids(card(filed(), MONDAY + 2 * DAY))


def test_an_unlinked_tip_has_nobody_who_could_have_seen_a_name() -> None:
    """There is no such button."""
    assert "m-seen" not in acts(card(filed(known_as=KnownAs.UNLINKED)))
    assert "m-seen" in acts(card(filed(known_as=KnownAs.CONFIDENTIAL)))


def test_the_timeline_leaves_out_what_only_concerns_officials() -> None:
    """Reminders, notices and proposals are not the reporter's business; the move up is."""
    events = [
        event(EventKind.FILED),
        event(EventKind.STEP_RUN, step="due"),
        event(EventKind.SUPERVISION_PROPOSED),
        event(EventKind.ESCALATED, level="town"),
    ]
    shown = [line.values["what"] for line in timeline(filed(), events, township()).lines if line.id == "timeline-line"]
    assert shown == [Phrase(id="timeline-filed"), Phrase(id="timeline-escalated")]


@pytest.mark.parametrize("kind", sorted(TOLD), ids=lambda kind: kind.value)
def test_every_step_stands_in_the_timeline_with_its_time(kind: EventKind) -> None:
    """Whatever is told of has a line with its date."""
    shown = timeline(filed(), [event(kind, unit="police_post", stars=4)], township())
    assert shown.lines[1].values["at"] == Moment(at=MONDAY)
    assert len(shown.lines) == 2


def test_the_rating_carries_the_stars_and_the_way_back() -> None:
    """Five stars in a row, and below that it is not settled."""
    closed = after(filed(), (Step.ACCEPT, MONDAY), (Step.CLOSE, MONDAY))
    stars, again = rating_buttons(closed)
    assert [button.subject for button in stars] == [f"{closed.id}.{star}" for star in (1, 2, 3, 4, 5)]
    assert [button.act for button in again] == ["m-reopen"]
    assert "mine-rate" in ids(card(closed))
    assert "mine-rate" not in ids(card(filed()))


def test_the_list_is_one_button_for_each_case() -> None:
    """Nothing reported is said in words."""
    assert ids(list_of_own([], township())) == {"mine-none"}
    shown = list_of_own([filed()], township())
    assert [button.subject for row in shown.buttons for button in row] == ["1"]
