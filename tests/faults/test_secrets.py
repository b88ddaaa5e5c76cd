"""The log at its most talkative tells nothing that is a secret or that anybody said, whatever goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from tests.faults.lane import Lane
from tests.faults.town import Town, a_town

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


async def _log_of(town: Town, broken: str) -> str:
    town.environment["SHOUWANG_LOG__LEVEL"] = "debug"
    town.broken, town.can_fill, town.patience = broken, True, 1.0
    await town.start()
    await _everything(town)
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


async def test_a_program_that_tells_its_log_is_caught(tmp_path: Path, lives: asyncio.subprocess.Process) -> None:
    """The control: a line with a message in it shows what was said."""
    async with a_town(tmp_path, lives) as town:
        log = await _log_of(town, "tells_its_log_what_people_say")
    assert CANARIES["text"] in log
