"""Lengths of time as people write them ("24h", "-4h", "30d") and as the program counts them: milliseconds."""

import re
from typing import Annotated, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

SECOND_MS: Final = 1_000
MINUTE_MS: Final = 60 * SECOND_MS
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS

_UNITS: Final = {"s": SECOND_MS, "m": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS}
_WRITTEN: Final = re.compile(r"(-?)(\d{1,6})([smhd])")


def parse_duration(text: str) -> int:
    """Read "90s", "15m", "24h", "30d" or the same with a minus before it; answer milliseconds.

    A day is 24 hours: no summer time is kept in the places this program is for.

    Raises:
        ValueError: the text is anything else.
    """
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise ValueError(f"not a length of time: {text!r}")
    sign, digits, unit = written.groups()
    milliseconds = int(digits) * _UNITS[unit]
    return -milliseconds if sign else milliseconds


def format_duration(milliseconds: int) -> str:
    """Write a length of time as `parse_duration` reads it, in the largest unit that leaves no rest."""
    for unit in ("d", "h", "m"):
        if milliseconds and milliseconds % _UNITS[unit] == 0:
            return f"{milliseconds // _UNITS[unit]}{unit}"
    return f"{milliseconds // SECOND_MS}s"


def _from_written(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_duration(value)
    except ValueError:
        raise PydanticCustomError("duration", "a length of time such as {example}", {"example": '"24h"'}) from None


Duration = Annotated[int, BeforeValidator(_from_written), Field(gt=0)]
"""Milliseconds, more than none; a string is read as `parse_duration` does."""

Offset = Annotated[int, BeforeValidator(_from_written)]
"""Milliseconds after something, or before it when negative; a string is read as `parse_duration` does."""
