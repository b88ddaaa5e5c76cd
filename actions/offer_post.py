"""Offer a post of somebody who cannot stand on it to the rest of the team."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.shifts import PostState
from storage.exchanges import ExchangeKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def offer_post(work: UnitOfWork, _rules: Rules, post: Post) -> None:
    """Open the search for a stand-in. The post stays theirs until somebody takes it."""
    if post.state is not PostState.CANNOT:
        await work.shifts.save_post(replace(post, state=PostState.CANNOT, answered_at=work.now), post.state)
    await work.exchanges.open(post.id, ExchangeKind.STAND_IN)
