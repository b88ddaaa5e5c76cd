"""Releasing a month: once, after it is over, by nobody for themselves, and everybody hears what is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.release_allowance import release_allowance
from documents.allowance_ledger import TeamLedger, read_ledger
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import CheckInKind, Mark, PostState, Shift, Way
from domain.words import Role
from storage.unit_of_work import UnitOfWork
from tests.actions.office import VILLAGE, Office
from tests.documents.patrol_samples import shift
from tests.domain.samples import at

AUGUST = "2026-08"


async def stand(office: Office, day: str, *persons: int, absent: int = 0, marks: tuple[Mark, ...] = ()) -> Shift:
    """An evening to which some came, and one did not; the check-in of the first carries marks."""
    async with office.at_work() as work:
        own = await work.shifts.add(shift(0, day))
        assert own is not None
        for person in (*persons, *([absent] if absent else ())):
            state = PostState.ABSENT if person == absent else PostState.CHECKED_OUT
            post = await work.shifts.assign(own.id, person, Way.ROSTER, state=state)
            assert post is not None
            if person != absent:
                came = replace(post, checked_in_at=own.starts_at, checked_out_at=own.ends_at)
                await work.shifts.save_post(came, post.state)
                await work.check_ins.add(post.id, CheckInKind.LOCATION, marks=marks if person == persons[0] else ())
    return own


async def read(work: UnitOfWork, office: Office, month: str = AUGUST) -> TeamLedger:
    """The village's month."""
    (team,) = await read_ledger(work, office.rules.township, office.rules.calendar, month, VILLAGE)
    return team


async def test_everybody_who_is_paid_hears_how_much_and_what_was_not_counted(office: Office) -> None:
    """Whoever was absent all month is told nothing: nobody is blamed for an allowance they do not get."""
    wang, he = await office.seat("wang_patrols", Role.PATROLLER), await office.seat("he_patrols", Role.PATROLLER)
    # Check-ins are kept at the clock's time: it stands in August while the shifts are stood.
    office.clock.at = at("2026-08-20 23:30")
    await stand(office, "2026-08-01", wang)
    await stand(office, "2026-08-03", wang, absent=he)
    await stand(office, "2026-08-05", wang, marks=(Mark.OUTSIDE,))
    office.clock.at = at("2026-09-01 09:00")
    async with office.at_work() as work:
        await release_allowance(work, office.rules, await read(work, office), office.staff)

    (told,) = await office.told()
    assert told.person_id == wang
    assert told.line("allowance-told").values["amount"] == "60.00"
    assert told.line("ledger-team-deducted").values == {"count": 1, "why": phrase("ledger-why-unconfirmed")}
    assert told.phrases[-1] == "allowance-told-ask"


async def test_a_released_month_stays_as_it_is(office: Office) -> None:
    """A second release is refused, and a later word of the lead moves no sum."""
    wang = await office.seat("wang_patrols", Role.PATROLLER)
    office.clock.at = at("2026-08-20 23:30")
    own = await stand(office, "2026-08-05", wang, marks=(Mark.OUTSIDE,))
    await stand(office, "2026-08-07", wang)
    office.clock.at = at("2026-09-01 09:00")
    async with office.at_work() as work:
        await release_allowance(work, office.rules, await read(work, office), office.staff)
    office.clock.forward(minutes=1)
    async with office.at_work() as work:
        post = (await work.shifts.posts_of(own.id))[0]
        await work.check_ins.add(post.id, CheckInKind.BY_LEAD)
        team = await read(work, office)
        assert (team.fen, team.verified) == (3000, 1)
        assert team.released is not None
        assert (team.released.released_by, team.released.released_at) == (office.staff, at("2026-09-01 09:00"))
        with pytest.raises(Refusal) as refused:
            await release_allowance(work, office.rules, team, office.director)
    assert refused.value.code is RefusalCode.TAKEN


@pytest.mark.parametrize("now", ["2026-08-31 23:59", "2026-09-01 01:00"])
async def test_a_month_that_is_not_over_is_not_released(office: Office, now: str) -> None:
    """Nor one whose last shift goes on after midnight."""
    wang = await office.seat("wang_patrols", Role.PATROLLER)
    async with office.at_work() as work:
        own = await work.shifts.add(shift(0, "2026-08-31", start=22, hours=4))
        assert own is not None
        await work.shifts.assign(own.id, wang, Way.ROSTER, state=PostState.PRESENT)
    office.clock.at = at(now)
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await release_allowance(work, office.rules, await read(work, office), office.staff)
    assert refused.value.code is RefusalCode.NOT_NOW
    office.clock.at = at("2026-09-01 02:00")
    async with office.at_work() as work:
        assert (await read(work, office)).complete


async def test_nobody_releases_their_own_allowance(office: Office) -> None:
    """A clerk of the centre who patrols needs a colleague."""
    office.clock.at = at("2026-08-20 23:30")
    await stand(office, "2026-08-01", office.staff)
    office.clock.at = at("2026-09-01 09:00")
    async with office.at_work() as work:
        team = await read(work, office)
        with pytest.raises(Refusal) as refused:
            await release_allowance(work, office.rules, team, office.staff)
        assert refused.value.code is RefusalCode.OWN_ALLOWANCE
        await release_allowance(work, office.rules, team, office.director)


async def test_a_month_has_the_shifts_that_begin_in_it(office: Office) -> None:
    """By the township's days, not by those of UTC; other teams' shifts are not among them."""
    wang = await office.seat("wang_patrols", Role.PATROLLER)
    office.clock.at = at("2026-09-02 00:00")
    async with office.at_work() as work:
        for day, start, unit in (
            ("2026-07-31", 23, VILLAGE),
            ("2026-08-01", 0, VILLAGE),
            ("2026-08-31", 23, VILLAGE),
            ("2026-09-01", 0, VILLAGE),
            ("2026-08-15", 20, "liutang"),
        ):
            own = await work.shifts.add(shift(0, day, start=start, unit=unit))
            assert own is not None
            await work.shifts.assign(own.id, wang, Way.ROSTER)
        assert [line.shift.day for line in (await read(work, office)).lines] == ["2026-08-01", "2026-08-31"]
        all_teams = await read_ledger(work, office.rules.township, office.rules.calendar, AUGUST)
    assert {team.unit: len(team.lines) for team in all_teams if team.lines} == {VILLAGE: 2, "liutang": 1}
    assert date.fromisoformat(all_teams[0].month + "-01").month == 8
