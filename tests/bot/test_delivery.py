"""What the outbox holds goes out once, in order, at Telegram's pace, and nothing holds up what is behind it."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from domain.messages import Attachment, AttachmentKind, Message, phrase
from domain.notices import Condition, Truth
from storage.database import Database
from storage.keys import StorageKeys
from storage.outbox import OutboxState
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.quarantine import QuarantineSource
from tests.bot.bench import Bench, said, texts


async def state_of(bench: Bench, bot, number: int) -> tuple[str, str | None]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A message's state and why."""
    async with bot.database.alone() as connection:
        row = await connection.row("SELECT state, reason FROM outbox WHERE id = ?", (number,))
    assert row is not None
    return str(row["state"]), None if row["reason"] is None else str(row["reason"])


async def test_messages_to_a_chat_arrive_in_order(bench: Bench) -> None:
    """Forty messages to each of five people arrive in the order in which they were written."""
    bot = await bench.start()
    phones = [await bench.town.person(f"村民{number}") for number in range(5)]
    for number in range(40):
        for phone in phones:
            await bench.tell(bot, phone, str(number))
    await bench.town.settle()

    for phone in phones:
        assert await texts(phone) == [str(number) for number in range(40)]
    async with bot.database.transaction() as work:
        assert await work.outbox.count(OutboxState.SENT) == 200


async def test_in_a_pause_that_telegram_asked_for_messages_keep_their_order(bench: Bench) -> None:
    """Of two that were written at once the second waits when the first is refused for its speed."""
    bot = await bench.start()
    phone = await bench.town.person("李春禾")
    await phone.send("在")
    await bench.town.faults({"method": "sendMessage", "times": 1, "action": "429", "retry_after": 1})
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        for name in ("一", "二"):
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, said(name)))
    await bench.town.settle()

    assert await texts(phone) == ["在", "一", "二"]


async def test_pressing_lanes_go_first(bench: Bench) -> None:
    """What was written last goes first when somebody may be in danger."""
    bot = await bench.start()
    await bench.town.faults({"method": "sendMessage", "times": 1, "action": "429", "retry_after": 1})
    phone = await bench.town.person("李春禾")
    for lane in (Lane.BROADCAST, Lane.REMINDER, Lane.ESCALATION, Lane.REPLY, Lane.SOS):
        await bench.tell(bot, phone, lane.name, lane)
    await bench.town.settle()

    assert (await texts(phone))[-4:] == ["REPLY", "ESCALATION", "REMINDER", "BROADCAST"] or (await texts(phone)) == [
        "SOS",
        "REPLY",
        "ESCALATION",
        "REMINDER",
        "BROADCAST",
    ]


async def test_a_message_that_cannot_be_rendered_is_dead_and_the_admin_hears_of_it(bench: Bench) -> None:
    """The one behind it goes out all the same."""
    bot = await bench.start()
    admin = await bench.admin(bot)
    li = await bench.town.person("李春禾")
    await li.send("nonsense")
    await li.send("好")

    assert await texts(li) == ["nonsense", "好"]
    assert await admin.sees("发不出去")
    async with bot.database.transaction() as work:
        assert await work.outbox.count(OutboxState.DEAD) == 1
        assert [item.source for item in await work.quarantine.latest(5)] == [QuarantineSource.OUTBOX]


async def test_a_row_that_cannot_be_read_is_dead_and_holds_up_nobody(bench: Bench) -> None:
    """A row whose content is no message of this program is set aside when it comes to the front."""
    bot = await bench.start()
    admin = await bench.admin(bot)
    li = await bench.town.person("李春禾")
    async with bot.database.transaction() as work:
        person = await work.people.meet(li.id, li.name, bot.settings.township.default_language)
        later = work.now + 60_000
        bad = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.SOS, said("坏"), not_before=later))
        good = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, said("好"), not_before=later))
    async with bot.database.alone() as connection:
        await connection.execute("UPDATE outbox SET sealed = x'7b' WHERE id = ?", (bad,))
    await bench.town.advance(minutes=2)

    assert await texts(li) == ["好"]
    assert bad is not None
    assert good is not None
    assert (await state_of(bench, bot, bad))[0] == "dead"
    assert await admin.sees("发不出去")


