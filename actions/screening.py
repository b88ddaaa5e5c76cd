"""Screening rounds: begun, answered, asked again, and ended; whoever follows them sees one table that stays true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.screening_cards import RoundFile, ask_card, summary_card, table_card
from domain.access import Act, may
from domain.cases import KnownAs
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.screening import (
    TABLE_ROLES,
    Round,
    RoundKind,
    asked_again,
    asked_units,
    chase_time,
    contacts,
    follows,
    may_answer,
    missing,
    next_chase,
)
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from actions.rules import Rules
    from domain.cases import Case
    from domain.forms import Answer
    from domain.messages import Message
    from storage.unit_of_work import UnitOfWork

ROUND_ANSWER = "round"
"""The answer of a report that names the round and the unit for which it is filed: `round.unit`."""
MOST_ROUNDS = 10
"""So many may go on at one time."""
Detail = dict[str, str | int | bool | list[int] | None]


async def run_due_screening(work: UnitOfWork, rules: Rules, subject: str) -> None:
    """With no subject it is the day for a round; else those of a round who have not answered are asked again."""
    if not subject:
        if rules.township.screening.days:
            await open_round(work, rules, RoundKind.CALENDAR, "", None)
        return
    found = await work.screenings.get(int(subject))
    if found is not None and found.closed_at is None:
        await chase_round(work, rules, found)


async def open_round(work: UnitOfWork, rules: Rules, kind: RoundKind, subject: str, by: int | None) -> Round:
    """Begin one and ask every unit. A round of the calendar takes the place of the one before it.

    Raises Refusal(NOT_ALLOWED, LIST_FULL).
    """
    if by is not None:
        await rounds_kept(work, by)
    going_on = await work.screenings.going_on()
    for before in going_on:
        if before.kind is kind and kind is not RoundKind.BY_HAND:
            await close_round(work, rules, before, by, gives_way=True)
    if by is not None and len(going_on) >= MOST_ROUNDS:
        raise Refusal(RefusalCode.LIST_FULL, {"count": MOST_ROUNDS})
    opened = await work.screenings.open(kind, subject, [unit.code for unit in asked_units(rules.township)], by)
    await work.events.append(EventKind.ROUND_OPENED, None, by, {"round": opened.id, "kind": kind.value})
    await keep_round_due(work, rules, opened)
    for answer in await work.screenings.answers(opened.id):
        await _ask(work, rules, opened, answer.unit, again=False)
    await refresh_tables(work, rules, opened, rings=True)
    return opened


async def chase_round(work: UnitOfWork, rules: Rules, of: Round, by: int | None = None) -> int:
    """Ask whoever has not answered once more; how many units that are."""
    left = missing(await work.screenings.answers(of.id))
    for unit in left:
        await _ask(work, rules, of, unit, again=True)
    await work.screenings.chased(of.id)
    detail: Detail = {"round": of.id, "units": len(left), "late_ms": _late(work, rules, of) if by is None else 0}
    await work.events.append(EventKind.ROUND_CHASED, None, by, detail)
    await _keep_due_of(work, rules, of.id)
    await refresh_tables(work, rules, of)
    return len(left)


async def answer_nil(work: UnitOfWork, rules: Rules, of: Round, unit: str, by: int) -> bool:
    """A unit has found nothing; False if it had answered. Raises Refusal(NOT_ALLOWED, NOT_NOW)."""
    await answerable(work, of, unit, by)
    return await _answered(work, rules, of, unit, nil=True, by=by)


async def answerable(work: UnitOfWork, of: Round, unit: str, by: int) -> None:
    """Whether somebody may answer for a unit now. Raises Refusal(NOT_ALLOWED, NOT_NOW)."""
    if not may_answer(await work.people.holdings_of(by), unit):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if of.closed_at is not None or all(each.unit != unit for each in await work.screenings.answers(of.id)):
        raise Refusal(RefusalCode.NOT_NOW)


async def link_to_round(
    work: UnitOfWork, rules: Rules, answers: Mapping[str, Answer], case: Case, person_id: int
) -> bool | None:
    """A report that was begun from a round was filed: the unit has answered by it.

    None for any other report, and once the round is over.

    Only where the reporter is named, else False: of any other report nothing may say whose it is.
    """
    named = answers.get(ROUND_ANSWER)
    if not isinstance(named, str):
        return None
    number, _, unit = named.partition(".")
    found = await work.screenings.get(int(number))
    if found is None or found.closed_at is not None or not may_answer(await work.people.holdings_of(person_id), unit):
        return None
    if case.known_as is not KnownAs.NAMED:
        return False
    await work.screenings.link(found.id, unit, case.id)
    if not await _answered(work, rules, found, unit, nil=False, by=None):
        await refresh_tables(work, rules, found)
        await _refresh_asked(work, rules, found, unit)
    return True


async def close_round(work: UnitOfWork, rules: Rules, of: Round, by: int | None, *, gives_way: bool = False) -> None:
    """End it: whoever follows it gets what it came to, with the units that never answered. Twice is once.

    `gives_way`: its time is over, whoever has answered.
    """
    if not await work.screenings.close(of.id):
        return
    await work.due.clear(DueKind.SCREENING, str(of.id))
    answers = await work.screenings.answers(of.id)
    left = missing(answers)
    detail: Detail = {"round": of.id, "units": len(answers), "missing": len(left), "silent": " ".join(left)}
    await work.events.append(EventKind.ROUND_CLOSED, None, by, detail)
    closed = await work.screenings.get(of.id) or of
    for each in answers:
        await _refresh_asked(work, rules, closed, each.unit)
    await refresh_tables(work, rules, closed)
    if closed.kind is RoundKind.DAILY and not gives_way:
        # What it came to stands in the next morning's briefing.
        return
    for person in await _followers(work):
        summary = summary_card(await file_for(work, rules, closed, person), gives_way=gives_way)
        quiet = rules.quiet_until(work.now)
        key = f"round:{of.id}:closed:{person}"
        await work.outbox.put(Outgoing(ToPerson(person), Lane.ESCALATION, summary, not_before=quiet, dedup_key=key))


async def rounds_kept(work: UnitOfWork, person_id: int) -> None:
    """Whether somebody follows rounds, begins and ends them. Raises Refusal(NOT_ALLOWED)."""
    if not follows(await work.people.holdings_of(person_id)):
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def keep_round_due(work: UnitOfWork, rules: Rules, of: Round) -> None:
    """Set the round's due row to when units are asked again, or take it away."""
    at = next_chase(of, chase_time(of, rules.township), rules.calendar)
    if at is None:
        await work.due.clear(DueKind.SCREENING, str(of.id))
    else:
        await work.due.set(DueKind.SCREENING, str(of.id), at)


