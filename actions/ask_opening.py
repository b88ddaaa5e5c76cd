"""An official asks who reported a case; somebody else has to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell import not_before, refresh_cards
from documents.opening_card import request_card
from domain.events import EventKind
from domain.notices import OpeningCondition
from domain.openings import OpeningState, can_be_opened, capacity_to_ask, decides_as, first_asked, next_opening_step
from domain.refusals import Refusal, RefusalCode
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.access import Holder
    from domain.cases import Case
    from domain.messages import Message, Phrase
    from domain.openings import Opening
    from storage.unit_of_work import UnitOfWork


async def may_ask_now(work: UnitOfWork, case: Case, person_id: int) -> Holder:
    """The office in which somebody may ask now.

    Raises Refusal: NAME_NOT_SEALED, NOT_NOW for a case that is over, NOT_ALLOWED, OPENING_RUNS, or NO_SECOND_OFFICER.
    """
    named = await work.conflicts.of(case.id)
    asker = capacity_to_ask(await work.people.viewer(person_id), case, named)
    if asker is None:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if not can_be_opened(case):
        sealed = case.known_as.value == "confidential"
        raise Refusal(RefusalCode.NOT_NOW if sealed else RefusalCode.NAME_NOT_SEALED)
    if await work.openings.running(case.id, person_id) is not None:
        raise Refusal(RefusalCode.OPENING_RUNS)
    if not first_asked(person_id, await work.people.holders(), named):
        raise Refusal(RefusalCode.NO_SECOND_OFFICER)
    return asker


async def ask_opening(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, why: str, reason: str
) -> tuple[Opening, int]:
    """Ask; the request, and how many people were asked for their word. Raises as `may_ask_now`."""
    asker = await may_ask_now(work, case, person_id)
    opening = await work.openings.ask(case.id, asker, why, reason)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "opening": opening.id,
        "role": asker.role.value,
        "unit": asker.unit,
        "why": why,
    }
    await work.events.append(EventKind.OPENING_ASKED, case.id, person_id, detail)
    await keep_opening_due(work, rules, opening)
    first = first_asked(person_id, await work.people.holders(), await work.conflicts.of(case.id))
    await put_request(work, rules, case, opening, [held.person_id for held in first], "asked")
    await refresh_cards(work, rules, case, but_not=person_id)
    return opening, len(first)


async def requests_before(work: UnitOfWork, person_id: int) -> tuple[tuple[Opening, Case], ...]:
    """What somebody was asked to decide and may decide still, oldest first."""
    holders = await work.people.holders()
    found = []
    for opening in await work.openings.waiting():
        asked = await work.cards.message_of(request_key(opening, person_id)) is not None
        case = await work.cases.get(opening.matter_id) if asked else None
        if case is not None:
            named = await work.conflicts.of(case.id)
            if decides_as(person_id, opening.asked_by, holders, named) is not None:
                found.append((opening, case))
    return tuple(found)


async def request_of(
    work: UnitOfWork, rules: Rules, case: Case, opening: Opening, headline: Phrase | None = None
) -> Message:
    """The request as whoever decides reads it."""
    asker = (await work.people.names([opening.asked_by])).get(opening.asked_by, "—")
    return request_card(opening, case, rules.township, asker, await work.openings.reason(opening), headline)


async def put_request(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    opening: Opening,
    persons: Iterable[int],
    name: str,
    headline: Phrase | None = None,
) -> None:
    """Put the request before some people, once for each `name`. The caller has asked who may decide."""
    card = await request_of(work, rules, case, opening, headline)
    for person in persons:
        key = request_key(opening, person)
        # A card changed in place further up would not ring.
        await work.cards.forget(key)
        await work.outbox.put(
            Outgoing(
                ToPerson(person),
                Lane.ESCALATION,
                card,
                not_before=not_before(work, rules, case, Lane.ESCALATION),
                dedup_key=f"opening:{opening.id}:{name}:{person}",
                card_key=key,
                condition=OpeningCondition(opening.id, OpeningState.ASKED),
                about=case.id,
            )
        )


async def keep_opening_due(work: UnitOfWork, rules: Rules, opening: Opening) -> None:
    """Set the request's due row to its next step, or take it away."""
    due = next_opening_step(opening, rules.township.shield)
    if due is None:
        await work.due.clear(DueKind.OPENING, str(opening.id))
    else:
        await work.due.set(DueKind.OPENING, str(opening.id), due.at)


def request_key(opening: Opening, person_id: int) -> str:
    """The name of the message in which somebody was asked for the second word."""
    return f"opening-ask:{opening.id}:{person_id}"
