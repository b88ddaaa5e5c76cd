"""A lead hands the team to a member, who says yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_lead import set_lead
from actions.tell_patrol import tell_persons
from documents.team_asks import handed_over_message, handover_card
from domain.refusals import Refusal, RefusalCode
from domain.team_access import leads
from domain.teams import MemberState
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.team_links import HandoverState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import MenuKey
    from domain.teams import Member
    from storage.team_links import Handover
    from storage.unit_of_work import UnitOfWork


async def offer_team(work: UnitOfWork, rules: Rules, member: Member, lead_id: int) -> Handover:
    """Ask a member to lead instead; what was asked of another is withdrawn.

    Raises Refusal: NOT_ALLOWED for who is no lead, NO_LONGER_MEMBER, ALREADY_CHANGED for who leads already.
    """
    holders = await work.people.holders()
    if not leads(lead_id, holders, member.unit):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if member.state is not MemberState.MEMBER:
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    if leads(member.person_id, holders, member.unit):
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    handover = await work.team_links.offer(member.unit, lead_id, member.person_id)
    names = await work.people.names([lead_id])
    card = handover_card(handover.id, names.get(lead_id, "—"), rules.township.unit(member.unit))
    await tell_persons(work, rules, [member.person_id], card, f"handover:{handover.id}", Lane.REMINDER)
    return handover


async def answer_handover(
    work: UnitOfWork,
    rules: Rules,
    handover: Handover,
    *,
    accepted: bool,
    givers_keyboard: tuple[tuple[MenuKey, ...], ...],
) -> None:
    """The member's answer; who handed over is told. The caller has asked whether it is theirs to give.

    Raises Refusal: ALREADY_CHANGED when it was withdrawn or answered, or who offered leads no longer, and NO_LONGER_MEMBER.
    """
    unit, taker = handover.unit, handover.to_person
    member = await work.teams.member(unit, taker)
    if member is None or member.state is not MemberState.MEMBER:
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    if accepted and not leads(handover.from_person, await work.people.holders(), unit):
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    if not await work.team_links.end(handover, HandoverState.ACCEPTED if accepted else HandoverState.DECLINED):
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    if accepted:
        await set_lead(work, rules, unit, taker, taker, leads_now=True)
        await set_lead(work, rules, unit, handover.from_person, taker, leads_now=False)
    names = await work.people.names([taker])
    told = handed_over_message(
        names.get(taker, "—"), rules.township.unit(unit), givers_keyboard if accepted else None, accepted=accepted
    )
    await work.outbox.put(Outgoing(ToPerson(handover.from_person), Lane.REPLY, told))
