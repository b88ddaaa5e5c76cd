"""Somebody opened an invitation's link: they hold the role now, or wait for a second admin's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.confirm_invitation import grant
from actions.invite import PREFIX
from domain.messages import Button, Localised, Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.due import DueKind
from storage.invitations import Invitation, InvitationState
from storage.outbox import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What came of it: `waits` for a second admin, or granted."""

    invitation: Invitation
    waits: bool


async def take_up_invitation(work: UnitOfWork, rules: Rules, start_parameter: str, person_id: int) -> TakenUp:
    """Take it up. Raises Refusal(INVITATION_GONE) for one that was used, has expired or never existed."""
    invitation = await work.invitations.by_token(start_parameter.removeprefix(PREFIX))
    if invitation is None or invitation.state is not InvitationState.OPEN or invitation.expires_at <= work.now:
        raise Refusal(RefusalCode.INVITATION_GONE)
    waits = await _needs_second_admin(work, rules, invitation)
    state = InvitationState.AWAITING if waits else InvitationState.GRANTED
    if not await work.invitations.use(invitation, person_id, state):
        raise Refusal(RefusalCode.INVITATION_GONE)
    await work.due.clear(DueKind.INVITATION_EXPIRY, str(invitation.id))
    if waits:
        await _ask_second_admin(work, rules, invitation)
    else:
        await grant(work, invitation, person_id)
    return TakenUp(invitation, waits)


async def _needs_second_admin(work: UnitOfWork, rules: Rules, invitation: Invitation) -> bool:
    """A second admin must confirm; the operator's console may make the first one, before there is any."""
    if invitation.role not in rules.township.invitations.second_admin:
        return False
    return bool(await _other_admins(work, invitation)) or invitation.invited_by is not None


async def _ask_second_admin(work: UnitOfWork, rules: Rules, invitation: Invitation) -> None:
    subject = str(invitation.id)
    line = phrase(
        "ask-confirm-invitation",
        name=invitation.name,
        role=phrase(f"role-{invitation.role.value.replace('_', '-')}"),
        unit=Localised(name=rules.township.unit(invitation.unit).name),
    )
    yes = Button(label=phrase("button-confirm-invitation"), act="i-confirm", subject=subject)
    no = Button(label=phrase("button-refuse-invitation"), act="i-refuse", subject=subject)
    for admin in await _other_admins(work, invitation):
        message = Message(lines=(line,), buttons=((yes, no),))
        await work.outbox.put(Outgoing(ToPerson(admin), Lane.REPLY, message, card_key=f"invitation:{subject}:{admin}"))


async def _other_admins(work: UnitOfWork, invitation: Invitation) -> list[int]:
    holders = await work.people.holders()
    admins = {held.person_id for held in holders if held.role is Role.ADMIN}
    return sorted(admins - {invitation.invited_by})
