"""Destroy what was written of an incident that nobody has made a case of: its time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.retention import incident_kept_until
from storage.due import DueKind
from storage.key_ring import Sealed

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def run_due_incident(work: UnitOfWork, rules: Rules, incident_id: int) -> None:
    """Words, place and files go and their key is destroyed; who met something on which shift, and when, stays.

    The time is over, or was when the row was set: by the configuration of now it may be later. What became a case goes with it.
    """
    met_at = await work.incidents.kept_alone(incident_id)
    if met_at is None:
        return
    until = incident_kept_until(met_at, rules.township)
    if until > work.now:
        await work.due.set(DueKind.INCIDENT, str(incident_id), until)
        return
    await work.incidents.erase(incident_id)
    await work.erasure.doom(Sealed.INCIDENT, incident_id, incident_id)
    await work.events.append(EventKind.INCIDENT_ERASED, None, None, {"incident": incident_id})
