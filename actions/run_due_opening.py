"""What time does to the opening of a name: it is said again, lapses, or the name is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.ask_opening import keep_opening_due, put_request
from actions.end_opening import CASE, NOBODY, OFFICE, TIME, end_opening
from actions.show_opened import still_theirs
from actions.tell import not_before
from domain.access import excluded_by
from domain.messages import Moment, phrase, say
from domain.notices import OpeningCondition
from domain.openings import OpeningState, OpeningStep, can_be_opened, deciders, first_asked, next_opening_step
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.openings import Opening
    from storage.unit_of_work import UnitOfWork


async def run_due_opening(work: UnitOfWork, rules: Rules, opening_id: int) -> None:
    """Do what is due for a request now. After an outage the last step alone is taken, and said once."""
    opening = await work.openings.get(opening_id)
    case = await work.cases.get(opening.matter_id) if opening is not None else None
    if opening is None or case is None:
        return
    if not can_be_opened(case):
        await end_opening(work, rules, case, opening, CASE)
        return
    if not await still_theirs(work, opening, case):
        await end_opening(work, rules, case, opening, OFFICE)
        return
    last: OpeningStep | None = None
    while (due := next_opening_step(opening, rules.township.shield)) is not None and due.at <= work.now:
        last = due.step
        if last in {OpeningStep.LAPSE, OpeningStep.END}:
            await end_opening(work, rules, case, opening, NOBODY if last is OpeningStep.LAPSE else TIME)
            return
        await work.openings.pass_on(opening)
        opening = replace(opening, rung=opening.rung + 1)
    if last is not None:
        await _ask_again(work, rules, case, opening, last)
    await keep_opening_due(work, rules, opening)


async def _ask_again(work: UnitOfWork, rules: Rules, case: Case, opening: Opening, step: OpeningStep) -> None:
    """The officers once more; then the director hears that it waits, or the oversight contact is asked too."""
    holders, named = await work.people.holders(), await work.conflicts.of(case.id)
    asked = {held.person_id: None for held in first_asked(opening.asked_by, holders, named)}
    if step is OpeningStep.OVERSIGHT:
        asked |= {held.person_id: None for held in deciders(Role.OVERSIGHT, opening.asked_by, holders, named)}
    headline = phrase("opening-headline-again", at=Moment(at=opening.asked_at))
    await put_request(work, rules, case, opening, asked, step.value, headline)
    shut_out = excluded_by(named, holders) | {opening.asked_by, *asked}
    for held in holders:
        if held.role is Role.DIRECTOR and held.person_id not in shut_out:
            await work.outbox.put(
                Outgoing(
                    ToPerson(held.person_id),
                    Lane.ESCALATION,
                    say("opening-director", number=case.number, at=Moment(at=opening.asked_at)),
                    not_before=not_before(work, rules, case, Lane.ESCALATION),
                    dedup_key=f"opening:{opening.id}:{step.value}:director:{held.person_id}",
                    condition=OpeningCondition(opening.id, OpeningState.ASKED),
                )
            )
