"""An invitation that nobody used ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


async def expire_invitation(work: UnitOfWork, invitation_id: int) -> None:
    """End it, if it is still open."""
    invitation = await work.invitations.get(invitation_id)
    if invitation is not None and invitation.expires_at <= work.now:
        await work.invitations.expire(invitation)
