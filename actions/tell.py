"""The one way by which anybody is told of a case: through the resolver, the quiet hours and the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.alarm import alarm
from actions.find_similar import find_similar
from actions.matter import leading_of, texts_of_matter
from documents.case_card import CaseFile, handler_card
from domain.access import Act, excluded_by, may
from domain.cases import CaseState, KnownAs, Urgency
from domain.events import EventKind
from domain.merged import said_of
from domain.messages import Message, Phrase, phrase
from domain.recipients import resolve
from domain.words import Recipient
from storage.outgoing import Lane, Outgoing, ToPerson, ToReporter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.access import Viewer
    from domain.cases import Case
    from domain.notices import AnyCondition, Condition
    from storage.unit_of_work import UnitOfWork
    from storage.vault import Identity

HELD_BACK = frozenset({Lane.ESCALATION, Lane.REMINDER, Lane.BROADCAST})


class Notice(NamedTuple):
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
    """Tell everybody whom the resolver names; who was told, in order. `but_not` is the person who caused it.

    Where the resolver finds nobody at all the admins are told that there is such a case and not which, but for those it must
    not reach.
    """
    found = await recipients(work, case, to)
    if not found:
        shut_out = excluded_by(await work.conflicts.of(case.id), await work.people.holders())
        await alarm(work, rules, "nobody", phrase("alarm-nobody"), but_not=shut_out)
    persons = [person for person in found if person != but_not]
    for person in persons:
        await show_case(work, rules, case, person, notice)
    return tuple(persons)


async def recipients(work: UnitOfWork, case: Case, to: Iterable[Recipient]) -> tuple[int, ...]:
    """The persons that some recipients mean now, each once, without anybody the case must not reach."""
    holders = await work.people.holders_to_call()
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
            not_before=not_before(work, rules, case, notice.lane),
            dedup_key=f"{case.id}:{notice.name}:{person_id}",
            card_key=card_key,
            condition=notice.condition,
            about=case.id,
        )
    )


async def card_for(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, headline: Phrase | None = None
) -> Message:
    """The case's card as one person may see it."""
    viewer = await work.people.viewer(person_id)
    named = await work.conflicts.of(case.id)
    file = CaseFile(
        case=case,
        viewer=viewer,
        conflicts=named,
        entries=await texts_of_matter(work, case, viewer),
        place=await work.cases.place(case.id),
        names=await work.people.names([each for each in (case.handler_id, case.acknowledged_by) if each is not None]),
        identity=await _identity_for(work, case, viewer, named),
        similar=await find_similar(work, rules, case, viewer) if case.state is CaseState.FILED else (),
        leading=await _leading_for(work, case, viewer),
        particulars=await work.particulars.of(case.id) if case.words_held else None,
        opening=await work.openings.running(case.id, person_id) if case.known_as is KnownAs.CONFIDENTIAL else None,
    )
    return handler_card(file, rules.township, rules.calendar, work.now, headline)


async def _leading_for(work: UnitOfWork, case: Case, viewer: Viewer) -> Case | None:
    """The case it was merged into, for whoever may see that too."""
    leading = await leading_of(work, case)
    seen = leading.id != case.id and may(viewer, Act.VIEW, leading, await work.conflicts.of(leading.id))
    return leading if seen else None


async def _identity_for(work: UnitOfWork, case: Case, viewer: Viewer, named: frozenset[int]) -> Identity | None:
    """A named reporter, for whoever has accepted the case and nobody else. That it was shown is written down."""
    accepted = case.known_as is KnownAs.NAMED and case.accepted_at is not None
    if not accepted or not may(viewer, Act.VIEW_IDENTITY, case, named):
        return None
    if await work.vault.note_shown(case.id, viewer.person_id, work.now):
        await work.events.append(EventKind.IDENTITY_SHOWN, case.id, viewer.person_id)
    return await work.vault.identity_of(case.id)


async def refresh_cards(work: UnitOfWork, rules: Rules, case: Case, but_not: int | None = None) -> None:
    """Bring the lasting cards of a case up to date, silently, in the chats of all who may still see it."""
    named = await work.conflicts.of(case.id)
    for person in await work.cards.persons_shown(case.id):
        if person != but_not and may(await work.people.viewer(person), Act.VIEW, case, named):
            card = await card_for(work, rules, case, person)
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, card_key=f"case:{case.id}:{person}"))


async def tell_reporter(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    message: Message,
    name: str,
    lane: Lane = Lane.ESCALATION,
    condition: AnyCondition | None = None,
) -> bool:
    """Tell whoever reported the case, once for each `name`; False for an unlinked tip, whose reporter cannot be reached.

    Whoever reported a case that was merged into it is told the same under their own number.
    """
    for merged in await work.cases.merged_into(case.id):
        said = said_of(message, case, merged)
        await tell_own_reporter(work, rules, merged, said, f"{case.id}.{name}", lane, condition)
    return await tell_own_reporter(work, rules, case, message, name, lane, condition)


async def tell_own_reporter(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    message: Message,
    name: str,
    lane: Lane = Lane.ESCALATION,
    condition: AnyCondition | None = None,
) -> bool:
    """The same for what is theirs alone: nobody hears it whose case was merged into this one."""
    if case.known_as is KnownAs.UNLINKED:
        return False
    await work.outbox.put(
        Outgoing(
            ToReporter(case.id),
            lane,
            message,
            not_before=not_before(work, rules, case, lane),
            dedup_key=f"{case.id}:{name}:reporter",
            condition=condition,
        )
    )
    return True


def not_before(work: UnitOfWork, rules: Rules, case: Case, lane: Lane) -> int | None:
    """Quiet hours hold back what is not urgent and is no answer."""
    if case.urgency is Urgency.URGENT or lane not in HELD_BACK:
        return None
    return rules.quiet_until(work.now)
