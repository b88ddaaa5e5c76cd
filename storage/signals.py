"""What a transaction leaves for others to do once it is committed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from domain.messages import Phrase


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """The short answer to a button press. It is a courtesy: losing it loses nothing that was promised."""

    callback_id: str
    text: Phrase | None
    language: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """What a finished transaction wrote that somebody should look at now. `due_from` as in Signals."""

    outbox: bool
    due_from: int | None
    answers: tuple[CallbackAnswer, ...]


@dataclass(slots=True)
class Signals:
    """The same while the transaction is still open."""

    outbox: bool = False
    due_from: int | None = None
    """The earliest time at which work was set to fall due (UTC ms)."""
    answers: list[CallbackAnswer] = field(default_factory=list)
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    """Called once it is committed, and never if it is not."""

    def due_at(self, at: int) -> None:
        """Work was set to fall due then (UTC ms)."""
        self.due_from = at if self.due_from is None else min(self.due_from, at)

    def committed(self) -> Committed:
        """The signals as they stand at the commit."""
        return Committed(self.outbox, self.due_from, tuple(self.answers))
