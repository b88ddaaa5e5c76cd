"""Updates that Telegram brings: checked, committed together, answered only then, and never taken twice."""

from __future__ import annotations

import asyncio
import io
import socket

import aiohttp
import pytest

from bot.shouwang import Shouwang
from bot.webhook import LARGEST_BODY, SECRET_HEADER, Webhook
from tests.bot.bench import Bench, texts

SECRET = "a-secret-of-this-test"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def start(bench: Bench) -> tuple[Shouwang, str]:
    """A bot that is brought its updates, and the address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/from-telegram"
    bot = await bench.start(
        None,
        TELEGRAM__MODE="webhook",
        TELEGRAM__WEBHOOK__URL=url,
        TELEGRAM__WEBHOOK__SECRET=SECRET,
        TELEGRAM__WEBHOOK__PORT=str(port),
    )
    assert isinstance(bot.parts.way_in, Webhook)
    async with asyncio.timeout(5):
        await bot.parts.way_in.listening.wait()
    return bot, url


def update(number: int, person: int, text: str) -> dict[str, object]:
    """A message as Telegram brings it."""
    sender = {"id": person, "is_bot": False, "first_name": "李"}
    message = {"message_id": number, "date": 1, "chat": {"id": person, "type": "private"}, "from": sender, "text": text}
    return {"update_id": number, "message": message}


async def test_what_telegram_brings_is_answered(bench: Bench) -> None:
    """The whole way: a person writes, the server calls the webhook, the bot answers."""
    await start(bench)
    li = await bench.town.person("李春禾")
    await li.send("一", settle=False)
    async with asyncio.timeout(10):
        while await texts(li) != ["一"]:
            await bench.town.settle()


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "x"}])
async def test_nobody_without_the_secret_is_heard(bench: Bench, headers: dict[str, str]) -> None:
    """The answer is 403, and nothing happens."""
    bot, url = await start(bench)
    async with aiohttp.ClientSession() as session, session.post(url, json=update(1, 5, "x"), headers=headers) as answer:
        assert answer.status == 403
    assert bot.parts.dispatch.handled == 0


async def test_an_update_that_comes_twice_has_one_effect(bench: Bench) -> None:
    """Both calls are answered with 200, or Telegram would bring it a third time."""
    bot, url = await start(bench)
    li = await bench.town.person("李春禾")
    async with aiohttp.ClientSession(headers={SECRET_HEADER: SECRET}) as session:
        for _time in range(2):
            async with session.post(url, json=update(7_000_000, li.id, "一")) as answer:
                assert answer.status == 200
    await bench.town.settle()

    assert bot.parts.dispatch.handled == 1
    assert await texts(li) == ["一"]


async def test_calls_at_the_same_time_share_a_transaction(bench: Bench) -> None:
    """A hundred calls take far fewer commits than a hundred."""
    bot, url = await start(bench)
    commits = 0
    finish = bot.database.connection.finish

    async def counted(sql: str) -> None:
        nonlocal commits
        commits += 1
        await finish(sql)

    bot.database.connection.finish = counted  # type: ignore[method-assign]
    async with aiohttp.ClientSession(headers={SECRET_HEADER: SECRET}) as session:

        async def bring(number: int) -> int:
            async with session.post(url, json=update(8_000_000 + number, 100 + number, "x")) as answer:
                return answer.status

        assert set(await asyncio.gather(*(bring(number) for number in range(100)))) == {200}
    assert bot.parts.dispatch.handled == 100
    assert commits < 100


async def test_what_could_not_be_committed_is_not_acknowledged(bench: Bench) -> None:
    """The answer is 503 and Telegram brings it again; then it has its effect."""
    bot, url = await start(bench)
    li = await bench.town.person("李春禾")
    async with bot.database.alone() as connection:
        await connection.execute(
            "CREATE TEMP TRIGGER disk_is_full BEFORE INSERT ON seen_update BEGIN SELECT RAISE(ROLLBACK, 'full'); END"
        )
    async with aiohttp.ClientSession(headers={SECRET_HEADER: SECRET}) as session:
        async with session.post(url, json=update(9_000_000, li.id, "一")) as answer:
            assert answer.status == 503
        async with bot.database.alone() as connection:
            await connection.execute("DROP TRIGGER disk_is_full")
        async with session.post(url, json=update(9_000_000, li.id, "一")) as answer:
            assert answer.status == 200
    await bench.town.settle()

    assert await texts(li) == ["一"]


async def test_a_body_that_is_no_update_is_set_aside_and_acknowledged(bench: Bench) -> None:
    """Refusing it would make Telegram bring it for a day; one that is too large is refused unread."""
    bot, url = await start(bench)
    async with aiohttp.ClientSession(headers={SECRET_HEADER: SECRET}) as session:
        async with session.post(url, data=b"{not json") as answer:
            assert answer.status == 200
        async with session.post(url, data=io.BytesIO(b"x" * (LARGEST_BODY + 1))) as answer:
            assert answer.status == 413
    async with bot.database.transaction() as work:
        assert await work.quarantine.count() == 1
