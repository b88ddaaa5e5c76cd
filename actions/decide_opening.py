"""The second word on opening a name: with one tap it is shown to whoever asked, for a time, and the reporter hears of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.ask_opening import keep_opening_due, request_key
from actions.end_opening import CASE, OFFICE, end_opening, take_requests_away
from actions.show_opened import show_opened, still_theirs
from actions.tell import refresh_cards, tell_own_reporter
from documents.opening_card import decided_card, office_of
from domain.events import EventKind
from domain.messages import Message, Moment, phrase, say
from domain.openings import OpeningState, can_be_opened, decides_as
from domain.refusals import Refusal, RefusalCode
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.access import Holder
    from domain.cases import Case
    from domain.openings import Opening
    from storage.unit_of_work import UnitOfWork


async def decide_opening(
    work: UnitOfWork, rules: Rules, opening_id: int, person_id: int, *, granted: bool
) -> tuple[Opening, Message]:
    """Say yes or no; the request as it stands then, and what to put in its place.

    One that cannot be granted any more, because the case or the office of whoever asked is over, ends instead. Raises
    Refusal(OPENING_OVER) for one that is over, and NO_SUCH_CASE for whoever may not decide: to them it does not exist.
    """
    opening = await work.openings.get(opening_id)
    case = await work.cases.get(opening.matter_id) if opening is not None else None
    if opening is None or case is None:
        raise Refusal(RefusalCode.OPENING_OVER)
    named, holders = await work.conflicts.of(case.id), await work.people.holders()
    by = decides_as(person_id, opening.asked_by, holders, named)
    if by is None:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    if opening.state is not OpeningState.ASKED:
        return opening, decided_card(opening, case, rules.township)
    if not can_be_opened(case):
        await end_opening(work, rules, case, opening, CASE)
    elif not await still_theirs(work, opening, case):
        await end_opening(work, rules, case, opening, OFFICE)
    else:
        await _decide(work, rules, case, opening, by, granted=granted)
    stands = await work.openings.get(opening_id) or opening
    return stands, decided_card(stands, case, rules.township)


async def _decide(work: UnitOfWork, rules: Rules, case: Case, opening: Opening, by: Holder, *, granted: bool) -> None:
    ends_at = work.now + rules.township.shield.opened_for_ms if granted else None
    if not await work.openings.decide(opening, by, ends_at):
        raise Refusal(RefusalCode.OPENING_OVER)
    kind = EventKind.OPENING_GRANTED if granted else EventKind.OPENING_REFUSED
    detail: dict[str, str | int | bool | list[int] | None] = {
        "opening": opening.id,
        "role": by.role.value,
        "unit": by.unit,
        "until": ends_at,
    }
    await work.events.append(kind, case.id, by.person_id, detail)
    state = OpeningState.GRANTED if granted else OpeningState.REFUSED
    decided = replace(
        opening, state=state, decided_by=by.person_id, decided_role=by.role, decided_unit=by.unit, ends_at=ends_at
    )
    await keep_opening_due(work, rules, decided)
    if ends_at is None:
        told = say("opening-told-refused", number=case.number)
        await work.outbox.put(Outgoing(ToPerson(opening.asked_by), Lane.REPLY, told))
    else:
        await show_opened(work, decided, case)
        await _tell_reporter(work, rules, case, decided, ends_at)
    await work.cards.forget(request_key(opening, by.person_id))
    await take_requests_away(work, rules, case, opening.id, but_not=by.person_id)
    await refresh_cards(work, rules, case)


async def _tell_reporter(work: UnitOfWork, rules: Rules, case: Case, opening: Opening, ends_at: int) -> None:
    """The reason in words stays with the office: it may be about others. The reporter hears it as the code it was given."""
    township = rules.township
    if opening.decided_role is None or opening.decided_unit is None:
        return
    line = phrase(
        "told-opened",
        number=case.number,
        office=office_of(opening.asked_role, opening.asked_unit, township),
        why=phrase(f"opening-why-{opening.why}"),
        by=office_of(opening.decided_role, opening.decided_unit, township),
        until=Moment(at=ends_at),
    )
    await tell_own_reporter(work, rules, case, Message(lines=(line,)), f"opened:{opening.id}")
