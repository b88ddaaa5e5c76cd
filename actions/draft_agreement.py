"""Write an agreement: what was agreed becomes a document to print and sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import note, open_mediation
from domain.cases import OPEN_STATES
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.rules import Rules
    from domain.cases import Case
    from domain.mediation import Agreement
    from storage.agreements import PromisedWords
    from storage.unit_of_work import UnitOfWork

TWO_SIDES = 2


async def check_agreement(work: UnitOfWork, case: Case) -> None:
    """Raises Refusal(SIDES_MISSING) while fewer than two sides are entered, and for what has ended or is signed."""
    if case.state not in OPEN_STATES:
        raise Refusal(RefusalCode.MEDIATION_OVER)
    if len({party.side for party in await work.parties.of(case.id)}) < TWO_SIDES:
        raise Refusal(RefusalCode.SIDES_MISSING)
    file = await work.mediations.file(case.id)
    if file is not None and file.paper is not None and file.paper.signed_at is not None:
        raise Refusal(RefusalCode.AGREEMENT_SIGNED)


async def draft_agreement(
    work: UnitOfWork, rules: Rules, case: Case, facts: str, promises: Sequence[PromisedWords], by: int
) -> Agreement:
    """Keep the agreement; it takes the place of one that was written before and not signed.

    There is a copy for each party and one for the committee (People's Mediation Law of the PRC, article 29).
    """
    await open_mediation(work, case)
    await check_agreement(work, case)
    copies = len(await work.parties.of(case.id)) + 1
    agreement = await work.agreements.draft(case.id, facts, promises, copies, by)
    detail: dict[str, str | int | bool | list[int] | None] = {"agreement": agreement.id, "promises": len(promises)}
    await note(work, rules, case.id, EventKind.AGREEMENT_DRAFTED, by, detail)
    return agreement
