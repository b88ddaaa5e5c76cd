"""Updates come in once, in order, with their effects, whatever is wrong with one of them."""

from __future__ import annotations

import asyncio

import pytest

from bot.dispatch import sender_of, update_id_of
from bot.endings import AnotherPoller, TokenRefused
from bot.shouwang import Shouwang
from storage.quarantine import Quarantined
from tests.bot.bench import Bench, texts


async def quarantine(bot: Shouwang) -> list[Quarantined]:
    """What was set aside."""
    async with bot.database.transaction() as work:
        return await work.quarantine.latest(10)


async def test_a_message_is_answered_and_confirmed(bench: Bench) -> None:
    """One message: one answer, and nothing left unconfirmed."""
    await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("路灯坏了")

    assert await texts(li) == ["路灯坏了"]
    assert (await bench.town.get("/unconfirmed"))["count"] == 0


async def test_an_update_that_breaks_its_handler_is_undone_kept_and_told(bench: Bench) -> None:
    """The handler's own writing is undone; the raw update is kept, its sender and the admin are told; others go on."""
    bot = await bench.start()
    admin = await bench.admin(bot)
    li, wang = await bench.town.person("李春禾"), await bench.town.person("王秋生")
    await li.send("一", settle=False)
    await li.send("boom", settle=False)
    await li.send("二", settle=False)
    await wang.send("三")

    heard = await texts(li)
    assert heard[0] == "一"
    assert "boom" not in heard
    assert any("已经原样留下" in text for text in heard)
    assert "二" in heard
    assert await texts(wang) == ["三"]
    assert await admin.sees("没能处理")
    (item,) = await quarantine(bot)
    assert item.error_kind == "ZeroDivisionError"
    async with bot.database.transaction() as work:
        raw = await work.quarantine.raw(item.id)
    assert raw is not None
    assert b"boom" in raw


