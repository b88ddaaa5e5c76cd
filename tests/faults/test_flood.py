"""One person sends ten thousand messages while a hundred others report: they are answered, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.numbers import read_number
from handlers import form_filling
from handlers.context import ShouwangContext
from playground.client import SeenMessage
from playground.people_api import Hands, Sending
from storage.drafts import Draft
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.journeys.village import Village, a_village

pytestmark = pytest.mark.faults
KEPT = "SELECT text FROM (SELECT words(matter_id, sealed) AS text FROM entry) AS texts WHERE instr(text, ?)"
OTHERS = 100
MANY = "您发了很多条"


def _rain(village: Village, messages: int) -> list[str]:
    """All of one person's messages, waiting at Telegram before those of anybody else."""
    hands = Hands(village.playground.world, village.playground.api)
    texts = [f"第{number}句：路灯坏了，快来修" for number in range(messages)]
    for text in texts:
        hands.send(village.li.id, Sending(from_id=village.li.id, text=text))
    return texts


async def test_a_flood(tmp_path: Path, lane: Lane, length: Length) -> None:
    """The flood is told once that it is one; each of the others has a number; every message stands in the report."""
    messages = length.of(2_000, 10_000)
    async with a_village(tmp_path) as village:
        texts = _rain(village, messages)
        hands = Hands(village.playground.world, village.playground.api)
        others = [await village.town.person(f"村民{number}", id=500 + number) for number in range(OTHERS)]
        for other in others:
            hands.send(other.id, Sending(from_id=other.id, text=f"村口的路灯坏了，{other.name}"))
        await village.shouwang.settle()
        for label in ("枫林村", "保密", "提交"):
            for other in others:
                await other.press(label)
        answered = sum([read_number((await other.last()).text) is not None for other in others])
        said = [message.text for message in await village.li.screen() if message.from_bot]
        for label in ("枫林村", "保密", "提交"):
            await village.li.press_in(await _with(village, label), label)
        with opened(tmp_path / "shouwang.db", tmp_path / "keys.json") as connection:
            (kept,) = connection.execute(KEPT, (texts[-1],)).fetchone()
    told = sum(MANY in text for text in said)
    lane.count(messages=messages, others=OTHERS, answered=answered, told=told, lost=messages - kept.count("\n") - 1)
    assert answered == OTHERS
    assert told == 1
    assert len(said) <= form_filling.MANY_TEXTS + 2
    assert kept.split("\n") == texts


async def _with(village: Village, label: str) -> SeenMessage:
    for message in reversed(await village.li.screen()):
        if any(label in button for row in message.buttons for button in row):
            return message
    raise AssertionError(f"no message has a button {label}")


async def test_a_program_that_keeps_only_the_first_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what came after the first many is not put into the report."""

    async def first_only(context: ShouwangContext, draft: Draft) -> None:
        await context.forms[draft.form].finish(context, draft)

    monkeypatch.setattr("handlers.form_buttons.finish", first_only)
    async with a_village(tmp_path) as village:
        texts = _rain(village, 100)
        await village.shouwang.settle()
        for label in ("枫林村", "保密", "提交"):
            await village.li.press_in(await _with(village, label), label)
        with opened(tmp_path / "shouwang.db", tmp_path / "keys.json") as connection:
            (kept,) = connection.execute(KEPT, (texts[0],)).fetchone()
    assert kept.split("\n") != texts
