"""Give a case to a unit, whose people have yet to accept it, and let others share in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.keep_due import keep_due
from actions.tell import Notice, recipients, refresh_cards, show_case, tell, tell_reporter
from domain.cases import OPEN_STATES, Step, next_level
from domain.events import EventKind
from domain.messages import Localised, phrase, say
from domain.notices import Condition, Truth
from domain.refusals import Refusal, RefusalCode
from domain.words import Level, Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def route_case(
    work: UnitOfWork, rules: Rules, case: Case, leading: str, helping: Iterable[str], person_id: int
) -> Case:
    """Route. A unit that leads already goes on as it was, and only those that share in the case change.

    A case that is given to another unit than that where it happened is the town's from then on.
    """
    others = tuple(dict.fromkeys(unit for unit in helping if unit != leading))
    if leading == case.responsible_unit:
        return await share_case(work, rules, case, others, person_id)
    leaves = leading != case.unit and case.level is Level.VILLAGE
    given = replace(
        case,
        responsible_unit=leading,
        level=next_level(case.level) if leaves else case.level,
        past_unit=case.past_unit and case.unit not in {leading, *others},
        helping=others,
    )
    detail: dict[str, str | int | bool | list[int] | None] = {
        "unit": leading,
        "helping": " ".join(others),
        "level": given.level.value,
    }
    await work.assignments.share(case.id, others, person_id)
    changed = await change_case(work, rules, given, Step.ROUTE, EventKind.ROUTED, person_id, detail)
    notice = Notice(
        name=f"routed:{changed.version}",
        headline=phrase("headline-routed"),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.UNACCEPTED),
        lasting=True,
    )
    await tell(work, rules, changed, (Recipient.HANDLER,), notice, but_not=person_id)
    await ask_to_help(work, rules, changed, case.helping, person_id)
    name = Localised(name=rules.township.unit(leading).name)
    told = say("told-assigned", number=case.number, unit=name)
    await tell_reporter(work, rules, changed, told, f"routed:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


async def share_case(work: UnitOfWork, rules: Rules, case: Case, helping: tuple[str, ...], person_id: int) -> Case:
    """Let exactly these units share in an open case; whoever leads it goes on. Raises Refusal(NOT_NOW)."""
    if case.state not in OPEN_STATES:
        raise Refusal(RefusalCode.NOT_NOW)
    if set(helping) == set(case.helping):
        return case
    past_unit = case.past_unit and case.unit not in helping
    changed = replace(case, helping=helping, past_unit=past_unit, version=case.version + 1)
    await work.assignments.share(case.id, helping, person_id)
    await work.cases.save(changed)
    await work.events.append(EventKind.UNITS_JOINED, case.id, person_id, {"helping": " ".join(helping)})
    await keep_due(work, rules, changed)
    await ask_to_help(work, rules, changed, case.helping, person_id)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


async def ask_to_help(
    work: UnitOfWork, rules: Rules, case: Case, before: tuple[str, ...] = (), but_not: int | None = None
) -> None:
    """Ask those whose unit shares in the case and did not `before`."""
    asked = replace(case, helping=tuple(unit for unit in case.helping if unit not in before))
    if not asked.helping:
        return
    notice = Notice(
        name=f"help:{case.version}",
        headline=phrase("headline-help", unit=Localised(name=rules.township.unit(case.responsible_unit).name)),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.UNCLOSED),
        lasting=True,
    )
    for person in await recipients(work, asked, (Recipient.HELPERS,)):
        if person != but_not:
            await show_case(work, rules, case, person, notice)
