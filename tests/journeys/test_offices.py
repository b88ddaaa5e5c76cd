"""Somebody leaves an office: an admin ends it from the menu, and what they had goes to others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def ends(village: Village, name: str) -> None:
    """The admin finds somebody of the village and ends what they are there."""
    admin = village.admin
    await admin.send("☰ 更多")
    await admin.press("谁任什么职")
    await admin.press("枫林村")
    await admin.press(f"{name} · 调解员")
    assert "从 2026年9月28日 起" in (await admin.last()).text
    await admin.press("离任")


async def test_an_admin_ends_the_office_of_a_mediator_who_has_a_case(village: Village) -> None:
    """The other mediator left before, so the head of the village gets it; the mediator's card shows nothing of it."""
    admin, mediator = village.admin, village.mediator
    await ends(village, "何小满")
    await admin.press("确定离任")
    number = await village.report(village.li, "邻居家的狗天天半夜叫，枫林村的老人都睡不好。")
    await mediator.press("我来受理")
    assert not await village.head.sees(number)

    await ends(village, "陈广田")
    asked = await admin.last()
    assert "陈广田 不再任枫林村调解员？" in asked.text
    assert "1 件事" in asked.text
    await admin.press("不，留任")
    await admin.press("离任")
    again = await admin.last()
    await admin.press("确定离任")
    assert "已经告诉本人" in (await admin.last()).text

    assert "辛苦您了" in (await mediator.last()).text
    shown = [message for message in await mediator.screen() if message.from_bot and number in message.text]
    assert shown
    assert all("由别处办理" in message.text and not message.buttons for message in shown)
    assert not await mediator.sees("睡不好")
    assert await village.head.sees(number)
    assert "换了人办" in (await village.li.find("换了人办")).text
    await village.head.press("我来受理")
    assert "赵玉梅 已经受理" in (await village.li.last()).text

    await mediator.send("🗂 待办")
    assert number not in (await mediator.last()).text
    labels = [label for row in again.buttons for label in row]
    assert any("确定离任" in label for label in labels)
