"""How long what was written of a case is kept after its end, and of what became none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.cases import OPEN_STATES, CaseState

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.township import Township


def ended_at(case: Case) -> int | None:
    """When a case came to its end (UTC ms); None for an open one."""
    if case.state in OPEN_STATES:
        return None
    return case.withdrawn_at if case.state is CaseState.WITHDRAWN else case.closed_at


def kept_until(case: Case, township: Township) -> int | None:
    """When the texts of an ended case are destroyed (UTC ms); None for one that is open, or of which nothing is left."""
    ended = ended_at(case)
    if ended is None or case.erased_at is not None:
        return None
    retention = township.retention
    return ended + (retention.withdrawn_ms if case.state is CaseState.WITHDRAWN else retention.of(case.kind))


def incident_kept_until(met_at: int, township: Township) -> int:
    """When what a patroller met and nobody has made a case of is destroyed (UTC ms)."""
    return met_at + township.retention.incident_ms
