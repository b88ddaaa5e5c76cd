"""The health page tells numbers to everybody, obeys only whoever holds the keys, and systemd hears when all is well."""

from __future__ import annotations

import socket
from pathlib import Path

import aiohttp

from bot.health import PASS_HEADER, operators_pass
from bot.systemd import Systemd
from scheduler.findings import Findings
from tests.bot.bench import Bench


async def test_the_page_tells_how_the_program_is(bench: Bench) -> None:
    """200 while all is well, 503 when something was forgotten; numbers and nothing about anybody."""
    bot = await bench.start()
    li = await bench.town.person("李春禾")
    await li.send("boom")
    url = f"http://127.0.0.1:{bot.parts.page.port}/health"
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            assert answer.status == 200
            told = await answer.json()
        assert (told["well"], told["updates_handled"], told["updates_set_aside"], told["quarantined"]) == (
            True,
            1,
            1,
            1,
        )
        assert "李春禾" not in str(told)
        bot.parts.auditor.latest = Findings(wrong_cases=(1,))
        async with session.get(url) as answer:
            assert answer.status == 503


async def test_commands_are_for_whoever_holds_the_keys(bench: Bench) -> None:
    """Anybody on the machine can open the port; only who can read the key file can make the pass."""
    bot = await bench.start()
    root = f"http://127.0.0.1:{bot.parts.page.port}"
    good = {PASS_HEADER: operators_pass(bot.foundation.keys.button_key)}
    async with aiohttp.ClientSession() as session:
        for headers, command, status in (
            ({}, "backup", 403),
            ({PASS_HEADER: "x"}, "backup", 403),
            (good, "other", 404),
        ):
            async with session.post(f"{root}/{command}", headers=headers) as answer:
                assert answer.status == status
        async with session.post(f"{root}/backup", headers=good) as answer:
            assert Path((await answer.json())["path"]).exists()
        async with session.post(f"{root}/invite", json={"role": "nobody"}, headers=good) as answer:
            assert answer.status == 500
            assert "error" in await answer.json()


async def test_a_port_that_is_taken_does_not_keep_the_program_from_starting(bench: Bench) -> None:
    """The page is a convenience; answering villagers is not."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        await bench.start(None, HEALTH__PORT=str(taken.getsockname()[1]))
        li = await bench.town.person("李春禾")
        await li.send("在吗")
        assert await li.sees("在吗")


async def test_systemd_hears_what_it_asked_for(tmp_path: Path) -> None:
    """Ready, alive and stopping, each as one datagram; without a socket nothing is said."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        told = Systemd({"NOTIFY_SOCKET": str(tmp_path / "notify")})
        told.ready()
        told.alive()
        told.stopping()
        heard = [listening.recv(64) for _word in range(3)]
    assert heard == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]
    Systemd({}).alive()
    Systemd({"NOTIFY_SOCKET": str(tmp_path / "gone")}).alive()
