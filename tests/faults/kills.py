"""A life that is ended again and again while people go about something."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Sequence
from typing import Any

from playground.client import Phone
from tests.faults import checks
from tests.faults.lane import Lane
from tests.faults.town import Town


async def killed_again_and_again(
    town: Town,
    phones: Sequence[Phone],
    doing: Coroutine[Any, Any, None],
    chance: random.Random,
    longest_life: int,
    lane: Lane,
) -> None:
    """Until it is done, in as many lives as it takes, each of at most so many happenings."""
    done = asyncio.create_task(doing)
    before: Counter[tuple[int, str]] = Counter()
    while True:
        life = asyncio.create_task(town.happenings(chance.randrange(1, longest_life)))
        await asyncio.wait([done, life], return_when=asyncio.FIRST_COMPLETED)
        life.cancel()
        if done.done():
            break
        await town.kill()
        after = await checks.copies(phones)
        assert max((after - before).values(), default=0) <= 1, "a message was said more than twice for one kill"
        lane.count(kills=1, messages_said_again=(after - before).total())
        before = after
    await done
