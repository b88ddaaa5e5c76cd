"""The roster grows by a day a day: what is agreed stays, what lacks is given, and everybody is told once."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from actions.cancel_shift import cancel_shift
from actions.leave_team import leave_team
from actions.offer_post import available_for, offer_post
from actions.publish_rosters import publish_rosters
from actions.renew_roster import renew_roster
from actions.run_due_shift import run_due_shift
from actions.take_post import take_post
from documents.roster_card import MOST_LINES
from domain.events import EventKind
from domain.shifts import PostState, RosteredShift, ShiftState, Way
from domain.teams import MemberState
from storage.due import DueKind
from storage.unit_of_work import UnitOfWork
from tests.actions.office import VILLAGE, Office, Told
from tests.actions.watch import DAY, Watch

QUIET_TEAM = "liutang"


async def renewed(office: Office, unit: str = VILLAGE) -> None:
    """The team's roster is brought up to date."""
    async with office.at_work() as work:
        await renew_roster(work, office.rules, unit)


async def roster(office: Office, unit: str = VILLAGE) -> tuple[RosteredShift, ...]:
    """The team's coming shifts."""
    async with office.at_work() as work:
        return await work.shifts.of_team(unit, work.now, work.now + 60 * DAY)


def posts_of(shifts: tuple[RosteredShift, ...]) -> set[tuple[int, int, int]]:
    """Every post that stands: shift, person, and its number."""
    return {(each.shift.id, post.person_id, post.id) for each in shifts for post in each.standing}


def about_rosters(told: list[Told]) -> list[Told]:
    """The messages that the roster has caused."""
    return [each for each in told if each.phrases[0].startswith("roster-")]


async def test_a_team_gets_its_shifts_fourteen_days_ahead_and_each_member_one_message(office: Office) -> None:
    """To the end of the week in which they end. All of their new shifts are in it, and nobody stands twice or too near."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    shifts = await roster(office)
    days = {each.shift.day for each in shifts if each.shift.slot == "evening"}
    assert (min(days), max(days)) == ("2026-09-28", "2026-10-18")
    assert len(days) == 21
    assert all(each.shift.published_at == office.clock.at for each in shifts)
    assert all(len(each.standing) == each.shift.strength and each.lead is not None for each in shifts)
    told = about_rosters(await office.told())
    assert Counter(each.person_id for each in told) == dict.fromkeys(watch.team, 1)
    for each in told:
        own = [shift for shift in shifts if shift.post_of(each.person_id)]
        named = min(len(own), MOST_LINES)
        more = ["roster-new-more"] if len(own) > MOST_LINES else []
        assert each.phrases == ("roster-new", *["roster-new-line"] * named, *more)
        pictures = [attached.made for attached in each.message.attachments]
        assert pictures == ([f"roster_picture:{VILLAGE}:2026-09-28"] if each.person_id in watch.team[:3] else [])
    counts = Counter(post.person_id for each in shifts for post in each.standing)
    assert max(counts.values()) - min(counts.values()) <= 1


async def test_twice_is_once(office: Office) -> None:
    """Neither shifts nor posts nor messages are doubled, at once or an hour later."""
    await Watch.of(office, 9, leads=3)
    await renewed(office)
    before = await roster(office)
    await office.told()
    await renewed(office)
    office.clock.forward(hours=1)
    await renewed(office)
    assert await roster(office) == before
    assert await office.told() == []


async def test_a_new_week_is_told_once_and_moves_nobody(office: Office) -> None:
    """The next day brings nothing; with the next week everybody hears of all of it at once, and keeps what they had."""
    await Watch.of(office, 9, leads=3)
    await renewed(office)
    before = posts_of(await roster(office))
    await office.told()
    office.clock.forward(days=1)
    await renewed(office)
    assert about_rosters(await office.told()) == []
    office.clock.forward(days=6)
    await renewed(office)
    after = await roster(office)
    kept = {post for post in before if post[0] in {each.shift.id for each in after}}
    assert kept <= posts_of(after)
    new = [each for each in after if each.shift.id not in {post[0] for post in before}]
    assert len({each.shift.day for each in new}) == 7
    told = Counter(each.person_id for each in about_rosters(await office.told()))
    assert told == dict.fromkeys({post.person_id for each in new for post in each.standing}, 1)


async def test_who_cannot_come_some_days_is_replaced_there_and_nobody_else_moves(office: Office) -> None:
    """The freed posts pass to others; both hear of it in one message each."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    before = await roster(office)
    await office.told()
    person = watch.team[5]
    own = [each for each in before if each.post_of(person) and each.shift.starts_at - office.clock.at > 2 * DAY]
    async with office.at_work() as work:
        member = await work.teams.member(VILLAGE, person)
        assert member is not None
        await work.teams.add_unavailable(member.id, first=own[0].shift.day, last=own[1].shift.day)
    await renewed(office)
    after = {each.shift.id: each for each in await roster(office)}
    for each in own[:2]:
        now = after[each.shift.id]
        assert person not in {post.person_id for post in now.standing}
        assert len(now.standing) == now.shift.strength
        freed = each.post_of(person)
        assert freed is not None
        assert [post.came_from for post in now.posts if post.came_from is not None] == [freed.id]
    others = {post for post in posts_of(before) if post[1] != person}
    assert others <= posts_of(tuple(after.values()))
    told = about_rosters(await office.told())
    assert [each.phrases for each in told if each.person_id == person] == [
        ("roster-fewer", "roster-lost-line", "roster-lost-line")
    ]
    assert len(told) == len({each.person_id for each in told})


