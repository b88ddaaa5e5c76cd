"""Destroy what was written of a case that has ended: its time is over, or its reporter asks for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from actions.matter import leading_of
from domain.cases import OPEN_STATES
from domain.events import EventKind
from domain.messages import say
from domain.refusals import Refusal, RefusalCode
from domain.retention import kept_until
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


class Why(StrEnum):
    """What the texts of a case are destroyed for."""

    RETENTION = "retention"
    """The time for which they are kept is over."""
    ASKED = "asked"
    """The reporter wants them gone."""


async def erase_case(work: UnitOfWork, case: Case, why: Why) -> None:
    """Take away texts, names and files, and have their key destroyed; number, kind, unit, times and rating stay.

    What was merged into it goes with it. The cards of it that stand in chats say from now on no more than its number.
    Raises Refusal(NOT_NOW) for an open case, and for one that was merged into an open case.
    """
    leading = await leading_of(work, case)
    if leading.state in OPEN_STATES or case.erased_at is not None:
        raise Refusal(RefusalCode.NOT_NOW)
    for merged in await work.cases.merged_into(case.id):
        if merged.erased_at is None:
            await erase_case(work, merged, why)
    for person in await work.cards.persons_shown(case.id):
        shown_in = await work.cards.message_of(f"case:{case.id}:{person}")
        blank = say("card-erased", number=case.number)
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, blank, edit_message_id=shown_in))
    await work.events.append(EventKind.ERASED, case.id, None, {"why": why.value})
    await work.erasure.case(case.id)


async def run_due_retention(work: UnitOfWork, rules: Rules, case_id: int) -> None:
    """The time of keeping is over, or was when the row was set: by the configuration of now it may be later."""
    case = await work.cases.get(case_id)
    until = None if case is None else kept_until(case, rules.township)
    if case is None or until is None:
        return
    if until > work.now:
        await work.due.set(DueKind.RETENTION, str(case_id), until)
    else:
        await erase_case(work, case, Why.RETENTION)