@pytest.mark.parametrize(
    "raw",
    [
        {"message": "no object"},
        {"message": {"message_id": "x", "chat": 7}},
        {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": 1, "type": "private"}}},
        {"update_id": "seven"},
        {"update_id": -3, "message": {}},
        {"update_id": 2**60},
    ],
    ids=["message-is-text", "chat-is-number", "date-is-text", "id-is-text", "id-is-negative", "id-is-huge"],
)
async def test_a_malformed_update_is_set_aside_and_blocks_nobody(bench: Bench, raw: dict[str, object]) -> None:
    """Whatever shape it has, it is kept and the next message is answered."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await bench.town.inject(raw)
    await li.send("在吗")

    assert await texts(li) == ["在吗"]
    assert len(await quarantine(bot)) == 1


async def test_an_update_of_an_unknown_kind_is_passed_over(bench: Bench) -> None:
    """What a later Bot API may send is no fault."""
    bot = await bench.start()
    await bench.town.inject({"something_new": {"id": 1}})

    assert await quarantine(bot) == []
    assert (await bench.town.get("/unconfirmed"))["count"] == 0


async def test_updates_that_come_twice_and_out_of_order_are_handled_once_in_order(bench: Bench) -> None:
    """With every update delivered twice and shuffled, each is answered once, in the order in which it was sent."""
    await bench.town.faults(duplicate_updates=1.0, shuffle_updates=True, seed=7)
    await bench.start()
    li = await bench.town.person("李春禾")
    words = [f"第{number}句" for number in range(30)]
    for word in words:
        await li.send(word, settle=False)
    await bench.town.settle()

    assert await texts(li) == words


async def test_a_numbering_that_begins_anew_lower_is_followed(bench: Bench) -> None:
    """After a week without updates Telegram goes on with any number, also a lower one: nobody is passed over for it."""
    bot = await bench.start()
    person = {"id": 77, "is_bot": False, "first_name": "周"}
    for number in (900_000, 1_000):
        message = {"message_id": number, "date": 1, "chat": {"id": 77, "type": "private"}, "from": person, "text": "在"}
        await bot.parts.dispatch.take([{"update_id": number, "message": message}], moves_offset=True)

    assert bot.parts.dispatch.handled == 2
    async with bot.database.transaction() as work:
        assert await work.intake.offset() == 1_001


async def test_what_was_handled_before_a_crash_has_no_second_effect(bench: Bench) -> None:
    """The offset commits with the effects: a bot that ends between commit and confirming is handed the same again."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("一")
    person = {"id": li.id, "is_bot": False, "first_name": "李春禾"}
    message = {"message_id": 5, "date": 1, "chat": {"id": li.id, "type": "private"}, "from": person, "text": "二"}
    update = {"update_id": 5_000_000, "message": message}
    await bot.parts.dispatch.take([update], moves_offset=True)
    await bot.parts.dispatch.take([update], moves_offset=True)
    await bench.town.settle()

    assert await texts(li) == ["一", "二"]


async def test_nothing_of_a_batch_stays_when_it_cannot_be_committed(bench: Bench) -> None:
    """If the database fails in the middle of a batch, no part of it has happened, and it is handled when it comes again."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    async with bot.database.alone() as connection:
        await connection.execute(
            "CREATE TEMP TRIGGER disk_is_full BEFORE UPDATE ON intake BEGIN SELECT RAISE(ROLLBACK, 'full'); END"
        )
    await li.send("一")
    assert await texts(li) == []
    async with bot.database.alone() as connection:
        await connection.execute("DROP TRIGGER disk_is_full")
    await bench.town.settle()

    assert await texts(li) == ["一"]


async def test_the_newer_of_two_pollers_ends_and_the_older_goes_on(bench: Bench, tmp_path_factory) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A second program with the same token ends with a clear message; the first still answers."""
    older = await bench.start()
    intake = older.parts.way_in
    intake._began_at = older.foundation.clock.monotonic() - 3600  # type: ignore[attr-defined]
    li = await bench.town.person("李春禾")
    await li.send("一")
    async with Bench(tmp_path_factory.mktemp("second")) as other:
        other.url, url = bench.url, other.url
        newer = other.build()
        await newer.start()
        with pytest.raises(AnotherPoller, match="Stop that one first"):
            await newer.ended()
        await newer.stop()
        other.url = url
    await li.send("二")

    assert await texts(li) == ["一", "二"]


async def test_a_token_that_is_refused_ends_the_program(bench: Bench) -> None:
    """A wrong token is no passing trouble; the message says what to check and holds no token."""
    bot = bench.build(TELEGRAM__TOKEN="no-token")
    await bot.start()
    with pytest.raises(TokenRefused) as raised:
        await bot.ended()
    await bot.stop()

    assert "no-token" not in str(raised.value)
    assert raised.value.__context__ is None


async def test_trouble_on_the_way_is_waited_out(bench: Bench) -> None:
    """Server errors and a lost answer at polling cost time and no message."""
    await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("一")
    await bench.town.faults({"method": "getUpdates", "times": 1, "action": "500"})
    await li.send("二", settle=False)
    await bench.town.faults()
    async with asyncio.timeout(30):
        while await texts(li) != ["一", "二"]:
            await bench.town.settle()

    assert await texts(li) == ["一", "二"]


async def test_a_press_is_answered_and_its_message_changed(bench: Bench) -> None:
    """The short answer comes over the chat, the message changes in place."""
    await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("button")
    before = len(await li.screen())
    await li.press("接着填")

    assert await li.alert() is not None
    assert (await texts(li))[-1] == "pressed"
    assert len(await li.screen()) == before


@pytest.mark.parametrize(
    ("raw", "number"),
    [({"update_id": 5}, 5), ({"update_id": True}, None), ({"update_id": "5"}, None), ([], None), (None, None)],
)
def test_the_number_of_an_update_is_a_whole_number_or_nothing(raw: object, number: int | None) -> None:
    """Nothing else may move the offset."""
    assert update_id_of(raw) == number


@pytest.mark.parametrize("raw", [None, {}, {"message": 5}, {"message": {"from": 5}}, {"callback_query": {"from": {}}}])
def test_a_broken_update_has_no_sender(raw: object) -> None:
    """Reading who sent it must not break on what is broken."""
    assert sender_of(raw) is None
