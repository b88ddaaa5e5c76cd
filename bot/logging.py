"""The log: one line for each thing that happened, with a stable `action` word, and never a token, a text or a name."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING

import structlog

from bot.settings import LogFormat

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

    from bot.settings import LogSettings

TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")
HIDDEN = "(token)"
QUIET = ("telegram", "telegram.ext", "apscheduler", "aiohttp.access", "aiosqlite", "asyncio", "chinese_calendar")


def set_up_logging(settings: LogSettings) -> None:
    """Send every line, ours and the libraries', through one chain to the standard error output."""
    level = logging.getLevelNamesMapping()[settings.level.value.upper()]
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_the_kind_of_error,
        without_tokens,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[only_what_a_library_is, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def only_the_kind_of_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An error is told by its kind and where it was raised. Its own text may quote what somebody wrote."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if error is not None:
        event.setdefault("error_kind", type(error).__name__)
        trace = error.__traceback__
        places = []
        while trace is not None:
            places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["raised_at"] = " < ".join(reversed(places[-5:]))
    return event


def without_tokens(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """What looks like a token is taken out of every text, wherever it comes from."""
    return {key: TOKEN.sub(HIDDEN, value) if isinstance(value, str) else value for key, value in event.items()}


def only_what_a_library_is(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of a library's line only which library spoke and how loudly: its text may hold an update or an address."""
    record = event.get("_record")
    name = record.name if isinstance(record, logging.LogRecord) else "library"
    if isinstance(record, logging.LogRecord) and record.exc_info:
        event["exc_info"] = record.exc_info[1]
    event["event"] = f"{name} spoke"
    event["action"] = "library"
    return event