async def file_for(work: UnitOfWork, rules: Rules, of: Round, person_id: int) -> RoundFile:
    """What one reader may know of a round now."""
    viewer = await work.people.viewer(person_id)
    filed = await work.screenings.cases(of.id)
    cases = {case.id: case for case in await work.cases.several([case_id for _unit, case_id in filed])}
    found: dict[str, list[Case]] = {}
    for unit, case_id in filed:
        case = cases.get(case_id)
        if case is not None and may(viewer, Act.VIEW, case, await work.conflicts.of(case_id)):
            found.setdefault(unit, []).append(case)
    answers = await work.screenings.answers(of.id)
    holders = await work.people.holders()
    left = missing(answers)
    near = {held.person_id for held in holders if held.unit in left}
    gone = await work.people.out_of_reach(near)
    nobody = frozenset(unit for unit in left if not contacts(unit, holders, gone))
    before = await work.screenings.silent_before(of) if left else frozenset()
    return RoundFile(of, answers, found, rules.township, nobody, before)


async def refresh_tables(work: UnitOfWork, rules: Rules, of: Round, *, rings: bool = False) -> None:
    """Bring the table of everybody who follows the round up to date in place; `rings`: as a new message."""
    shown = await work.cards.persons_with(f"round:{of.id}")
    for person in await _followers(work):
        if person not in shown and not rings:
            continue
        card_key = f"round:{of.id}:{person}"
        card = table_card(await file_for(work, rules, of, person))
        quiet = None
        if rings:
            await work.cards.forget(card_key)
            quiet = rules.quiet_until(work.now)
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, not_before=quiet, card_key=card_key))


async def _answered(work: UnitOfWork, rules: Rules, of: Round, unit: str, *, nil: bool, by: int | None) -> bool:
    if not await work.screenings.answer(of.id, unit, nil=nil, answered_by=by):
        return False
    await work.events.append(EventKind.ROUND_ANSWERED, None, by, {"round": of.id, "unit": unit, "nil": nil})
    await _refresh_asked(work, rules, of, unit)
    if missing(await work.screenings.answers(of.id)):
        await refresh_tables(work, rules, of)
    else:
        await close_round(work, rules, of, None)
    return True


async def _ask(work: UnitOfWork, rules: Rules, of: Round, unit: str, *, again: bool) -> None:
    holders = await work.people.holders()
    near = {held.person_id for held in holders if held.unit == unit}
    gone = await work.people.out_of_reach(near)
    persons = asked_again(unit, holders, gone) if again else contacts(unit, holders, gone)
    for person in persons:
        card_key = f"screen:{of.id}.{unit}:{person}"
        # A question must ring: one changed in place further up would not.
        await work.cards.forget(card_key)
        card = ask_card(await file_for(work, rules, of, person), unit, again=again)
        quiet = rules.quiet_until(work.now)
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, not_before=quiet, card_key=card_key))


async def _refresh_asked(work: UnitOfWork, rules: Rules, of: Round, unit: str) -> None:
    """What the people of a unit were asked says that it is answered."""
    for person in await work.cards.persons_with(f"screen:{of.id}.{unit}"):
        card: Message = ask_card(await file_for(work, rules, of, person), unit)
        key = f"screen:{of.id}.{unit}:{person}"
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, card_key=key))


async def _followers(work: UnitOfWork) -> Iterable[int]:
    return dict.fromkeys(held.person_id for held in await work.people.holders() if held.role in TABLE_ROLES)


async def _keep_due_of(work: UnitOfWork, rules: Rules, number: int) -> None:
    now = await work.screenings.get(number)
    if now is not None:
        await keep_round_due(work, rules, now)


def _late(work: UnitOfWork, rules: Rules, of: Round) -> int:
    at = next_chase(of, chase_time(of, rules.township), rules.calendar)
    return max(0, work.now - at) if at is not None else 0
