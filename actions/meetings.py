"""Meetings: their agenda goes out the evening before, who comes says so, and decisions become assignments with a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.route_case import route_case
from actions.supervise_case import propose_supervision, supervise_case
from actions.tell import Notice, tell
from documents.meeting_agenda import seen_agenda
from documents.meeting_cards import MeetingFile, chair_card, invitation_card, minutes_card
from documents.wording import OWN_WORDS
from domain.access import Act, Scope, may
from domain.cases import Step, can
from domain.deadlines import active_deadlines
from domain.duty import DUTY_ROLES
from domain.events import EventKind
from domain.made_documents import meeting_agenda
from domain.meetings import (
    MeetingStepKind,
    Told,
    meeting_step_to_run,
    meeting_to_call,
    next_meeting_step,
    why_hard,
)
from domain.messages import Message, phrase
from domain.notices import Condition, Truth
from domain.refusals import Refusal, RefusalCode
from domain.triage import Looked
from domain.words import Recipient
from storage.due import DueKind
from storage.entries import EntryKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.cases import Case
    from domain.centre_plan import MeetingPlan
    from domain.meetings import Meeting
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork

MOST_CASES = 3_000
DAY_MS = 86_400_000
CLOCK = Scope(viewer_id=0, town=True)
"""The clock's own: what it finds is shown to nobody but through what each may see."""
Detail = dict[str, str | int | bool | list[int] | None]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a case: whose it is, within how many days it is to be answered (None: no date), and in words."""

    unit: str
    days: int | None
    text: str
    attachments: tuple[Attachment, ...] = ()


async def run_due_meeting(work: UnitOfWork, rules: Rules, subject: str) -> None:
    """For the code of a meeting its agenda goes out; for one meeting its next step is run."""
    if not subject.isdecimal():
        plan = next((each for each in rules.township.meetings if each.code == subject), None)
        if plan is not None:
            await call_meeting(work, rules, plan)
        return
    meeting = await work.meetings.get(int(subject))
    step = meeting_step_to_run(meeting, rules.calendar, work.now) if meeting is not None else None
    if meeting is None or step is None:
        return
    for person in await _keepers(work):
        file = await meeting_file(work, rules, meeting, person)
        ends = step.kind is MeetingStepKind.END
        await _put(
            work, rules, person, minutes_card(file) if ends else chair_card(file, 0), f"{meeting.id}:{step.kind}"
        )
    await work.meetings.done(meeting.id, closes=step.kind is MeetingStepKind.END)
    detail: Detail = {"meeting": meeting.id, "step": step.kind.value, "late_ms": work.now - step.at}
    await work.events.append(EventKind.MEETING_STEP, None, None, detail)
    await keep_meeting_due(work, rules, meeting.id)


async def call_meeting(work: UnitOfWork, rules: Rules, plan: MeetingPlan) -> Meeting | None:
    """Send the agenda of the meeting that is next; None where it went out, or where it is too late for it."""
    at = meeting_to_call(plan, rules.calendar, work.now)
    if at is None:
        return None
    holders = await work.people.holders()
    persons = dict.fromkeys(held.person_id for held in holders if held.role in plan.roles)
    minutes_at = plan.minutes_at.isoformat("minutes")
    meeting = await work.meetings.call(plan.code, at, minutes_at, await hard_cases(work, rules), persons)
    if meeting is None:
        return None
    await work.events.append(EventKind.MEETING_CALLED, None, None, {"meeting": meeting.id, "code": plan.code})
    for person in persons:
        file = await meeting_file(work, rules, meeting, person)
        document = Message(
            lines=(file.title, phrase("meeting-agenda")), attachments=(meeting_agenda(meeting.id, person),)
        )
        await _put(work, rules, person, document, f"{meeting.id}:agenda")
        await _put(work, rules, person, invitation_card(file, person), f"{meeting.id}:asked", f"meet:{meeting.id}")
    await keep_meeting_due(work, rules, meeting.id)
    return meeting


async def hard_cases(work: UnitOfWork, rules: Rules) -> dict[int, tuple[str, ...]]:
    """The open cases that are hard enough for a meeting, and why; whoever is shown them is asked for each."""
    township = rules.township
    found: dict[int, tuple[str, ...]] = {}
    for case in await work.cases.open_in(CLOCK, limit=MOST_CASES):
        ends = [each.at for each in active_deadlines(case, township.clocks, rules.calendar)]
        matter = [case, *await work.cases.merged_into(case.id)]
        texts = [text for each in matter for text in await _texts_looked_at(work, each)]
        told = Told("\n".join(texts), len(matter), await work.parties.count_of(case.id))
        why = why_hard(Looked(case, min(ends, default=None)), told, township.agenda, work.now)
        if why:
            found[case.id] = tuple(reason.value for reason in why)
    return found


async def _texts_looked_at(work: UnitOfWork, case: Case) -> list[str]:
    """What was written of a case but for words that were held back: whatever it is called by now, they stay so."""
    entries = await work.entries.of(case.id)
    return [entry.text for entry in entries if not (case.words_held and entry.kind in OWN_WORDS)]


async def say_coming(work: UnitOfWork, meeting: Meeting, person_id: int, *, comes: bool) -> None:
    """Somebody who was asked says whether they come; the last word counts.

    Raises Refusal(NOT_ALLOWED), also for whoever holds no office any more.
    """
    if not await work.people.holdings_of(person_id) or not await work.meetings.comes(
        meeting.id, person_id, comes=comes
    ):
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def take_decision(
    work: UnitOfWork, rules: Rules, meeting: Meeting, case: Case, decision: Decision, by: int
) -> Case:
    """Take down what was decided: the case is its unit's from then on, and to be answered by a date.

    The date is set by supervision: at once where the director takes it down, proposed to the director where a clerk
    does. Raises Refusal(NOT_ALLOWED, NOT_NOW), also for a case that is not on the agenda.
    """
    viewer = await work.people.viewer(by)
    named = await work.conflicts.of(case.id)
    if not may(viewer, Act.TRIAGE, case, named):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if all(row.matter_id != case.id for row in await work.meetings.agenda(meeting.id)):
        raise Refusal(RefusalCode.NOT_NOW)
    changed = case
    if decision.unit != case.responsible_unit:
        changed = await route_case(work, rules, changed, decision.unit, case.helping, by)
    await work.entries.add(case.id, EntryKind.DECISION, decision.text, decision.attachments, by)
    reply_by = work.now + decision.days * DAY_MS if decision.days is not None else None
    if decision.days is not None and may(viewer, Act.SUPERVISE, changed, named) and can(changed, Step.SUPERVISE):
        changed = await supervise_case(work, rules, changed, by, decision.days)
    elif decision.days is not None and can(changed, Step.PROPOSE):
        changed = await propose_supervision(work, rules, changed, by, decision.text)
    elif decision.days is not None and changed.supervision_proposed_at is not None and changed.supervised_at is None:
        await _ask_director(work, rules, changed, by)
    await work.meetings.decide(meeting.id, case.id, decision.unit, reply_by, by)
    detail: Detail = {"meeting": meeting.id, "unit": decision.unit, "reply_by": reply_by}
    await work.events.append(EventKind.DECIDED, case.id, by, detail)
    return changed


async def _ask_director(work: UnitOfWork, rules: Rules, case: Case, by: int) -> None:
    """Supervision was proposed before, and the meeting wants it: the director is asked once more."""
    notice = Notice(
        name=f"decided:{work.now}",
        headline=phrase("headline-proposed"),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.PROPOSED),
        lasting=True,
    )
    await tell(work, rules, case, (Recipient.DIRECTOR,), notice, but_not=by)


async def meetings_kept(work: UnitOfWork, person_id: int) -> None:
    """Whether somebody takes down what meetings decide. Raises Refusal(NOT_ALLOWED)."""
    if person_id not in await _keepers(work):
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def keep_meeting_due(work: UnitOfWork, rules: Rules, number: int) -> None:
    """Set the meeting's due row to its next step, or take it away when there is none."""
    meeting = await work.meetings.get(number)
    step = next_meeting_step(meeting, rules.calendar) if meeting is not None else None
    if step is None:
        await work.due.clear(DueKind.MEETING, str(number))
    else:
        await work.due.set(DueKind.MEETING, str(number), step.at)


async def meeting_file(work: UnitOfWork, rules: Rules, meeting: Meeting, person_id: int) -> MeetingFile:
    """What one person may know of a meeting now."""
    seen = await seen_agenda(work, meeting, await work.people.viewer(person_id))
    persons = await work.meetings.persons(meeting.id)
    return MeetingFile(meeting, seen, persons, await work.people.names(list(persons)), rules.township)


async def _keepers(work: UnitOfWork) -> Iterable[int]:
    return dict.fromkeys(held.person_id for held in await work.people.holders() if held.role in DUTY_ROLES)


async def _put(
    work: UnitOfWork, rules: Rules, person_id: int, message: Message, name: str, card: str | None = None
) -> None:
    quiet = rules.quiet_until(work.now)
    key = f"{card}:{person_id}" if card is not None else None
    await work.outbox.put(
        Outgoing(
            ToPerson(person_id),
            Lane.REMINDER,
            message,
            not_before=quiet,
            dedup_key=f"meeting:{name}:{person_id}",
            card_key=key,
        )
    )
