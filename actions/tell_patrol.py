"""The one way by which anybody is told of a shift or a team: quiet hours are kept, and nobody is told the same twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.messages import Message
    from domain.notices import AnyCondition
    from storage.unit_of_work import UnitOfWork

HELD_BACK = frozenset({Lane.ESCALATION, Lane.REMINDER, Lane.BROADCAST})


async def tell_persons(  # noqa: PLR0913 - what it takes is agreed with all who tell anybody of a patrol
    work: UnitOfWork,
    rules: Rules,
    persons: Iterable[int],
    message: Message,
    name: str,
    lane: Lane,
    *,
    condition: AnyCondition | None = None,
    card_key: str | None = None,
    urgent: bool = False,
) -> None:
    """Put a message on its way to each of some persons, once for each `name`.

    `card_key` names a card: each person has their own under `card_key:person`, and it is changed in place where it stands.
    Quiet hours hold back what is neither `urgent` nor an answer.
    """
    not_before = None
    if not urgent and lane in HELD_BACK:
        not_before = rules.calendar.quiet_until(work.now, rules.township.quiet_hours)
    for person in persons:
        await work.outbox.put(
            Outgoing(
                ToPerson(person),
                lane,
                message,
                not_before=not_before,
                dedup_key=f"{name}:{person}",
                card_key=f"{card_key}:{person}" if card_key else None,
                condition=condition,
            )
        )
