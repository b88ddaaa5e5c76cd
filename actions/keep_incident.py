"""A patroller met something on a shift: it is kept, the lead is told, and it may become a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.last_place import last_place
from actions.tell_patrol import in_reach, tell_persons
from documents.incident_card import lead_card
from domain.cases import KnownAs
from domain.events import EventKind
from domain.patrol_plan import PatrolRecipient
from domain.retention import incident_kept_until
from storage.due import DueKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.cases import Case
    from domain.forms import Answer
    from domain.messages import Attachment
    from domain.on_shift import OnShift
    from storage.incidents import Incident
    from storage.unit_of_work import UnitOfWork

INCIDENT_ANSWER = "incident"
"""The answer of a report that names the incident it was made of."""


async def keep_incident(
    work: UnitOfWork,
    rules: Rules,
    own: OnShift,
    text: str,
    attachments: tuple[Attachment, ...],
    place: tuple[float, float] | None,
) -> Incident:
    """Keep it and tell the lead at once: they are out too. Where it was is where it is said to be, else the last place."""
    person_id, rostered = own.post.person_id, own.rostered
    incident = await work.incidents.add(
        person_id, rostered.shift.id, text, attachments, place or await place_on(work, own)
    )
    lead = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, person_id)
    name = (await work.people.names([person_id])).get(person_id, "—")
    unit = rules.township.unit(rostered.shift.unit).name
    card = lead_card(incident, name, unit)
    await tell_persons(work, rules, lead, card, f"incident:{incident.id}", Lane.ESCALATION, urgent=True)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "incident": incident.id,
        "shift": rostered.shift.id,
        "told": list(lead),
    }
    await work.events.append(EventKind.INCIDENT_KEPT, None, person_id, detail)
    await work.due.set(DueKind.INCIDENT, str(incident.id), incident_kept_until(incident.at, rules.township))
    return incident


async def place_on(work: UnitOfWork, own: OnShift) -> tuple[float, float] | None:
    """Where somebody showed last that they are on this shift."""
    last = await last_place(work, own.post.id)
    return None if last is None else last.place


async def link_incident(work: UnitOfWork, answers: Mapping[str, Answer], case: Case, person_id: int) -> None:
    """A report that was made of an incident was filed: the incident says from now on which case it is.

    Only where the reporter is named: of any other report nothing may say whose it is.
    """
    number = answers.get(INCIDENT_ANSWER)
    if not isinstance(number, int) or case.known_as is not KnownAs.NAMED:
        return
    incident = await work.incidents.get(number)
    if incident is not None and incident.person_id == person_id and await work.incidents.became(incident.id, case.id):
        await work.events.append(EventKind.INCIDENT_FILED, None, None, {"incident": incident.id})
        await work.due.clear(DueKind.INCIDENT, str(incident.id))
