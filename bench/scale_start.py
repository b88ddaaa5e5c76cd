"""Start the program once on a filled folder and say when it was ready; a process of its own, so that nothing is warm in it."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

BEGUN = time.monotonic()

from bench.scale_folder import build_in  # noqa: E402 - what is imported counts too


async def start(folder: Path) -> None:
    """Start, print how long it took since the first line of this module, and stop."""
    shouwang = build_in(folder)
    await shouwang.start()
    sys.stdout.write(f"{time.monotonic() - BEGUN}\n")
    sys.stdout.flush()
    await shouwang.stop()


if __name__ == "__main__":
    asyncio.run(start(Path(sys.argv[1])))
