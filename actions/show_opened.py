"""Put an opened name before whoever asked for it, in one message that is changed once the time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.opening_card import opened_card
from domain.events import EventKind
from domain.messages import Message, phrase
from domain.notices import OpeningCondition
from domain.openings import OpeningState, capacity_to_ask
from domain.refusals import Refusal, RefusalCode
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.openings import Opening
    from storage.unit_of_work import UnitOfWork


async def stands_open(work: UnitOfWork, opening: Opening, case: Case | None) -> bool:
    """Whether the name may be shown to whoever asked, now: their office, the case and the time are looked at anew."""
    if opening.state is not OpeningState.GRANTED or opening.ends_at is None or opening.ends_at <= work.now:
        return False
    return case is not None and await still_theirs(work, opening, case)


async def still_theirs(work: UnitOfWork, opening: Opening, case: Case) -> bool:
    """Whether whoever asked has still to do with the case by office."""
    viewer = await work.people.viewer(opening.asked_by)
    return capacity_to_ask(viewer, case, await work.conflicts.of(case.id)) is not None


async def show_opened(work: UnitOfWork, opening: Opening, case: Case) -> None:
    """Show it. Every time is written down, and the reporter can see it. Raises Refusal(OPENING_OVER)."""
    identity = await work.vault.identity_of(case.id) if await stands_open(work, opening, case) else None
    if identity is None:
        raise Refusal(RefusalCode.OPENING_OVER)
    await work.openings.note_showing(opening.id)
    await work.events.append(EventKind.IDENTITY_SHOWN, case.id, opening.asked_by, {"opening": opening.id})
    key = name_key(opening)
    shown_in = await work.cards.message_of(key)
    if shown_in is not None:
        # The name stands in one message only, so that it can be taken away again.
        moved = Message(lines=(phrase("opened-below", number=case.number),))
        await work.outbox.put(Outgoing(ToPerson(opening.asked_by), Lane.REPLY, moved, edit_message_id=shown_in))
        await work.cards.forget(key)
    await work.outbox.put(
        Outgoing(
            ToPerson(opening.asked_by),
            Lane.REPLY,
            opened_card(opening, case, identity),
            card_key=key,
            condition=OpeningCondition(opening.id, OpeningState.GRANTED),
            about=case.id,
        )
    )


def name_key(opening: Opening) -> str:
    """The name of the message in which the reporter's name stands."""
    return f"opening:{opening.id}:{opening.asked_by}"
