"""Joining, leading and leaving a team, its places, and what everybody is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.ask_to_join import Asked, Joining, ask_to_join
from actions.authorise_team import checkpoint_led, member_led, member_to_name, own_membership, team_led
from actions.change_checkpoint import add_checkpoint, move_checkpoint, remove_checkpoint, replace_poster
from actions.change_days import add_days, toggle_day, toggle_weekday
from actions.change_lead import change_lead, set_lead
from actions.decide_joining import decide_joining
from actions.enter_checkpoints import enter_checkpoints
from actions.hand_over_team import answer_handover, offer_team
from actions.leave_team import leave_team
from actions.rules import Rules
from actions.set_household import set_household
from actions.set_team_area import forget_team_area, ground_of_team, set_team_area
from domain.events import EventKind
from domain.patrol_plan import Point
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, Shift, ShiftState, Way
from domain.teams import Member, MemberState
from domain.words import Role
from tests.actions.office import VILLAGE, Office

HOUR = 3_600_000
KEYS = ((),)
BRIDGE = (27.3272, 112.6377)
FAR = (29.2, 112.6)


async def asked(office: Office, person: int, household: str | None = None, unit: str = VILLAGE) -> Asked:
    """Somebody asks to join."""
    async with office.at_work() as work:
        return await ask_to_join(work, office.rules, unit, person, "李春禾", household)


async def decided(office: Office, member: Member, decider: int, *, granted: bool = True) -> None:
    """Somebody says yes or no."""
    async with office.at_work() as work:
        await decide_joining(work, office.rules, member, decider, granted=granted, keyboard=KEYS)


async def a_member(office: Office, name: str, *, leads: bool = False) -> Member:
    """Somebody new in the team, perhaps its lead."""
    person = await office.seat(name)
    member = (await asked(office, person)).member
    await decided(office, member, office.head)
    async with office.at_work() as work:
        if leads:
            await set_lead(work, office.rules, VILLAGE, person, office.head, leads_now=True)
        found = await work.teams.by_id(member.id)
    assert found is not None
    await office.told()
    return found


async def roles(office: Office, person: int) -> set[Role]:
    """What somebody is in the village."""
    async with office.at_work() as work:
        return {held.role for held in await work.people.holdings_of(person)}


async def events(office: Office, kind: EventKind) -> list[tuple[int | None, str]]:
    """Who did what of a kind, in order, with the detail as it is kept."""
    async with office.database.alone() as connection:
        rows = await connection.rows("SELECT actor_id, detail FROM event WHERE kind = ? ORDER BY id", (kind.value,))
    return [(None if row["actor_id"] is None else int(str(row["actor_id"])), str(row["detail"])) for row in rows]


async def a_post(
    office: Office, member: Member, hours: float, *, published: bool = True, state: PostState = PostState.ASSIGNED
) -> tuple[int, int]:
    """A post on a shift that begins in some hours; the shift's identifier and the post's."""
    async with office.at_work() as work:
        starts = work.now + round(hours * HOUR)
        day = office.rules.calendar.local(starts).date().isoformat()
        shift = await work.shifts.add(
            Shift(
                id=0,
                unit=VILLAGE,
                slot=f"at_{round(hours)}",
                day=day,
                starts_at=starts,
                ends_at=starts + 3 * HOUR,
                strength=3,
                special=False,
                state=ShiftState.PLANNED,
                published_at=work.now if published else None,
                chased_until=work.now,
                version=1,
            )
        )
        assert shift is not None
        post = await work.shifts.assign(shift.id, member.person_id, Way.ROSTER, state=state)
        assert post is not None
        return shift.id, post.id


async def test_lead_and_head_are_asked_and_nobody_else(office: Office) -> None:
    """The mediator and the town hear nothing of who wants to join."""
    lead = await a_member(office, "lead", leads=True)
    assert (await asked(office, office.li)).joining is Joining.ASKED
    told = await office.told()
    assert {each.person_id for each in told} == {office.head, lead.person_id}
    assert {each.phrases[0] for each in told} == {"team-asked"}


async def test_a_team_without_lead_and_head_asks_the_centre(office: Office) -> None:
    """Somebody always decides."""
    await asked(office, office.li, unit="liutang")
    assert [each.person_id for each in await office.told()] == [office.staff]


async def test_at_night_nobody_is_rung_and_a_wish_decided_by_then_has_no_buttons_in_the_morning(office: Office) -> None:
    """The lead decides from the team's card; the head's card goes out at seven, already decided."""
    lead = await a_member(office, "lead", leads=True)
    office.clock.forward(hours=14)
    member = (await asked(office, office.li)).member
    assert await office.told() == []
    await decided(office, member, lead.person_id)
    assert [each.person_id for each in await office.told()] == [office.li]
    office.clock.forward(hours=8)
    morning = await office.told()
    assert [each.message.buttons for each in morning if each.person_id == office.head] == [()]
    assert [each.phrases for each in morning if each.person_id == office.head] == [("team-granted",)]


async def test_yes_gives_the_role_and_says_what_comes_next(office: Office) -> None:
    """With the keyboard; the decision is written down, and codes alone."""
    member = (await asked(office, office.li)).member
    await office.told()
    await decided(office, member, office.head)
    assert await roles(office, office.li) == {Role.PATROLLER}
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("team-joined", "team-joined-next")
    assert told.message.menu == KEYS
    ((actor, detail),) = await events(office, EventKind.TEAM_JOINED)
    assert actor == office.head
    assert "李" not in detail


async def test_who_decides_second_is_too_late(office: Office) -> None:
    """The first word counts, whatever the second would have been."""
    lead = await a_member(office, "lead", leads=True)
    member = (await asked(office, office.li)).member
    await decided(office, member, office.head, granted=False)
    with pytest.raises(Refusal) as refused:
        await decided(office, member, lead.person_id)
    assert refused.value.code is RefusalCode.ALREADY_CHANGED
    assert await roles(office, office.li) == set()


async def test_the_head_who_joins_asks_nobody(office: Office) -> None:
    """Whoever decides for the team is in at once, and keeps the name of the office."""
    found = await asked(office, office.head)
    assert found.joining is Joining.JOINED
    assert await roles(office, office.head) == {Role.PATROLLER, Role.VILLAGE_HEAD}
    assert await office.told() == []
    async with office.at_work() as work:
        assert (await work.people.names([office.head]))[office.head] == "head"


async def test_the_name_one_gives_is_what_the_team_sees(office: Office) -> None:
    """For who holds no role yet."""
    await asked(office, office.li)
    assert "李春禾" in (await office.told_to(office.head))[0].values


async def test_nobody_is_asked_twice_for_one_wish(office: Office) -> None:
    """Asking again while one waits rings nobody; after a no it does, even in the same instant."""
    member = (await asked(office, office.li)).member
    assert len(await office.told()) == 1
    assert (await asked(office, office.li)).joining is Joining.WAITS
    assert await office.told() == []
    await decided(office, member, office.head, granted=False)
    assert (await asked(office, office.li)).joining is Joining.ASKED
    assert "team-asked" in {each.phrases[0] for each in await office.told_to(office.head)}
    await decided(office, member, office.head)
    assert (await asked(office, office.li)).joining is Joining.MEMBER


async def test_who_leaves_is_asked_for_nothing_any_more(office: Office) -> None:
    """A stand-in is looked for where it is soon, the roster fills the rest; what nobody knows of is taken back.

    Where they stand already, and what was excused, stays as it is.
    """
    member = await a_member(office, "runner")
    begun, _post = await a_post(office, member, -1, state=PostState.PRESENT)
    late, _post = await a_post(office, member, -2)
    _shift, soon = await a_post(office, member, 20)
    _shift, published = await a_post(office, member, 40)
    _shift, coming = await a_post(office, member, 50, state=PostState.COMING)
    _shift, excused = await a_post(office, member, 70, state=PostState.EXCUSED)
    unpublished, _post = await a_post(office, member, 90, published=False)
    async with office.at_work() as work:
        assert await leave_team(work, office.rules, member, member.person_id) == 3
    async with office.at_work() as work:
        for given_back in (published, coming):
            post = await work.shifts.post(given_back)
            assert post is not None
            assert post.state is PostState.CANNOT
            assert await work.exchanges.open_for(given_back) is None
        offered = await work.shifts.post(soon)
        assert offered is not None
        assert offered.state is PostState.EXCUSED
        assert await work.exchanges.open_for(soon) is not None
        assert [each.state for each in await work.shifts.posts_of(late)] == [PostState.EXCUSED]
        assert await work.exchanges.open_for(excused) is None
        assert await work.shifts.posts_of(unpublished) == ()
        assert [each.state for each in await work.shifts.posts_of(begun)] == [PostState.PRESENT]
        assert await work.teams.members(VILLAGE) == ()
    assert await roles(office, member.person_id) == set()
    everything = await office.told()
    assert member.person_id not in {each.person_id for each in everything}
    (told,) = [each for each in everything if "team-left-told" in each.phrases]
    assert told.person_id == office.head
    assert told.line("team-left-posts").values == {"count": 3}


async def test_who_is_taken_out_is_told_and_leaves_nothing_behind(office: Office) -> None:
    """Also the lead's role ends, and what they offered is offered no longer; a second time is refused."""
    lead, other = await a_member(office, "lead", leads=True), await a_member(office, "other")
    async with office.at_work() as work:
        handover = await offer_team(work, office.rules, other, lead.person_id)
        await leave_team(work, office.rules, lead, office.head, KEYS)
    assert await roles(office, lead.person_id) == set()
    assert [each.phrases for each in await office.told_to(lead.person_id)] == [("team-taken-out",)]
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await answer_handover(work, office.rules, handover, accepted=True, givers_keyboard=KEYS)
    assert refused.value.code is RefusalCode.ALREADY_CHANGED
    with pytest.raises(Refusal) as again:
        async with office.at_work() as work:
            await leave_team(work, office.rules, lead, office.head, KEYS)
    assert again.value.code is RefusalCode.NO_LONGER_MEMBER


