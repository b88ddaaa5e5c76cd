"""The one source of time."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Told to everything that needs the time; the playground and the tests move it."""

    def now(self) -> int:
        """The wall clock: UTC milliseconds."""

    def monotonic(self) -> float:
        """Seconds since some moment, never going back."""
