"""Routes and hot spots as they are kept, and the areas that were set before there were corners."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.patrol_plan import Area, HotSpotKind, Point
from domain.words import Language
from storage import migrate
from storage.database import Database
from storage.keys import StorageKeys
from storage.sqlite_connection import SqliteConnection
from tests.conftest import HandClock

TEAM, OTHER = "fenglin", "liutang"


async def test_routes_and_hot_spots_are_kept_by_team_until_they_are_removed(database: Database) -> None:
    """What was taken away is in no list and is still known by its number."""
    async with database.transaction() as work:
        lead = (await work.people.meet(71, "刘守义", Language.ZH_HANS)).id
        way = await work.team_places.add_route(TEAM, "夜里一圈", ["bridge", "chat_1", "bridge"], lead)
        spot = await work.team_places.add_hot_spot(TEAM, HotSpotKind.RAILWAY, "道口", (27.3, 112.6), lead)
    async with database.transaction() as work:
        assert await work.team_places.routes(TEAM) == (way,)
        assert await work.team_places.hot_spots(TEAM) == (spot,)
        assert (way.checkpoints, spot.latitude, spot.kind) == (
            ("bridge", "chat_1", "bridge"),
            27.3,
            HotSpotKind.RAILWAY,
        )
        assert await work.team_places.routes(OTHER) == ()
        assert await work.team_places.hot_spots(OTHER) == ()
        await work.team_places.remove_route(way.id)
        await work.team_places.remove_hot_spot(spot.id)
        assert await work.team_places.routes(TEAM) == ()
        assert await work.team_places.hot_spots(TEAM) == ()
        gone = (await work.team_places.route(way.id), await work.team_places.hot_spot(spot.id))
        assert [each.removed_at for each in gone if each] == [work.now, work.now]
        assert await work.team_places.route(99) is None
        assert await work.team_places.hot_spot(99) is None


async def test_a_circle_of_an_older_file_is_still_the_teams_area(
    tmp_path: Path, clock: HandClock, storage_keys: StorageKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step that brought corners keeps what leads had set before it."""
    known = migrate.steps()
    older = await SqliteConnection.open(tmp_path / "a.db")
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "steps", lambda: known[:6])
        await migrate.migrate(older)
    lead = await older.insert(
        "INSERT INTO person (telegram_id, name, language, created_at) VALUES (71, '刘守义', 'zh-Hans', 1)"
    )
    await older.execute("INSERT INTO team_area VALUES (?, ?, ?, ?, ?, ?)", (TEAM, 27.3, 112.6, 500, lead, 1))
    await older.close()
    newer = await Database.open(tmp_path / "a.db", clock, storage_keys)
    async with newer.transaction() as work:
        area = await work.team_areas.of_team(TEAM)
    await newer.close()
    assert area == Area(centre=Point(latitude=27.3, longitude=112.6), radius=500)