async def test_who_left_may_come_back_for_another_household_or_none(office: Office) -> None:
    """What they said of it before does not stick."""
    member = (await asked(office, office.li, "3组张家")).member
    await decided(office, member, office.head)
    async with office.at_work() as work:
        known = await own_membership(work, member.id, office.li)
        await leave_team(work, office.rules, known, office.li)
    assert (await asked(office, office.li)).member.id == member.id
    async with office.at_work() as work:
        again = await work.teams.by_id(member.id)
    assert again is not None
    assert (again.state, again.household) == (MemberState.ASKED, None)


async def test_a_household_can_be_changed_and_stays_one_members(office: Office) -> None:
    """To one that is free, to the same again, or to none; not to another's."""
    one, two = await a_member(office, "one"), await a_member(office, "two")
    async with office.at_work() as work:
        assert await set_household(work, one, " 3组 张家 ") == "3组张家"
        assert await set_household(work, replace(one, household="3组张家"), "3组张家") == "3组张家"
        with pytest.raises(Refusal) as refused:
            await set_household(work, two, "３组张家")
        assert refused.value.code is RefusalCode.HOUSEHOLD_TAKEN
        assert await set_household(work, one, None) is None
        assert await set_household(work, two, "3组张家") == "3组张家"


async def test_leads_are_named_once_and_told(office: Office) -> None:
    """What is so already is not done again; the change is written down both ways."""
    member = await a_member(office, "member")
    for leads_now in (True, False):
        async with office.at_work() as work:
            await change_lead(work, office.rules, member, office.head, leads_now=leads_now, keyboard=KEYS)
        assert (Role.SHIFT_LEAD in await roles(office, member.person_id)) is leads_now
        (told,) = await office.told()
        assert told.phrases == ("team-lead-on" if leads_now else "team-lead-off",)
        with pytest.raises(Refusal):
            async with office.at_work() as work:
                await change_lead(work, office.rules, member, office.head, leads_now=leads_now, keyboard=KEYS)
    assert len(await events(office, EventKind.LEAD_CHANGED)) == 2


