"""Waiting: until a moment of the monotonic clock, and longer after each failure."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.clock import Clock


class Backoff:
    """Seconds to wait after a failure: twice as long each time, with jitter, so that many do not come back at once."""

    def __init__(self, first: float, most: float) -> None:
        self._first = first
        self._most = most
        self._failures = 0

    def next(self) -> float:
        """How long to wait now; between half and the whole of the step, never more than the most."""
        step = min(self._most, self._first * 2.0**self._failures)
        self._failures = min(self._failures + 1, 16)
        return step * random.uniform(0.5, 1.0)  # noqa: S311 - jitter is no secret

    def reset(self) -> None:
        """It went well: begin with the first step again."""
        self._failures = 0


async def until(clock: Clock, moment: Callable[[float], float]) -> None:
    """Wait until a moment that may move while one waits; `moment(now)` gives it in monotonic seconds."""
    # It sleeps for as long as is known to be right, and looks again.
    while (seconds := moment(now := clock.monotonic()) - now) > 0:  # noqa: ASYNC110
        await asyncio.sleep(seconds)


async def wait_for(event: asyncio.Event, seconds: float | None) -> bool:
    """Wait for an event, for some seconds at most (None: without an end); whether it came."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
