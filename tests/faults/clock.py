"""One clock for two processes: real time and an offset that stands in a small file."""

from __future__ import annotations

import mmap
import struct
import time
from pathlib import Path

FORM = "<q"


class SharedClock:
    """The program's clock. Whoever moves the time writes the offset (ms) into the file; it is read at every look."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), struct.calcsize(FORM), access=mmap.ACCESS_READ)

    def now(self) -> int:
        """The wall clock as everybody here sees it (UTC ms)."""
        (offset,) = struct.unpack(FORM, self._memory[:])
        return round(time.time() * 1000) + int(offset)

    def monotonic(self) -> float:
        """Seconds that only go forward and are never moved."""
        return time.monotonic()


def write_offset(path: Path, offset_ms: int) -> None:
    """Move the clock of everybody who has the file."""
    with path.open("r+b" if path.exists() else "wb") as file:
        file.write(struct.pack(FORM, offset_ms))
