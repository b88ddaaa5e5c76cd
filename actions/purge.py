"""Take away what nobody needs any more: messages that were sent long ago, notes of old updates, the tracks of past patrols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.forget_person import forget_in_the_night
from domain.durations import DAY_MS
from storage.key_ring import Sealed

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

SENT_KEPT_MS = 90 * DAY_MS
"""As long as a message's deduplication key may still be asked for."""
TRACKS_KEPT_MS = 30 * DAY_MS
"""Where somebody walked is summed up at their check-out; the points are kept for a question that comes up afterwards."""
RAW_KEPT_MS = 90 * DAY_MS
"""Whoever maintains the program has had time to look at what it could not deal with."""
SEEN_KEPT_MS = 7 * DAY_MS
"""Telegram keeps an update for a day."""


async def purge(work: UnitOfWork) -> None:
    """Do it, and have the keys destroyed of messages and drafts that are gone. Cases and events are not touched."""
    await work.outbox.purge(work.now - SENT_KEPT_MS)
    await work.check_ins.forget_tracks(work.now - TRACKS_KEPT_MS)
    await work.intake.forget_seen(work.now - SEEN_KEPT_MS)
    await work.quarantine.forget_raw(work.now - RAW_KEPT_MS)
    await forget_in_the_night(work)
    needed = await work.outbox.day_needed()
    if needed:
        await work.erasure.doom(Sealed.DAY, 0, needed - 1)