async def test_a_team_is_never_without_its_lead_while_it_is_handed_over(office: Office) -> None:
    """Asked, it stays with the one who offers; with a yes it changes in one step; with a no nothing changes."""
    lead, other = await a_member(office, "lead", leads=True), await a_member(office, "other")
    async with office.at_work() as work:
        declined = await offer_team(work, office.rules, other, lead.person_id)
        await answer_handover(work, office.rules, declined, accepted=False, givers_keyboard=KEYS)
    assert Role.SHIFT_LEAD in await roles(office, lead.person_id)
    async with office.at_work() as work:
        taken = await offer_team(work, office.rules, other, lead.person_id)
        await answer_handover(work, office.rules, taken, accepted=True, givers_keyboard=KEYS)
    assert await roles(office, lead.person_id) == {Role.PATROLLER}
    assert await roles(office, other.person_id) == {Role.PATROLLER, Role.SHIFT_LEAD}


async def test_who_is_no_lead_hands_nothing_over(office: Office) -> None:
    """Nor to somebody who left, nor to one who leads already."""
    lead, other = await a_member(office, "lead", leads=True), await a_member(office, "other")
    second = await a_member(office, "other lead", leads=True)
    gone = await a_member(office, "gone")
    async with office.at_work() as work:
        await leave_team(work, office.rules, gone, gone.person_id)
        left = await work.teams.by_id(gone.id)
    assert left is not None
    for giver, to, code in (
        (other, lead, RefusalCode.NOT_ALLOWED),
        (lead, left, RefusalCode.NO_LONGER_MEMBER),
        (lead, second, RefusalCode.ALREADY_CHANGED),
    ):
        with pytest.raises(Refusal) as refused:
            async with office.at_work() as work:
                await offer_team(work, office.rules, to, giver.person_id)
        assert refused.value.code is code


