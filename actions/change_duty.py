"""Somebody else is on duty at the centre: by the roster, or because they took it over. Both are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.duty import SHOWN_DAYS, Turn, able, duty_day, next_change, on_duty
from domain.events import EventKind
from domain.messages import Button, Message, Moment, phrase
from domain.refusals import Refusal, RefusalCode
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actions.rules import Rules
    from domain.messages import Phrase
    from storage.unit_of_work import UnitOfWork


async def run_due_duty(work: UnitOfWork, rules: Rules, _subject: str) -> None:
    """The duty changes. After an outage it is whose turn it is now; nobody is told of turns that have passed."""
    await _by_roster(work, rules)


async def take_duty(work: UnitOfWork, rules: Rules, person_id: int) -> Turn:
    """Somebody of the centre is on duty from now until the next change. Raises Refusal(NOT_ALLOWED)."""
    await duty_kept(work, person_id)
    before = await work.duty.turn()
    if before is not None and before.person_id == person_id:
        return before
    until = next_change(work.now, rules.township.duty, rules.calendar)
    return await _begin(work, rules, Turn(person_id, work.now, until, taken=True), person_id)


async def end_duty(work: UnitOfWork, rules: Rules, person_id: int) -> None:
    """Whoever may be on duty no longer is not: whose turn it is now has it."""
    turn = await work.duty.turn()
    if turn is not None and turn.person_id == person_id and person_id not in able(await work.people.holders()):
        await _by_roster(work, rules)


async def set_duty_order(work: UnitOfWork, rules: Rules, persons: Sequence[int], by: int) -> None:
    """These take turns. Who is on duty stays so until the next change if they are among them, or took it over.

    Nobody means that no roster is kept: then all of the centre are on call. Raises Refusal(NOT_ALLOWED).
    """
    await duty_kept(work, by)
    may = able(await work.people.holders())
    order = [person for person in dict.fromkeys(persons) if person in may]
    await work.duty.set_order(order)
    detail: dict[str, str | int | bool | list[int] | None] = {"order": order}
    await work.events.append(EventKind.DUTY_ROSTER_CHANGED, None, by, detail)
    turn = await work.duty.turn()
    work.people.forget_read()
    stays = turn is not None and bool(order) and (turn.taken or turn.person_id in order)
    if not stays:
        await _by_roster(work, rules, by)


async def set_duty_day(work: UnitOfWork, rules: Rules, day: date, person_id: int, by: int) -> None:
    """Somebody is on duty on one day to come, whosever turn it is; from now on if that is today's.

    Raises Refusal(NOT_ALLOWED, NOT_NOW).
    """
    await duty_kept(work, by)
    today = duty_day(work.now, rules.township.duty, rules.calendar)
    known = able(await work.people.holders())
    if not 0 <= (day - today).days < SHOWN_DAYS or person_id not in known or not (await work.duty.roster()).kept:
        raise Refusal(RefusalCode.NOT_NOW)
    await work.duty.set_day(day, person_id)
    detail: dict[str, str | int | bool | list[int] | None] = {"day": day.isoformat(), "person": person_id}
    await work.events.append(EventKind.DUTY_ROSTER_CHANGED, None, by, detail)
    if day == today:
        await _by_roster(work, rules, by)


async def duty_kept(work: UnitOfWork, person_id: int) -> None:
    """Whether somebody may be on duty, and keep the roster. Raises Refusal(NOT_ALLOWED)."""
    if person_id not in able(await work.people.holders()):
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def _by_roster(work: UnitOfWork, rules: Rules, by: int | None = None) -> None:
    roster, plan = await work.duty.roster(), rules.township.duty
    today = duty_day(work.now, plan, rules.calendar)
    person = on_duty(today, roster, plan, able(await work.people.holders()))
    until = next_change(work.now, plan, rules.calendar)
    await work.duty.forget_days(today)
    await _begin(work, rules, Turn(person, work.now, until), by, kept=roster.kept)


async def _begin(work: UnitOfWork, rules: Rules, turn: Turn, by: int | None, *, kept: bool = True) -> Turn:
    before = await work.duty.turn()
    turn = await work.duty.begin(turn)
    work.people.forget_read()
    if kept or turn.person_id is not None:
        await work.due.set(DueKind.DUTY, "", turn.until_at)
    else:
        await work.due.clear(DueKind.DUTY, "")
    left = before.person_id if before is not None else None
    if left == turn.person_id:
        return turn
    detail: dict[str, str | int | bool | list[int] | None] = {"person": turn.person_id, "taken": turn.taken}
    await work.events.append(EventKind.DUTY_CHANGED, None, by, detail)
    if turn.person_id is not None and turn.person_id != by:
        await _tell(work, rules, turn.person_id, phrase("duty-yours", until=Moment(at=turn.until_at)), turn)
    if left is not None and left != by and left in able(await work.people.holders()):
        line = phrase("duty-over-all", at=Moment(at=turn.from_at))
        if turn.person_id is not None:
            name = (await work.people.names([turn.person_id])).get(turn.person_id, "—")
            line = phrase("duty-over", name=name, at=Moment(at=turn.from_at))
        await _tell(work, rules, left, line, turn)
    return turn


async def _tell(work: UnitOfWork, rules: Rules, person_id: int, line: Phrase, turn: Turn) -> None:
    """A takeover is said at once, also at night: it says who answers."""
    quiet = None if turn.taken else rules.quiet_until(work.now)
    button = Button(label=phrase("button-duty"), act="k-duty")
    message = Message(lines=(line,), buttons=((button,),))
    key = f"duty:{turn.id}:{person_id}"
    await work.outbox.put(Outgoing(ToPerson(person_id), Lane.ESCALATION, message, not_before=quiet, dedup_key=key))
