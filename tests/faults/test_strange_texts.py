"""Strange texts in every place where typed text is shown: none is refused, none is shown as anything but text."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from domain.visible import is_blank
from domain.words import Language
from playground.client import Phone
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.strange_texts import strange_text
from tests.faults.typed_places import NEUTRAL, Screen, only_what_is_seen, phrases_with_typed_text, places
from tests.journeys.village import Village, a_village
from texts import typed
from texts.catalogue import Catalogue
from texts.renderer import Renderer

pytestmark = pytest.mark.faults

PHRASES_FOR_EACH = 3
LONGEST = 12_000


def a_screen() -> Screen:
    """The shipped catalogues."""
    return Screen(Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32))


def faults_of(count: int, lane: Lane | None = None) -> list[str]:
    """Show so many texts: each on all the cards and in some of the phrases, in one language after another."""
    random, screen, everywhere = Random(11), a_screen(), places()
    cards = [place for place in everywhere if place.name not in dict(phrases_with_typed_text())]
    phrases, languages = cycle([place for place in everywhere if place not in cards]), cycle(Language)
    faults: list[str] = []
    shown = 0
    for _number in range(count):
        text = strange_text(random, LONGEST)
        if is_blank(text):
            # What nobody could see never gets so far: `test_what_nobody_sees_is_nothing`.
            text += NEUTRAL
        language = next(languages)
        for place in (*cards, *(next(phrases) for _time in range(PHRASES_FOR_EACH))):
            faults += screen.faults_of(place, text, language)
            shown += 1
    if lane is not None:
        lane.count(texts=count, places=len(everywhere), shown=shown, refused_or_live=len(faults))
    return faults


def test_texts_in_every_place(length: Length, lane: Lane) -> None:
    """As typed, and as nothing else."""
    faults = faults_of(length.of(2_000, 20_000), lane)
    assert not faults, "\n".join(faults[:20])


def test_live_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lane's own proof: a renderer that escapes but leaves links and names as they are."""
    monkeypatch.setattr(typed, "plain", lambda text: html.escape(text, quote=False))
    faults = "\n".join(faults_of(200))
    for kind in ("bot_command", "hashtag", "mention", "url", "email", "cashtag"):
        assert kind in faults


def test_markup_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lane's own proof: a renderer that escapes nothing."""
    monkeypatch.setattr(typed, "plain", lambda text: text)
    faults = "\n".join(faults_of(200))
    for fault in ("refused: Bad Request: can't parse entities", "bold", "text_link", "not shown as it was typed"):
        assert fault in faults


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


@pytest.mark.parametrize("text", ["\u200b", "\u2060\ufeff", "\u3164 \u2800", "\x01", "\u202e\n", "\ufe0f"])
async def test_what_nobody_sees_is_nothing(village: Village, text: str) -> None:
    """It is answered like a sticker, and begins no report."""
    await village.li.send(text)
    assert await village.li.sees("看不懂")
    assert not (await village.li.last()).buttons


async def test_texts_through_the_whole_conversation(village: Village, length: Length, lane: Lane) -> None:
    """Reported, shown to the handler, asked, answered, closed, each time in these words and by somebody called so."""
    random = Random(12)
    seen = 0
    for number in range(length.of(12, 120)):
        text = strange_text(random, 3_000).strip()
        text = text if not is_blank(text) else NEUTRAL
        name = strange_text(random, 60)
        phone = await village.town.person(name or "—", id=2_000 + number)
        known_as = "实名" if number % 2 else "保密"
        await through(village, phone, f"枫林村邻居家的狗 {text}", known_as)
        seen += await look_at(phone)
    seen += await look_at(village.mediator)
    lane.count(texts=length.of(12, 120), messages=seen)
    async with village.shouwang.database.transaction() as work:
        assert await work.quarantine.count() == 0


async def through(village: Village, phone: Phone, text: str, known_as: str) -> None:
    """One case from the first word to the last."""
    mediator = village.mediator
    await village.report(phone, text, known_as)
    await mediator.press("我来受理")
    assert only_what_is_seen(text[:590]) in only_what_is_seen((await mediator.last()).text)
    await mediator.press("问报告人")
    await mediator.send(f"问：{text}")
    await mediator.press("发送")
    assert only_what_is_seen(text[:590]) in only_what_is_seen("".join(each.text for each in await phone.screen()))
    await phone.press("回答")
    await phone.send(f"答：{text}")
    await phone.press("发送")
    await mediator.press("办结")
    await mediator.press("问题已解决")
    await mediator.send(f"果：{text}")
    await mediator.press("发送")
    assert await phone.sees("办结了")


async def look_at(phone: Phone) -> int:
    """No message of the bot has anything to tap but what the program itself put there; how many there are."""
    said = [message for message in await phone.screen() if message.from_bot]
    for message in said:
        text = message.text.encode("utf-16-le")
        for entity in message.raw.get("entities") or []:
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            inside = text[start:end].decode("utf-16-le", "replace")
            assert entity["type"] in {"bold", "phone_number"}, f"{entity['type']}: {inside!r} in {message.text[:200]!r}"
    return len(said)
