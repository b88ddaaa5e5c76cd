"""A case as its reporter sees it: where it stands, what happened when, and what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import category_name, excerpt, stage_of, unit_name
from domain.cases import OPEN_STATES, CaseState, KnownAs, Step, can
from domain.deadlines import active_deadlines
from domain.events import EventKind
from domain.messages import Button, Day, Localised, Message, Moment, Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.calendar import Calendar
    from domain.cases import Case
    from domain.township import Township
    from storage.events import Event

STARS = (1, 2, 3, 4, 5)
# What a reporter is shown of the event log, and under which name.
TOLD: Mapping[EventKind, str] = {
    EventKind.FILED: "timeline-filed",
    EventKind.JOINED: "timeline-added",
    EventKind.ADDED: "timeline-added",
    EventKind.ACCEPTED: "timeline-accepted",
    EventKind.ACKNOWLEDGED: "timeline-acknowledged",
    EventKind.ASSIGNED: "timeline-assigned",
    EventKind.ASKED: "timeline-asked",
    EventKind.ANSWERED: "timeline-answered",
    EventKind.PROGRESSED: "timeline-progressed",
    EventKind.HANDED_UP: "timeline-handed-up",
    EventKind.ESCALATED: "timeline-escalated",
    EventKind.SUPERVISED: "timeline-supervised",
    EventKind.SETTLED: "timeline-settled",
    EventKind.CLOSED: "timeline-closed",
    EventKind.EXTENDED: "timeline-extended",
    EventKind.NUDGED: "timeline-nudged",
    EventKind.WITHDRAWN: "timeline-withdrawn",
    EventKind.RATED: "timeline-rated",
    EventKind.REOPENED: "timeline-reopened",
    EventKind.IDENTITY_SHOWN: "timeline-identity-shown",
    EventKind.APPOINTED: "timeline-appointed",
    EventKind.APPOINTMENT_CANCELLED: "timeline-appointment-cancelled",
    EventKind.SESSION_HELD: "timeline-session-held",
    EventKind.MEDIATION_STOPPED: "timeline-mediation-stopped",
    EventKind.AGREEMENT_SIGNED: "timeline-agreement-signed",
    EventKind.CONFIRMATION_NOTED: "timeline-confirmation-noted",
    EventKind.COURT_NOTED: "timeline-court-noted",
    EventKind.ROUTED: "timeline-assigned",
    EventKind.RECATEGORISED: "timeline-recategorised",
    EventKind.MERGED: "timeline-merged",
    EventKind.SEPARATED: "timeline-separated",
    EventKind.SPLIT: "timeline-split",
    EventKind.SUPERVISION_LIFTED: "timeline-lifted",
    EventKind.WORDS_AGREED: "timeline-words-agreed",
    EventKind.OPENING_GRANTED: "timeline-opening-granted",
}


def reporter_card(
    case: Case, township: Township, calendar: Calendar, text: str, names: Mapping[int, str], now: int
) -> Message:
    """The card of one's own case."""
    lines = [
        phrase(
            "mine-title",
            number=case.number,
            category=category_name(case, township),
            unit=unit_name(case.unit, township),
        ),
        how_it_stands(case, names),
        *_next_deadline(case, township, calendar, now),
        phrase("mine-filed", at=Moment(at=case.filed_at)),
        *([phrase("mine-text", text=excerpt(text, 300))] if text else []),
        *([phrase("mine-rate")] if can(case, Step.RATE) else []),
    ]
    return Message(lines=tuple(lines), buttons=_buttons(case))


def timeline(case: Case, events: Sequence[Event], township: Township) -> Message:
    """All steps of a case with their dates, oldest first; steps of the clock that only concern officials are left out."""
    lines = [phrase("timeline-title", number=case.number)]
    for event in events:
        name = TOLD.get(event.kind)
        if name is not None:
            lines.append(phrase("timeline-line", at=Moment(at=event.at), what=_what(name, event, township)))
    back = Button(label=phrase("button-back"), act="m-show", subject=str(case.id))
    return Message(lines=tuple(lines), buttons=((back,),))


