"""Make a team's standing link anew; the one before is good for nothing then."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork

TOKEN_BYTES = 16
PREFIX = "j_"


async def make_team_link(work: UnitOfWork, rules: Rules, unit: str, by: int) -> str:
    """The start parameter of the new link, which is shown once: only the token's hash is kept."""
    token = new_token(rules)
    await work.team_links.renew(unit, token, by)
    await work.events.append(EventKind.TEAM_LINK_RENEWED, None, by, {"unit": unit})
    return PREFIX + token


async def team_of_link(work: UnitOfWork, start_parameter: str) -> str:
    """The team whose link was opened. Raises Refusal(TEAM_LINK_GONE) for one that was replaced or never existed."""
    unit = await work.team_links.unit_of(start_parameter.removeprefix(PREFIX))
    if unit is None:
        raise Refusal(RefusalCode.TEAM_LINK_GONE)
    return unit


def new_token(rules: Rules) -> str:
    """128 random bits as a link carries them."""
    return base64.urlsafe_b64encode(rules.random_bytes(TOKEN_BYTES)).decode().rstrip("=")
