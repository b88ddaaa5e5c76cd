"""The program as a process: it drains when told to end, refuses to run twice, and survives being killed anywhere."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path

import pytest

from bot.endings import EXIT_ANOTHER_POLLER, EXIT_CONFIGURATION, EXIT_IN_USE
from playground.client import Phone, PlaygroundClient
from playground.server import Playground
from tests.bot.bench import ROOT, TOKEN, Bench, texts
from tests.documents.pdf_reading import pages

PROGRAM = ROOT / "tests/bot/tiny_program.py"
PATIENCE = 60.0


class Town:
    """A playground on real time, and programs started against it."""

    def __init__(self, folder: Path, url: str, client: PlaygroundClient, playground: Playground) -> None:
        self.folder = folder
        self.client = client
        self.playground = playground
        self._url = url
        self._running: list[asyncio.subprocess.Process] = []

    async def program(self, *words: str, **environment: str) -> asyncio.subprocess.Process:
        """A running process."""
        variables = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SHOUWANG_TELEGRAM__TOKEN": TOKEN,
            "SHOUWANG_TELEGRAM__BASE_URL": self._url,
            "SHOUWANG_STORAGE__PATH": str(self.folder / "shouwang.sqlite"),
            "SHOUWANG_KEYS__PATH": str(self.folder / "keys.json"),
            "SHOUWANG_BACKUP__PATH": str(self.folder / "backups"),
            "SHOUWANG_HEALTH__PORT": "0",
            "SHOUWANG_DELIVERY__PER_SECOND": "1000",
            "SHOUWANG_DELIVERY__PER_CHAT_PER_SECOND": "1000",
            **environment,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(PROGRAM),
            *(words or ("serve",)),
            cwd=ROOT,
            env=variables,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._running.append(process)
        return process

    async def ended(self, process: asyncio.subprocess.Process) -> tuple[int | None, str]:
        """The exit code, and what it said."""
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
        return process.returncode, (out + err).decode()

    async def connected(self, times: int = 1) -> None:
        """Wait until the program has connected so many times."""

        async def often_enough() -> bool:
            return len(await self.client.calls("getMe")) >= times

        await until(often_enough)

    async def end(self) -> None:
        """Kill what still runs."""
        for process in self._running:
            if process.returncode is None:
                process.kill()
                await process.communicate()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Ask the playground until something holds; each question is a call over HTTP."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - it waits for a process, which only the far end can tell of
            await asyncio.sleep(0)


async def heard(phone: Phone, count: int) -> None:
    """Wait until somebody has heard so much."""

    async def enough() -> bool:
        return len(await texts(phone)) >= count

    await until(enough)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose bot is a process."""
    playground = Playground()
    url = await playground.start()
    async with PlaygroundClient(url, settle=False) as client:
        place = Town(tmp_path, url, client, playground)
        yield place
        await place.end()
    await playground.stop()


@asynccontextmanager
async def database_of(town: Town) -> AsyncIterator[sqlite3.Connection]:
    """The database, while no program has it open."""
    with closing(sqlite3.connect(town.folder / "shouwang.sqlite")) as connection:
        yield connection


async def test_told_to_end_it_finishes_what_it_has_and_ends_well(town: Town) -> None:
    """SIGTERM in the middle of a hundred messages: exit code 0, nothing in doubt, and the next start answers the rest."""
    process = await town.program()
    await town.connected()
    li = await town.client.person("李春禾")
    for number in range(50):
        await li.send(str(number))
    await heard(li, 5)
    for number in range(50, 100):
        await li.send(str(number))
    process.terminate()
    code, said = await town.ended(process)
    assert (code, "stopped" in said) == (0, True)
    async with database_of(town) as database:
        assert database.execute("SELECT count(*) FROM outbox WHERE state = 'sending'").fetchone() == (0,)
    again = await town.program()
    await heard(li, 100)
    again.terminate()
    assert (await town.ended(again))[0] == 0

    assert await texts(li) == [str(number) for number in range(100)]


