"""Invite somebody to a role in a unit: a token that works once and for a limited time."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.due import DueKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork

TOKEN_BYTES = 16
PREFIX = "i_"


async def invite(work: UnitOfWork, rules: Rules, role: Role, unit: str, name: str, invited_by: int | None) -> str:
    """Make an invitation; the start parameter of its link. Only the token's hash is kept.

    `invited_by` is None at the operator's console. Raises Refusal(NO_SECOND_ADMIN) for a role that a second admin
    would have to confirm, when the inviting one is the only admin.
    """
    if invited_by is not None and role in rules.township.invitations.second_admin:
        admins = {held.person_id for held in await work.people.holders() if held.role is Role.ADMIN}
        if not admins - {invited_by}:
            raise Refusal(RefusalCode.NO_SECOND_ADMIN)
    token = base64.urlsafe_b64encode(rules.random_bytes(TOKEN_BYTES)).decode().rstrip("=")
    expires_at = work.now + rules.township.invitations.valid_ms
    identifier = await work.invitations.add(token, role, unit, name, invited_by, expires_at)
    await work.events.append(EventKind.INVITED, None, invited_by, {"role": role.value, "unit": unit})
    await work.due.set(DueKind.INVITATION_EXPIRY, str(identifier), expires_at)
    return PREFIX + token
