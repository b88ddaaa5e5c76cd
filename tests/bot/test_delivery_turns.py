"""Delivery takes a turn whenever something may go, whoever else has carried a part of its work meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from domain.words import Language
from storage.outbox import Outbox
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.bot.bench import Bench, said, texts

if TYPE_CHECKING:
    import pytest

    from bot.outcomes import Outcome
    from bot.pacer import Place
    from bot.shouwang import Shouwang
    from storage.outbox_rows import OutboxRow


async def test_a_chat_that_comes_free_just_after_a_turn_is_served_by_another(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's commit notes that a message arrived, before its chat counts as free: what waits for it still goes."""
    bench.clock.frozen = False  # a clock that seems to be set back each second would wake it
    bot = await bench.start()
    phone = await bench.town.person("李春禾")
    await phone.send("在")
    arrived = asyncio.Event()
    _ring_when_sent(bot, arrived, monkeypatch)
    async with bot.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        for name in ("一", "二", "三", "四"):
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, said(name)))
    async with bot.database.transaction():
        # Two of them go together; the last of these ends right before this transaction does.
        await arrived.wait()

    # Nobody asks delivery to look again: settling would.
    async with asyncio.timeout(10):
        while len(await bench.town.calls("sendMessage")) < 5:  # noqa: ASYNC110 - only the far end can tell
            await asyncio.sleep(0)
    assert await texts(phone) == ["在", "一", "二", "三", "四"]


async def test_an_answer_goes_before_most_of_what_was_written_earlier(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred reminders fall due at one moment; who writes while the first are handed over does not wait for all of them."""
    bot = await bench.start()
    sent = await _reminders_and_one_answer(bench, bot, monkeypatch)

    assert len(sent) == 201
    assert sent.index(Lane.REPLY) < 100


async def test_a_full_turn_is_followed_by_another_and_one_that_finds_nothing_is_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred messages of the same moment take some turns of their own, not one a message and not one without end."""
    bench.clock.frozen = False
    bot = await bench.start()
    turns = 0
    claim = Outbox.claim

    async def counted(self: Outbox, limit: int, without_chats: frozenset[int] = frozenset()) -> list[OutboxRow]:
        nonlocal turns
        turns += 1
        return await claim(self, limit, without_chats)

    monkeypatch.setattr(Outbox, "claim", counted)
    await _reminders_and_one_answer(bench, bot, monkeypatch)

    # At least one for each 32; each arrival may bring one more.
    assert 7 <= turns <= 2 * 201


async def _reminders_and_one_answer(bench: Bench, bot: Shouwang, monkeypatch: pytest.MonkeyPatch) -> list[Lane]:
    """The lanes in the order in which the messages were handed to the network."""
    sender = bot.parts.delivery._sender
    send, sent, begun = sender.send, [], asyncio.Event()

    async def sends(row: OutboxRow, place: Place | None) -> Outcome:
        sent.append(row.lane)
        begun.set()
        return await send(row, place)

    monkeypatch.setattr(sender, "send", sends)
    async with bot.database.transaction() as work:
        people = [await work.people.meet(7_000 + number, "李春禾", Language.ZH_HANS) for number in range(201)]
        for person in people[1:]:
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, said("今晚巡逻")))
    await begun.wait()
    async with bot.database.transaction() as work:
        await work.outbox.put(Outgoing(ToPerson(people[0].id), Lane.REPLY, said("签到好了")))
    await bench.town.settle()
    return sent


def _ring_when_sent(bot: Shouwang, arrived: asyncio.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the bell ring in the step of the event loop in which the second message has arrived."""
    sender = bot.parts.delivery._sender
    send, ended = sender.send, 0

    async def sends(row: OutboxRow, place: Place | None) -> Outcome:
        nonlocal ended
        outcome = await send(row, place)
        ended += 1
        if ended == 2:
            arrived.set()
        return outcome

    monkeypatch.setattr(sender, "send", sends)
