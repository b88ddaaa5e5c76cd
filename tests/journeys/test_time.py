"""What time does: reminders, escalation, urgent ladders, quiet hours, outages, following up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village

DOG = "邻居家的狗天天半夜叫，枫林村的老人都睡不好。"
HOUR_MS = 3_600_000


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def count(phone: object, words: str) -> int:
    """How many messages from the bot contain some words."""
    return sum(words in message.text for message in await phone.screen() if message.from_bot)  # type: ignore[attr-defined]


async def test_an_unaccepted_case_is_chased_step_by_step(village: Village) -> None:
    """At 20 h the mediators, at 24 h the head too, at 48 h the centre has it, at 96 h the director is told."""
    await village.town.advance(hours=4)
    await village.report(village.li, DOG)
    await village.town.advance(hours=19, minutes=59)
    assert not any(message.text.startswith("⏳") for message in await village.mediator.screen())
    await village.town.advance(minutes=1)
    assert (await village.mediator.last()).text.startswith("⏳")
    assert not await village.head.sees("应当受理")
    await village.town.advance(hours=4)
    assert await village.head.sees("到期了")
    assert not await village.staff.sees("超期")
    await village.town.advance(hours=24)
    assert await village.staff.sees("已转镇综治中心")
    assert "转到镇级" in (await village.li.last()).text
    assert not await village.director.sees("督办")
    await village.town.advance(hours=48)
    assert await village.director.sees("建议挂牌督办")


async def test_an_accepted_case_is_not_chased_for_acceptance(village: Village) -> None:
    """Accepting in time means that nobody is reminded of accepting."""
    await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.town.advance(hours=30)
    assert not await village.mediator.sees("应当受理")
    assert not await village.head.sees("应当受理")


async def test_a_reminder_that_is_no_longer_true_when_the_night_ends_is_not_sent(village: Village) -> None:
    """Due in the quiet hours, accepted before they end: nobody is woken and nobody is told what is no longer so."""
    await village.town.advance(hours=17)  # Tuesday 02:00
    await village.report(village.li, DOG)  # its reminder falls due at 22:00, in the quiet hours
    await village.town.advance(hours=21)
    assert not any(message.text.startswith("⏳") for message in await village.mediator.screen())
    await village.mediator.press("我来受理")
    await village.town.advance(hours=12)
    assert not any(message.text.startswith("⏳") for message in await village.mediator.screen())


async def test_quiet_hours_hold_back_what_is_not_urgent(village: Village) -> None:
    """A report at 23:00 reaches the mediator at 07:00; the reporter is answered at once."""
    await village.town.advance(hours=14)
    number = await village.report(village.li, DOG)
    assert not await village.mediator.sees(number)
    await village.town.advance(hours=7, minutes=59)
    assert not await village.mediator.sees(number)
    await village.town.advance(minutes=1)
    assert await village.mediator.sees(number)


async def test_an_urgent_case_goes_down_the_ladder_until_a_named_person_has_seen_it(village: Village) -> None:
    """At night too: the centre at once, the head after 15 minutes, the director after 45; one press ends it."""
    await village.town.advance(hours=14)
    await village.li.send("枫林村后山着火了，快来人！")
    assert any("110" in message.text for message in await village.li.new())
    await village.li.press("提交")
    assert (await village.staff.last()).text.startswith("🚨")
    assert not await village.head.sees("急事")
    await village.town.advance(minutes=15)
    assert await village.head.sees("急事还没人看")
    assert not await village.director.sees("急事")
    await village.town.advance(minutes=30)
    assert await village.director.sees("急事还没人看")
    await village.head.press("我看到了")
    assert "赵玉梅 已经看到" in (await village.li.last()).text
    before = await count(village.staff, "急事还没人看")
    await village.town.advance(hours=3)
    assert await count(village.staff, "急事还没人看") == before


async def test_after_an_outage_what_was_missed_is_told_once_and_says_that_it_is_late(village: Village) -> None:
    """Three days without the program: no stale reminder, the case has moved, the notice says how late it is."""
    await village.report(village.li, DOG)
    await village.town.advance(days=3, jump=True)
    assert not any(message.text.startswith("⏳") for message in await village.mediator.screen())
    moved = await village.staff.find("已转镇综治中心")
    assert "通知晚了" in moved.text
    assert await count(village.staff, "已转镇综治中心") == 1


async def test_a_clock_set_back_repeats_nothing_and_loses_nothing(village: Village) -> None:
    """An hour back after a reminder: it does not come again, and the next step comes at its time."""
    await village.town.advance(hours=4)
    await village.report(village.li, DOG)
    await village.town.advance(hours=20)
    await village.town.advance(hours=-1, jump=True)
    await village.town.advance(hours=2)
    assert sum(message.text.startswith("⏳") for message in await village.mediator.screen()) == 1
    await village.town.advance(hours=3)
    assert await village.head.sees("到期了")


async def test_a_dispute_that_the_village_does_not_settle_in_15_days_is_the_towns(village: Village) -> None:
    """Two days before, the handler is reminded; at the end the centre is told, and the reporter."""
    await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.mediator.press("记进展")
    await village.mediator.send("约了两家下周谈。")
    await village.mediator.press("发送")
    await village.town.advance(days=13)
    assert (await village.mediator.last()).text.startswith("⏳")
    await village.town.advance(days=2)
    assert await village.staff.sees("已转镇综治中心")
    assert "镇级" in (await village.li.last()).text


async def test_a_supervised_case_is_chased_every_morning_until_it_is_answered(village: Village) -> None:
    """The director presses once; the handler hears of it every morning and no more after the answer."""
    number = await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.director.send("🗂 待办")
    await village.director.press(number)
    await village.director.press("挂牌督办")
    await village.director.press("7 天内")
    await village.town.advance(days=2)
    assert await count(village.mediator, "请今天回复进展") == 2
    await village.mediator.press("记进展")
    await village.mediator.send("已经约好双方明天见面。")
    await village.mediator.press("发送")
    await village.town.advance(days=2)
    assert await count(village.mediator, "请今天回复进展") == 2


async def test_the_reporter_is_asked_7_and_30_days_after_closing(village: Village) -> None:
    """Twice, with the rating under it, and never again."""
    await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.mediator.press("办结")
    await village.mediator.press("问题已解决")
    await village.mediator.send("狗送走了。")
    await village.mediator.press("发送")
    await village.town.advance(days=7)
    assert "现在还好吗" in (await village.li.last()).text
    await village.town.advance(days=60)
    assert await count(village.li, "现在还好吗") == 2


async def test_who_blocked_the_bot_is_passed_over_and_the_next_is_told(village: Village) -> None:
    """Both mediators unreachable: the village head hears of the new case at once, with the reason."""
    await village.mediator.block()
    await village.second_mediator.block()
    number = await village.report(village.li, DOG)
    assert await village.head.sees(number)
    assert await village.head.sees("收不到消息")


async def test_a_restart_between_a_report_and_its_reminder_changes_nothing(village: Village) -> None:
    """The schedule is in the database."""
    await village.town.advance(hours=4)
    await village.report(village.li, DOG)
    await village.town.advance(hours=10)
    await village.restart()
    await village.town.advance(hours=10)
    assert (await village.mediator.last()).text.startswith("⏳")
    assert sum(message.text.startswith("⏳") for message in await village.mediator.screen()) == 1
