"""The machine's own clock, the only one that `shouwang serve` goes by."""

from __future__ import annotations

import time


class SystemClock:
    """Wall time in UTC ms and monotonic seconds, as the operating system gives them."""

    def now(self) -> int:
        """The wall clock: UTC milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Seconds since some moment, never going back."""
        return time.monotonic()