async def test_what_telegram_calls_wrong_is_dead_and_alarmed(bench: Bench) -> None:
    """A 400 is final. The words of one that carries files arrive, and are not sent again for the files."""
    bot = await bench.start()
    admin = await bench.admin(bot)
    li = await bench.town.person("李春禾")
    await li.send("在")
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
        assert person is not None
        files = (
            Attachment(kind=AttachmentKind.VOICE, file_id="gone"),
            Attachment(kind=AttachmentKind.VIDEO_NOTE, file_id="x"),
        )
        message = Message(lines=(phrase("confirm-text", text="两个文件"),), attachments=files)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    await bench.town.settle()

    assert (await texts(li)).count("两个文件") == 1
    assert await admin.sees("发不出去")


@pytest.mark.parametrize("count", [1, 2])
async def test_the_words_arrive_without_the_file_that_should_carry_them(bench: Bench, count: int) -> None:
    """A picture, or an album, that Telegram will not take: its caption comes as a message, and the admins are told."""
    bot = await bench.start()
    admin = await bench.admin(bot)
    li = await bench.town.person("李春禾")
    await li.send("在")
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
        assert person is not None
        files = (Attachment(kind=AttachmentKind.PHOTO, file_id="gone"),) * count
        message = Message(lines=(phrase("confirm-text", text="看照片"),), attachments=files)
        number = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    await bench.town.settle()

    assert (await texts(li)).count("看照片") == 1
    assert number is not None
    assert (await state_of(bench, bot, number))[0] == "sent"
    assert await admin.sees("发不出去")


async def test_a_blocked_bot_marks_the_person_unreachable_until_they_write(bench: Bench) -> None:
    """Nothing is lost by it but the message; whoever unblocks and writes is answered again."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("一")
    await bench.town.faults({"method": "sendMessage", "times": 1, "action": "drop_before"})
    await bench.town.faults()
    await li.block()
    number = await bench.tell(bot, li, "听不到")
    await bench.town.settle()
    assert await state_of(bench, bot, number) == ("dropped", "unreachable")
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
        assert person is not None
        assert person.unreachable_at is not None
    await li.unblock()
    await li.send("二")

    assert (await texts(li))[-1] == "二"


async def test_a_person_who_never_wrote_counts_as_unreachable(bench: Bench) -> None:
    """Telegram knows no chat with them: that is nobody's fault and no dead letter."""
    bot = await bench.start()
    async with bot.database.transaction() as work:
        person = await work.people.meet(987_654_321, "从未来过", bot.settings.township.default_language)
        number = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, said("喂")))
    await bench.town.settle()

    assert number is not None
    assert await state_of(bench, bot, number) == ("dropped", "unreachable")


async def test_a_429_pauses_the_chat_and_nobody_else(bench: Bench) -> None:
    """The chat waits as long as Telegram asked; another one gets its message before that is over."""
    bot = await bench.start()
    li, wang = await bench.town.person("李春禾"), await bench.town.person("王秋生")
    await li.send("在", settle=False)
    await wang.send("在")
    rule = {"method": "sendMessage", "chat_id": li.id, "times": 1, "action": "429", "retry_after": 1}
    await bench.town.faults(rule)
    await bench.tell(bot, li, "慢")
    await bench.tell(bot, wang, "快")
    await bench.town.settle()

    calls = [call for call in await bench.town.calls("sendMessage") if call["params"]["text"][2:] in {"慢", "快"}]
    order = [(call["params"]["text"][2:], call["error"] is None) for call in calls]
    assert order == [("慢", False), ("快", True), ("慢", True)]
    refused, _quick, sent = calls
    assert sent["at_ms"] - refused["at_ms"] >= 1000


async def test_a_server_error_is_tried_again_later(bench: Bench) -> None:
    """A 500 says that nothing was done: the message arrives once, a little later by the program's clock."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    await bench.town.faults({"method": "sendMessage", "times": 1, "action": "500"})
    await bench.tell(bot, li, "晚一点")
    await bench.town.settle()
    assert "晚一点" not in await texts(li)
    await bench.town.advance(seconds=5)

    assert await texts(li) == ["在", "晚一点"]


@pytest.mark.parametrize(
    ("lane", "copies"), [(Lane.SOS, 2), (Lane.ESCALATION, 2), (Lane.REPLY, 2), (Lane.REMINDER, 1), (Lane.BROADCAST, 1)]
)
async def test_a_lost_answer_repeats_only_what_is_better_said_twice(bench: Bench, lane: Lane, copies: int) -> None:
    """The message arrived, its answer did not. The second copy carries the notice number, the first does not."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    await bench.town.faults({"method": "sendMessage", "times": 1, "action": "drop_after"})
    number = await bench.tell(bot, li, "收到了吗", lane)
    await bench.town.settle()
    await bench.town.faults()
    await bench.town.advance(minutes=1)

    heard = [text for text in await texts(li) if "收到了吗" in text]
    assert len(heard) == copies
    assert [str(number) in text for text in heard] == [False, True][:copies]


