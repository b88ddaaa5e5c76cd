"""Who is told around a mediation: those who mediate, with its card; the reporter and the parties, if they agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.mediating import mediates, mediators
from actions.show_mediation import mediation_card_for
from actions.tell import not_before, recipients, tell_reporter
from domain.words import Recipient
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Message, Phrase
    from domain.notices import AnyCondition
    from storage.unit_of_work import UnitOfWork


class MediationNotice(NamedTuple):
    """A headline over the mediation's card. `name` tells it from others of the case, so that nobody is told twice.

    A headline with a party's name or words in it is for those who mediate; `others` stands there for whoever else is told.
    """

    name: str
    headline: Phrase
    lane: Lane
    condition: AnyCondition | None = None
    others: Phrase | None = None


async def tell_officials(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    to: Iterable[Recipient],
    notice: MediationNotice,
    but_not: int | None = None,
) -> tuple[int, ...]:
    """Tell whom the resolver names and, with the handler, those who mediate along; who was told."""
    wanted = tuple(to)
    found = dict.fromkeys(await recipients(work, case, wanted))
    if Recipient.HANDLER in wanted:
        found |= dict.fromkeys(await mediators(work, case))
    persons = [person for person in found if person != but_not]
    for person in persons:
        own = await mediates(work, case, person)
        headline = notice.headline if own or notice.others is None else notice.others
        card = await mediation_card_for(work, rules, case, person, headline, mediates=own)
        await work.outbox.put(
            Outgoing(
                ToPerson(person),
                notice.lane,
                card,
                not_before=not_before(work, rules, case, notice.lane),
                dedup_key=f"{case.id}:{notice.name}:{person}",
                condition=notice.condition,
                about=case.id,
            )
        )
    return tuple(persons)


async def tell_parties(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    name: str,
    message_for: Callable[[int], Message],
    lane: Lane,
    condition: AnyCondition | None = None,
    *,
    reporter: bool = True,
) -> int:
    """Tell the parties who agreed to be reached and have an account here, and the reporter; how many.

    `message_for` makes the message for a party's number, 0 for the reporter. A reporter who took up a party's link is told
    as the party alone.
    """
    told = 0
    for party in await work.parties.of(case.id):
        person = party.reachable
        if person is None:
            continue
        tag = work.vault.reporter_tag(person)
        reporter = reporter and not await work.cases.is_reporter(case.id, tag)
        await work.outbox.put(
            Outgoing(
                ToPerson(person),
                lane,
                message_for(party.id),
                not_before=not_before(work, rules, case, lane),
                dedup_key=f"{case.id}:{name}:party:{party.id}",
                condition=condition,
                about=case.id,
            )
        )
        told += 1
    if reporter:
        told += await tell_reporter(work, rules, case, message_for(0), name, lane, condition)
    return told
