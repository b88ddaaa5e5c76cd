"""Make a case of a confirmed report: number, identity, texts, clocks, and word to those whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.keep_due import keep_due
from actions.keep_names import keep_names
from actions.tell import Notice, recipients, show_case, tell, tell_reporter
from domain.cases import Case, CaseState, KnownAs, Urgency
from domain.events import EventKind
from domain.messages import Attachment, Live, Localised, Message, phrase, say
from domain.notices import Condition, Truth
from domain.numbers import case_number, pseudonym, receipt
from domain.recipients import FALLBACK
from domain.routing import routing_of
from domain.wording import Particulars
from domain.words import CaseKind, Level, Recipient
from storage.cases import Place
from storage.entries import EntryKind
from storage.outgoing import Lane
from storage.vault import Identity

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork

RECEIPT_BYTES = 16
PSEUDONYM_BYTES = 8


@dataclass(frozen=True, slots=True)
class Report:
    """What a reporter confirmed. `about` are the persons it names, who must never learn of it.

    `words` and `author_id` are given where somebody else than the reporter wrote the text.
    """

    kind: CaseKind
    category: str
    unit: str
    text: str
    attachments: tuple[Attachment, ...]
    place: Place
    urgent: bool
    known_as: KnownAs
    reporter: Identity
    about: frozenset[int] = frozenset()
    words: EntryKind = EntryKind.REPORT
    author_id: int | None = None
    words_held: bool = False
    """Whether it is passed on without the reporter's own words; then with these particulars."""
    particulars: Particulars | None = None
    about_names: tuple[str, ...] = ()
    """Names that were typed: whoever bears one, now or later, must not learn of it either."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A new case; `receipt` is set for an unlinked tip and is known to nobody but its reader."""

    case: Case
    receipt: str | None


async def file_report(work: UnitOfWork, rules: Rules, report: Report) -> Filed:
    """File a report. The case, the notices and the first due row are one transaction: the caller's."""
    case = await _new_case(work, rules, report)
    linked = report.known_as is not KnownAs.UNLINKED
    tag = work.vault.reporter_tag(report.reporter.person_id) if linked else None
    await work.cases.add(case, report.place, tag)
    await work.entries.add(case.id, report.words, report.text, report.attachments, report.author_id)
    if case.helping:
        await work.assignments.share(case.id, case.helping, None)
    for person in sorted(report.about):
        await work.conflicts.add(case.id, person)
    if report.particulars is not None:
        await work.particulars.keep(case.id, report.particulars)
    await keep_names(work, case.id, report.about_names)
    digits = None
    if linked:
        await work.vault.keep(case.id, report.reporter)
    else:
        digits = receipt(rules.random_bytes(RECEIPT_BYTES))
        await work.receipts.keep(case.id, digits.replace(" ", ""))
    detail: dict[str, str | int | bool | list[int] | None] = {
        "kind": case.kind.value,
        "category": case.category,
        "unit": case.unit,
        "urgent": report.urgent,
        "known_as": case.known_as.value,
        "special": await work.stronger_clocks.are(),
    }
    await work.events.append(EventKind.FILED, case.id, None, detail)
    await keep_due(work, rules, case)
    if not await tell_of_new_case(work, rules, case):
        await say_that_nobody_may(work, rules, case)
    elif routing_of(rules.township, report.kind, report.category, report.unit).routed:
        await _tell_of_route(work, rules, case)
    return Filed(case, digits)


async def tell_of_new_case(work: UnitOfWork, rules: Rules, case: Case, but_not: int | None = None) -> tuple[int, ...]:
    """Word of a case that waits to be accepted, to whoever may accept it; of an urgent one to the first rung too.

    An urgent one that somebody has seen before, and that waits again, is told as any other. Who was told. `but_not` is whoever
    passed it on: they know, and somebody else has to take it, if need be further up.
    """
    urgent = case.urgency is Urgency.URGENT and case.acknowledged_at is None
    first = rules.township.urgent.ladder[0] if urgent else ()
    notice = Notice(
        name=f"new:{case.version}",
        headline=phrase(_headline(case, urgent=urgent)),
        lane=Lane.SOS if urgent else Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.UNACKNOWLEDGED if urgent else Truth.UNACCEPTED),
        lasting=True,
    )
    told: tuple[int, ...] = ()
    for group in ((*first, Recipient.HANDLER), *((recipient,) for recipient in FALLBACK)):
        told = told or await tell(work, rules, case, group, notice, but_not)
    await work.events.append(EventKind.STEP_RUN, case.id, None, {"step": "new", "due_at": work.now, "told": list(told)})
    return told


def _headline(case: Case, *, urgent: bool) -> str:
    """A case that has waited since it was opened again is not a new one."""
    if urgent:
        return "headline-urgent"
    return "headline-reopened" if case.awaiting_since == case.reopened_at else "headline-new"


async def say_that_nobody_may(work: UnitOfWork, rules: Rules, case: Case) -> None:
    """Everybody who could deal with it is named or answers to somebody who is: the reporter hears where to turn instead."""
    oversight = rules.township.oversight
    line = phrase(
        "told-nobody-may",
        number=case.number,
        name=Localised(name=oversight.name),
        contact=Live(text=oversight.contact),
    )
    await tell_reporter(work, rules, case, Message(lines=(line,)), "nobody-may", Lane.REPLY)


async def _tell_of_route(work: UnitOfWork, rules: Rules, case: Case) -> None:
    """The reporter has it in hand that a department has the case; whoever shares in it is asked to help."""
    detail: dict[str, str | int | bool | list[int] | None] = {
        "unit": case.responsible_unit,
        "helping": " ".join(case.helping),
    }
    await work.events.append(EventKind.ROUTED, case.id, None, detail)
    units = case.helping if case.level is Level.VILLAGE else (case.responsible_unit,)
    name = Localised(name=rules.township.unit(units[0]).name)
    await tell_reporter(work, rules, case, say("told-routed", number=case.number, unit=name), "routed")
    if case.helping:
        headline = phrase("headline-help", unit=Localised(name=rules.township.unit(case.responsible_unit).name))
        condition = Condition(case_id=case.id, truth=Truth.UNCLOSED)
        notice = Notice("help", headline, Lane.ESCALATION, condition, lasting=True)
        for person in await recipients(work, case, (Recipient.HELPERS,)):
            await show_case(work, rules, case, person, notice)


async def _new_case(work: UnitOfWork, rules: Rules, report: Report) -> Case:
    case_id = await work.cases.next_id()
    routing = routing_of(rules.township, report.kind, report.category, report.unit)
    return Case(
        id=case_id,
        number=case_number(rules.number_key, case_id),
        kind=report.kind,
        category=report.category,
        unit=report.unit,
        responsible_unit=routing.leading,
        level=routing.level,
        past_unit=routing.past_unit,
        helping=routing.helping,
        state=CaseState.FILED,
        urgency=Urgency.URGENT if report.urgent else Urgency.NORMAL,
        known_as=report.known_as,
        pseudonym=pseudonym(rules.random_bytes(PSEUDONYM_BYTES)),
        filed_at=work.now,
        awaiting_since=work.now,
        urgent_since=work.now if report.urgent else None,
        chased_until=work.now,
        stronger=await work.stronger_clocks.stretches(),
        words_held=report.words_held,
    )
