"""Supervision: proposed by the centre or by the clock, led by the director with a date for the reply, ended with a result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import Notice, refresh_cards, tell, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import Moment, phrase, say
from domain.notices import Condition, Truth
from domain.words import Recipient
from storage.entries import EntryKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork

DAY_MS = 86_400_000


async def supervise_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int, days: int | None = None) -> Case:
    """Supervise; a reply is asked for within so many days, of the configured lengths the first when none is given.

    It is answered by what the handler does next, and chased every morning until then.
    """
    reply_by = work.now + (days or rules.township.supervision.reply_days[0]) * DAY_MS
    dated = replace(case, supervision_reply_by=reply_by)
    detail: dict[str, str | int | bool | list[int] | None] = {"reply_by": reply_by}
    changed = await change_case(work, rules, dated, Step.SUPERVISE, EventKind.SUPERVISED, person_id, detail)
    notice = Notice(
        name=f"supervised:{changed.version}",
        headline=phrase("headline-supervised", at=Moment(at=reply_by)),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.SUPERVISED),
    )
    told_to = (Recipient.HANDLER, Recipient.VILLAGE_HEAD, *((Recipient.HELPERS,) if case.helping else ()))
    await tell(work, rules, changed, told_to, notice, but_not=person_id)
    told = say("told-supervised", number=case.number)
    await tell_reporter(work, rules, changed, told, f"supervised:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


async def propose_supervision(work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str) -> Case:
    """The centre's staff propose it with a reason; the director decides."""
    changed = await change_case(work, rules, case, Step.PROPOSE, EventKind.SUPERVISION_PROPOSED, person_id)
    await work.entries.add(case.id, EntryKind.PROPOSAL, text, (), person_id)
    notice = Notice(
        name=f"proposed:{changed.version}",
        headline=phrase("headline-proposed"),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.PROPOSED),
        lasting=True,
    )
    await tell(work, rules, changed, (Recipient.DIRECTOR,), notice, but_not=person_id)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


async def decline_supervision(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> Case:
    """The director leaves the case as it is; the centre's staff are told. It may be proposed again."""
    changed = await change_case(work, rules, case, Step.DECLINE, EventKind.SUPERVISION_DECLINED, person_id)
    notice = Notice(name=f"declined:{changed.version}", headline=phrase("headline-declined"), lane=Lane.REMINDER)
    await tell(work, rules, changed, (Recipient.CENTRE_STAFF,), notice, but_not=person_id)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


async def lift_supervision(work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str) -> Case:
    """The director ends it with what came of it, which stays on file; handler, head, centre and reporter are told."""
    changed = await change_case(work, rules, case, Step.LIFT, EventKind.SUPERVISION_LIFTED, person_id)
    await work.entries.add(case.id, EntryKind.LIFTED, text, (), person_id)
    notice = Notice(name=f"lifted:{changed.version}", headline=phrase("headline-lifted"), lane=Lane.ESCALATION)
    told_to = (Recipient.HANDLER, Recipient.VILLAGE_HEAD, Recipient.CENTRE_STAFF)
    await tell(work, rules, changed, told_to, notice, but_not=person_id)
    told = say("told-lifted", number=case.number)
    await tell_reporter(work, rules, changed, told, f"lifted:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
