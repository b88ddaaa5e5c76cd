"""How the cases of a replay came to their ends, and how long each took on the replay's clock, from their events alone."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from domain.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.events import Event

DAY_MS = 86_400_000
OF_A_CLOSING = {
    "agreed": "closed: agreed",
    "done": "closed: done",
    "failed": "closed: no agreement",
    "unfounded": "closed: nothing to it",
    "refused": "closed: not to be mediated",
    "not_ours": "closed: not ours",
    "referred": "closed: sent elsewhere",
}
OF_A_PROMISE = {"kept": "a promise kept", "broken": "a promise broken"}
OF_CONFIRMATION = {
    "confirmed": "confirmed by the court",
    "refused": "not confirmed by the court",
    "not_wanted": "confirmation not wanted",
}
SIMPLE = {
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.MERGED: "merged with another",
    EventKind.AGREEMENT_SIGNED: "an agreement signed",
    EventKind.SUPERVISED: "supervised",
    EventKind.SUPERVISION_LIFTED: "supervision ended",
    EventKind.REOPENED: "not settled: opened again",
    EventKind.OPENING_GRANTED: "reporter's name opened by two",
}
OUTCOMES = (
    *OF_A_CLOSING.values(),
    "closed again after it was opened again",
    *("withdrawn", "merged with another", "an agreement signed"),
    *OF_A_PROMISE.values(),
    *OF_CONFIRMATION.values(),
    *("referred to the court", "ended at the court"),
    *("supervised", "supervision ended", "not settled: opened again", "reporter's name opened by two"),
)
"""In the order in which they are printed."""


class Came(NamedTuple):
    """One outcome: how many cases had it, and how long after their filing (ms): the middle one and the longest."""

    outcome: str
    cases: int
    middle: int
    longest: int


def outcomes_of(histories: Sequence[Sequence[Event]]) -> list[Came]:
    """Every outcome that occurred, with when it came after the filing."""
    found: dict[str, list[int]] = {}
    for events in histories:
        first: dict[str, int] = {}
        for outcome, at in _outcomes(events):
            first.setdefault(outcome, at - events[0].at)
        for outcome, took in first.items():
            found.setdefault(outcome, []).append(took)
    return [
        Came(outcome, len(found[outcome]), round(median(found[outcome])), max(found[outcome]))
        for outcome in OUTCOMES
        if outcome in found
    ]


def _outcomes(events: Sequence[Event]) -> Iterator[tuple[str, int]]:
    # What a case was closed as before it was opened again was not its end.
    last_closing = max((event.id for event in events if event.kind is EventKind.CLOSED), default=None)
    reopened = False
    for event in events:
        state = str(event.detail.get("state"))
        match event.kind:
            case EventKind.CLOSED if event.id == last_closing:
                yield OF_A_CLOSING[str(event.detail["outcome"])], event.at
                if reopened:
                    yield "closed again after it was opened again", event.at
            case EventKind.REOPENED:
                reopened = True
                yield SIMPLE[event.kind], event.at
            case EventKind.PROMISE_ANSWERED if state in OF_A_PROMISE:
                yield OF_A_PROMISE[state], event.at
            case EventKind.CONFIRMATION_NOTED if state in OF_CONFIRMATION:
                yield OF_CONFIRMATION[state], event.at
            case EventKind.COURT_NOTED:
                yield "referred to the court" if state == "referred" else "ended at the court", event.at
            case kind if kind in SIMPLE:
                yield SIMPLE[kind], event.at
            case _:
                pass
