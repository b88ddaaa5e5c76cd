"""The log tells what happened and to which row, and never a token, a text or a name."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator

import orjson
import pytest
import structlog

from bot.logging import set_up_logging
from bot.settings import LogFormat, LogLevel, LogSettings
from tests.bot.bench import Bench

TOKEN = "123456789:AAFaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written by logging as `serve` sets it up, which is undone afterwards."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root = logging.getLogger()
    level, pytests_own = root.level, root.handlers[:]
    set_up_logging(LogSettings(level=LogLevel.DEBUG, format=LogFormat.JSON))
    (ours,) = root.handlers
    yield written
    root.removeHandler(ours)
    for handler in pytests_own:
        root.addHandler(handler)
    root.setLevel(level)
    structlog.reset_defaults()


def lines(log: io.StringIO) -> list[dict[str, object]]:
    """What was written, line by line."""
    return [orjson.loads(line) for line in log.getvalue().splitlines()]


def test_a_line_has_its_action(log: io.StringIO) -> None:
    """One JSON object with a stable word, the level and the time."""
    structlog.get_logger("bot.test").info("it happened", action="happened", notice=5)
    (line,) = lines(log)
    assert (line["action"], line["notice"], line["level"], line["event"]) == ("happened", 5, "info", "it happened")
    assert "timestamp" in line


def test_an_error_is_told_by_its_kind_and_place(log: io.StringIO) -> None:
    """Its text may quote a villager."""
    try:
        raise ValueError("李春禾说路灯坏了")
    except ValueError:
        structlog.get_logger("bot.test").exception("it broke", action="broke")
    (line,) = lines(log)
    assert line["error_kind"] == "ValueError"
    assert "test_logging.py:" in str(line["raised_at"])
    assert "李春禾" not in str(line)


def test_a_library_speaks_without_its_words(log: io.StringIO) -> None:
    """python-telegram-bot logs whole updates, others log addresses with the token."""
    logging.getLogger("telegram.ext.Application").error("update %s", "李春禾")
    logging.getLogger("aiohttp.client").warning("https://api.telegram.org/bot%s/getMe", TOKEN)
    written = lines(log)
    assert [line["event"] for line in written] == ["telegram.ext.Application spoke", "aiohttp.client spoke"]
    assert TOKEN not in str(written)
    assert "李春禾" not in str(written)


def test_a_token_is_taken_out_wherever_it_stands(log: io.StringIO) -> None:
    """Also in a line of our own."""
    structlog.get_logger("bot.test").warning(f"calling /bot{TOKEN}/getMe", action="call", url=f"x{TOKEN}")
    assert TOKEN not in log.getvalue()


async def test_a_whole_run_logs_nothing_that_anybody_wrote(bench: Bench, log: io.StringIO) -> None:
    """Messages, a broken handler, a message that cannot be rendered and a blocked bot: no text, no name, no token."""
    bot = await bench.start()
    await bench.admin(bot)
    li = await bench.town.person("李春禾")
    for text in ("路灯坏了三天", "boom", "nonsense", "button"):
        await li.send(text)
    await bench.town.inject({"message": {"text": "路灯坏了三天", "from": "李春禾"}})
    await li.block()
    await bench.tell(bot, li, "路灯坏了三天")
    await bench.town.settle()
    written = log.getvalue()
    assert "update_set_aside" in written
    assert "message_dead" in written
    assert all(word not in written for word in ("路灯", "李春禾", "pipeline-tests"))