async def test_after_so_many_tries_a_message_is_dead(bench: Bench) -> None:
    """A server that always fails on one message does not keep it for ever."""
    bot = await bench.start(DELIVERY__ATTEMPTS="3")
    li = await bench.town.person("李春禾")
    await li.send("在")
    await bench.town.faults({"method": "sendMessage", "action": "500", "times": 3})
    number = await bench.tell(bot, li, "永远不行")
    await bench.town.advance(hours=1)

    assert await state_of(bench, bot, number) == ("dead", "server:500")


async def test_while_telegram_cannot_be_reached_messages_wait_and_none_is_lost(bench: Bench) -> None:
    """No connection is no attempt: nothing is given up on, however long it lasts."""
    bot = await bench.start(DELIVERY__ATTEMPTS="2")
    li = await bench.town.person("李春禾")
    await li.send("在")
    port = int(bench.url.rsplit(":", 1)[1])
    await bench.playground._runner.cleanup()  # type: ignore[union-attr]
    numbers = [await bench.tell(bot, li, str(number)) for number in range(3)]
    async with bot.database.transaction() as work:
        assert await work.outbox.count(OutboxState.DEAD) == 0
    await bench.playground.start(port=port)
    await bot.settle()

    assert (await texts(li))[1:] == [str(number) for number in range(len(numbers))]


async def test_a_card_is_changed_in_place_and_sent_anew_when_it_is_gone(bench: Bench) -> None:
    """One card, three faces: the second replaces the first; after the person deleted it, the third is a new message."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
    assert person is not None

    async def show(text: str) -> None:
        async with bot.database.transaction() as work:
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, said(text), card_key=f"card:{person.id}"))
        await bench.town.settle()

    await show("第一面")
    await show("第二面")
    await show("第二面")
    assert await texts(li) == ["在", "第二面"]
    card = await li.last()
    await bench.town.post(f"/chats/{li.id}/messages/{card.message_id}/delete", {"from_id": li.id})
    await show("第三面")

    assert await texts(li) == ["在", "第三面"]


def on_the_map(text: str) -> Message:
    """Words and a point on the map behind them."""
    point = Attachment(kind=AttachmentKind.LOCATION, latitude=26.9, longitude=112.6)
    return Message(lines=(phrase("confirm-text", text=text),), attachments=(point,))


@pytest.mark.parametrize("trouble", [{"action": "429", "retry_after": 1}, {"action": "500"}])
async def test_a_card_whose_words_arrived_is_not_sent_again_for_its_point_on_the_map(
    bench: Bench, trouble: dict[str, object]
) -> None:
    """The point was refused once and comes later; meanwhile the card has got another face, and shows it in place."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    await bench.town.faults({"method": "sendLocation", "times": 1, **trouble})
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
        assert person is not None
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.SOS, on_the_map("求救"), card_key="sos:1:1"))
    await bench.town.settle()
    async with bot.database.transaction() as work:
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.SOS, on_the_map("到了"), card_key="sos:1:1"))
    await bench.town.advance(seconds=2)

    said_to_li = [each for each in await li.screen() if each.from_bot][1:]
    assert [each.text[2:] for each in said_to_li if each.text] == ["到了"]
    assert sum("location" in each.media for each in said_to_li) == 1
    assert len([call for call in await bench.town.calls("sendMessage") if call["ok"]]) == 2


async def test_words_that_arrived_are_marked_when_a_crash_forgets_it(bench: Bench) -> None:
    """The point on the map waits, and the program ends: what is said again says that it may be a copy."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    await bench.town.faults({"method": "sendLocation", "times": 1, "action": "429", "retry_after": 600})
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
        assert person is not None
        number = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.SOS, on_the_map("求救"), card_key="sos:1:1"))
    while not await bench.town.calls("sendLocation"):
        # A call that is refused is no event of the town.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bench.playground.world.events_after(bench.playground.world.sequence), 0.05)
    await bench.stop(bot)
    await bench.start()
    await bench.town.settle()

    heard = [text for text in await texts(li) if "求救" in text]
    assert len(heard) == 2
    assert str(number) in heard[1]
    assert str(number) not in heard[0]


async def test_a_notice_that_is_no_longer_true_is_dropped_at_the_last_look(bench: Bench) -> None:
    """The case is gone, so a reminder about it is not sent."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(li.id)
        assert person is not None
        condition = Condition(case_id=7, truth=Truth.UNACCEPTED)
        number = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, said("催"), condition=condition))
    await bench.town.settle()

    assert number is not None
    assert await state_of(bench, bot, number) == ("dropped", "no-longer-true")
    assert await texts(li) == ["在"]


