"""What is kept of teams, shifts and check-ins: once each, in order, and never by two people at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.refusals import Refusal
from domain.shifts import CheckInKind, Mark, PostState, RosteredShift, Shift, ShiftState, Way
from domain.teams import MemberState
from domain.words import Language
from storage.database import Database
from storage.exchanges import ExchangeKind, ExchangeState
from storage.sos_calls import SosState
from storage.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.domain.shift_samples import SHIFT


async def people(work: UnitOfWork, count: int) -> list[int]:
    """Some people's identifiers."""
    met = [await work.people.meet(100 + number, f"村民{number}", Language.ZH_HANS) for number in range(count)]
    return [person.id for person in met]


async def a_shift(work: UnitOfWork, **changes: object) -> Shift:
    """The evening of the samples, kept."""
    kept = await work.shifts.add(replace(SHIFT, **changes))  # type: ignore[arg-type]
    assert kept is not None
    return kept


async def test_a_shift_is_kept_once_for_a_team_a_slot_and_a_day(database: Database) -> None:
    """Publishing a roster twice makes no second shift."""
    async with database.transaction() as work:
        shift = await a_shift(work)
        assert replace(shift, id=SHIFT.id) == SHIFT
        assert await work.shifts.add(SHIFT) is None
        assert await work.shifts.add(replace(SHIFT, day="2026-09-29")) is not None


async def test_a_post_is_held_once_and_succeeded_once(database: Database) -> None:
    """Nobody stands twice on a shift, and of all who take a post over the first has it."""
    async with database.transaction() as work:
        li, wang, zhou = await people(work, 3)
        shift = await a_shift(work)
        first = await work.shifts.assign(shift.id, li, Way.ROSTER, leads=True)
        assert first is not None
        assert await work.shifts.assign(shift.id, li, Way.LEAD) is None
        assert await work.shifts.assign(shift.id, wang, Way.STAND_IN, came_from=first.id) is not None
        assert await work.shifts.assign(shift.id, zhou, Way.STAND_IN, came_from=first.id) is None
        await work.shifts.save_post(replace(first, state=PostState.PASSED_ON), was=PostState.ASSIGNED)
        assert await work.shifts.assign(shift.id, li, Way.LEAD) is not None


async def test_who_changes_what_has_changed_meanwhile_is_refused(database: Database) -> None:
    """A shift by its version, a post by its state."""
    async with database.transaction() as work:
        (li,) = await people(work, 1)
        shift = await a_shift(work)
        post = await work.shifts.assign(shift.id, li, Way.ROSTER)
        assert post is not None
        marked = replace(post, state=PostState.PRESENT, checked_in_at=work.now, marks=(Mark.OUTSIDE, Mark.FORWARDED))
        await work.shifts.save_post(marked, was=PostState.ASSIGNED)
        with pytest.raises(Refusal):
            await work.shifts.save_post(replace(post, state=PostState.EXCUSED), was=PostState.ASSIGNED)
        assert await work.shifts.post(post.id) == marked
        await work.shifts.save(replace(shift, state=ShiftState.CANCELLED, version=1))
        with pytest.raises(Refusal):
            await work.shifts.save(replace(shift, strength=9, version=1))


async def test_lists_are_one_teams_one_persons_or_a_stretch_of_time(database: Database) -> None:
    """Earliest first, with all posts; what was passed on is nobody's own shift any more."""
    async with database.transaction() as work:
        li, wang = await people(work, 2)
        early = await a_shift(work)
        other_team = await a_shift(work, unit="liutang")
        day = 86_400_000
        late = await a_shift(work, day="2026-09-29", starts_at=SHIFT.starts_at + day, ends_at=SHIFT.ends_at + day)
        passed = await work.shifts.assign(early.id, li, Way.ROSTER, state=PostState.PASSED_ON)
        kept = await work.shifts.assign(late.id, li, Way.ROSTER)
        await work.shifts.assign(other_team.id, wang, Way.ROSTER)
        assert passed is not None
        assert kept is not None
        begin, end = SHIFT.starts_at, SHIFT.starts_at + 2 * day
        assert await work.shifts.of_team("fenglin", begin, end) == (
            RosteredShift(early, (passed,)),
            RosteredShift(late, (kept,)),
        )
        assert [each.shift.id for each in await work.shifts.between(begin, begin + 1)] == [early.id, other_team.id]
        assert [each.shift.id for each in await work.shifts.of_person(li, begin, end)] == [late.id]


async def test_a_persons_shift_is_under_way_from_its_opening_until_it_is_over(
    database: Database, clock: HandClock
) -> None:
    """Half an hour before the start, and half an hour after the end."""
    half_an_hour = 1_800_000
    async with database.transaction() as work:
        (li,) = await people(work, 1)
        shift = await a_shift(work)
        await work.shifts.assign(shift.id, li, Way.ROSTER)
    for at, open_now in (
        (shift.starts_at - half_an_hour - 1, False),
        (shift.starts_at - half_an_hour, True),
        (shift.ends_at + half_an_hour - 1, True),
        (shift.ends_at + half_an_hour, False),
    ):
        clock.at = at
        async with database.transaction() as work:
            assert bool(await work.shifts.under_way(li, half_an_hour, half_an_hour)) is open_now