async def test_a_slow_server_does_not_keep_it_from_ending(town: Town) -> None:
    """With answers that take a minute the program is gone within its ten seconds."""
    process = await town.program()
    await town.connected()
    li = await town.client.person("李春禾")
    await li.send("一")
    await heard(li, 1)
    await town.client.faults({"method": "sendMessage", "latency_ms": 60_000})
    await li.send("二")
    await until(lambda: _taken(town))
    process.terminate()
    async with asyncio.timeout(10):
        code, _said = await town.ended(process)

    assert code == 0


async def _taken(town: Town) -> bool:
    """Whether the bot has confirmed all updates."""
    return bool((await town.client.get("/unconfirmed"))["count"] == 0)


async def test_a_second_program_on_the_same_database_refuses(town: Town) -> None:
    """It names the process that has it and ends with a code of its own; the first goes on."""
    first = await town.program()
    await town.connected()
    second = await town.program()
    code, said = await town.ended(second)
    assert code == EXIT_IN_USE
    assert f"in use by process {first.pid}" in said
    li = await town.client.person("李春禾")
    await li.send("在吗")
    await heard(li, 1)


async def test_a_second_program_on_the_same_token_ends(bench: Bench, tmp_path: Path) -> None:
    """With a database of its own it finds the other one at the Bot API, and says so without showing the token."""
    first = await bench.start()
    # For ten seconds a program counts as the newer one itself.
    first.parts.way_in._began_at = bench.clock.monotonic() - 60  # type: ignore[attr-defined]
    li = await bench.town.person("李春禾")
    await li.send("一")
    (tmp_path / "other").mkdir()
    other = Town(tmp_path / "other", bench.url, bench.town, bench.playground)
    code, said = await other.ended(await other.program())
    assert code == EXIT_ANOTHER_POLLER
    assert "409" in said
    assert TOKEN not in said
    await li.send("二")
    assert await texts(li) == ["一", "二"]


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"SHOUWANG_TELEGRAM__TOKEN": ""}, "telegram.token"),
        ({"SHOUWANG_CLOCKS__ACCEPT__AFTER": "soon"}, "clocks.accept"),
    ],
)
async def test_what_is_not_configured_is_said_before_anything_starts(
    town: Town, environment: dict[str, str], word: str
) -> None:
    """The exit code says that the configuration is at fault, the text which key."""
    code, said = await town.ended(await town.program("serve", **environment))
    assert code == EXIT_CONFIGURATION
    assert word in said


async def test_backup_doctor_and_invite_work_while_it_runs_and_while_it_does_not(town: Town) -> None:
    """The commands ask the running program, which alone may open the database; stopped, they open it themselves."""
    port = str(_free_port())
    process = await town.program(SHOUWANG_HEALTH__PORT=port)
    await town.connected()
    li = await town.client.person("李春禾")
    await li.send("一")
    await heard(li, 1)
    for running in (True, False):
        code, said = await town.ended(await town.program("backup", SHOUWANG_HEALTH__PORT=port))
        assert code == 0
        assert "backups/shouwang-" in said
        words = ("invite", "--role", "admin", "--unit", "centre", "--name", "何知远")
        code, said = await town.ended(await town.program(*words, SHOUWANG_HEALTH__PORT=port))
        assert (code, "https://t.me/shouwang_bot?start=i_" in said) == (0, True)
        code, said = await town.ended(await town.program("doctor", SHOUWANG_HEALTH__PORT=port))
        assert code == 0, said
        assert TOKEN not in said
        if running:
            process.terminate()
            await town.ended(process)
    newest = max((town.folder / "backups").iterdir())
    async with database_of(town) as database:
        database.execute("DELETE FROM invitation")
        database.commit()
    code, said = await town.ended(await town.program("restore", str(newest)))
    assert code == 0, said
    async with database_of(town) as database:
        assert database.execute("SELECT count(*) FROM invitation").fetchone() == (1,)


