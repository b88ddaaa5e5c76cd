"""The program on a disk whose every sync takes five milliseconds longer."""

from __future__ import annotations

import sys
import time

from bot.command_line import main
from tests.faults.disk import SQLITE_OK, Act, Operation, hooked

SLOWER_SECONDS = 0.005


def _slowly(operation: Operation) -> int:
    if operation.act is Act.SYNC:
        time.sleep(SLOWER_SECONDS)
    return SQLITE_OK


if __name__ == "__main__":
    with hooked(before=_slowly):
        main(sys.argv[1:])
