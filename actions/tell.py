"""The one way by which anybody is told of a case: through the resolver, the quiet hours and the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.case_card import CaseFile, handler_card
from domain.access import Act, may, viewer_among
from domain.cases import KnownAs, Urgency
from domain.messages import Message, Phrase
from domain.recipients import resolve
from domain.words import Recipient
from storage.outbox import Lane, Outgoing, ToPerson, ToReporter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.cases import Case
    from domain.notices import Condition
    from storage.unit_of_work import UnitOfWork

HELD_BACK = frozenset({Lane.ESCALATION, Lane.REMINDER, Lane.BROADCAST})


@dataclass(frozen=True, slots=True)
class Notice:
    """What officials are told of a case: a headline over the case's card.

    `name` tells this notice from others of the case, so that nobody is told it twice. A `lasting` card is kept up to date
    in place as the case goes on.
    """

    name: str
    headline: Phrase
    lane: Lane
    condition: Condition | None = None
    lasting: bool = False


async def tell(
    work: UnitOfWork, rules: Rules, case: Case, to: Iterable[Recipient], notice: Notice, but_not: int | None = None
) -> tuple[int, ...]:
    """Tell everybody whom the resolver names; who was told, in order. `but_not` is the person who caused it."""
    persons = [person for person in await recipients(work, case, to) if person != but_not]
    for person in persons:
        await show_case(work, rules, case, person, notice)
    return tuple(persons)


async def recipients(work: UnitOfWork, case: Case, to: Iterable[Recipient]) -> tuple[int, ...]:
    """The persons that some recipients mean now, each once, without anybody the case must not reach."""
    holders = await work.people.holders()
    named = await work.conflicts.of(case.id)
    found: dict[int, None] = {}
    for recipient in to:
        for person in resolve(recipient, case, holders, named):
            found.setdefault(person)
    return tuple(found)


async def show_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int, notice: Notice) -> None:
    """Put the case's card with a headline on one person's way. The caller has asked who may see it."""
    card = await card_for(work, rules, case, person_id, notice.headline)
    card_key = f"case:{case.id}:{person_id}" if notice.lasting else None
    if card_key is not None:
        # News must ring: a card changed in place further up would not.
        await work.cards.forget(card_key)
    await work.outbox.put(
        Outgoing(
            ToPerson(person_id),
            notice.lane,
            card,
            not_before=_not_before(work, rules, case, notice.lane),
            dedup_key=f"{case.id}:{notice.name}:{person_id}",
            card_key=card_key,
            condition=notice.condition,
        )
    )


async def card_for(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, headline: Phrase | None = None
) -> Message:
    """The case's card as one person may see it. Showing a named reporter's name to the handler is written down."""
    holders = await work.people.holders()
    names = await work.people.names([each for each in (case.handler_id, case.acknowledged_by) if each is not None])
    identity = None
    if case.known_as is KnownAs.NAMED and case.handler_id == person_id:
        identity = await work.vault.identity_of(case.id)
        await work.vault.note_shown(case.id, person_id, work.now)
    file = CaseFile(
        case=case,
        viewer=viewer_among(person_id, holders),
        conflicts=await work.conflicts.of(case.id),
        entries=await work.entries.of(case.id),
        place=await work.cases.place(case.id),
        names=names,
        identity=identity,
    )
    return handler_card(file, rules.township, rules.calendar, work.now, headline)


async def refresh_cards(work: UnitOfWork, rules: Rules, case: Case, but_not: int | None = None) -> None:
    """Bring the lasting cards of a case up to date, silently, in the chats of all who may still see it."""
    holders = await work.people.holders()
    named = await work.conflicts.of(case.id)
    for person in await work.cards.persons_shown(case.id):
        if person != but_not and may(viewer_among(person, holders), Act.VIEW, case, named):
            card = await card_for(work, rules, case, person)
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, card_key=f"case:{case.id}:{person}"))


async def tell_reporter(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    message: Message,
    name: str,
    lane: Lane = Lane.ESCALATION,
    condition: Condition | None = None,
) -> bool:
    """Tell whoever reported the case, once for each `name`; False for an unlinked tip, whose reporter cannot be reached."""
    if case.known_as is KnownAs.UNLINKED:
        return False
    await work.outbox.put(
        Outgoing(
            ToReporter(case.id),
            lane,
            message,
            not_before=_not_before(work, rules, case, lane),
            dedup_key=f"{case.id}:{name}:reporter",
            condition=condition,
        )
    )
    return True


def _not_before(work: UnitOfWork, rules: Rules, case: Case, lane: Lane) -> int | None:
    """Quiet hours hold back what is not urgent and is no answer."""
    if case.urgency is Urgency.URGENT or lane not in HELD_BACK:
        return None
    return rules.calendar.quiet_until(work.now, rules.township.quiet_hours)
