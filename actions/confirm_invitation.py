"""A second admin says yes or no to an invitation that was taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.give_role import give_role
from domain.events import EventKind
from domain.messages import Message, phrase, say
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.invitations import InvitationState
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import MenuKey, Phrase
    from storage.invitations import Invitation
    from storage.unit_of_work import UnitOfWork


async def confirm_invitation(
    work: UnitOfWork,
    rules: Rules,
    invitation_id: int,
    admin_id: int,
    *,
    granted: bool,
    keyboard: tuple[tuple[MenuKey, ...], ...] | None = None,
) -> Invitation:
    """Decide. `keyboard` is what the invited person works with from now on.

    Raises Refusal when the person is no admin, invited or is invited themselves, or another was faster.
    """
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
        await grant(work, rules, invitation, invitation.used_by, confirmed_by=admin_id)
        await tell_inviter(work, invitation)
    line = phrase("invitation-granted" if granted else "invitation-refused", role=role_name(invitation))
    told = Message(lines=(line,), menu=keyboard if granted else None)
    await work.outbox.put(Outgoing(ToPerson(invitation.used_by), Lane.REPLY, told))
    await _take_buttons_away(work, invitation, admins - {admin_id}, granted=granted)
    return invitation


async def grant(
    work: UnitOfWork, rules: Rules, invitation: Invitation, person_id: int, confirmed_by: int | None = None
) -> None:
    """The person holds the role from now, under the name in the invitation."""
    await work.people.set_name(person_id, invitation.name)
    detail = {
        "role": invitation.role.value,
        "unit": invitation.unit,
        "invited_by": invitation.invited_by,
        "confirmed_by": confirmed_by,
    }
    await work.events.append(EventKind.ROLE_GRANTED, None, person_id, detail)
    await give_role(work, rules, person_id, invitation.role, invitation.unit)


async def tell_inviter(work: UnitOfWork, invitation: Invitation) -> None:
    """Whoever made the invitation hears that it was taken up; the console hears nothing."""
    if invitation.invited_by is not None:
        told = say("invitation-came", name=invitation.name, role=role_name(invitation))
        await work.outbox.put(Outgoing(ToPerson(invitation.invited_by), Lane.REPLY, told))


def role_name(invitation: Invitation) -> Phrase:
    """What the role is called."""
    return phrase(f"role-{invitation.role.value.replace('_', '-')}")


def card_of(invitation: Invitation, admin_id: int) -> str:
    """The name of the message in which an admin was asked."""
    return f"invitation:{invitation.id}:{admin_id}"


async def _take_buttons_away(work: UnitOfWork, invitation: Invitation, admins: set[int], *, granted: bool) -> None:
    """The other admins who were asked need not answer any more."""
    line = phrase("invitation-confirmed" if granted else "invitation-declined", name=invitation.name)
    for admin in sorted(admins - {invitation.used_by, invitation.invited_by}):
        if await work.cards.message_of(card_of(invitation, admin)) is not None:
            message = Message(lines=(line,))
            await work.outbox.put(Outgoing(ToPerson(admin), Lane.REPLY, message, card_key=card_of(invitation, admin)))
