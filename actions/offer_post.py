"""Look for somebody who stands in for a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_patrol import in_reach, tell_persons
from documents.shift_card import shift_line
from domain.messages import Message, phrase
from domain.patrol_plan import PatrolRecipient
from storage.exchanges import ExchangeKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def offer_post(work: UnitOfWork, rules: Rules, post: Post) -> None:
    """Offer a post and tell the lead that somebody is looked for; nothing more where it is offered already."""
    rostered = await work.shifts.get(post.shift_id)
    if rostered is None:
        return
    offer = await work.exchanges.open(post.id, ExchangeKind.STAND_IN)
    name = (await work.people.names([post.person_id])).get(post.person_id, "—")
    message = Message(lines=(phrase("shift-told-offered", name=name), shift_line(rostered.shift, rules.township)))
    leads = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, post.person_id)
    await tell_persons(work, rules, leads, message, f"offer:{offer.id}", Lane.ESCALATION)
