"""Lives of the program, one after another, to be killed: a process that has loaded everything and forks for each.

Reads a line of JSON for each life, its environment and where to die; says its process number, and how it ended.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from functools import partial
from pathlib import Path

import aiohttp
import orjson

from bot import command_line, keys
from bot.outcomes import Outcome
from bot.pacer import Place
from bot.sender import Sender
from bot.telegram_calls import TelegramCalls
from bot.telegram_request import CONNECT_SECONDS, AiohttpRequest
from storage.outbox_rows import OutboxRow
from tests.faults.broken import BROKEN
from tests.faults.checks import NOTICE
from tests.faults.clock import SharedClock
from tests.faults.disk import SQLITE_FULL, SQLITE_OK, Act, Disk, Operation
from tests.faults.steps import Steps
from tests.faults.texts_once import read_texts_once

Json = dict[str, object]


class Death:
    """Counts the boundaries that the program comes to, from its first update on, and dies at one of them.

    A boundary lies before everything that changes a file of the database, and before and after every call of the Bot API and
    every writing of the key file.
    """

    def __init__(self, at: int, tally: Path) -> None:
        self._left = at
        self._tally = tally
        self._begun = False
        self._disk = Disk(self._before_disk, None)

    def put_in(self) -> None:
        """Watch files and calls."""
        self._disk.put_in()
        exchange = AiohttpRequest.exchange

        async def watched(
            request: AiohttpRequest,
            url: str,
            method: str,
            body: aiohttp.FormData | bytes | None,
            read_seconds: float,
            connect_seconds: float = CONNECT_SECONDS,
        ) -> tuple[int, bytes]:
            self._boundary()
            answer = await exchange(request, url, method, body, read_seconds, connect_seconds)
            self._begun = self._begun or b'"update_id"' in answer[1]
            self._boundary()
            return answer

        write = keys._write

        def watched_write(path: Path, kept: keys.Keys) -> None:
            self._boundary()
            write(path, kept)
            self._boundary()

        vars(keys)["_write"] = watched_write
        # Replaced in this process alone, which dies of it.
        AiohttpRequest.exchange = watched  # type: ignore[method-assign,assignment]

    def _before_disk(self, _operation: Operation) -> int:
        self._boundary()
        return SQLITE_OK

    def _boundary(self) -> None:
        if not self._begun:
            return
        self._left -= 1
        if self._left == 0:
            self._tally.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def tell_notices() -> None:
    """Have every call say which notice it is for, beside what Telegram would be told: two notices may read alike."""
    sending: ContextVar[int | None] = ContextVar("sending", default=None)
    send, call = Sender.send, TelegramCalls.call

    async def sends(sender: Sender, row: OutboxRow, place: Place | None) -> Outcome:
        sending.set(row.id)
        return await send(sender, row, place)

    async def calls(
        calling: TelegramCalls, method: str, parameters: Mapping[str, object], *more: float, **others: bytes | None
    ) -> object:
        return await call(calling, method, {**parameters, NOTICE: sending.get()}, *more, **others)  # type: ignore[arg-type]

    # Replaced in this process alone, and before anything that is wrong with it is put in.
    Sender.send = sends  # type: ignore[method-assign,assignment]
    TelegramCalls.call = calls  # type: ignore[method-assign,assignment]


def live(life: Json) -> None:
    """One life, in the forked process. It does not come back."""
    output = os.open(str(life["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    environment = life["environment"]
    assert isinstance(environment, dict)
    os.environ.update(environment)
    vars(command_line)["SystemClock"] = partial(SharedClock, Path(str(life["clock"])))
    tell_notices()
    if life.get("broken"):
        BROKEN[str(life["broken"])]()
    full = Path(str(life["full"]))
    # Held for as long as the process lives: the library knows nothing but the addresses of the hooks.
    disk = Disk(lambda operation: SQLITE_FULL if operation.act is Act.WRITE and full.exists() else SQLITE_OK, None)
    if life.get("can_fill"):
        disk.put_in()
    if life.get("die_at"):
        Death(int(str(life["die_at"])), Path(str(life["tally"]))).put_in()
    if life.get("die_in_step") is not None:
        Steps(int(str(life["die_in_step"])), Path(str(life["tally"]))).put_in()
    code = 1
    try:
        command_line.main(["serve"], standalone_mode=False)
        code = 0
    except SystemExit as end:
        code = int(str(end.code or 0))
    finally:
        os._exit(code)


def main() -> None:
    """A life for each line, until there are no more."""
    read_texts_once()
    for line in sys.stdin.buffer:
        number = os.fork()
        if number == 0:
            live(orjson.loads(line))
        sys.stdout.buffer.write(b"%d\n" % number)
        sys.stdout.flush()
        _number, status = os.waitpid(number, 0)
        sys.stdout.buffer.write(b"%d\n" % os.waitstatus_to_exitcode(status))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