async def test_what_was_agreed_stays_even_on_a_day_that_was_said_no_to(office: Office) -> None:
    """Who has said yes, or has taken the post themselves, is held to it until they say that they cannot."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    shifts = await roster(office)
    person = watch.team[6]
    own = next(each for each in shifts[6:] if each.post_of(person))
    post = own.post_of(person)
    assert post is not None
    async with office.at_work() as work:
        await work.shifts.save_post(replace(post, state=PostState.COMING, answered_at=work.now), post.state)
        member = await work.teams.member(VILLAGE, person)
        assert member is not None
        await work.teams.add_unavailable(member.id, first=own.shift.day, last=own.shift.day)
    await renewed(office)
    assert person in await watch.standing(own.shift)


async def test_who_leaves_is_replaced_everywhere(office: Office) -> None:
    """Soon and late: near shifts are left to the lead, on the others somebody stands."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    before = await roster(office)
    await office.told()
    person = watch.team[-1]
    async with office.at_work() as work:
        member = await work.teams.member(VILLAGE, person)
        assert member is not None
        await leave_team(work, office.rules, member, person)
    await renewed(office)
    told = await office.told()
    assert person not in {each.person_id for each in told}
    assert all([each.person_id for each in told].count(lead) <= 4 for lead in watch.team[:3])
    after = await roster(office)
    assert all(person not in {post.person_id for post in each.standing} for each in after)
    far = [each for each in after if each.shift.starts_at - office.clock.at > DAY]
    assert all(len(each.standing) == each.shift.strength for each in far)
    assert {post for post in posts_of(before) if post[1] != person} <= posts_of(after)


async def test_soon_before_a_shift_the_team_is_asked_instead_of_given(office: Office) -> None:
    """Who leaves, or cannot come today after all, is replaced by whoever volunteers; nobody is put on without a word."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    office.clock.forward(hours=8)
    tonight = (await roster(office))[0]
    away, left = (post for post in tonight.standing if not post.leads)
    await office.told()
    async with office.at_work() as work:
        member = await work.teams.member(VILLAGE, away.person_id)
        assert member is not None
        await work.teams.add_unavailable(member.id, first=tonight.shift.day, last=tonight.shift.day)
        member = await work.teams.member(VILLAGE, left.person_id)
        assert member is not None
        await work.teams.leave(member)
    await renewed(office)
    assert await watch.state(away) is PostState.CANNOT
    assert await watch.state(left) is PostState.EXCUSED
    assert len(await watch.standing(tonight.shift)) == tonight.shift.strength - 2
    asked = {each.phrases[0] for each in await office.told()}
    assert {"roster-offer", "roster-offer-perhaps"} <= asked
    async with office.at_work() as work:
        for post in (away, left):
            exchange = await work.exchanges.open_for(post.id)
            assert exchange is not None
            free = next(iter(await available_for(work, office.rules, await _now(work, tonight.shift.id))))
            await take_post(work, office.rules, exchange.id, free)
    assert len(await watch.standing(tonight.shift)) == tonight.shift.strength


async def _now(work: UnitOfWork, shift_id: int) -> RosteredShift:
    found = await work.shifts.get(shift_id)
    assert found is not None
    return found


async def test_who_joins_is_given_what_lacks_and_takes_nothing_from_anybody(office: Office) -> None:
    """A team of two cannot fill three places: the third comes and does."""
    watch = await Watch.of(office, 2, leads=2)
    await renewed(office)
    before = await roster(office)
    told = await office.told()
    gaps = [each for each in told if each.phrases[0] == "roster-gaps"]
    assert {each.person_id for each in gaps} == set(watch.team)
    assert "too-few-members" in gaps[0].values
    more = await Watch.of(office, 1, leads=0, unit=VILLAGE)
    await renewed(office)
    after = await roster(office)
    assert posts_of(before) <= posts_of(after)
    new = {post[1] for post in posts_of(after) - posts_of(before)}
    assert new == set(more.team)
    assert all(each.shift.starts_at - office.clock.at > DAY for each in after if each.post_of(more.team[0]))


async def test_a_place_that_somebody_is_sought_for_is_not_given_away(office: Office) -> None:
    """Until a stand-in has come it is its person's; afterwards it is the stand-in's."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    own = next(each for each in (await roster(office))[5:] if each.post_of(watch.team[4]))
    post = own.post_of(watch.team[4])
    assert post is not None
    async with office.at_work() as work:
        await offer_post(work, office.rules, post)
        exchange = await work.exchanges.open_for(post.id)
    assert exchange is not None
    await renewed(office)
    assert len((await watch.on(own.shift)).posts) == own.shift.strength
    async with office.at_work() as work:
        free = next(iter(await available_for(work, office.rules, own)))
        taken = await take_post(work, office.rules, exchange.id, free)
    await renewed(office)
    assert taken.person_id in await watch.standing(own.shift)
    assert len(await watch.standing(own.shift)) == own.shift.strength


