"""A second admin says yes or no to an invitation that was taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.messages import phrase, say
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.invitations import InvitationState
from storage.outbox import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from domain.messages import Phrase
    from storage.invitations import Invitation
    from storage.unit_of_work import UnitOfWork


async def confirm_invitation(work: UnitOfWork, invitation_id: int, admin_id: int, *, granted: bool) -> Invitation:
    """Decide. Raises Refusal when the person is no admin, invited themselves, or another was faster."""
    invitation = await work.invitations.get(invitation_id)
    admins = {held.person_id for held in await work.people.holders() if held.role is Role.ADMIN}
    if invitation is None or invitation.used_by is None:
        raise Refusal(RefusalCode.INVITATION_GONE)
    if admin_id not in admins or admin_id in {invitation.invited_by, invitation.used_by}:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    state = InvitationState.GRANTED if granted else InvitationState.REFUSED
    if not await work.invitations.decide(invitation, admin_id, state):
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    if granted:
        await grant(work, invitation, invitation.used_by)
    told = say("invitation-granted" if granted else "invitation-refused", role=_role(invitation))
    await work.outbox.put(Outgoing(ToPerson(invitation.used_by), Lane.REPLY, told))
    return invitation


async def grant(work: UnitOfWork, invitation: Invitation, person_id: int) -> None:
    """The person holds the role from now, under the name in the invitation."""
    await work.people.grant(person_id, invitation.role, invitation.unit)
    await work.people.set_name(person_id, invitation.name)
    detail = {"role": invitation.role.value, "unit": invitation.unit}
    await work.events.append(EventKind.ROLE_GRANTED, None, person_id, detail)


def _role(invitation: Invitation) -> Phrase:
    return phrase(f"role-{invitation.role.value.replace('_', '-')}")
