"""Delivery takes a turn whenever something may go, whoever else has carried a part of its work meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

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
