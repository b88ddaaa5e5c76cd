"""A receipt opens its tip from any account, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def unlinked(village: Village) -> str:
    """A tip without identity; the digits."""
    await village.li.send("枫林村有人在家里卖假酒，天天到半夜。")
    await village.hand_in(village.li, "不留身份")
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", (await village.li.last()).text)
    assert found is not None
    return found.group()


async def test_the_digits_show_how_it_stands_and_what_was_answered_from_any_account(village: Village) -> None:
    """Somebody else's phone: the state, the steps and the handler's words; of the tip itself nothing."""
    digits = await unlinked(village)
    await village.mediator.press("我来受理")
    await village.mediator.press("记进展")
    await village.mediator.send("已经去看过，派出所也去了。")
    await village.mediator.press("发送")
    await village.wang.send("/receipt")
    await village.wang.send(digits)
    assert await village.wang.sees("陈广田")
    assert await village.wang.sees("派出所也去了")
    assert not await village.wang.sees("天天到半夜")


async def test_digits_are_taken_as_a_receipt_wherever_they_come(village: Village) -> None:
    """A slip is put right by sending them again, and nobody has to find the menu first. No report begins with them."""
    digits = await unlinked(village)
    await village.wang.send("/receipt")
    await village.wang.send(digits[:-1] + ("1" if digits.endswith("0") else "0"))
    assert "一位一位看看" in (await village.wang.last()).text
    await village.wang.send(digits)
    assert "的经过" in (await village.wang.last()).text
    await village.second_mediator.send(digits)
    assert "的经过" in (await village.second_mediator.last()).text


async def test_neither_the_case_nor_the_vault_leads_to_the_reporter(village: Village) -> None:
    """It is in nobody's own cases, and no identity is sealed for it."""
    await unlinked(village)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(village.li.id)
        assert person is not None
        assert await work.cases.reported_by(work.vault.reporter_tag(person.id)) == ()
        assert await work.vault.identity_of(1) is None


async def test_right_digits_open_nothing_in_the_pause(village: Village) -> None:
    """After five wrong tries even the right digits wait an hour; another account is not kept waiting."""
    digits = await unlinked(village)
    await village.wang.send("/receipt")
    for wrong in range(5):
        await village.wang.send(f"{wrong:016d}")
    await village.wang.send(digits)
    assert "一个小时" in (await village.wang.last()).text
    await village.mediator.send("/receipt")
    await village.mediator.send(digits)
    assert await village.mediator.sees("经过")
    await village.town.advance(hours=2)
    await village.wang.send("/receipt")
    await village.wang.send(digits)
    assert await village.wang.sees("经过")


async def test_of_a_tip_that_was_merged_the_digits_show_how_the_matter_stands(village: Village) -> None:
    """There is no other way for its reporter to hear of it: what was written before the merging was not for them."""
    digits = await unlinked(village)
    async with village.shouwang.database.transaction() as work:
        merged = await work.cases.get(1)
        assert merged is not None
    first = await village.report(village.wang, "枫林村有人在家里卖假酒，天天到半夜。")
    await village.mediator.press("我来受理")
    for words in ("别的人问过的事。", "已经封了店。"):
        if words.startswith("已经"):
            await village.town.advance(hours=1)
            await village.staff.send("🗂 待办")
            await village.staff.press(first)
            await village.staff.press("⚙️ 分流")
            await village.staff.press("🔗 合并")
            await village.staff.send(merged.number)
            await village.staff.press("就这样办")
        await village.mediator.press_in(await village.mediator.find(first), "记进展")
        await village.mediator.send(words)
        await village.mediator.press("发送")
    await village.li.send("/receipt")
    await village.li.send(digits)
    assert await village.li.sees("已经封了店")
    assert await village.li.sees("陈广田")
    assert not await village.li.sees("别的人问过的事")