async def test_a_cancelled_shift_does_not_come_back(office: Office) -> None:
    """Nor is anybody put on it."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    shift = (await roster(office))[4].shift
    async with office.at_work() as work:
        await cancel_shift(work, office.rules, shift.id, watch.team[0])
    await renewed(office)
    now = await watch.on(shift)
    assert now.shift.state is ShiftState.CANCELLED
    assert len(await roster(office)) == len({(each.shift.slot, each.shift.day) for each in await roster(office)})


async def test_nobody_is_put_in_two_places(office: Office) -> None:
    """Who belongs to two teams is asked by the second only when the first leaves them time."""
    watch = await Watch.of(office, 6, leads=2)
    async with office.at_work() as work:
        for person in watch.team:
            member = await work.teams.ask(QUIET_TEAM, person)
            await work.teams.decide(member, MemberState.MEMBER, None)
    await renewed(office)
    await renewed(office, QUIET_TEAM)
    rest = office.rules.township.patrol.rest_ms
    for person in watch.team:
        async with office.at_work() as work:
            own = await work.shifts.of_person(person, work.now, work.now + 60 * DAY)
        for one, other in pairwise(own):
            assert other.shift.starts_at - one.shift.ends_at >= rest


async def test_a_team_of_nobody_has_no_roster_and_nobody_is_bothered(office: Office) -> None:
    """Most teams begin so."""
    await renewed(office, QUIET_TEAM)
    assert await roster(office, QUIET_TEAM) == ()
    assert await office.told() == []


async def test_every_team_is_due_work_of_its_own(office: Office) -> None:
    """The daily work only asks for each; one that fails keeps no other from its roster."""
    watch = await Watch.of(office, 5, leads=2)
    async with office.at_work() as work:
        await publish_rosters(work, office.rules, "")
    async with office.at_work() as work:
        rows = [row for row in await work.due.claim(1000) if row.kind is DueKind.ROSTER]
    assert {row.subject for row in rows} == {unit.code for unit in office.rules.township.units_with_team}
    async with office.at_work() as work:
        await publish_rosters(work, office.rules, VILLAGE)
    assert {post[1] for post in posts_of(await roster(office))} == set(watch.team)
    async with office.database.alone() as connection:
        events = await connection.rows("SELECT detail FROM event WHERE kind = ?", (EventKind.ROSTERED.value,))
    (event,) = [json.loads(str(row["detail"])) for row in events]
    assert event["unit"] == VILLAGE
    assert event["given"] == len(posts_of(await roster(office)))


async def test_what_the_roster_gives_is_the_rosters(office: Office) -> None:
    """The way to every post says so."""
    await Watch.of(office, 5, leads=2)
    await renewed(office)
    assert {post.way for each in await roster(office) for post in each.posts} == {Way.ROSTER}


async def test_who_is_rostered_for_tonight_or_tomorrow_is_asked_at_once(office: Office) -> None:
    """A team's first roster begins the same day: nobody is called unanswered who was never asked."""
    watch = await Watch.of(office, 9, leads=3)
    await renewed(office)
    near = [each for each in await roster(office) if each.shift.starts_at - office.clock.at <= DAY]
    assert near
    await office.told()
    async with office.at_work() as work:
        for each in near:
            await run_due_shift(work, office.rules, each.shift.id)
    asked = [each.person_id for each in await office.told() if each.phrases[0] == "shift-told-day-before"]
    assert sorted(asked) == sorted(post.person_id for each in near for post in each.standing)
    assert set(asked) <= set(watch.team)
