"""What belongs to people and teams, for the access table: of whoever presses, of somebody near, of somebody far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.change_checkpoint import add_checkpoint
from actions.change_team_places import WantedHotSpot, add_hot_spot, add_route
from actions.leave_team import leave_team
from domain.access_grounds import Ground
from domain.access_table import Seat
from domain.centre_forms import BULK, PICKED
from domain.forms import Answers
from domain.patrol_plan import HotSpotKind
from domain.report_form import REPORT
from domain.screening import RoundKind
from domain.shifts import Post, PostState, Way
from domain.team_ground import PlaceKind, planned_places
from domain.teams import MemberState
from domain.words import Language, Role
from storage.exchanges import ExchangeKind
from storage.invitations import InvitationState
from storage.unit_of_work import UnitOfWork
from tests.domain.shift_samples import SHIFT
from tests.handlers.office_of_all import DEPARTMENT, HOME, OfficeOfAll

DAY, HOUR = 86_400_000, 3_600_000
FAR_HOME = "liutang"
"""Another village whose team has a route in the configuration."""
PLACE = {HOME: (27.33, 112.634175), FAR_HOME: (27.2856, 112.684125)}
PATROLS = frozenset({Seat.PATROLLER, Seat.SHIFT_LEAD})


@dataclass(frozen=True)
class Presser:
    """Who presses."""

    account: int
    person: int


@dataclass(frozen=True)
class Desks:
    """What anybody may have: half-made forms, a meeting to which they were called, calls for help, an invitation they made.

    `office` is what somebody else holds.
    """

    person: int
    report: int
    several: int
    meeting: int
    told: int
    coming: int
    invitation: int
    office: int


@dataclass(frozen=True)
class Posts:
    """What somebody on a team may have. `with_other` is somebody else's post that could be had for `future`."""

    member: int
    running: Post
    future: Post
    cannot: Post
    with_other: Post
    asked: int
    asked_of_them: int
    handover: int
    incident: int
    call: int


@dataclass(frozen=True)
class Team:
    """What a team has: people of whom one asks to join, places, shifts with one to whom a post was given."""

    unit: str
    asking: int
    member: int
    lead: int
    checkpoints: tuple[int, int]
    route: int
    spot: int
    planned: str
    offered: int
    gap: int
    awaited: Post
    expected: Post
    free: int


@dataclass(frozen=True)
class Town:
    """What belongs to the town."""

    round: int
    special: int


