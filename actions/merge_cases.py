"""Deal with two cases of one matter as one, take a merged one out again, and link those that only have to do with another.

Each reporter keeps their number, sees every step and is answered. What was written stays with its own case. Whoever one
of them must not reach is not reached by the other either, and that stays so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.file_report import tell_of_new_case
from actions.keep_due import keep_due
from actions.take_away import take_away
from actions.tell import Notice, refresh_cards, tell, tell_reporter
from domain.access import excluded_by
from domain.cases import OPEN_STATES, KnownAs, Step, Urgency, awaits_answer
from domain.events import EventKind
from domain.merged import heir_of
from domain.messages import phrase, say
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind, Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def merge_cases(work: UnitOfWork, rules: Rules, leading: Case, other: Case, person_id: int) -> Case:
    """Merge `other` into `leading`, with everything that was merged into it before; the leading case as it is then.

    Refused for what is not open, where the other is being mediated, where only one of the two is a tip or goes past the
    village (merged, the one would be shown to people from whom it was kept), and where only the other's reporter can be reached.
    """
    if leading.id == other.id:
        raise Refusal(RefusalCode.SAME_CASE)
    if leading.state not in OPEN_STATES or other.state not in OPEN_STATES:
        raise Refusal(RefusalCode.NOT_OPEN)
    mediation = await work.mediations.file(other.id)
    if mediation is not None and not mediation.stopped:
        raise Refusal(RefusalCode.IN_MEDIATION)
    if _kept_from(leading) != _kept_from(other):
        raise Refusal(RefusalCode.OTHER_WAY)
    if leading.known_as is KnownAs.UNLINKED and other.known_as is not KnownAs.UNLINKED:
        raise Refusal(RefusalCode.OTHER_LEADS)
    joined = replace(other, merged_into=leading.id)
    merged = await change_case(work, rules, joined, Step.MERGE, EventKind.MERGED, person_id, {"into": leading.id})
    for before in await work.cases.merged_into(other.id):
        await work.cases.save(replace(before, merged_into=leading.id, version=before.version + 1))
        await work.events.append(EventKind.MERGED, before.id, person_id, {"into": leading.id})
    for person in sorted(await work.conflicts.of(leading.id) | await work.conflicts.of(other.id)):
        await work.conflicts.add(leading.id, person)
    excluded = excluded_by(await work.conflicts.of(leading.id), await work.people.holders())
    left = await take_away(work, rules, leading, excluded, but_not=person_id)
    changed = await _take_in(work, rules, left, other, person_id)
    urgent = changed.urgency is not leading.urgency
    notice = Notice(
        name=f"took_in:{other.id}:{changed.version}",
        headline=phrase("headline-took-in"),
        lane=Lane.SOS if urgent else Lane.ESCALATION,
    )
    await tell(work, rules, changed, (Recipient.HANDLER,), notice, but_not=person_id)
    await tell_reporter(work, rules, merged, say("told-merged", number=merged.number), f"merged:{merged.version}")
    await refresh_cards(work, rules, merged)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


async def separate_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> Case:
    """Let a merged case go its own way again; it waits anew for somebody to accept it. Whom it must not reach stays so."""
    changed = await change_case(work, rules, case, Step.SEPARATE, EventKind.SEPARATED, person_id)
    await tell_reporter(work, rules, changed, say("told-separated", number=case.number), f"apart:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    await tell_of_new_case(work, rules, changed, but_not=person_id)
    return changed


async def link_cases(work: UnitOfWork, rules: Rules, case: Case, other: Case, person_id: int) -> None:
    """Say that two cases have to do with one another. Nobody sees more by it than before, and no reporter is told."""
    if case.id == other.id or not await work.case_links.add(case.id, other.id, person_id):
        raise Refusal(RefusalCode.SAME_CASE)
    await work.events.append(EventKind.LINKED, case.id, person_id, {"other": other.id})
    await work.events.append(EventKind.LINKED, other.id, person_id, {"other": case.id})
    for each in (case, other):
        await refresh_cards(work, rules, each, but_not=person_id)


async def unlink_cases(work: UnitOfWork, rules: Rules, case: Case, other: Case, person_id: int) -> None:
    """They have nothing to do with one another after all. Twice is once."""
    if not await work.case_links.remove(case.id, other.id):
        return
    await work.events.append(EventKind.UNLINKED, case.id, person_id, {"other": other.id})
    await work.events.append(EventKind.UNLINKED, other.id, person_id, {"other": case.id})
    for each in (case, other):
        await refresh_cards(work, rules, each, but_not=person_id)


async def pass_on_matter(work: UnitOfWork, rules: Rules, case: Case) -> Case | None:
    """A reporter takes back a case that others were merged into: the oldest of these goes on in its place, with its people.

    It is the oldest whose reporter can be reached, if there is one. To be called before the case is withdrawn; None where
    nothing was merged into it.
    """
    waiting = await work.cases.merged_into(case.id)
    if not waiting:
        return None
    first, *others = sorted(waiting, key=lambda each: each.known_as is KnownAs.UNLINKED)
    heir = heir_of(case, first)
    await work.cases.save(heir)
    await work.assignments.share(heir.id, case.helping, None)
    await work.events.append(EventKind.SEPARATED, heir.id, None, {"from": case.id})
    for other in others:
        await work.cases.save(replace(other, merged_into=heir.id, version=other.version + 1))
        await work.events.append(EventKind.MERGED, other.id, None, {"into": heir.id})
    await keep_due(work, rules, heir)
    notice = Notice(name=f"heir:{heir.version}", headline=phrase("headline-heir"), lane=Lane.REMINDER, lasting=True)
    await tell(work, rules, heir, (Recipient.HANDLER,), notice)
    return heir


def _kept_from(case: Case) -> tuple[bool, bool]:
    """From whom it is kept beyond conflicts: tips from whoever could know their writer by the words, some from the village."""
    return case.kind is CaseKind.TIP, case.past_unit


async def _take_in(work: UnitOfWork, rules: Rules, leading: Case, other: Case, person_id: int) -> Case:
    """The leading case with what the other brings: that nobody has seen yet that it is urgent, and an unanswered supervision."""
    brought = leading
    if other.urgency is Urgency.URGENT and other.acknowledged_at is None and leading.urgency is not Urgency.URGENT:
        brought = replace(leading, urgency=Urgency.URGENT, urgent_since=other.urgent_since)
    changed = replace(brought, version=leading.version + 1)
    await work.cases.save(changed)
    await work.events.append(EventKind.TOOK_IN, leading.id, person_id, {"other": other.id})
    await keep_due(work, rules, changed)
    if not awaits_answer(other) or awaits_answer(leading):
        return changed
    dated = replace(changed, supervision_reply_by=other.supervision_reply_by)
    detail: dict[str, str | int | bool | list[int] | None] = {"reply_by": other.supervision_reply_by}
    return await change_case(work, rules, dated, Step.SUPERVISE, EventKind.SUPERVISED, None, detail)
