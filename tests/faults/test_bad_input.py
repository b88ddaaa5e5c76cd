"""Bad input: updates of every kind, whole and spoiled. Nothing crashes, nothing is lost, nothing is refused."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from random import Random

import orjson
import pytest
import structlog
from telegram import Message

import bot.dispatch
import handlers.messages
import handlers.shift_places
from bot.logging import set_up_logging
from bot.settings import LogFormat, LogLevel, LogSettings
from domain.forms import Input
from domain.shifts import PostState
from handlers.reading import read_input
from playground.messages import Messages
from tests.faults.conftest import Length
from tests.faults.feeding import Feeding
from tests.faults.lane import Lane
from tests.faults.strange_updates import Cast, Made, Maker
from tests.journeys.patrol_people import BRIDGE, Team, a_team
from tests.journeys.village import Village, a_village

pytestmark = [
    pytest.mark.faults,
    # Warnings are no errors in the program either: what only warns must do no harm.
    pytest.mark.filterwarnings("ignore"),
]

KINDS_OF_FILES = ("photo", "voice", "video", "video_note", "audio", "document", "animation", "sticker")


@pytest.fixture(autouse=True)
def as_it_logs() -> Iterator[None]:
    """The program's own log, which tells of an error no more than its kind: the default one would print every update."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    set_up_logging(LogSettings(level=LogLevel.ERROR, format=LogFormat.JSON))
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning, with a case that is being dealt with."""
    async with a_village(tmp_path) as village:
        await village.report(village.li, "邻居家的狗天天半夜叫，枫林村的老人都睡不好。")
        await village.mediator.press("我来受理")
        yield village


async def cast_of(village: Village) -> Cast:
    """The people of the village, some strangers, two groups and one file of each kind."""
    known = [village.li, village.wang, village.mediator, village.head, village.staff, village.director, village.admin]
    strangers = [await village.town.person(f"生人{number}", id=1_000 + number) for number in range(12)]
    groups = [await village.town.group(title, [village.li, village.mediator]) for title in ("枫林村", "柳塘村")]
    messages = Messages(village.playground.world)
    files = {kind: messages.store(kind, b"x", f"{kind}.bin", None).id for kind in KINDS_OF_FILES}
    return Cast([phone.id for phone in (*known, *strangers)], groups, files)


async def test_updates_of_every_kind(village: Village, length: Length, lane: Lane) -> None:
    """Fed in batches; afterwards the program still does its work."""
    maker = Maker(Random(7), await cast_of(village))
    found = await Feeding(village.shouwang, village.playground, maker).feed(length.of(1_000, 20_000))
    lane.count(
        updates=found.updates,
        well_formed=found.well_formed,
        kinds=len(found.kinds),
        quarantined=found.quarantined,
        calls=found.calls,
        broken=len(found.broken),
    )
    assert not found.broken, "\n".join(found.broken[:20])
    newcomer = await village.town.person("新来的", id=5_000)
    assert await village.report(newcomer, "枫林村路灯坏了一个月，晚上看不见。")


async def test_updates_over_http(village: Village, length: Length, lane: Lane) -> None:
    """The same, through the Bot API that the program polls: numbered as Telegram does."""
    maker = Maker(Random(8), await cast_of(village))
    feeding = Feeding(village.shouwang, village.playground, maker)
    dispatch, count = village.shouwang.parts.dispatch, length.of(100, 1_000)
    handled, fed = dispatch.handled, 0
    while fed < count:
        raw = maker.next().raw
        if not isinstance(raw, dict) or "update_id" not in raw or not _is_json(raw):
            continue
        await village.town.post("/updates", {"raw": {name: raw[name] for name in raw if name != "update_id"}})
        fed += 1
        if fed % 50 == 0:
            await feeding.look()
    await feeding.look()
    lane.count(updates=fed, calls=feeding.found.calls, broken=len(feeding.found.broken))
    assert dispatch.handled - handled == fed
    assert not feeding.found.broken, "\n".join(feeding.found.broken[:20])
    newcomer = await village.town.person("新来的", id=5_000)
    assert await village.report(newcomer, "枫林村路灯坏了一个月，晚上看不见。")


PLACES = ("message:location", "edited_message:location", "message:venue", "edited_message:venue")
IN_A_PLACE = ("latitude", "longitude", "horizontal_accuracy", "heading", "live_period")


async def a_patrol(village: Village) -> tuple[Team, Maker]:
    """Four people on a shift: two are there, one of them in need and followed by live location, and two are awaited."""
    team = await a_team(village, 4)
    for number in (1, 2):
        await team.check_in(number)
    await team.phones[2].send("/sos")
    await team.phones[2].press("确认求救")
    cast = await cast_of(village)
    cast.people = [phone.id for phone in team.phones]
    return team, Maker(Random(9), cast)


def a_place(maker: Maker) -> Made:
    """A place that somebody on the shift sends or moves to, every second one with something odd in it."""
    made = maker.well_formed(maker.random.choice(PLACES))
    if maker.random.random() < 0.5:
        return made
    assert isinstance(made.raw, dict)
    place = made.raw[made.kind.partition(":")[0]]["location"]
    name = maker.random.choice(IN_A_PLACE)
    place[name] = maker.strange_value(place.get(name))
    return Made(made.raw, made.kind, well_formed=False)


async def test_places_of_a_patrol(village: Village, length: Length, lane: Lane) -> None:
    """Live locations, accuracies and places of any type from people on a shift; then it goes on as if nothing had been."""
    team, maker = await a_patrol(village)
    feeding = Feeding(village.shouwang, village.playground, maker)
    for _batch in range(length.of(10, 400)):
        await feeding.batch([a_place(maker) for _update in range(50)])
        await village.town.advance(seconds=7)
    await feeding.look()
    lane.count(updates=feeding.found.updates, quarantined=feeding.found.quarantined, broken=len(feeding.found.broken))
    assert not feeding.found.broken, "\n".join(feeding.found.broken[:20])
    async with village.shouwang.database.transaction() as work:
        rostered = await work.shifts.get(team.shift_id)
        assert rostered is not None
        assert len(await work.check_ins.of(team.posts[1])) > 1
    assert {post.state for post in rostered.posts} == {PostState.PRESENT}
    await team.phones[1].send("/cancel")
    await team.phones[1].location(*BRIDGE)
    assert "记下了：石桥头" in (await team.phones[1].last()).text


async def test_a_place_that_is_not_read_with_care_is_found(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lane's own proof: whatever a phone says of its accuracy is taken for a number."""
    monkeypatch.setattr(handlers.shift_places, "_accuracy", float)
    _team, maker = await a_patrol(village)
    feeding = Feeding(village.shouwang, village.playground, maker)
    await feeding.batch([maker.well_formed("message:location") for _number in range(20)])
    assert any("was set aside: TypeError" in each for each in feeding.found.broken)