class Grounds:
    """Makes all of it on a desk, for one seat at a time."""

    def __init__(self, office: OfficeOfAll) -> None:
        self.office = office
        self.desk = office.desk
        self.days, self.newcomers = 1, 0
        self.desks: dict[Ground, Desks] = {}
        self.posts: dict[Ground, Posts] = {}
        self.teams: dict[Ground, Team] = {}
        self.pressers: dict[Ground, Presser] = {}
        self.town: Town

    async def make(self, seat: Seat) -> None:
        """Somebody who serves in a seat, somebody who did, and what they and others have."""
        serving = await self._somebody(seat)
        served = await self._somebody(seat) if seat is not Seat.ANYBODY else None
        near, other_near = [await self._member(HOME, Role.PATROLLER) for _ in range(2)]
        far, other_far = [await self._member(FAR_HOME, Role.PATROLLER) for _ in range(2)]
        leads = {
            HOME: await self._member(HOME, Role.SHIFT_LEAD),
            FAR_HOME: await self._member(FAR_HOME, Role.SHIFT_LEAD),
        }
        asking = {unit: await self.office.person(f"要进{unit}") for unit in (HOME, FAR_HOME)}
        free = {unit: await self._member(unit, Role.PATROLLER) for unit in (HOME, FAR_HOME)}
        self.pressers = {Ground.OWN: serving, Ground.NEAR: serving, Ground.FAR: serving}
        owners = dict(zip(Ground, (serving, near, far), strict=False))
        if served is not None:
            self.pressers[Ground.ENDED] = owners[Ground.ENDED] = served
        async with self.desk.database.transaction() as work:
            for ground, who in owners.items():
                self.desks[ground] = await self._desks(work, who.person)
            for ground, who in owners.items():
                if seat in PATROLS or who in {near, far}:
                    unit, other = (FAR_HOME, other_far) if ground is Ground.FAR else (HOME, other_near)
                    self.posts[ground] = await self._posts(work, unit, who.person, other.person)
            for ground, unit, mate, other in (
                (Ground.OWN, HOME, near, other_near),
                (Ground.FAR, FAR_HOME, far, other_far),
            ):
                people = (mate.person, other.person, asking[unit], leads[unit].person, free[unit].person)
                self.teams[ground] = await self._team(work, unit, people)
            units = [HOME, FAR_HOME, DEPARTMENT, self.office.centre]
            opened = await work.screenings.open(RoundKind.BY_HAND, "电动车", units, self.office.asker)
            await work.duty.set_order([self.office.asker])
            today = self.desk.rules.calendar.local(work.now).date()
            special = await work.special_days.add("庙会", today, today, self.office.asker)
            self.town = Town(opened.id, special.id)
        self.teams[Ground.ENDED] = self.teams[Ground.OWN]
        if served is not None:
            await self._end(seat, served)

    async def _somebody(self, seat: Seat) -> Presser:
        if seat in PATROLS:
            return await self._member(HOME, Role(seat.value))
        role = None if seat is Seat.ANYBODY else Role(seat.value)
        person = await self.office.person(seat.value, role, self.office.unit_of(seat))
        return Presser(self.office.account, person)

    async def _member(self, unit: str, role: Role) -> Presser:
        person = await self.office.person(f"{unit}的{role.value}", role, unit)
        account = self.office.account
        async with self.desk.database.transaction() as work:
            member = await work.teams.ask(unit, person)
            await work.teams.decide(member, MemberState.MEMBER, None)
        return Presser(account, person)

    async def _end(self, seat: Seat, who: Presser) -> None:
        async with self.desk.database.transaction() as work:
            if seat in PATROLS:
                member = await work.teams.member(HOME, who.person)
                assert member is not None
                await leave_team(work, self.desk.rules, member, who.person)
            else:
                await work.people.end(who.person, Role(seat.value), self.office.unit_of(seat))

    async def _desks(self, work: UnitOfWork, person: int) -> Desks:
        report = await work.drafts.open(person, REPORT, "", {})
        picked: Answers = {PICKED: [self.office.main.id], "pile": "all", "unit": "all", "page": 0}
        several = await work.drafts.open(person, BULK, "", picked)
        meeting = await work.meetings.call("weekly", work.now + person, "18:00", {}, (person,))
        assert meeting is not None
        told, coming = [await work.sos_calls.add(await self._newcomer(work), None, None, None) for _ in range(2)]
        for call in (told, coming):
            await work.sos_calls.add_told(call.id, person)
        await work.sos_calls.add_coming(coming.id, person)
        until = work.now + DAY
        invitation = await work.invitations.add(f"token{person}", Role.MEDIATOR, HOME, "新来的", person, until)
        made = await work.invitations.get(invitation)
        assert made is not None
        await work.invitations.use(made, await self._newcomer(work), InvitationState.AWAITING)
        await work.people.grant(other := await self._newcomer(work), Role.MEDIATOR, HOME)
        office = next(each for each in await work.people.offices_in(HOME) if each.person_id == other)
        return Desks(person, report.id, several.id, meeting.id, told.id, coming.id, invitation, office.id)

    async def _posts(self, work: UnitOfWork, unit: str, person: int, other: int) -> Posts:
        member = await work.teams.member(unit, person)
        assert member is not None
        (running,) = await self._shift(work, unit, [person], running=True)
        await work.shifts.save_post(replace(running, state=PostState.PRESENT, checked_in_at=work.now), running.state)
        (future,) = await self._shift(work, unit, [person])
        (cannot,) = await self._shift(work, unit, [person])
        await work.shifts.save_post(replace(cannot, state=PostState.CANNOT), cannot.state)
        await work.exchanges.open(cannot.id, ExchangeKind.STAND_IN)
        given, had, with_other, mine, theirs = [
            (await self._shift(work, unit, [who]))[0] for who in (person, other, other, person, other)
        ]
        asked = await work.exchanges.open(given.id, ExchangeKind.SWAP, had.id)
        asked_of_them = await work.exchanges.open(theirs.id, ExchangeKind.SWAP, mine.id)
        lead = await self._newcomer(work)
        await work.people.grant(lead, Role.SHIFT_LEAD, unit)
        handover = await work.team_links.offer(unit, lead, person)
        incident = await work.incidents.add(person, running.shift_id, "路灯坏了")
        call = await work.sos_calls.add(person, running.shift_id, None, None)
        numbers = (asked.id, asked_of_them.id, handover.id, incident.id, call.id)
        return Posts(member.id, running, future, cannot, with_other, *numbers)

    async def _team(self, work: UnitOfWork, unit: str, people: tuple[int, int, int, int, int]) -> Team:
        mate, other, newcomer, lead, free = people
        rules, by = self.desk.rules, self.office.asker
        asking = await work.teams.ask(unit, newcomer)
        member, leading = [await work.teams.member(unit, person) for person in (mate, lead)]
        assert member is not None
        assert leading is not None
        points = [await add_checkpoint(work, rules, unit, name, PLACE[unit], by) for name in ("桥头", "井边")]
        route = await add_route(work, unit, "走一圈", [point.id for point in points], by)
        spot = await add_hot_spot(work, rules, unit, WantedHotSpot(HotSpotKind.SCHOOL, "门口", PLACE[unit]), by)
        planned = planned_places(rules.township.patrol, unit, PlaceKind.ROUTE)[0].key
        (cannot,) = await self._shift(work, unit, [mate])
        await work.shifts.save_post(replace(cannot, state=PostState.CANNOT), cannot.state)
        offered = await work.exchanges.open(cannot.id, ExchangeKind.STAND_IN)
        (awaited,) = await self._shift(work, unit, [mate])
        (expected,) = await self._shift(work, unit, [other], running=True)
        return Team(
            unit=unit,
            asking=asking.id,
            member=member.id,
            lead=leading.id,
            checkpoints=(points[0].id, points[1].id),
            route=route.id,
            spot=spot.id,
            planned=planned,
            offered=offered.id,
            gap=awaited.shift_id,
            awaited=awaited,
            expected=expected,
            free=free,
        )

    async def _newcomer(self, work: UnitOfWork) -> int:
        """Somebody of whom nothing is pressed."""
        self.newcomers += 1
        return (await work.people.meet(980_000 + self.newcomers, "另一个人", Language.ZH_HANS)).id

    async def _shift(self, work: UnitOfWork, unit: str, persons: Sequence[int], *, running: bool = False) -> list[Post]:
        """An evening of their own; every one of them two days after the one before."""
        self.days += 2
        starts_at = work.now - HOUR if running else work.now + self.days * DAY
        day = date.fromordinal(date(2027, 1, 1).toordinal() + self.days).isoformat()
        wanted = replace(
            SHIFT, unit=unit, starts_at=starts_at, ends_at=starts_at + 3 * HOUR, published_at=work.now, day=day,
            chased_until=work.now,
        )  # fmt: skip
        shift = await work.shifts.add(wanted)
        assert shift is not None
        posts = [await work.shifts.assign(shift.id, person, Way.ROSTER) for person in persons]
        return [post for post in posts if post is not None]
