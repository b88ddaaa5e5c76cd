"""Instants and lengths of time as a person in the township would say them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from domain.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALES: Mapping[Language, str] = {
    Language.ZH_HANS: "zh_Hans_CN",
    Language.ZH_HANT: "zh_Hant_TW",
    Language.EN: "en_GB",
}
MOMENT_PATTERNS: Mapping[Language, str] = {
    Language.ZH_HANS: "M月d日 HH:mm",
    Language.ZH_HANT: "M月d日 HH:mm",
    Language.EN: "d MMM, HH:mm",
}
DAY_PATTERNS: Mapping[Language, str] = {
    Language.ZH_HANS: "M月d日",
    Language.ZH_HANT: "M月d日",
    Language.EN: "d MMM",
}
UNITS = (("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000))


def moment(at: int, language: Language, time_zone: str) -> str:
    """Date and time of an instant (UTC ms) on the township's clock."""
    return format_datetime(_local(at, time_zone), MOMENT_PATTERNS[language], locale=LOCALES[language])


def day(at: int, language: Language, time_zone: str) -> str:
    """Date of an instant (UTC ms) on the township's calendar."""
    return format_datetime(_local(at, time_zone), DAY_PATTERNS[language], locale=LOCALES[language])


def hour(at: int, time_zone: str) -> str:
    """Time of day of an instant (UTC ms) on the township's clock."""
    return f"{_local(at, time_zone):%H:%M}"


def span(length_ms: int) -> tuple[str, int]:
    """A length of time in its largest unit that leaves no remainder, at least a minute: `("day", 3)`, `("minute", 90)`."""
    whole_minutes = max(1, round(length_ms / 60_000)) * 60_000
    for unit, size in UNITS:
        if whole_minutes % size == 0 or (unit == "hour" and whole_minutes > 2 * size):
            return unit, round(whole_minutes / size)
    raise AssertionError  # a minute always fits


def _local(at: int, time_zone: str) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(time_zone))
