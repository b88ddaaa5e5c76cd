"""Make somebody's own calendar link anew, or end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.make_team_link import new_token
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def make_calendar_link(work: UnitOfWork, rules: Rules, person_id: int) -> str:
    """The token of the new link, which is shown once: only its hash is kept. The link before it works no more.

    Raises Refusal(NO_LONGER_MEMBER) for who belongs to no team.
    """
    if not await work.teams.of_person(person_id):
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    token = new_token(rules)
    await work.calendar_links.renew(person_id, token)
    await work.events.append(EventKind.CALENDAR_LINK_CHANGED, None, person_id, {"change": "made"})
    return token


async def end_calendar_link(work: UnitOfWork, person_id: int, by: int) -> None:
    """The person's link works no more; nothing happens where there is none."""
    if await work.calendar_links.end(person_id):
        await work.events.append(EventKind.CALENDAR_LINK_CHANGED, None, by, {"change": "ended", "person": person_id})
