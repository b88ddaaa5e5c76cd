"""The clock that APScheduler goes by: the machine's own, whatever clock the program was given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def machine_time_in(seconds: float) -> datetime:
    """The machine's time some seconds from now; negative seconds count as none."""
    return datetime.now(UTC) + timedelta(seconds=max(0.0, seconds))
