"""Faults on demand: slow or lost answers, errors, floods, updates that come twice or out of order."""

from __future__ import annotations

import random
from collections import deque

from pydantic import BaseModel, Field

GROUP_LIMIT = 20
ALL_LIMIT = 30
CHAT_LIMIT = 3
"""What Telegram tolerates: to one group in a minute, over all in a second, to one chat in a second (a short burst)."""


class Rule(BaseModel, extra="forbid"):
    """What goes wrong with which calls. `action` None only waits. Latency in ms, `retry_after` in seconds."""

    method: str = "*"
    chat_id: int | None = None
    times: int | None = None
    probability: float = Field(default=1.0, ge=0, le=1)
    latency_ms: int = Field(default=0, ge=0)
    action: str | None = Field(default=None, pattern="^(drop_before|drop_after|500|429|403|400|timeout_after)$")
    retry_after: int = 1


class FaultPlan(BaseModel, extra="forbid"):
    """All faults that are on."""

    rules: list[Rule] = []
    flood_limits: bool = False
    duplicate_updates: float = Field(default=0.0, ge=0, le=1)
    shuffle_updates: bool = False
    seed: int = 0


class Faults:
    """Decides call by call what goes wrong; the same seed gives the same faults."""

    def __init__(self) -> None:
        self.plan = FaultPlan()
        self._random = random.Random(0)  # noqa: S311 - faults need no secrecy
        self._sent: dict[int, deque[float]] = {}
        self._all: deque[float] = deque()

    def set(self, plan: FaultPlan) -> None:
        """Put these faults in place of those before."""
        self.plan = plan
        self._random = random.Random(plan.seed)  # noqa: S311

    @property
    def shuffle_updates(self) -> bool:
        """Whether updates come out of order."""
        return self.plan.shuffle_updates

    def shuffle(self, batch: list[dict[str, object]]) -> None:
        """Put the updates of one answer into another order."""
        self._random.shuffle(batch)

    def duplicates(self) -> bool:
        """Whether the next update comes twice."""
        return self.plan.duplicate_updates > 0 and self._random.random() < self.plan.duplicate_updates

    def rule_for(self, method: str, chat_id: int | None) -> Rule | None:
        """The first rule that hits this call; one with `times` is used up."""
        for rule in self.plan.rules:
            if rule.method not in {"*", method} or rule.chat_id not in {None, chat_id} or rule.times == 0:
                continue
            if self._random.random() < rule.probability:
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return None

    def flooded(self, chat_id: int, now: float) -> int | None:
        """Seconds to wait when a message to this chat would break Telegram's limits; None when it may go. `now` in seconds."""
        if not self.plan.flood_limits:
            return None
        chat = self._sent.setdefault(chat_id, deque())
        window, most = (60.0, GROUP_LIMIT) if chat_id < 0 else (1.0, CHAT_LIMIT)
        _forget(chat, now - window)
        _forget(self._all, now - 1.0)
        if len(chat) >= most:
            return max(1, round(window - (now - chat[0])))
        if len(self._all) >= ALL_LIMIT:
            return 1
        chat.append(now)
        self._all.append(now)
        return None


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