async def test_a_handler_that_raises_is_found(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lane's own proof: one that cannot read stickers."""
    monkeypatch.setattr(handlers.messages, "read_input", cannot_read_stickers)
    maker = Maker(Random(7), await cast_of(village))
    feeding = Feeding(village.shouwang, village.playground, maker)
    await feeding.batch([maker.well_formed("message:sticker") for _number in range(10)])
    assert any(
        "message:sticker is well-formed and was set aside: ZeroDivisionError" in each for each in feeding.found.broken
    )


async def test_a_batch_that_is_not_taken_is_found(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lane's own proof: an intake that cannot keep what it sets aside."""
    monkeypatch.setattr(bot.dispatch, "as_it_came", orjson.dumps)
    maker = Maker(Random(7), await cast_of(village))
    feeding = Feeding(village.shouwang, village.playground, maker)
    await feeding.batch(
        [Made({"update_id": 999_999, "message": {"text": "\ud800"}}, "half a character", well_formed=False)]
    )
    assert any("was not taken: TypeError" in each for each in feeding.found.broken)


async def test_a_refused_message_is_found(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lane's own proof: a renderer that escapes nothing."""
    monkeypatch.setattr("html.escape", lambda text, quote: text)
    feeding = Feeding(village.shouwang, village.playground, Maker(Random(7), await cast_of(village)))
    await village.wang.send("邻居家的狗在枫林村天天半夜叫 <b")
    await village.wang.press("保密")
    await feeding.look()
    assert any("was refused" in each for each in feeding.found.broken)


def cannot_read_stickers(message: Message) -> Input:
    """As the real one, but for one kind."""
    if message.sticker:
        raise ZeroDivisionError
    return read_input(message)


def _is_json(raw: object) -> bool:
    """Whether it can be sent at all."""
    try:
        orjson.dumps(raw)
    except TypeError:
        return False
    return True
