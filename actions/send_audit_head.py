"""Every day: send the event log's head to people who can show later that nothing before it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.alarm import alarm
from domain.events import EventKind
from domain.head_codes import head_code
from domain.messages import Live, Message, Moment, phrase
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork

FEWEST = 2


async def send_audit_head(work: UnitOfWork, rules: Rules, _subject: str) -> None:
    """To everybody who holds one of the configured roles at the centre; fewer than two is an alarm."""
    last = await work.audit_heads.last_event()
    wanted, centre = rules.township.audit_head.roles, rules.township.centre.code
    holders = await work.people.holders()
    keepers = sorted({each.person_id for each in holders if each.role in wanted and each.unit == centre})
    if len(keepers) < FEWEST:
        await alarm(work, rules, "audit-head", phrase("alarm-audit-head", count=len(keepers)))
    code = Live(text=head_code(last.event_id, last.chain))
    message = Message(lines=(phrase("audit-head", at=Moment(at=work.now), code=code), phrase("audit-head-keep")))
    for person in keepers:
        await work.outbox.put(
            Outgoing(
                ToPerson(person),
                Lane.REMINDER,
                message,
                not_before=rules.quiet_until(work.now),
                dedup_key=f"audit-head:{last.event_id}:{person}",
            )
        )
    await work.audit_heads.note(last.event_id, last.chain)
    await work.events.append(EventKind.HEAD_SENT, None, None, {"events": last.event_id, "told": keepers})
