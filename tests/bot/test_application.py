"""The program as a whole: it begins without Telegram, keeps time, and ends in order."""

from __future__ import annotations

import asyncio

import pytest

from bot.application import build
from bot.shouwang import Shouwang
from domain.words import Role
from storage.backup import restore, verify
from storage.database import Database
from storage.due import DueKind
from storage.lock_file import DatabaseInUse
from tests.bot.bench import Bench, settings_in, texts


async def set_due(bot: Shouwang, subject: str, at: int) -> None:
    """A due row of a case."""
    async with bot.database.transaction() as work:
        await work.due.set(DueKind.CASE, subject, at)


async def test_due_work_and_the_database_begin_without_telegram(bench: Bench) -> None:
    """The Bot API cannot be reached: due work is done all the same, and messages go out once it can be."""
    port = int(bench.url.rsplit(":", 1)[1])
    await bench.playground._runner.cleanup()  # type: ignore[union-attr]
    bot = bench.build()
    await bot.start()
    await set_due(bot, "1", bench.clock.now())
    await bot.parts.waker.settle()
    assert bench.due.done == [("1", bench.clock.now())]
    await bench.playground.start(port=port)
    li = await bench.town.person("李春禾")
    async with asyncio.timeout(20):
        await bot._connected.wait()
    await li.send("一", settle=False)
    await bot.settle()
    assert await texts(li) == ["一"]
    await bot.stop()


async def test_the_clock_steps_from_one_due_time_to_the_next(bench: Bench) -> None:
    """Advancing a day stops at each row, and each is done at its own time."""
    bot = await bench.start()
    start = bench.clock.now()
    for hours in (3, 1, 2):
        await set_due(bot, str(hours), start + hours * 3_600_000)
    assert await bot.next_due() == start + 3_600_000
    await bench.town.advance(hours=5)

    assert bench.due.done == [(str(hours), start + hours * 3_600_000) for hours in (1, 2, 3)]


async def test_after_an_outage_what_is_overdue_is_done_once(bench: Bench) -> None:
    """The clock jumps over it; a restart does not do it again."""
    bot = await bench.start()
    await set_due(bot, "1", bench.clock.now() + 3_600_000)
    await bench.town.advance(days=2, jump=True)
    await bench.stop(bot)
    await bench.start()
    await bench.town.settle()

    assert [subject for subject, _at in bench.due.done] == ["1"]


async def test_a_clock_set_back_does_nothing_twice(bench: Bench) -> None:
    """Done at its time, the clock is set back before it and passes it again."""
    bot = await bench.start()
    start = bench.clock.now()
    await set_due(bot, "1", start + 1_000)
    await bench.town.advance(minutes=1)
    bench.clock.set(start)
    await bench.town.settle()
    await bench.town.advance(minutes=1)

    assert [subject for subject, _at in bench.due.done] == ["1"]


async def test_every_night_a_backup_is_made_verified_and_the_oldest_go(bench: Bench) -> None:
    """Of five nights three are kept; the newest can be put in the database's place and holds what was there."""
    bot = await bench.start(None, BACKUP__KEEP="3")
    li = await bench.town.person("李春禾")
    await li.send("一")
    await bench.town.advance(days=5)
    copies = sorted(bot.settings.backup.path.iterdir())
    assert len(copies) == 3
    assert verify(copies[-1]) > 0
    with pytest.raises(DatabaseInUse):
        restore(copies[-1], bot.settings.storage.path)
    await bench.stop(bot)
    restore(copies[-1], bot.settings.storage.path)
    database = await Database.open(bot.settings.storage.path, bench.clock, bot.foundation.keys.storage)
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(li.id) is not None
    await database.close()


async def test_a_second_one_on_the_same_database_is_refused(bench: Bench) -> None:
    """Also inside one process; the first goes on."""
    await bench.start()
    second = bench.build()
    with pytest.raises(DatabaseInUse):
        await second.start()
    await second.stop()
    li = await bench.town.person("李春禾")
    await li.send("一")
    assert await texts(li) == ["一"]


async def test_the_oversight_contact_of_the_configuration_has_its_role(bench: Bench) -> None:
    """From the first start, without an invitation."""
    bot = await bench.start(None, OVERSIGHT__TELEGRAM_ID="4242")
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(4242)
        assert person is not None
        assert [held.role for held in await work.people.holdings_of(person.id)] == [Role.OVERSIGHT]


async def test_settling_waits_for_everything_that_is_under_way(bench: Bench) -> None:
    """Two hundred messages of ten people, settled once: all are answered and none is unconfirmed."""
    await bench.start()
    people = [await bench.town.person(f"村民{number}") for number in range(10)]
    for number in range(20):
        for phone in people:
            await phone.send(str(number), settle=False)
    await bench.town.settle()

    for phone in people:
        assert await texts(phone) == [str(number) for number in range(20)]
    assert (await bench.town.get("/unconfirmed"))["count"] == 0


async def test_the_shipped_program_starts_and_answers(bench: Bench) -> None:
    """With its own doors, not the tests': the first message gets an answer."""
    bot = build(settings_in(bench.folder, bench.url), bench.clock)
    await bot.start()
    await bot.settle()
    bench.playground.hooks.settle = bot.settle
    li = await bench.town.person("李春禾")
    await li.send("/start")
    assert await texts(li) != []
    commands = await bench.town.calls("setMyCommands")
    assert len(commands) == 3
    await bot.stop()
