"""Nobody who is named in a report, and nobody who answers to them, learns of it."""

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


async def report_about(village: Village, text: str, whom: str) -> str:
    """Report something about an official, chosen by button."""
    await village.li.send(text)
    for answer in ("有线索", "干部作风"):
        if any(answer in label for row in (await village.li.last()).buttons for label in row):
            await village.li.press(answer)
    await village.li.press(whom)
    await village.li.press("保密")
    await village.li.press("提交")
    return await village.case_number(village.li)


async def test_a_report_about_the_village_head_goes_past_the_whole_village(village: Village) -> None:
    """The mediators answer to the head: the case is the centre's, and stays so whatever the clock does."""
    number = await report_about(village, "枫林村的村主任把低保给了自己亲戚。", "赵玉梅")
    assert await village.staff.sees(number)
    await village.town.advance(days=40)
    for person in (village.head, village.mediator, village.second_mediator):
        assert not await person.sees(number)


async def test_a_report_about_the_director_goes_to_the_oversight_contact(village: Village) -> None:
    """Everybody in the town answers to the director."""
    number = await report_about(village, "枫林村的事，村干部说是主任收了钱，不给办。", "郭长青")
    assert await village.oversight.sees(number)
    await village.town.advance(days=40)
    for person in (village.director, village.staff, village.head, village.mediator, village.admin):
        assert not await person.sees(number)


async def test_lists_do_not_show_it_either(village: Village) -> None:
    """The head's and the mediators' lists are as if there were no such case."""
    number = await report_about(village, "枫林村的村主任把低保给了自己亲戚。", "赵玉梅")
    for person in (village.head, village.mediator):
        await person.send("🗂 待办")
        assert "没有待办" in (await person.last()).text
    await village.staff.send("🗂 待办")
    assert any(number in label for row in (await village.staff.last()).buttons for label in row)


async def test_nobody_of_them_is_not_asked_again_and_the_village_gets_it(village: Village) -> None:
    """Answering "none of them" sends the case its usual way."""
    await village.li.send("枫林村的村干部说过要修水渠，一直没修，水渠塌了。")
    await village.li.press("都不是")
    await village.li.press("保密")
    await village.li.press("提交")
    assert await village.mediator.sees(await village.case_number(village.li))
