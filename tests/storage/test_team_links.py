"""Links, handovers and grounds of teams as they are kept."""

from __future__ import annotations

from domain.patrol_plan import Area, Point
from domain.team_ground import Entered
from domain.words import Language
from storage.database import Database
from storage.team_links import HandoverState
from storage.unit_of_work import UnitOfWork
from tests.conftest import HandClock

TEAM, OTHER = "fenglin", "liutang"
GATE = Entered(TEAM, "gate", "校门", 27.3, 112.6, 80)
RING = Area(polygon=((112.6, 27.3), (112.61, 27.3), (112.605, 27.31)))


def circle(radius: int) -> Area:
    """An area of so many metres around its middle."""
    return Area(centre=Point(latitude=27.2, longitude=112.2), radius=radius)


async def people(work: UnitOfWork, count: int) -> list[int]:
    """Some persons."""
    return [(await work.people.meet(70 + number, f"人{number}", Language.ZH_HANS)).id for number in range(count)]


async def test_a_renewed_link_replaces_the_one_before(database: Database, clock: HandClock) -> None:
    """Each team has one; the other team's is not touched, and the token itself is kept nowhere."""
    async with database.transaction() as work:
        (maker,) = await people(work, 1)
        assert await work.team_links.made_at(TEAM) is None
        await work.team_links.renew(TEAM, "first-token", maker)
        await work.team_links.renew(OTHER, "other-token", maker)
    clock.forward(hours=1)
    async with database.transaction() as work:
        await work.team_links.renew(TEAM, "second-token", maker)
        found = [await work.team_links.unit_of(token) for token in ("first-token", "second-token", "other-token", "no")]
        assert found == [None, TEAM, OTHER, None]
        assert await work.team_links.made_at(TEAM) == work.now
    async with database.alone() as connection:
        rows = await connection.rows("SELECT * FROM team_link", ())
    assert [row for row in rows if "token" in str(row["token_hash"])] == []


async def test_of_one_lead_one_offer_is_open(database: Database) -> None:
    """A second withdraws the first; what is over cannot be answered."""
    async with database.transaction() as work:
        lead, first, second = await people(work, 3)
        one = await work.team_links.offer(TEAM, lead, first)
        two = await work.team_links.offer(TEAM, lead, second)
        assert not await work.team_links.end(one, HandoverState.ACCEPTED)
        assert await work.team_links.end(two, HandoverState.ACCEPTED)
        assert not await work.team_links.end(two, HandoverState.DECLINED)
        states = [await work.team_links.handover(each.id) for each in (one, two)]
        assert [each.state for each in states if each] == [HandoverState.WITHDRAWN, HandoverState.ACCEPTED]
        assert await work.team_links.handover(99) is None


async def test_an_area_is_set_and_taken_back(database: Database) -> None:
    """The last one set counts, for its own team alone."""
    async with database.transaction() as work:
        (lead,) = await people(work, 1)
        for area in (circle(500), RING, circle(800)):
            await work.team_areas.put(TEAM, area, lead)
            assert await work.team_areas.of_team(TEAM) == area
        assert await work.team_areas.of_team(OTHER) is None
        await work.team_areas.remove(TEAM)
        assert await work.team_areas.of_team(TEAM) is None


async def test_what_the_configuration_said_is_remembered(database: Database) -> None:
    """As it was said last, until it is forgotten."""
    moved = Entered(TEAM, "gate", "校门口", 27.4, 112.7, 100)
    async with database.transaction() as work:
        await work.team_areas.note_entered(GATE)
        await work.team_areas.note_entered(moved)
        assert await work.team_areas.entered() == (moved,)
        await work.team_areas.forget_entered(moved)
        assert await work.team_areas.entered() == ()


async def test_a_checkpoints_code_stays_taken_and_it_can_be_used_again(database: Database) -> None:
    """One that is not used any more keeps its code, so that its check-ins stay its own."""
    async with database.transaction() as work:
        gate = await work.checkpoints.put(TEAM, "gate", "校门", (27.3, 112.6), 80)
        await work.checkpoints.set_token(gate.id, "poster")
        await work.checkpoints.revoke(gate.id)
        assert await work.checkpoints.codes_of(TEAM) == {"gate"}
        assert await work.checkpoints.of_team(TEAM) == ()
        await work.checkpoints.use_again(TEAM, "gate")
        assert [each.id for each in await work.checkpoints.of_team(TEAM)] == [gate.id]
        assert await work.checkpoints.by_token("poster") is None
