"""How the cases of a replay came to their ends, and how long each took on the replay's clock, from their events alone."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from domain.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
KEPT_LATE = "a promise kept late"
OF_CONFIRMATION = {
    "confirmed": "confirmed by the court",
    "refused": "not confirmed by the court",
    "not_wanted": "confirmation not wanted",
}
OF_THE_COURT = {
    "referred": "referred to the court",
    "judged": "judged",
    "mediated": "mediated by the court",
    "withdrawn": "suit withdrawn",
    "not_taken": "not taken up by the court",
}
SIMPLE = {
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.MERGED: "merged with another",
    EventKind.SEPARATED: "set apart again",
    EventKind.SPLIT: "split in two",
    EventKind.LINKED: "linked with another",
    EventKind.EXTENDED: "time extended",
    EventKind.AGREEMENT_SIGNED: "an agreement signed",
    EventKind.SUPERVISED: "supervised",
    EventKind.SUPERVISION_DECLINED: "supervision declined",
    EventKind.SUPERVISION_LIFTED: "supervision ended",
    EventKind.REOPENED: "not settled: opened again",
    EventKind.RATED: "rated",
    EventKind.OPENING_GRANTED: "reporter's name opened by two",
}
OUTCOMES = (
    *OF_A_CLOSING.values(),
    "closed again after it was opened again",
    *("withdrawn", "merged with another", "set apart again", "split in two", "linked with another"),
    *("mediated along by another", "another time asked for", "a session called off", "time extended"),
    *("stopped by a party", "stopped by the mediator", "an agreement signed"),
    *("a promise kept", KEPT_LATE, "a promise broken"),
    *OF_CONFIRMATION.values(),
    *OF_THE_COURT.values(),
    *("supervised", "supervision declined", "supervision ended"),
    *("not settled: opened again", "holds, a party says", "rated", "reporter's name opened by two"),
)
"""In the order in which they are printed."""


class Came(NamedTuple):
    """One outcome: how many cases had it, and how long after their filing (ms): the middle one and the longest.

    `heard` counts the reporters who were to hear of it and did.
    """

    outcome: str
    cases: int
    heard: int
    middle: int
    longest: int


def outcomes_of_case(events: Sequence[Event]) -> dict[str, int]:
    """Every outcome of one case, and when it came first (UTC ms)."""
    first: dict[str, int] = {}
    for outcome, at in _outcomes(events):
        first.setdefault(outcome, at)
    return first


def outcomes_of(histories: Sequence[Sequence[Event]], heard: Mapping[str, int]) -> list[Came]:
    """Every outcome that occurred, with when it came after the filing, and how many reporters heard of it."""
    found: dict[str, list[int]] = {}
    for events in histories:
        for outcome, at in outcomes_of_case(events).items():
            found.setdefault(outcome, []).append(at - events[0].at)
    return [
        Came(outcome, len(found[outcome]), heard.get(outcome, 0), round(median(found[outcome])), max(found[outcome]))
        for outcome in OUTCOMES
        if outcome in found
    ]


def _outcomes(events: Sequence[Event]) -> Iterator[tuple[str, int]]:  # noqa: C901, PLR0912 - one event each
    # What a case was closed as before it was opened again was not its end.
    last_closing = max((event.id for event in events if event.kind is EventKind.CLOSED), default=None)
    reopened = late = False
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
            case EventKind.MEDIATION_STEP_RUN:
                late = late or event.detail["kind"] == "promise_late"
            case EventKind.PROMISE_ANSWERED if state in OF_A_PROMISE:
                yield KEPT_LATE if late and state == "kept" else OF_A_PROMISE[state], event.at
            case EventKind.CONFIRMATION_NOTED if state in OF_CONFIRMATION:
                yield OF_CONFIRMATION[state], event.at
            case EventKind.COURT_NOTED:
                yield OF_THE_COURT[state], event.at
            case EventKind.MERGED | EventKind.SEPARATED if event.actor_id is None:
                # The one it was merged into was taken back: it goes on in its place.
                pass
            case kind if kind in OF_A_MEDIATION:
                outcome = _of_a_mediation(event)
                if outcome is not None:
                    yield outcome, event.at
            case kind if kind in SIMPLE:
                yield SIMPLE[kind], event.at
            case _:
                pass


OF_A_MEDIATION = frozenset(
    {
        *(EventKind.JOINT_MEDIATOR_CHANGED, EventKind.APPOINTMENT_ANSWERED, EventKind.APPOINTMENT_CANCELLED),
        *(EventKind.MEDIATION_STOPPED, EventKind.PARTY_HOLDS),
    }
)


def _of_a_mediation(event: Event) -> str | None:
    """What an event on the way of a mediation comes to, if anything."""
    match event.kind:
        case EventKind.JOINT_MEDIATOR_CHANGED if event.detail["joins"]:
            return "mediated along by another"
        case EventKind.APPOINTMENT_ANSWERED if not event.detail["coming"]:
            return "another time asked for"
        case EventKind.APPOINTMENT_CANCELLED if event.actor_id is not None:
            return "a session called off"
        case EventKind.MEDIATION_STOPPED:
            return "stopped by a party" if event.actor_id is None else "stopped by the mediator"
        case EventKind.PARTY_HOLDS if event.detail["holds"]:
            return "holds, a party says"
        case _:
            return None
