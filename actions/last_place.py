"""Where somebody showed last that they are on a shift."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


class LastPlace(NamedTuple):
    """A place in WGS 84 degrees, and when they were there (UTC ms)."""

    place: tuple[float, float]
    at: int


async def last_place(work: UnitOfWork, post_id: int) -> LastPlace | None:
    """What the phone said last, or the place of the poster that was scanned since; None where nothing says it."""
    last = await work.check_ins.last_located(post_id)
    if last is None:
        return None
    if last.latitude is not None and last.longitude is not None:
        return LastPlace((last.latitude, last.longitude), last.at)
    checkpoint = await work.checkpoints.get(last.checkpoint_id) if last.checkpoint_id is not None else None
    return LastPlace((checkpoint.latitude, checkpoint.longitude), last.at) if checkpoint is not None else None
