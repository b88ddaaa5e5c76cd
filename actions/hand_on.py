"""A notice could not reach the person it was for: give it to the next one who can be reached, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell import Notice, show_case
from domain.duty import on_call
from domain.messages import phrase
from domain.notices import Condition, still_true
from domain.recipients import resolve
from domain.words import Recipient

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.outbox_rows import OutboxRow
    from storage.unit_of_work import UnitOfWork

UPWARDS = (
    Recipient.HANDLER,
    Recipient.VILLAGE_HEAD,
    Recipient.DUTY_OFFICER,
    Recipient.CENTRE_STAFF,
    Recipient.DIRECTOR,
    Recipient.OVERSIGHT,
)


async def hand_on(work: UnitOfWork, rules: Rules, row: OutboxRow) -> tuple[int, ...]:
    """Tell the first group upwards in which somebody can be reached; who that is.

    Nobody is told who was told the same notice before. Does nothing for a notice that is about no case or not true now.
    """
    if not isinstance(row.condition, Condition):
        return ()
    case = await work.cases.get(row.condition.case_id)
    if case is None or not still_true(row.condition, case):
        return ()
    persons = await _next_in_reach(work, case.id, row.person_id)
    name = (await work.people.names([row.person_id])).get(row.person_id, "—") if row.person_id else "—"
    headline = phrase("headline-handed-on", headline=row.message.lines[0], name=name)
    notice = Notice(
        name=_notice_name(row),
        headline=headline,
        lane=row.lane,
        condition=row.condition,
        lasting=row.card_key is not None,
    )
    for person in persons:
        await show_case(work, rules, case, person, notice)
    return persons


async def _next_in_reach(work: UnitOfWork, case_id: int, missed: int | None) -> tuple[int, ...]:
    case = await work.cases.get(case_id)
    if case is None:
        return ()
    holders = await work.people.holders_to_call()
    named = await work.conflicts.of(case.id)
    # Whoever stands in for the one on duty comes before those who are nearer to the case.
    on_duty = missed in on_call(await work.people.holders()) and missed != case.handler_id
    for recipient in (Recipient.DUTY_OFFICER, *UPWARDS) if on_duty else UPWARDS:
        group = [person for person in resolve(recipient, case, holders, named) if person != missed]
        reachable = []
        for person_id in group:
            person = await work.people.by_id(person_id)
            if person is not None and person.unreachable_at is None:
                reachable.append(person_id)
        if reachable:
            return tuple(reachable)
    return ()


def _notice_name(row: OutboxRow) -> str:
    """The notice's name as `actions.tell` puts it into the deduplication key: `case:name:person`."""
    parts = (row.dedup_key or "").split(":")
    return ":".join(parts[1:-1]) or f"handed-on:{row.id}"
