"""Calls for help: one first responder, one end, and who was told of them."""

from __future__ import annotations

from domain.words import Language
from storage.database import Database
from storage.sos_calls import SosState
from storage.unit_of_work import UnitOfWork
from tests.conftest import HandClock


async def people(work: UnitOfWork, count: int) -> list[int]:
    """Some people."""
    return [(await work.people.meet(each, f"人{each}", Language.ZH_HANS)).id for each in range(1, count + 1)]


async def test_only_the_first_has_it(database: Database) -> None:
    """The second is told no by the row itself."""
    async with database.transaction() as work:
        caller, first, second = await people(work, 3)
        call = await work.sos_calls.add(caller, None, None, None)
        assert await work.sos_calls.answer(call.id, first)
        assert not await work.sos_calls.answer(call.id, second)
        found = await work.sos_calls.get(call.id)
    assert found is not None
    assert (found.state, found.answered_by) == (SosState.ANSWERED, first)


async def test_it_ends_once_with_the_first_word(database: Database, clock: HandClock) -> None:
    """After that nothing of it changes: no place, no answer, no other word."""
    async with database.transaction() as work:
        caller, officer = await people(work, 2)
        call = await work.sos_calls.add(caller, None, (27.3, 112.6), work.now)
        assert await work.sos_calls.end(call.id, officer, "没事了")
        ended = await work.sos_calls.get(call.id)
    clock.forward(minutes=5)
    async with database.transaction() as work:
        assert not await work.sos_calls.end(call.id, caller, "又没事了")
        assert not await work.sos_calls.answer(call.id, officer)
        await work.sos_calls.locate(call.id, (1.0, 1.0))
        assert await work.sos_calls.get(call.id) == ended
        assert await work.sos_calls.of_person(caller) is None
        assert await work.sos_calls.not_ended() == []


async def test_who_was_told_is_told_once_and_comes_once(database: Database, clock: HandClock) -> None:
    """Only somebody who was told can come; who could not be reached is taken out, unless they come."""
    async with database.transaction() as work:
        caller, near, far, stranger = await people(work, 4)
        call = await work.sos_calls.add(caller, None, None, None)
        assert await work.sos_calls.add_told(call.id, near)
        assert not await work.sos_calls.add_told(call.id, near)
        assert await work.sos_calls.add_told(call.id, far)
    clock.forward(minutes=1)
    async with database.transaction() as work:
        assert await work.sos_calls.add_coming(call.id, near)
        assert not await work.sos_calls.add_coming(call.id, near)
        assert not await work.sos_calls.add_coming(call.id, stranger)
        await work.sos_calls.not_reached(call.id, near)
        await work.sos_calls.not_reached(call.id, far)
        helpers = await work.sos_calls.helpers(call.id)
    assert [(each.person_id, each.coming_at) for each in helpers] == [(near, clock.at)]


async def test_people_who_blocked_the_bot_are_out_of_reach(database: Database) -> None:
    """Of those who are asked about, and of nobody else."""
    async with database.transaction() as work:
        first, second, third = await people(work, 3)
        await work.people.set_unreachable(first, unreachable=True)
        await work.people.set_unreachable(third, unreachable=True)
        assert await work.people.out_of_reach([first, second]) == {first}
        assert await work.people.out_of_reach([]) == frozenset()
