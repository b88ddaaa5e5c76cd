"""The configuration changes under shifts that were published: the lead hears once, and nothing changes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from actions.renew_roster import renew_roster
from actions.rules import Rules
from actions.tell_of_plan import cancel_gone, differing_everywhere, look_at_plans, take_off_surplus
from domain.changed_plan import Change
from domain.shifts import PostState, RosteredShift, ShiftState
from tests.actions.office import VILLAGE, Office
from tests.actions.watch import DAY, Watch


def configured(office: Office, slot: str = "evening", **changes: object) -> Rules:
    """The rules with one slot of the village changed; with no changes it is gone."""
    township = office.rules.township
    teams = tuple(
        team.changed(
            slots=tuple(
                each.model_copy(update=changes) if each.code == slot else each
                for each in team.slots
                if changes or each.code != slot
            )
        )
        if team.unit == VILLAGE
        else team
        for team in township.patrol.teams
    )
    return replace(office.rules, township=township.changed(patrol=township.patrol.changed(teams=teams)))


async def renewed(office: Office, rules: Rules | None = None) -> dict[str, RosteredShift]:
    """The team's coming evenings by day, after the roster was renewed."""
    async with office.at_work() as work:
        await renew_roster(work, rules or office.rules, VILLAGE)
        found = await work.shifts.of_team(VILLAGE, work.now, work.now + 60 * DAY)
    return {each.shift.day: each for each in found if each.shift.slot == "evening"}


async def started(office: Office, rules: Rules) -> None:
    """The program starts with a configuration."""
    async with office.at_work() as work:
        await look_at_plans(work, rules)


async def test_changed_hours_are_told_to_the_leads_once(office: Office) -> None:
    """At the start; not at the next one, not with the daily renewals, and the shifts stay as everybody knows them."""
    watch = await Watch.of(office, 9, leads=2)
    before = await renewed(office)
    await office.told()
    rules = configured(office, start=time(19), end=time(22))
    await started(office, rules)
    told = await office.told()
    assert {each.person_id for each in told} == set(watch.team[:2])
    assert [each.phrases[0] for each in told] == ["plan-moved"] * 2
    await started(office, rules)
    after = before
    # A roster grows by a whole week, on its first day.
    for _day in range(7):
        office.clock.forward(days=1)
        await started(office, rules)
        after = await renewed(office, rules)
    assert not [each for each in await office.told() if each.phrases[0].startswith("plan-")]
    last = max(before)
    assert after[last].shift.starts_at == before[last].shift.starts_at
    assert max(after) > last
    assert after[max(after)].shift.starts_at % DAY != after[last].shift.starts_at % DAY


async def test_a_slot_that_is_gone_is_cancelled_when_the_lead_says_so(office: Office) -> None:
    """Not before; a shift that the lead has added stays, and a second time there is nothing left."""
    watch = await Watch.of(office, 9, leads=2)
    before = await renewed(office)
    await watch.evening(watch.team[:2], days=3, slot="extra_1")
    await office.told()
    rules = configured(office)
    await started(office, rules)
    assert {each.phrases[0] for each in await office.told()} == {"plan-gone"}
    after = await renewed(office, rules)
    assert all(each.shift.state is ShiftState.PLANNED for each in after.values())
    async with office.at_work() as work:
        coming = {day for day, each in before.items() if each.shift.starts_at > work.now}
        found = await differing_everywhere(work, rules)
        assert [(each.change, len(each.shifts)) for each in found] == [(Change.GONE, len(coming))]
        first = min(coming)
        assert await cancel_gone(work, rules, VILLAGE, {first}, watch.team[0]) == 1
        assert await cancel_gone(work, rules, VILLAGE, coming, watch.team[0]) == len(coming) - 1
        assert await cancel_gone(work, rules, VILLAGE, coming, watch.team[0]) == 0
    told = await office.told()
    on_first = {post.person_id for post in before[first].standing} - {watch.team[0]}
    assert on_first <= {each.person_id for each in told if each.phrases[0] == "roster-cancelled"}
    async with office.at_work() as work:
        left = await work.shifts.of_team(VILLAGE, work.now, work.now + 60 * DAY)
    planned = {each.shift.slot for each in left if each.shift.state is ShiftState.PLANNED}
    assert planned == {"school", "extra_1"}


async def test_a_plan_that_is_as_it_was_tells_nobody(office: Office) -> None:
    """Nor does one that publishes fewer days: what lies beyond them is not missing."""
    await Watch.of(office, 9, leads=2)
    await renewed(office)
    await office.told()
    await started(office, office.rules)
    patrol = office.rules.township.patrol.model_copy(update={"published_ms": 5 * DAY})
    await started(office, replace(office.rules, township=office.rules.township.model_copy(update={"patrol": patrol})))
    assert await office.told() == []


async def test_a_smaller_strength_lets_those_off_who_were_put_there_last(office: Office) -> None:
    """When the lead says so: each is told once of all their shifts, nobody is put back, the lead of each shift stays."""
    watch = await Watch.of(office, 9, leads=2)
    before = await renewed(office)
    await office.told()
    rules = configured(office, strength=2, special_strength=2)
    after = await renewed(office, rules)
    told = await office.told()
    assert {each.phrases[0] for each in told} == {"plan-fewer"}
    assert all(each.standing == before[day].standing for day, each in after.items())
    async with office.at_work() as work:
        count = await take_off_surplus(work, rules, VILLAGE, set(after), watch.team[0])
    assert count == sum(len(each.standing) - 2 for each in before.values())
    off = [each for each in await office.told() if each.phrases[0] == "roster-fewer"]
    assert len({each.person_id for each in off}) == len(off)
    fewer = await renewed(office, rules)
    for day, each in fewer.items():
        assert len(each.standing) == 2
        assert each.lead == before[day].lead
        excused = {post.person_id for post in each.posts if post.state is PostState.EXCUSED}
        assert excused == {post.person_id for post in before[day].standing} - {post.person_id for post in each.standing}
    async with office.at_work() as work:
        assert await take_off_surplus(work, rules, VILLAGE, set(after), watch.team[0]) == 0
