"""The log at its most talkative tells nothing that is a secret or that anybody said, whatever goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.faults.town import Town, a_town
from tests.faults.watch import POSTER, ROUND_MS, Squad, Watch, a_watch

pytestmark = pytest.mark.faults
CANARIES = {
    "token": "a-token-of-no-real-bot-at-all",
    "name": "卡纳里雀",
    "username": "canary_user_77",
    "text": "红砖第七块底下",
    "latitude": "26.912345",
    "longitude": "112.598765",
    "answer": "半夜去敲过门",
    "caption": "照片里是蓝铁门",
    "phone": "00000777001",
}

WORDS_KEPT = "SELECT max(told(person_id, word)) FROM sos WHERE word IS NOT NULL"
INCIDENTS_KEPT = "SELECT max(met(id, matter_id, sealed)) FROM incident"


async def _everything(town: Town) -> None:
    """A report with a text, a place and a photo, its handling, and what goes wrong on the way."""
    villager = await town.client.person(CANARIES["name"], id=11, username=CANARIES["username"])
    await villager.send(f"路灯坏了，钥匙藏在{CANARIES['text']}，打{CANARIES['phone']}", settle=False)
    with contextlib.suppress(TimeoutError):
        await town.press(villager, "枫林村")
    await villager.location(float(CANARIES["latitude"]), float(CANARIES["longitude"]))
    await villager.photo(caption=CANARIES["caption"])
    with contextlib.suppress(TimeoutError):
        await town.press(villager, "保密")
        await town.press(villager, "提交")
    await _bad_updates(town, villager.id)
    with contextlib.suppress(TimeoutError):
        await town.press(town.mediator, "受理")
        await town.press(town.mediator, "记进展")
        await town.mediator.send(CANARIES["answer"], settle=False)
    for action in ("429", "500", "400", "403", "drop_before", "drop_after"):
        await town.client.faults({"action": action, "times": 4})
        await villager.send(f"再说一遍：{CANARIES['text']}", settle=False)
        with contextlib.suppress(TimeoutError):
            await town.hears(villager, "没有这句话")
    await town.client.faults()
    town.full.touch()
    await villager.send(f"又说一遍：{CANARIES['text']}", settle=False)
    with contextlib.suppress(TimeoutError):
        await town.hears(villager, "没有这句话")
    town.full.unlink()
    with contextlib.suppress(TimeoutError):
        await town.hears(villager, "没有这句话")


async def _bad_updates(town: Town, person: int) -> None:
    """Updates that cannot be read, with everything in them."""
    sender = {"id": person, "is_bot": False, "first_name": CANARIES["name"]}
    for spoilt in ({"chat": 5}, {"date": "x"}, {"text": [CANARIES["text"]]}, {"from": CANARIES["name"]}):
        message = {"message_id": 5, "date": 1, "chat": {"id": person, "type": "private"}, "from": sender}
        await town.client.inject({"message": {**message, "text": CANARIES["text"], **spoilt}})


ON_PATROL = {
    "lead": "带班0",
    "walker": "巡员0",
    "ill": "病员0",
    "poster": POSTER,
    "latitude": "27.331234",
    "longitude": "112.635678",
    "moved": "27.329876",
    "incident": "白面包车停在第三个岔口",
    "word": "扭了脚在山脚铁皮屋",
}


async def _evening(watch: Watch) -> None:
    """A check-in, a walk, a post handed on, an incident and a call for help, and what goes wrong on the way."""
    town, squad = watch.town, watch.squads[0]
    for step in _steps(watch, squad):
        with contextlib.suppress(TimeoutError):
            await step()
    sender = {"id": squad.walker.id, "is_bot": False, "first_name": squad.walker.name}
    place = {"latitude": float(ON_PATROL["latitude"]), "longitude": ON_PATROL["longitude"]}
    for spoilt in ({"location": place}, {"location": {**place, "live_period": [place]}}, {"from": place}):
        chat = {"id": squad.walker.id, "type": "private"}
        message = {"message_id": 5, "date": 1, "edit_date": 2, "chat": chat, "from": sender, **spoilt}
        await town.client.inject({"edited_message": message})
    for action in ("429", "500", "400", "403", "drop_before", "drop_after"):
        await town.client.faults({"action": action, "times": 4})
        town.move_clock(ROUND_MS)
        with contextlib.suppress(TimeoutError):
            await town.hears(squad.lead, "没有这句话")
    await town.client.faults()


def _steps(watch: Watch, squad: Squad) -> tuple[Callable[[], Awaitable[object]], ...]:
    town, walker = watch.town, squad.walker
    latitude, longitude = float(ON_PATROL["latitude"]), float(ON_PATROL["longitude"])
    return (
        lambda: walker.location(latitude, longitude, live_period=28_800),
        lambda: town.hears(walker, "签到好了"),
        lambda: walker.moves_to(float(ON_PATROL["moved"]), longitude),
        lambda: watch.offer(squad.ill),
        lambda: town.press(squad.reserves[0], "我来", squad.ill.name),
        lambda: watch.scan(squad.reserves[0]),
        lambda: town.press(walker, "遇到情况"),
        lambda: town.hears(walker, "遇到什么事"),
        lambda: walker.send(ON_PATROL["incident"], settle=False),
        lambda: town.press(walker, "✅ 记下"),
        lambda: town.hears(squad.lead, ON_PATROL["incident"]),
        lambda: walker.send("/sos", settle=False),
        lambda: town.press(walker, "确认求救"),
        lambda: town.press(walker, "没事了，结束求救"),
        lambda: town.hears(walker, "怎么样了"),
        lambda: walker.send(ON_PATROL["word"], settle=False),
        lambda: town.hears(squad.lead, ON_PATROL["word"]),
        lambda: walker.send("/sos", settle=False),
        lambda: town.press(walker, "确认求救"),
    )


async def _log_of(town: Town, broken: str, everything: Callable[[], Awaitable[None]] | None = None) -> str:
    town.environment["SHOUWANG_LOG__LEVEL"] = "debug"
    town.broken, town.can_fill, town.patience = broken, True, 1.0
    await town.start()
    await (everything() if everything is not None else _everything(town))
    town.patience = 30.0
    await town.stop()
    return (town.folder / "log").read_text(errors="replace")


@pytest.mark.parametrize("broken", ["", "stumbles_with_its_hands_full"])
async def test_no_secret_is_in_the_log(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, broken: str
) -> None:
    """Neither in a line nor in what is written about an error."""
    async with a_town(tmp_path, lives) as town:
        log = await _log_of(town, broken)
    found = [name for name, canary in CANARIES.items() if canary in log]
    lane.count(lines=log.count("\n"), errors=log.count("[error"), canaries=len(CANARIES), found=len(found))
    assert "[debug" in log
    assert "[error" in log
    assert found == []


@pytest.mark.parametrize("broken", ["", "stumbles_with_its_hands_full"])
async def test_no_secret_of_a_patrol_is_in_the_log(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, broken: str
) -> None:
    """Who they are, where they are, what they met, and what befell them; nor what opens a poster."""
    async with a_watch(tmp_path, lives, 1) as watch:
        log = await _log_of(watch.town, broken, lambda: _evening(watch))
        with opened(watch.town.database, watch.town.database.with_name("keys.json")) as connection:
            kept = [connection.execute(query).fetchone()[0] for query in (WORDS_KEPT, INCIDENTS_KEPT)]
    found = [name for name, canary in ON_PATROL.items() if canary in log]
    lane.count(lines=log.count("\n"), errors=log.count("[error"), canaries=len(ON_PATROL), found=len(found))
    # Nothing was left out of what should not be told.
    assert broken or kept == [ON_PATROL["word"], ON_PATROL["incident"]]
    assert "[debug" in log
    assert "[error" in log
    assert found == []


async def test_a_program_that_tells_its_log_of_a_patrol_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: a line with a message in it shows what was met on the way."""
    async with a_watch(tmp_path, lives, 1) as watch:
        log = await _log_of(watch.town, "tells_its_log_what_people_say", lambda: _evening(watch))
    assert {"walker", "latitude", "incident", "word"} <= {name for name, canary in ON_PATROL.items() if canary in log}


async def test_a_program_that_tells_its_log_is_caught(tmp_path: Path, lives: asyncio.subprocess.Process) -> None:
    """The control: a line with a message in it shows what was said."""
    async with a_town(tmp_path, lives) as town:
        log = await _log_of(town, "tells_its_log_what_people_say")
    assert CANARIES["text"] in log
