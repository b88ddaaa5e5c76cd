"""A special period that the town has added for once, beside those of the configuration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LONGEST_SPECIAL_DAYS = 60
MOST_SPECIAL_PERIODS = 20
"""Of those that are not over."""


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """From its first day to its last. `removed_at` (UTC ms) is set when it was taken back."""

    id: int
    name: str
    first: date
    last: date
    removed_at: int | None = None

    @property
    def stretch(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.first, self.last
