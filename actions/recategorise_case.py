"""Say what kind of case it really is: its clocks follow, and its reporter is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.joint_mediators import let_helpers_go
from actions.tell import refresh_cards, tell_reporter
from domain.cases import KnownAs, Step
from domain.events import EventKind
from domain.messages import Localised, say
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def recategorise_case(work: UnitOfWork, rules: Rules, case: Case, category: str, person_id: int) -> Case:
    """Change category, and with it the kind. The periods of the new kind count from the filing, as those of the old one did.

    What would have been said before now under the new kind is not made up for. A case whose reporter left no identity
    stays a tip: only for tips was that promised.
    """
    kind = rules.township.category(category).kind
    if category == case.category:
        return case
    if case.known_as is KnownAs.UNLINKED and kind is not CaseKind.TIP:
        raise Refusal(RefusalCode.STAYS_A_TIP)
    now_is = replace(case, kind=kind, category=category)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "kind": kind.value,
        "category": category,
        "was": case.category,
    }
    changed = await change_case(work, rules, now_is, Step.RECATEGORISE, EventKind.RECATEGORISED, person_id, detail)
    await let_helpers_go(work, rules, case, changed)
    name = Localised(name=rules.township.category(category).name)
    told = say("told-recategorised", number=case.number, category=name)
    await tell_reporter(work, rules, changed, told, f"category:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