async def test_what_is_whose(office: Office) -> None:
    """Team, member, membership and checkpoint are each refused to everybody else."""
    member = await a_member(office, "member")
    async with office.at_work() as work:
        await enter_checkpoints(work, office.rules)
        (gate, *_more) = await work.checkpoints.of_team(VILLAGE)
        assert (await team_led(work, office.rules, VILLAGE, office.head)).code == VILLAGE
        assert (await checkpoint_led(work, office.rules, gate.id, office.head)).id == gate.id
        for person in (office.li, office.mediator, office.staff, member.person_id):
            with pytest.raises(Refusal):
                await team_led(work, office.rules, VILLAGE, person)
            with pytest.raises(Refusal):
                await member_led(work, office.rules, member.id, person)
            with pytest.raises(Refusal):
                await member_to_name(work, member.id, person)
            with pytest.raises(Refusal):
                await checkpoint_led(work, office.rules, gate.id, person)
        with pytest.raises(Refusal):
            await own_membership(work, member.id, office.head)
        with pytest.raises(Refusal):
            await team_led(work, office.rules, "police_post", office.admin)


async def test_days_away_are_kept_once_and_taken_back(office: Office) -> None:
    """A day within a longer stretch is not torn out of it."""
    member = await a_member(office, "member")
    async with office.at_work() as work:
        await toggle_weekday(work, member, 3)
        assert await toggle_day(work, member, date(2026, 9, 30))
        await add_days(work, office.rules, member, "10月3日到7日")
        await add_days(work, office.rules, member, "10.3-10.7")
        assert not await toggle_day(work, member, date(2026, 10, 5))
        away = await work.teams.unavailable(member.id)
        assert [(each.weekday, each.first, each.last) for each in away] == [
            (3, None, None),
            (None, "2026-09-30", "2026-09-30"),
            (None, "2026-10-03", "2026-10-07"),
        ]
        assert await toggle_day(work, member, date(2026, 9, 30))
        await toggle_weekday(work, member, 3)
        assert len(await work.teams.unavailable(member.id)) == 1
        with pytest.raises(Refusal) as refused:
            await add_days(work, office.rules, member, "昨天")
        assert refused.value.code is RefusalCode.DAYS_UNREADABLE


