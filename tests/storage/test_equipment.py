"""Equipment by post: out, back, and out again."""

from __future__ import annotations

from storage.database import Database
from tests.conftest import HandClock
from tests.storage.posts import a_post


async def test_a_thing_is_out_once_and_back_once(database: Database, clock: HandClock) -> None:
    """Tapping twice changes nothing, and it can be taken out again."""
    began = clock.at
    async with database.transaction() as work:
        post = await a_post(work)
        assert await work.equipment.take_out(post.id, "vest")
    clock.forward(minutes=1)
    async with database.transaction() as work:
        assert not await work.equipment.take_out(post.id, "vest")
        (out,) = await work.equipment.of(post.id)
        assert (out.code, out.out_at, out.back_at) == ("vest", began, None)
        assert await work.equipment.bring_back(post.id, "vest")
        assert not await work.equipment.bring_back(post.id, "vest")
        assert not await work.equipment.bring_back(post.id, "torch")
        (back,) = await work.equipment.of(post.id)
        assert back.back_at == clock.at
    clock.forward(minutes=1)
    async with database.transaction() as work:
        assert await work.equipment.take_out(post.id, "vest")
        (again,) = await work.equipment.of(post.id)
    assert (again.out_at, again.back_at) == (clock.at, None)
