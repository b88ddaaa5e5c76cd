"""In a special period every unit answers daily, and the centre and the director get a briefing every morning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from actions.keep_clocks import keep_clocks, special_today
from actions.screening import close_round, open_round
from documents.briefing import briefing
from domain.access import scope_of
from domain.deadlines import active_deadlines
from domain.duty import DUTY_ROLES
from domain.events import EventKind
from domain.messages import Localised
from domain.screening import RoundKind, missing
from domain.special_periods import period_of
from domain.triage import Looked, board_of
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from datetime import date, time

    from actions.rules import Rules
    from domain.messages import Value
    from domain.triage import Board
    from storage.unit_of_work import UnitOfWork

RETURNS, BRIEFING, CLOCKS = "returns", "briefing", "clocks"
"""The subjects of the due rows."""
MOST_CASES = 3_000
ONE_DAY = timedelta(days=1)


async def run_due_special_period(work: UnitOfWork, rules: Rules, subject: str) -> None:
    """Ask for the day's returns, or give the morning's briefing. Of a day that is over neither is made up for.

    Each of them, and at midnight that alone, sees that clocks are as the day asks.
    """
    await keep_clocks(work, rules)
    plan = rules.township.special_watch
    if subject == RETURNS and _still_today(work, rules, plan.asks_at):
        await ask_for_returns(work, rules)
    if subject == BRIEFING and _still_today(work, rules, plan.briefing_at):
        await give_briefing(work, rules)


async def ask_for_returns(work: UnitOfWork, rules: Rules) -> None:
    """Every unit is asked; the return of the day before, if it still goes on, ends."""
    if await special_today(work, rules):
        await open_round(work, rules, RoundKind.DAILY, "", None)


async def give_briefing(work: UnitOfWork, rules: Rules) -> None:
    """On every day of a period, and on the morning after it. It ends the returns of the day before."""
    today = _today(work, rules)
    named = await _name_of(work, rules, today) or await _name_of(work, rules, today - ONE_DAY)
    returns, left = await _end_returns(work, rules)
    if named is None:
        return
    turn = await work.duty.turn()
    on_duty = turn.person_id if turn is not None else None
    duty = (await work.people.names([on_duty])).get(on_duty) if on_duty is not None else None
    persons = dict.fromkeys(held.person_id for held in await work.people.holders() if held.role in DUTY_ROLES)
    for person in persons:
        board = await _board(work, rules, person)
        message = briefing(named, returns, left, board, duty, rules.township)
        quiet = rules.quiet_until(work.now)
        key = f"briefing:{today.isoformat()}:{person}"
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, message, not_before=quiet, dedup_key=key))
    await work.events.append(EventKind.BRIEFED, None, None, {"day": today.isoformat(), "told": list(persons)})


async def _end_returns(work: UnitOfWork, rules: Rules) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
    """The returns that were asked last before today, and the units that are missing in them."""
    last = await work.screenings.last_of(RoundKind.DAILY)
    yesterday = _today(work, rules) - ONE_DAY
    if last is None:
        return None, ()
    if rules.calendar.local(last.opened_at).date() < yesterday:
        # Its briefing never came, as after an outage: it must not be asked for on and on.
        await close_round(work, rules, last, None, gives_way=True)
        return None, ()
    answers = await work.screenings.answers(last.id)
    await close_round(work, rules, last, None)
    left = missing(answers)
    return (len(answers) - len(left), len(answers)), left


async def _board(work: UnitOfWork, rules: Rules, person_id: int) -> Board:
    """What one reader may see of the open cases, counted."""
    clocks, calendar = rules.township.clocks, rules.calendar
    looked = [
        Looked(case, min((each.at for each in active_deadlines(case, clocks, calendar)), default=None))
        for case in await work.cases.open_in(scope_of(await work.people.viewer(person_id)), limit=MOST_CASES)
    ]
    return board_of(looked, work.now)


async def _name_of(work: UnitOfWork, rules: Rules, day: date) -> Value | None:
    """What the special period of a day is called."""
    found = period_of(day, rules.township)
    if found is not None:
        return Localised(name=found.name)
    added = await work.special_days.since(day)
    return next((each.name for each in added if each.first <= day <= each.last), None)


def _still_today(work: UnitOfWork, rules: Rules, at: time) -> bool:
    """Whether the time has come on the present day: before it the row is that of a day that is over."""
    return rules.calendar.local(work.now).time() >= at


def _today(work: UnitOfWork, rules: Rules) -> date:
    return rules.calendar.local(work.now).date()