def list_of_own(cases: Sequence[Case], township: Township) -> Message:
    """One's own cases as buttons, newest first."""
    if not cases:
        return Message(lines=(phrase("mine-none"),))
    rows = tuple(
        (
            Button(
                label=phrase(
                    "mine-row",
                    state=phrase(f"mine-mark-{case.state.value.replace('_', '-')}"),
                    category=category_name(case, township),
                    at=Day(at=case.filed_at),
                ),
                act="m-show",
                subject=str(case.id),
            ),
        )
        for case in cases
    )
    return Message(lines=(phrase("mine-list"),), buttons=rows)


def added_line(case: Case) -> Phrase:
    """That something was added, and whether whoever deals with it can read it."""
    return phrase("added-held" if case.words_held else "added", number=case.number)


def really_agree(case: Case) -> Message:
    """What it means that one's own words can be read, before one says yes."""
    subject, stage = str(case.id), stage_of(case)
    yes = Button(label=phrase("button-words-yes"), act="m-words-yes", subject=subject, version=stage)
    back = Button(label=phrase("button-back"), act="m-show", subject=subject)
    return Message(lines=(phrase("ask-words-later", number=case.number),), buttons=((yes,), (back,)))


def rating_buttons(case: Case) -> tuple[tuple[Button, ...], ...]:
    """One tap says how satisfied one is; for a closed case the last button says that it is not settled."""
    stage = stage_of(case)
    stars = tuple(
        Button(label=phrase(f"rate-{star}"), act="m-rate", subject=f"{case.id}.{star}", version=stage) for star in STARS
    )
    again = Button(label=phrase("button-not-settled"), act="m-reopen", subject=str(case.id), version=stage)
    return (stars, (again,)) if can(case, Step.REOPEN) else (stars,)


def how_it_stands(case: Case, names: Mapping[int, str]) -> Phrase:
    """Where a case stands, in the words its reporter reads."""
    name = names.get(case.handler_id, "") if case.handler_id is not None else ""
    with_name = case.state in {CaseState.ACCEPTED, CaseState.IN_PROGRESS} and name
    state = case.state.value.replace("_", "-")
    return phrase(f"mine-state-{state}-by", name=name) if with_name else phrase(f"mine-state-{state}")


def _next_deadline(case: Case, township: Township, calendar: Calendar, now: int) -> list[Phrase]:
    deadlines = active_deadlines(case, township.clocks, calendar)
    if not deadlines:
        return []
    first = min(deadlines, key=lambda each: each.at)
    late = "late" if first.at <= now else "ahead"
    what = phrase(f"mine-deadline-{first.kind.value.replace('_', '-')}")
    return [phrase(f"mine-deadline-{late}", what=what, at=Moment(at=first.at))]


def _buttons(case: Case) -> tuple[tuple[Button, ...], ...]:
    stage, subject = stage_of(case), str(case.id)

    def button(name: str) -> Button:
        return Button(label=phrase(f"button-{name}"), act=f"m-{name}", subject=subject, version=stage)

    rows: list[tuple[Button, ...]] = []
    further = tuple(button(name) for step, name in ((Step.ADD, "add"), (Step.NUDGE, "nudge")) if can(case, step))
    rows += [further] if further else []
    if can(case, Step.RATE):
        rows += list(rating_buttons(case))
    rows.append(
        (button("timeline"), button("seen")) if case.known_as is not KnownAs.UNLINKED else (button("timeline"),)
    )
    if case.words_held and case.state in OPEN_STATES:
        rows.append((button("words"),))
    if can(case, Step.WITHDRAW):
        rows.append((button("withdraw"),))
    return tuple(rows)


def _what(name: str, event: Event, township: Township) -> Phrase:
    unit = event.detail.get("unit")
    if event.kind in {EventKind.ASSIGNED, EventKind.ROUTED} and isinstance(unit, str):
        return phrase(name, unit=Localised(name=township.unit(unit).name))
    if event.kind is EventKind.RATED:
        return phrase(name, stars=int(str(event.detail.get("stars", 0))))
    return phrase(name)
