"""Shifts and calls for help whose due row does not stand where the clocks want it are found, named and put right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.messages import say
from domain.notices import Condition, ShiftCondition, ShiftTruth, SosCondition, Truth
from domain.presence import next_shift_step
from domain.shifts import PostState
from domain.words import Language
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.scheduler.watched import Watched, call, publish, told


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 1"])
async def test_a_shift_without_its_next_step_is_found_told_and_put_right(watched: Watched, damage: str) -> None:
    """Nobody would be asked, missed or told of it: the admin hears of which, once, and the row stands right again."""
    rostered = await publish(watched, 1)
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    found = await watched.auditor.audit()
    step = next_shift_step(rostered, watched.rules.township.patrol, watched.rules.calendar)
    async with watched.database.transaction() as work:
        times = await work.due.times(DueKind.SHIFT, [str(rostered.shift.id)])
    assert step is not None
    assert (found.wrong_shifts, times) == ((rostered.shift.id,), {str(rostered.shift.id): step.at})
    (line,) = await told(watched)
    assert f"(shift {rostered.shift.id})" in line
    assert watched.fed == []
    assert (await watched.auditor.audit()).all_well


async def test_who_answers_and_forgets_the_due_row_is_found_out(watched: Watched) -> None:
    """A change of a post that moves the next step and leaves the row where it was."""
    rostered = await publish(watched, 1)
    (post,) = rostered.posts
    async with watched.database.transaction() as work:
        await work.shifts.save_post(replace(post, state=PostState.EXCUSED), post.state)
    assert (await watched.auditor.audit()).wrong_shifts == (rostered.shift.id,)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE shift SET state = 'ended'",
        "UPDATE shift SET state = 'cancelled'",
        "UPDATE shift SET published_at = NULL",
    ],
)
async def test_a_shift_that_is_not_on_needs_no_row(watched: Watched, change: str) -> None:
    """It asks for nothing."""
    await publish(watched, 1)
    async with watched.database.alone() as connection:
        await connection.execute("DELETE FROM due")
        await connection.execute(change)
    assert (await watched.auditor.audit()).all_well


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 1"])
async def test_a_call_for_help_that_is_not_said_again_is_found_and_said_at_once(watched: Watched, damage: str) -> None:
    """Its row is gone, or stands farther ahead than a minute; it is named, and due now."""
    made = await call(watched)
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    found = await watched.auditor.audit()
    async with watched.database.transaction() as work:
        times = await work.due.times(DueKind.SOS, [str(made.id)])
    assert (found.wrong_calls, times) == ((made.id,), {str(made.id): watched.clock.now()})
    (line,) = await told(watched)
    assert f"(call {made.id})" in line
    assert watched.fed == []
    assert (await watched.auditor.audit()).all_well


async def test_a_call_that_has_ended_needs_no_row(watched: Watched) -> None:
    """It is over."""
    await call(watched)
    async with watched.database.alone() as connection:
        await connection.execute("DELETE FROM due")
        await connection.execute("UPDATE sos SET state = 'ended'")
    assert (await watched.auditor.audit()).all_well


async def test_a_call_to_which_somebody_comes_is_asked_about(watched: Watched) -> None:
    """Its row may lie a quarter of an hour ahead, and not farther, nor be missing."""
    made = await call(watched)
    stands = watched.rules.township.patrol.sos_stands_ms
    async with watched.database.alone() as connection:
        await connection.execute("UPDATE sos SET state = 'answered'")
        await connection.execute("UPDATE due SET due_at = ?", (watched.clock.now() + stands,))
    assert (await watched.auditor.audit()).all_well
    for damage in ("UPDATE due SET due_at = due_at + 1", "DELETE FROM due"):
        async with watched.database.alone() as connection:
            await connection.execute(damage)
        assert (await watched.auditor.audit()).wrong_calls == (made.id,)
        async with watched.database.alone() as connection:
            await connection.execute("UPDATE due SET due_at = ?", (watched.clock.now() + stands,))


async def test_late_work_on_a_shift_or_a_call_is_named(watched: Watched) -> None:
    """By their identifiers: what is late is no case."""
    rostered, made = await publish(watched, 1), await call(watched)
    watched.clock.forward(days=1)
    found = await watched.auditor.audit()
    assert (found.cases, found.shifts, found.calls) == ((), (rostered.shift.id,), (made.id,))
    lines = await told(watched)
    assert any(f"(shift {rostered.shift.id})" in line and f"(call {made.id})" in line for line in lines)


@pytest.mark.parametrize(
    ("outgoing", "named"),
    [
        ({"card_key": "shift:7:2"}, ((), (7,), ())),
        ({"card_key": "sos:3:2"}, ((), (), (3,))),
        ({"condition": ShiftCondition(7, ShiftTruth.PLANNED, 2)}, ((), (7,), ())),
        ({"condition": SosCondition(3)}, ((), (), (3,))),
        ({"condition": Condition(5, Truth.UNACCEPTED)}, ((5,), (), ())),
        ({"card_key": "menu"}, ((), (), ())),
    ],
)
async def test_a_stuck_message_names_what_it_is_about(
    watched: Watched, outgoing: dict[str, Any], named: tuple[tuple[int, ...], ...]
) -> None:
    """As far as its condition or its card says so."""
    async with watched.database.transaction() as work:
        person = await work.people.meet(6, "x", Language.EN)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("help"), **outgoing))
        await work.outbox.claim(10)
    found = await watched.auditor.audit()
    assert len(found.stuck_messages) == 1
    assert (found.cases, found.shifts, found.calls) == named


async def test_more_shifts_than_a_page_are_all_looked_at(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one is found as well as the first."""
    monkeypatch.setattr("scheduler.auditor.PAGE", 2)
    shifts = [(await publish(watched, number)).shift.id for number in range(1, 6)]
    async with watched.database.alone() as connection:
        await connection.execute("DELETE FROM due")
    assert (await watched.auditor.audit()).wrong_shifts == tuple(shifts)