async def test_who_asks_to_join_is_decided_on_once(database: Database) -> None:
    """The lead and the village head may both press; asking again keeps a member a member."""
    async with database.transaction() as work:
        li, head = await people(work, 2)
        asked = await work.teams.ask("fenglin", li)
        assert await work.teams.decide(asked, MemberState.MEMBER, head)
        assert not await work.teams.decide(asked, MemberState.REFUSED, head)
        assert (await work.teams.ask("fenglin", li)).state is MemberState.MEMBER
        assert [member.person_id for member in await work.teams.members("fenglin")] == [li]
        assert await work.teams.leave(asked)
        assert not await work.teams.leave(asked)
        assert await work.teams.of_person(li) == ()
        assert (await work.teams.ask("fenglin", li)).state is MemberState.ASKED


async def test_days_on_which_a_member_cannot_come_can_be_taken_back(database: Database) -> None:
    """Only their own."""
    async with database.transaction() as work:
        li, wang = await people(work, 2)
        mine, theirs = await work.teams.ask("fenglin", li), await work.teams.ask("fenglin", wang)
        await work.teams.add_unavailable(mine.id, weekday=7)
        await work.teams.add_unavailable(theirs.id, first="2026-10-01", last="2026-10-03")
        (sunday,) = await work.teams.unavailable(mine.id)
        await work.teams.remove_unavailable(theirs.id, sunday.id)
        assert await work.teams.unavailable(mine.id) == (sunday,)
        assert len(await work.teams.unavailable_in("fenglin")) == 2
        await work.teams.remove_unavailable(mine.id, sunday.id)
        assert await work.teams.unavailable(mine.id) == ()


async def test_of_one_household_one_person_belongs_to_a_team(database: Database) -> None:
    """The database refuses a second one, whoever asks in which order."""
    async with database.transaction() as work:
        li, wang = await people(work, 2)
        first = await work.teams.ask("fenglin", li, "三组12户")
        second = await work.teams.ask("fenglin", wang, "三组12户")
        assert await work.teams.decide(first, MemberState.MEMBER, None)
        with pytest.raises(Exception, match="UNIQUE"):
            await work.teams.decide(second, MemberState.MEMBER, None)
        assert await work.teams.household("fenglin", "三组12户") == await work.teams.by_id(first.id)


async def test_check_ins_are_kept_in_order_with_their_marks(database: Database, clock: HandClock) -> None:
    """And a picture is known again."""
    async with database.transaction() as work:
        (li,) = await people(work, 1)
        post = await work.shifts.assign((await a_shift(work)).id, li, Way.ROSTER)
        assert post is not None
        await work.check_ins.add(post.id, CheckInKind.LOCATION, (27.3, 112.6), accuracy=12.5, marks=(Mark.EARLY,))
    clock.forward(minutes=5)
    async with database.transaction() as work:
        await work.check_ins.add(post.id, CheckInKind.PICTURE, picture="AQAD1")
        first, second = await work.check_ins.of(post.id)
        assert (first.marks, first.accuracy, second.at - first.at) == ((Mark.EARLY,), 12.5, 300_000)
        assert await work.check_ins.last_placed(post.id) == first
        assert await work.check_ins.picture_known("AQAD1")
        assert not await work.check_ins.picture_known("AQAD2")


async def test_a_posters_token_is_good_until_another_replaces_it(database: Database) -> None:
    """Only its hash is kept, and moving the checkpoint leaves the poster good."""
    async with database.transaction() as work:
        point = await work.checkpoints.put("fenglin", "bridge", "石桥头", (27.3, 112.6), 80)
        await work.checkpoints.set_token(point.id, "one")
        moved = await work.checkpoints.put("fenglin", "bridge", "石桥头", (27.4, 112.6), 90)
        assert await work.checkpoints.by_token("one") == moved
        await work.checkpoints.set_token(point.id, "two")
        assert await work.checkpoints.by_token("one") is None
        await work.checkpoints.revoke(point.id)
        assert await work.checkpoints.by_token("two") is None
        assert await work.checkpoints.of_team("fenglin") == ()


async def test_an_offer_is_open_once_and_taken_once(database: Database) -> None:
    """Offering again finds the open one; of two who take it one is too late."""
    async with database.transaction() as work:
        li, wang, zhou = await people(work, 3)
        post = await work.shifts.assign((await a_shift(work)).id, li, Way.ROSTER)
        assert post is not None
        offer = await work.exchanges.open(post.id, ExchangeKind.STAND_IN)
        assert await work.exchanges.open(post.id, ExchangeKind.STAND_IN) == offer
        assert await work.exchanges.end(offer, ExchangeState.TAKEN, wang)
        assert not await work.exchanges.end(offer, ExchangeState.TAKEN, zhou)
        ended = await work.exchanges.get(offer.id)
        assert ended is not None
        assert (ended.state, ended.taken_by) == (ExchangeState.TAKEN, wang)


async def test_a_call_for_help_is_answered_first_by_one_and_ended_once(database: Database) -> None:
    """Until somebody is on the way it is open; until somebody says how it ended it is not over."""
    async with database.transaction() as work:
        li, wang, zhou = await people(work, 3)
        call = await work.sos_calls.add(li, None, (27.3, 112.6), work.now)
        assert await work.sos_calls.is_open(call.id)
        assert await work.sos_calls.answer(call.id, wang)
        assert not await work.sos_calls.answer(call.id, zhou)
        assert not await work.sos_calls.is_open(call.id)
        await work.sos_calls.locate(call.id, (27.31, 112.61))
        found = await work.sos_calls.of_person(li)
        assert found is not None
        assert (found.state, found.answered_by, found.latitude) == (SosState.ANSWERED, wang, 27.31)
        assert await work.sos_calls.not_ended() == [call.id]
        assert await work.sos_calls.end(call.id, li, "摔了一跤，没事")
        assert not await work.sos_calls.end(call.id, wang, "已送医")
        assert await work.sos_calls.of_person(li) is None