async def test_what_was_being_sent_when_the_program_died_is_settled_at_the_next_start(bench: Bench) -> None:
    """Of messages in doubt an answer is sent again with its number, a reminder is not."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    await bench.stop(bot)
    numbers = {}
    keys = bot.foundation.keys.storage
    assert isinstance(keys, StorageKeys)
    database = await Database.open(bot.settings.storage.path, bench.clock, keys)
    for lane in (Lane.REPLY, Lane.REMINDER):
        async with database.transaction() as work:
            person = await work.people.by_telegram_id(li.id)
            assert person is not None
            numbers[lane] = await work.outbox.put(Outgoing(ToPerson(person.id), lane, said(lane.name)))
            await work.outbox.claim(10)
    await database.close()
    again = await bench.start()
    await bench.town.settle()

    heard = await texts(li)
    assert len(heard) == 2
    assert heard[1].startswith("REPLY")
    assert str(numbers[Lane.REPLY]) in heard[1]
    reminder = numbers[Lane.REMINDER]
    assert reminder is not None
    assert await state_of(bench, again, reminder) == ("dropped", "may-have-arrived")


async def test_a_clock_that_is_set_back_keeps_no_message_waiting(bench: Bench) -> None:
    """A message written by a clock that was a day ahead, and one waiting to be tried again, go out when it is right."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("在")
    right = bench.clock.now()
    bench.clock.set(right + 86_400_000)
    await bench.town.faults({"method": "sendMessage", "times": 1, "action": "500"})
    await bench.tell(bot, li, "再试")
    await bench.town.settle()
    assert await texts(li) == ["在"]
    bench.clock.set(right)
    await bench.town.settle()

    assert await texts(li) == ["在", "再试"]


async def test_the_pace_survives_a_restart(bench: Bench) -> None:
    """With three messages a burst and one in a long while, a restarted program does not begin a new burst."""
    slow = {"DELIVERY__PER_CHAT_PER_SECOND": "0.01", "DELIVERY__PER_CHAT_BURST": "3"}
    bot = await bench.start(None, **slow)
    li = await bench.town.person("李春禾")
    for number in range(3):
        await li.send(str(number))
    await bench.stop(bot)
    again = bench.build(None, **slow)
    await again.start()
    await bench.tell(again, li, "太快")
    await again.parts.waker.settle()
    await again.parts.delivery._own_turn()
    claimed = again.parts.delivery.on_their_way
    closed = again.parts.delivery._pacer.closed(bench.clock.monotonic())
    await again.stop()

    assert claimed == 0
    assert li.id in closed
    assert await texts(li) == ["0", "1", "2"]


async def test_what_waits_for_its_place_in_the_pace_goes_out_by_itself(bench: Bench) -> None:
    """A burst is used up and nothing else happens in the town: the rest goes out all the same, step by step."""
    bench.clock.frozen = False  # a clock that seems to be set back each second would wake it
    bot = await bench.start(None, DELIVERY__PER_SECOND="20")
    phones = [await bench.town.person(f"村民{number}") for number in range(25)]
    async with bot.database.transaction() as work:
        for phone in phones:
            person = await work.people.meet(phone.id, phone.name, bot.settings.township.default_language)
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, said("明天到期")))
    held_back = False
    async with asyncio.timeout(10):
        while len(await bench.town.calls("sendMessage")) < 25:
            held_back = bot.parts.delivery.held_back()
            await asyncio.sleep(0)

    assert held_back


async def test_every_call_of_a_message_waits_for_its_place(bench: Bench) -> None:
    """At three a second: an answer, an album that Telegram will not take, its words, the album: a third of a second apart."""
    await bench.start(None, DELIVERY__PER_SECOND="3")
    li = await bench.town.person("李春禾")
    began = bench.clock.monotonic()
    await li.send("files")
    calls = [str(call["method"]) for call in await bench.town.calls() if str(call["method"]).startswith("send")]

    assert calls == ["sendMessage", "sendMediaGroup", "sendMessage", "sendMediaGroup"]
    assert bench.clock.monotonic() - began >= 1.0
