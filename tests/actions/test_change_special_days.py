"""Special periods for once: who adds them, what is refused, and how every team's roster follows."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from actions.add_shift import ExtraShift, add_shift
from actions.change_special_days import add_special_days, remove_special_days
from actions.publish_rosters import publish_rosters
from actions.renew_roster import renew_roster
from actions.renew_soon import SOON_MS
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.shifts import RosteredShift
from domain.special_days import LONGEST_SPECIAL_DAYS, MOST_SPECIAL_PERIODS
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office
from tests.actions.watch import DAY, Watch

TODAY = date(2026, 9, 28)
FAIR = date(2026, 10, 8), date(2026, 10, 10)
"""After National Day, within the two weeks for which rosters are published."""
ON_THE_FAIR = "2026-10-09"


async def added(office: Office, name: str = "庙会", days: tuple[date, date] = FAIR, by: int | None = None) -> int:
    """Somebody adds days; their number."""
    async with office.at_work() as work:
        return (await add_special_days(work, office.rules, name, *days, by or office.staff)).id


async def removed(office: Office, number: int, by: int | None = None) -> None:
    """Somebody takes them back."""
    async with office.at_work() as work:
        days = await work.special_days.get(number)
        assert days is not None
        await remove_special_days(work, office.rules, days, by or office.director)


async def refused(office: Office, days: tuple[date, date], by: int | None = None) -> RefusalCode:
    """Why days cannot be added."""
    with pytest.raises(Refusal) as refusal:
        await added(office, "庙会", days, by)
    return refusal.value.code


async def rosters_to_renew(office: Office) -> set[str]:
    """The teams whose roster is due in a moment."""
    async with office.at_work() as work:
        rows = [await work.due.of(DueKind.ROSTER, unit.code) for unit in office.rules.township.units_with_team]
        return {row.subject for row in rows if row is not None and row.due_at == work.now + SOON_MS}


async def roster(office: Office) -> dict[str, RosteredShift]:
    """The team's coming shifts by their day, after the roster was renewed."""
    async with office.at_work() as work:
        await renew_roster(work, office.rules, VILLAGE)
    async with office.at_work() as work:
        found = await work.shifts.of_team(VILLAGE, work.now, work.now + 60 * DAY)
    return {each.shift.day: each for each in found if each.shift.slot == "evening"}


async def test_the_roster_takes_more_people_on_days_that_were_added_and_only_there(office: Office) -> None:
    """Those who stood keep their posts, the further ones are told; a second time tells nobody."""
    await Watch.of(office, 9, leads=3)
    before = await roster(office)
    await office.told()
    await added(office)
    after = await roster(office)
    changed = {day for day, each in after.items() if each.shift.strength != before[day].shift.strength}
    assert changed == {"2026-10-08", ON_THE_FAIR, "2026-10-10"}
    fair = after[ON_THE_FAIR]
    assert (fair.shift.strength, fair.shift.special, len(fair.standing)) == (5, True, 5)
    stood = {post.id for each in before.values() for post in each.standing}
    further = {post.person_id for each in after.values() for post in each.standing if post.id not in stood}
    assert stood <= {post.id for each in after.values() for post in each.standing}
    assert {each.person_id for each in await office.told() if each.phrases[0] == "roster-new"} == further
    assert await roster(office) == after
    assert await office.told() == []


async def test_who_was_told_keeps_the_post_when_the_days_are_taken_back(office: Office) -> None:
    """The shift needs fewer again, and nobody is sent home by the program: the leads are asked, once."""
    watch = await Watch.of(office, 9, leads=3)
    number = await added(office)
    special = (await roster(office))[ON_THE_FAIR]
    await office.told()
    await removed(office, number)
    plain = (await roster(office))[ON_THE_FAIR]
    assert (plain.shift.strength, plain.shift.special) == (3, False)
    assert plain.standing == special.standing
    told = await office.told()
    assert {each.person_id for each in told} == set(watch.team[:3])
    assert {each.phrases[0] for each in told} == {"plan-fewer"}
    assert await roster(office)
    assert await office.told() == []


async def test_every_team_follows_in_a_moment(office: Office) -> None:
    """When days come and when they go; what changes nothing rings nobody."""
    teams = {unit.code for unit in office.rules.township.units_with_team}
    number = await added(office)
    assert await rosters_to_renew(office) == teams
    office.clock.forward(minutes=6)
    assert await added(office) == number
    assert await rosters_to_renew(office) == set()
    await removed(office, number)
    assert await rosters_to_renew(office) == teams
    office.clock.forward(minutes=6)
    await removed(office, number)
    assert await rosters_to_renew(office) == set()
    async with office.database.alone() as connection:
        kind = EventKind.SPECIAL_DAYS_CHANGED.value
        rows = await connection.rows("SELECT detail FROM event WHERE kind = ? ORDER BY id", (kind,))
    found = [json.loads(str(row["detail"])) for row in rows]
    assert [(each["change"], each["first"], each["last"]) for each in found] == [
        ("added", "2026-10-08", "2026-10-10"),
        ("removed", "2026-10-08", "2026-10-10"),
    ]
    assert "庙会" not in json.dumps(found, ensure_ascii=False)


async def test_days_far_ahead_count_when_their_roster_is_published(office: Office) -> None:
    """Nothing is forgotten until then."""
    await Watch.of(office, 9, leads=3)
    await added(office, "年底", (date(2026, 10, 21), date(2026, 10, 21)))
    assert "2026-10-21" not in await roster(office)
    office.clock.forward(days=12)
    async with office.at_work() as work:
        await publish_rosters(work, office.rules, VILLAGE)
    assert (await roster(office))["2026-10-21"].shift.strength == 5


async def test_a_shift_that_a_lead_adds_then_is_special_too(office: Office) -> None:
    """On the days, and not on the day after."""
    await added(office)
    special = []
    async with office.at_work() as work:
        for day in (FAIR[0], FAIR[1], FAIR[1] + timedelta(days=1)):
            shift = await add_shift(work, office.rules, ExtraShift(VILLAGE, day, 9, 3, 2), office.head)
            special.append(shift.special)
    assert special == [True, True, False]


async def test_only_the_town_adds_and_takes_back(office: Office) -> None:
    """Centre staff, the director and admins; not a village, nor an officer, nor a villager."""
    for person in (office.staff, office.director, office.admin):
        await removed(office, await added(office, by=person), by=person)
    number = await added(office)
    for person in (office.head, office.mediator, office.officer, office.oversight, office.li):
        assert await refused(office, FAIR, person) is RefusalCode.NOT_ALLOWED
        with pytest.raises(Refusal):
            await removed(office, number, by=person)


async def test_days_that_are_over_too_many_or_upside_down_are_refused(office: Office) -> None:
    """The longest stretch is not; nor is one that began yesterday."""
    day = timedelta(days=1)
    assert await refused(office, (TODAY - 2 * day, TODAY - day)) is RefusalCode.DAYS_UNREADABLE
    assert await refused(office, (TODAY + day, TODAY)) is RefusalCode.DAYS_UNREADABLE
    too_long = (TODAY, TODAY + LONGEST_SPECIAL_DAYS * day)
    assert await refused(office, too_long) is RefusalCode.DAYS_TOO_MANY
    await added(office, "长", (TODAY, too_long[1] - day))
    await added(office, "昨天起", (TODAY - day, TODAY))
    for number in range(MOST_SPECIAL_PERIODS - 2):
        await added(office, f"第{number}次")
    assert await refused(office, (TODAY, TODAY)) is RefusalCode.LIST_FULL
