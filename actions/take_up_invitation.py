"""Somebody opened an invitation's link: they hold the role now, or wait for a second admin's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.confirm_invitation import card_of, grant, role_name, tell_inviter
from actions.invite import PREFIX
from domain.messages import Button, Localised, Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.due import DueKind
from storage.invitations import Invitation, InvitationState
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What came of it: `waits` for a second admin, or granted."""

    invitation: Invitation
    waits: bool


async def take_up_invitation(work: UnitOfWork, rules: Rules, start_parameter: str, person_id: int) -> TakenUp:
    """Take it up.

    Raises Refusal(INVITATION_GONE) for one that was used, has expired or never existed, and NO_SECOND_ADMIN when nobody
    is left who could confirm it.
    """
    invitation = await work.invitations.by_token(start_parameter.removeprefix(PREFIX))
    if invitation is None or invitation.state is not InvitationState.OPEN or invitation.expires_at <= work.now:
        raise Refusal(RefusalCode.INVITATION_GONE)
    seconds = await _second_admins(work, rules, invitation, person_id)
    waits = bool(seconds)
    state = InvitationState.AWAITING if waits else InvitationState.GRANTED
    if not await work.invitations.use(invitation, person_id, state):
        raise Refusal(RefusalCode.INVITATION_GONE)
    await work.due.clear(DueKind.INVITATION_EXPIRY, str(invitation.id))
    if waits:
        await _ask(work, rules, invitation, seconds)
    else:
        await grant(work, rules, invitation, person_id)
        await tell_inviter(work, invitation)
    return TakenUp(invitation, waits)


async def _second_admins(work: UnitOfWork, rules: Rules, invitation: Invitation, taker: int) -> list[int]:
    """Who may confirm; nobody for a role that needs it not.

    The operator's console may make the first one, before there is anybody to ask.
    """
    if invitation.role not in rules.township.invitations.second_admin:
        return []
    admins = {held.person_id for held in await work.people.holders() if held.role is Role.ADMIN}
    seconds = sorted(admins - {invitation.invited_by, taker})
    if not seconds and invitation.invited_by is not None:
        raise Refusal(RefusalCode.NO_SECOND_ADMIN)
    return seconds


async def _ask(work: UnitOfWork, rules: Rules, invitation: Invitation, admins: list[int]) -> None:
    subject = str(invitation.id)
    line = phrase(
        "ask-confirm-invitation",
        name=invitation.name,
        role=role_name(invitation),
        unit=Localised(name=rules.township.unit(invitation.unit).name),
    )
    yes = Button(label=phrase("button-confirm-invitation"), act="i-confirm", subject=subject)
    no = Button(label=phrase("button-refuse-invitation"), act="i-refuse", subject=subject)
    for admin in admins:
        message = Message(lines=(line,), buttons=((yes, no),))
        await work.outbox.put(Outgoing(ToPerson(admin), Lane.REPLY, message, card_key=card_of(invitation, admin)))
