"""A clock that can be moved forward: for the playground, the replay and the tests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class MovedClock:
    """Real time with an offset, or, `frozen`, a time that stands still until it is moved. Wall times are UTC ms."""

    def __init__(self, *, start_at: int | None = None, frozen: bool = False, offset_ms: int = 0) -> None:
        self.frozen = frozen
        real = round(time.time() * 1000)
        self._fixed = start_at if start_at is not None else real
        self._offset_ms = offset_ms if start_at is None else start_at - real
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> int:
        """The wall clock as everybody here sees it."""
        return self._fixed if self.frozen else round(time.time() * 1000) + self._offset_ms

    def monotonic(self) -> float:
        """Seconds that only go forward and are never moved."""
        return time.monotonic()

    @property
    def offset_ms(self) -> int:
        """How far the wall clock is ahead of the real one."""
        return self.now() - round(time.time() * 1000)

    def set(self, at: int) -> None:
        """Move the wall clock, forward or back, and tell whoever listens."""
        self._offset_ms += at - self.now()
        self._fixed = at
        for listener in self._listeners:
            listener()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Have `listener` called after each move."""
        self._listeners.append(listener)
