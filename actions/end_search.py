"""Nobody is looked for in the place of somebody any more: they come after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def end_search(work: UnitOfWork, post: Post) -> None:
    """Withdraw the open offer of a post, if there is one."""
    offer = await work.exchanges.open_for(post.id)
    if offer is not None:
        await work.exchanges.end(offer, ExchangeState.WITHDRAWN)