async def test_posters_are_printed_while_it_runs_and_while_it_does_not(town: Town) -> None:
    """Each time a file with a page for every checkpoint, new codes, and word that the old ones are revoked."""
    port = str(_free_port())
    process = await town.program(SHOUWANG_HEALTH__PORT=port)
    await town.connected()
    words = ("posters", "--team", "fenglin", "--out", str(town.folder / "posters"))
    hashes = []
    for running in (True, False):
        code, said = await town.ended(await town.program(*words, SHOUWANG_HEALTH__PORT=port))
        assert code == 0, said
        assert "3 posters. Earlier posters of these checkpoints are revoked" in said
        if running:
            process.terminate()
            await town.ended(process)
        async with database_of(town) as database:
            hashes.append(database.execute("SELECT token_hash FROM checkpoint WHERE unit = 'fenglin'").fetchall())
    assert len(set(hashes[0]) | set(hashes[1])) == 6
    for file in (town.folder / "posters").iterdir():
        assert len(pages(file.read_bytes())) == 3
        assert file.stat().st_mode & 0o077 == 0


async def test_posters_that_cannot_be_written_leave_the_old_ones_good(town: Town) -> None:
    """A folder that cannot be made: nothing in the database has changed. A unit without a team is named."""
    process = await town.program()
    await town.connected()
    process.terminate()
    await town.ended(process)
    good = ("posters", "--team", "fenglin", "--out", str(town.folder / "good"))
    code, said = await town.ended(await town.program(*good))
    assert code == 0, said
    async with database_of(town) as database:
        before = database.execute("SELECT token_hash FROM checkpoint ORDER BY id").fetchall()
    (town.folder / "taken").write_text("a file")
    code, _said = await town.ended(
        await town.program("posters", "--team", "fenglin", "--out", str(town.folder / "taken" / "below"))
    )
    assert code != 0
    async with database_of(town) as database:
        assert database.execute("SELECT token_hash FROM checkpoint ORDER BY id").fetchall() == before
    code, said = await town.ended(await town.program("posters", "--team", "police_post"))
    assert code == EXIT_CONFIGURATION
    assert "police_post has no team" in said


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(3))
async def test_killed_again_and_again_it_loses_nothing_and_does_nothing_twice(town: Town, seed: int) -> None:
    """Five people send 400 messages while the program is killed twelve times: each has one effect and is answered.

    An answer may arrive twice where the program was killed between sending and noting it; the second copy says so by its number.
    """
    chance = random.Random(seed)
    people = [await town.client.person(f"村民{number}") for number in range(5)]
    starts = 1
    process = await town.program()
    await town.connected()
    sent: Counter[int] = Counter()
    for _kill in range(12):
        for _message in range(chance.randrange(20, 40)):
            phone = chance.choice(people)
            await phone.send(f"第{sent[phone.id]}句")
            sent[phone.id] += 1
        before = len(await town.client.calls("sendMessage"))
        for _call in range(chance.randrange(30)):
            await town.client.get("/clock")
        if chance.random() < 0.5:
            await until(partial(_answers_more_than, town, before))
        process.send_signal(signal.SIGKILL)
        await process.communicate()
        process = await town.program()
        starts += 1
    for phone in people:
        await until(partial(_all_answered, phone, sent[phone.id]))
    process.terminate()
    assert (await town.ended(process))[0] == 0

    async with database_of(town) as database:
        assert database.execute("SELECT count(*) FROM outbox").fetchone() == (sum(sent.values()),)
        assert database.execute("SELECT state, reason, count(*) FROM outbox GROUP BY 1, 2").fetchall() == [
            ("sent", None, sum(sent.values()))
        ]
    for phone in people:
        lines = [text.split("\n") for text in await texts(phone)]
        copies = Counter(line[0] for line in lines)
        assert set(copies) == {f"第{number}句" for number in range(sent[phone.id])}
        numbered = Counter(line[0] for line in lines if len(line) > 1)
        assert all(count - numbered[word] <= 1 for word, count in copies.items())


async def _answers_more_than(town: Town, count: int) -> bool:
    return len(await town.client.calls("sendMessage")) > count


async def _all_answered(phone: Phone, count: int) -> bool:
    return len({text.split("\n")[0] for text in await texts(phone)}) >= count
