"""Who mediates along with a case's handler: asked in, let go again, and, from outside its units, gone with its end.

Whoever comes from another unit sees this one case and no other of that unit, and that only while they mediate along and the
case is open (`domain.access.joins`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import note, open_mediation
from actions.show_mediation import mediation_card_for
from domain.access import Act, joins, may, may_know
from domain.events import EventKind
from domain.messages import phrase, say
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def toggle_joint_mediator(work: UnitOfWork, rules: Rules, case: Case, person_id: int, by: int) -> bool:
    """Somebody mediates along, or, if they did, no longer; whether they do now. The caller has asked whether they may."""
    await open_mediation(work, case)
    joins = await work.mediations.join(case.id, person_id)
    if not joins:
        await work.mediations.leave(case.id, person_id)
    await note(work, rules, case.id, EventKind.JOINT_MEDIATOR_CHANGED, by, {"person": person_id, "joins": joins})
    now = await work.cases.get(case.id) or case
    if joins:
        await _ask_in(work, rules, now, person_id)
    else:
        await _let_go(work, rules, now, person_id)
    return joins


async def let_helpers_go(work: UnitOfWork, rules: Rules, before: Case, case: Case) -> None:
    """A case has ended, or is no dispute any more: whoever helped from elsewhere sees it no longer, and is thanked once."""
    for person in case.joint:
        viewer = await work.people.viewer(person)
        if joins(viewer, before) and not joins(viewer, case):
            await _let_go(work, rules, case, person)


async def _ask_in(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> None:
    headline = phrase("headline-mediation-joined")
    card = await mediation_card_for(work, rules, case, person_id, headline, mediates=True)
    asked = Outgoing(
        ToPerson(person_id),
        Lane.ESCALATION,
        card,
        not_before=rules.quiet_until(work.now),
        dedup_key=f"{case.id}:joined:{work.now}:{person_id}",
        about=case.id,
    )
    await work.outbox.put(asked)


async def _let_go(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> None:
    """Whoever may not see the case without that: its card goes, and so does what waits for them."""
    viewer, named = await work.people.viewer(person_id), await work.conflicts.of(case.id)
    if may(viewer, Act.VIEW, case, named) or not may_know(viewer, named):
        return
    await work.conflicts.withhold(case.id, person_id)
    thanks = say("told-joint-over", number=case.number)
    if person_id in await work.cards.persons_shown(case.id):
        key = f"case:{case.id}:{person_id}"
        await work.outbox.put(Outgoing(ToPerson(person_id), Lane.ESCALATION, thanks, card_key=key))
    told = Outgoing(
        ToPerson(person_id),
        Lane.ESCALATION,
        thanks,
        not_before=rules.quiet_until(work.now),
        dedup_key=f"{case.id}:joint-over:{work.now}:{person_id}",
    )
    await work.outbox.put(told)
