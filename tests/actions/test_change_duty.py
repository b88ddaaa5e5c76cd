"""The centre's duty: turns by the roster, taken over, out of turn, after an outage, and who hears of it."""

from __future__ import annotations

import pytest

from actions.change_duty import run_due_duty, set_duty_day, set_duty_order, take_duty
from actions.hand_on import hand_on
from domain.duty import duty_day, next_change, on_duty
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from scheduler.wrong_times import wrong_calendar
from storage.due import DueKind
from tests.actions.office import Office

DAY = 86_400_000


async def a_roster(office: Office) -> tuple[int, ...]:
    """Three of the centre take turns; in their order."""
    for name in ("zhou", "wu"):
        await office.seat(name, Role.CENTRE_STAFF, office.rules.township.centre.code)
    order = (office.staff, office.zhou, office.wu)
    async with office.at_work() as work:
        await set_duty_order(work, office.rules, order, office.director)
    return order


async def on_duty_now(office: Office) -> int | None:
    """Who is."""
    async with office.at_work() as work:
        turn = await work.duty.turn()
    return turn.person_id if turn is not None else None


async def change(office: Office) -> None:
    """What the clock does when the duty changes."""
    async with office.at_work() as work:
        await run_due_duty(work, office.rules, "")


async def test_the_roster_changes_the_duty_and_both_are_told(office: Office) -> None:
    """At the change the next in order is on duty; whoever was is told too, and the row stands at the next change."""
    order = await a_roster(office)
    first = await on_duty_now(office)
    assert first in order
    assert [each.phrases for each in await office.told()] == [("duty-yours",)]
    office.clock.forward(days=1)
    await change(office)
    second = await on_duty_now(office)
    assert second == order[(order.index(first) + 1) % 3]
    assert {(each.person_id, each.phrases) for each in await office.told()} == {
        (first, ("duty-over",)),
        (second, ("duty-yours",)),
    }
    async with office.at_work() as work:
        row = await work.due.of(DueKind.DUTY, "")
        assert row is not None
        assert row.due_at == next_change(work.now, office.rules.township.duty, office.rules.calendar)


async def test_after_an_outage_it_is_whose_turn_it_is_now(office: Office) -> None:
    """Turns that passed meanwhile are told to nobody, and the one who was on duty stayed so until then."""
    order = await a_roster(office)
    first = await on_duty_now(office)
    await office.told()
    office.clock.forward(days=5)
    assert await on_duty_now(office) == first
    await change(office)
    async with office.at_work() as work:
        day = duty_day(work.now, office.rules.township.duty, office.rules.calendar)
        wanted = on_duty(day, await work.duty.roster(), office.rules.township.duty, frozenset(order))
    assert await on_duty_now(office) == wanted
    assert {each.person_id for each in await office.told()} == {first, wanted}


async def test_an_urgent_case_goes_to_who_took_the_duty_over_and_to_nobody_else_of_the_centre(office: Office) -> None:
    """Taking over holds from that moment; without a roster everybody of the centre is told."""
    order = await a_roster(office)
    first = await on_duty_now(office)
    taker = next(person for person in order if person != first)
    async with office.at_work() as work:
        await take_duty(work, office.rules, taker)
    await office.told()
    await office.file(urgent=True)
    assert {each.person_id for each in await office.told()} & set(order) == {taker}
    async with office.at_work() as work:
        await set_duty_order(work, office.rules, (), office.director)
        assert await work.due.of(DueKind.DUTY, "") is None
    await office.told()
    await office.file(urgent=True)
    assert {each.person_id for each in await office.told()} & set(order) == set(order)


async def test_who_has_blocked_the_bot_is_stood_in_for(office: Office) -> None:
    """A new case goes to the next of the roster at once, and one that was on its way is handed on to them."""
    order = await a_roster(office)
    first = await on_duty_now(office)
    assert first is not None
    stands_in = order[(order.index(first) + 1) % 3]
    await office.told()
    await office.file(urgent=True)
    async with office.at_work() as work:
        row = next(each for each in await work.outbox.claim(20) if each.person_id == first)
        await work.people.set_unreachable(first, unreachable=True)
        assert await hand_on(work, office.rules, row) == (stands_in,)
    await office.file(urgent=True)
    told = {each.person_id for each in await office.told()}
    assert stands_in in told
    assert first not in told


async def test_a_day_out_of_turn_holds_at_the_change(office: Office) -> None:
    """Tomorrow is somebody else's; the day after is the roster's again."""
    order = await a_roster(office)
    first = await on_duty_now(office)
    assert first is not None
    third = order[(order.index(first) + 2) % 3]
    async with office.at_work() as work:
        tomorrow = duty_day(work.now + DAY, office.rules.township.duty, office.rules.calendar)
        await set_duty_day(work, office.rules, tomorrow, third, office.staff)
    office.clock.forward(days=1)
    await change(office)
    assert await on_duty_now(office) == third
    office.clock.forward(days=2)
    await change(office)
    assert await on_duty_now(office) == first


async def test_only_the_centre_is_on_duty(office: Office) -> None:
    """A mediator neither takes the duty nor keeps the roster, and nobody outside of the centre is put on it."""
    with pytest.raises(Refusal) as refusal:
        async with office.at_work() as work:
            await take_duty(work, office.rules, office.mediator)
    assert refusal.value.code is RefusalCode.NOT_ALLOWED
    async with office.at_work() as work:
        await set_duty_order(work, office.rules, (office.mediator, office.staff), office.director)
        assert (await work.duty.roster()).order == (office.staff,)


async def test_who_took_over_is_not_displaced_by_a_new_order(office: Office) -> None:
    """The director has it until the next change, though others take turns from now on; with no roster all are called."""
    order = await a_roster(office)
    async with office.at_work() as work:
        await take_duty(work, office.rules, office.director)
        await set_duty_order(work, office.rules, order[:2], office.director)
    assert await on_duty_now(office) == office.director
    async with office.at_work() as work:
        await set_duty_order(work, office.rules, (), office.director)
    assert await on_duty_now(office) is None


async def test_taken_over_without_a_roster_it_ends_at_the_next_change(office: Office) -> None:
    """The row stands there, the auditor leaves it, and then everybody of the centre is on call again."""
    async with office.at_work() as work:
        taken = await take_duty(work, office.rules, office.staff)
        assert await wrong_calendar(work, office.rules) == []
        row = await work.due.of(DueKind.DUTY, "")
    assert row is not None
    assert row.due_at == taken.until_at
    office.clock.at = taken.until_at
    await change(office)
    assert await on_duty_now(office) is None
    async with office.at_work() as work:
        assert await work.due.of(DueKind.DUTY, "") is None