def moved(rules: Rules, latitude: float | None) -> Rules:
    """The rules of a configuration in which the first team's first checkpoint lies elsewhere, or is named no more."""
    patrol = rules.township.patrol
    team, *others = patrol.teams
    first, *more = team.checkpoints
    if latitude is not None:
        place = Point(latitude=latitude, longitude=first.place.longitude)
        more = [first.model_copy(update={"place": place}), *more]
    changed = patrol.model_copy(update={"teams": (team.model_copy(update={"checkpoints": tuple(more)}), *others)})
    return replace(rules, township=rules.township.model_copy(update={"patrol": changed}))


async def test_the_configuration_is_entered_without_undoing_what_leads_changed(office: Office) -> None:
    """Until the configuration itself says otherwise than before."""
    async with office.at_work() as work:
        await enter_checkpoints(work, office.rules)
        planned = await work.checkpoints.of_team(VILLAGE)
        assert [each.code for each in planned] == ["committee", "school_gate", "bridge"]
        await move_checkpoint(work, office.rules, planned[0], BRIDGE, office.head)
        await remove_checkpoint(work, planned[1], office.head)
    async with office.at_work() as work:
        await enter_checkpoints(work, office.rules)
        left = await work.checkpoints.of_team(VILLAGE)
        assert [(each.code, each.latitude) for each in left] == [("committee", BRIDGE[0]), ("bridge", 27.3272)]
        await enter_checkpoints(work, moved(office.rules, 27.35))
        left = await work.checkpoints.of_team(VILLAGE)
        assert [(each.code, each.latitude) for each in left] == [("committee", 27.35), ("bridge", 27.3272)]
        await enter_checkpoints(work, moved(office.rules, None))
        assert [each.code for each in await work.checkpoints.of_team(VILLAGE)] == ["bridge"]
        await enter_checkpoints(work, office.rules)
        assert [each.code for each in await work.checkpoints.of_team(VILLAGE)] == ["committee", "bridge"]


async def test_a_lost_poster_is_good_for_nothing(office: Office) -> None:
    """The new one is; where the checkpoint is taken away, neither."""
    async with office.at_work() as work:
        one = await add_checkpoint(work, office.rules, VILLAGE, "老樟树", BRIDGE, office.head)
        two = await add_checkpoint(work, office.rules, VILLAGE, "老樟树", BRIDGE, office.head)
        assert one.code != two.code
        lost = (await replace_poster(work, office.rules, one, office.head)).removeprefix("c_")
        new = (await replace_poster(work, office.rules, one, office.head)).removeprefix("c_")
        assert await work.checkpoints.by_token(lost) is None
        found = await work.checkpoints.by_token(new)
        assert found is not None
        assert found.id == one.id
        await remove_checkpoint(work, one, office.head)
        assert await work.checkpoints.by_token(new) is None
    assert len(await events(office, EventKind.CHECKPOINT_CHANGED)) == 5


async def test_a_place_far_off_is_refused_everywhere(office: Office) -> None:
    """A checkpoint and an area lie in the township or are not entered."""
    async with office.at_work() as work:
        one = await add_checkpoint(work, office.rules, VILLAGE, "老樟树", BRIDGE, office.head)
    for place in (FAR, (0.0, 0.0)):
        for attempt in ("add", "move", "area"):
            with pytest.raises(Refusal) as refused:
                async with office.at_work() as work:
                    if attempt == "add":
                        await add_checkpoint(work, office.rules, VILLAGE, "x", place, office.head)
                    elif attempt == "move":
                        await move_checkpoint(work, office.rules, one, place, office.head)
                    else:
                        await set_team_area(work, office.rules, VILLAGE, place, 500, office.head)
            assert refused.value.code is RefusalCode.PLACE_FAR_OFF


async def test_the_area_that_a_lead_sets_is_in_force_until_it_is_given_back(office: Office) -> None:
    """The rest of the ground stays as it is planned."""
    async with office.at_work() as work:
        before = await ground_of_team(work, office.rules, VILLAGE)
        await set_team_area(work, office.rules, VILLAGE, BRIDGE, 1500, office.head)
        ground = await ground_of_team(work, office.rules, VILLAGE)
        assert ground.area is not None
        assert ground.area.radius == 1500
        assert ground.routes == before.routes
        await forget_team_area(work, VILLAGE, office.head)
        assert await ground_of_team(work, office.rules, VILLAGE) == before
