"""A team's roster is to be mended: in a moment, so that several changes on end are one renewal and one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.durations import MINUTE_MS
from storage.due import DueKind

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

SOON_MS = 5 * MINUTE_MS


async def renew_soon(work: UnitOfWork, unit: str) -> None:
    """Somebody came, went, leads now, or said when they cannot come."""
    await work.due.set(DueKind.ROSTER, unit, work.now + SOON_MS)
