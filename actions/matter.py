"""A case together with those that were merged into it: its texts, and how each reporter sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.wording import readable
from domain.events import EventKind
from domain.merged import seen_through
from storage.entries import EntryKind

if TYPE_CHECKING:
    from domain.access import Viewer
    from domain.cases import Case
    from storage.entries import Entry
    from storage.events import Event
    from storage.unit_of_work import UnitOfWork

OF_ITS_REPORTER = frozenset(
    {
        *(EventKind.JOINED, EventKind.ADDED, EventKind.ANSWERED, EventKind.RATED, EventKind.SPLIT),
        *(EventKind.IDENTITY_SHOWN, EventKind.OPENING_GRANTED, EventKind.WORDS_AGREED),
    }
)
"""What in the course of a case is its own reporter's, and not that of those whose case was merged into it."""

FOR_ITS_REPORTER = frozenset({EntryKind.PROGRESS, EntryKind.RESULT})
"""What whoever deals with a case writes for its reporter to read."""


async def leading_of(work: UnitOfWork, case: Case) -> Case:
    """The case that is dealt with for this one: another it was merged into, or the case itself."""
    if case.merged_into is None:
        return case
    return await work.cases.get(case.merged_into) or case


async def as_reporter_sees(work: UnitOfWork, case: Case) -> Case:
    """The case under its own number, as far as it has come, though it may be dealt with as another."""
    leading = await leading_of(work, case)
    return case if leading is case else seen_through(case, leading)


async def texts_of_matter(work: UnitOfWork, case: Case, viewer: Viewer) -> tuple[Entry, ...]:
    """The case's own report, then everything else that was written of it and of what was merged into it, oldest first.

    Of each as far as the viewer may read it.
    """
    own = readable(await work.entries.of(case.id), case, viewer)
    further = list(own[1:])
    for merged in await work.cases.merged_into(case.id):
        further += readable(await work.entries.of(merged.id), merged, viewer)
    return (*own[:1], *sorted(further, key=lambda entry: (entry.at, entry.id)))


async def steps_for_reporter(work: UnitOfWork, case: Case) -> tuple[Event, ...]:
    """What happened in the life of a case; of one that was merged, what happened since in the one it was merged into."""
    own = await work.events.of(case.id)
    if case.merged_into is None:
        return own
    since = max((event.id for event in own if event.kind is EventKind.MERGED), default=0)
    there = await work.events.of(case.merged_into)
    later = [event for event in there if event.id > since and event.kind not in OF_ITS_REPORTER]
    return tuple(sorted((*own, *later), key=lambda event: event.id))


async def written_for_reporter(work: UnitOfWork, case: Case) -> tuple[Entry, ...]:
    """What whoever deals with a case has written for its reporter; of one that was merged, since then in the leading one too."""
    own = await work.entries.of(case.id)
    if case.merged_into is not None:
        since = max(event.at for event in await work.events.of(case.id) if event.kind is EventKind.MERGED)
        own += tuple(entry for entry in await work.entries.of(case.merged_into) if entry.at >= since)
    return tuple(entry for entry in own if entry.kind in FOR_ITS_REPORTER)
