"""What every action needs besides the unit of work: the township's configuration, its calendar and its numbers' key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.calendar import Calendar
    from domain.township import Township


@dataclass(frozen=True, slots=True)
class Rules:
    """One township's rules, made once at start. `random_bytes(n)` is the system's randomness."""

    township: Township
    calendar: Calendar
    number_key: bytes = field(repr=False)
    random_bytes: Callable[[int], bytes]

    def quiet_until(self, at: int) -> int | None:
        """When the quiet hours that an instant lies in are over; None outside of them. Both UTC ms."""
        return self.calendar.quiet_until(at, self.township.quiet_hours)
