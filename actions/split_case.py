"""Make a part of a case a case of its own: the same reporter, other words, another category."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.file_report import Report, file_report
from actions.keep_names import kept_names
from actions.merge_cases import link_cases
from actions.tell import tell_own_reporter
from domain.cases import OPEN_STATES
from domain.events import EventKind
from domain.messages import say
from domain.refusals import Refusal, RefusalCode
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.words import CaseKind
    from storage.unit_of_work import UnitOfWork


class Part(NamedTuple):
    """What becomes a case of its own, in the centre's words."""

    kind: CaseKind
    category: str
    unit: str
    text: str


async def split_case(work: UnitOfWork, rules: Rules, case: Case, part: Part, person_id: int) -> Case:
    """Split; the new case. Its reporter has both numbers, whom the first must not reach the second does not either.

    An unlinked tip cannot be split: its reporter could not be given the second number.
    """
    if case.state not in OPEN_STATES:
        raise Refusal(RefusalCode.NOT_OPEN)
    identity = await work.vault.identity_of(case.id)
    if identity is None:
        raise Refusal(RefusalCode.NO_WAY_BACK)
    report = Report(
        kind=part.kind,
        category=part.category,
        unit=part.unit,
        text=part.text,
        attachments=(),
        place=await work.cases.place(case.id),
        urgent=False,
        known_as=case.known_as,
        reporter=identity,
        about=await work.conflicts.of(case.id),
        words=EntryKind.SUMMARY,
        author_id=person_id,
        words_held=case.words_held,
        about_names=await kept_names(work, case.id),
    )
    filed = await file_report(work, rules, report)
    await work.events.append(EventKind.SPLIT, case.id, person_id, {"other": filed.case.id})
    await link_cases(work, rules, case, filed.case, person_id)
    told = say("told-split", number=case.number, other=filed.case.number)
    await tell_own_reporter(work, rules, case, told, f"split:{filed.case.id}")
    return filed.case
