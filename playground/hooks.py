"""What the program that runs in the playground may offer it, and moving the clock step by step with its help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.clock import MovedClock

ROUNDS_WITHOUT_PROGRESS = 3


async def _nothing_due() -> int | None:
    return None


async def _nothing_to_do() -> None:
    return None


@dataclass
class Hooks:
    """`next_due` says when the program has work next (UTC ms), `settle` waits until it has done all that is due now."""

    next_due: Callable[[], Awaitable[int | None]] = _nothing_due
    settle: Callable[[], Awaitable[None]] = _nothing_to_do


async def advance(clock: MovedClock, hooks: Hooks, to: int, also_due: Callable[[], int | None] = lambda: None) -> None:
    """Let time pass until `to`, stopping whenever the program has something to do, and whenever `also_due` says so."""
    await hooks.settle()
    stuck = 0
    while stuck < ROUNDS_WITHOUT_PROGRESS:
        due = _earlier(await hooks.next_due(), also_due())
        if due is None or due > to:
            break
        stuck = stuck + 1 if due <= clock.now() else 0
        clock.set(max(due, clock.now()))
        await hooks.settle()
    clock.set(max(to, clock.now()))
    await hooks.settle()


async def jump(clock: MovedClock, hooks: Hooks, to: int) -> None:
    """Set the clock at once, as after an outage; what fell due meanwhile is then done late."""
    clock.set(to)
    await hooks.settle()


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((due for due in (one, other) if due is not None), default=None)
