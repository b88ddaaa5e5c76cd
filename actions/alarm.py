"""Tell the admins that something needs a person: once a day for each matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Message
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import Phrase
    from storage.unit_of_work import UnitOfWork

ALARM = "alarm:"
"""How the deduplication keys of alarms begin."""
READERS = (Role.ADMIN, Role.DIRECTOR)
"""Who gets them: the admins; where there is none, the director."""


async def alarm(
    work: UnitOfWork, rules: Rules, name: str, line: Phrase, subject: str = "", but_not: frozenset[int] = frozenset()
) -> int:
    """Put an alarm on its way; how many persons get it. `name` and `subject` say what it is about.

    `but_not` are those who must not learn that there is such a matter.
    The same alarm is not said twice on one day. Quiet hours hold it back: it is for whoever can mend the program, and
    what villagers need meanwhile does not depend on it.
    """
    holders = await work.people.holders()
    readers: dict[int, None] = {}
    for role in READERS:
        readers = readers or dict.fromkeys(
            held.person_id for held in holders if held.role is role and held.person_id not in but_not
        )
    today = rules.calendar.local(work.now).date().isoformat()
    told = 0
    for person in readers:
        number = await work.outbox.put(
            Outgoing(
                ToPerson(person),
                Lane.ESCALATION,
                Message(lines=(line,)),
                not_before=rules.quiet_until(work.now),
                dedup_key=f"{ALARM}{name}:{subject}:{today}:{person}",
            )
        )
        told += number is not None
    return told
