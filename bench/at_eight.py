"""The program with its wall clock set, so that it is eight in the evening whenever it is measured."""

from __future__ import annotations

import os
import sys
from functools import partial

from bot import command_line
from playground.clock import MovedClock

OFFSET = "BENCH_CLOCK_OFFSET_MS"

if __name__ == "__main__":
    vars(command_line)["SystemClock"] = partial(MovedClock, offset_ms=int(os.environ[OFFSET]))
    command_line.main(sys.argv[1:])
