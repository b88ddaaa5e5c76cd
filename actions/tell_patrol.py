"""The one way by which anybody is told of a shift: quiet hours are kept, and nobody is told the same twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.patrol_plan import PatrolRecipient
from domain.patrol_recipients import resolve_for_shift
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.messages import Message
    from domain.notices import AnyCondition
    from domain.shifts import RosteredShift
    from storage.unit_of_work import UnitOfWork

HELD_BACK = frozenset({Lane.ESCALATION, Lane.REMINDER, Lane.BROADCAST})


async def tell_persons(  # noqa: PLR0913 - the parts of the program share this one call
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
    Who must be rung for the news of a card forgets where it stands first (`ring`). Quiet hours hold back what is neither
    `urgent` nor an answer.
    """
    not_before = None
    if not urgent and lane in HELD_BACK:
        not_before = rules.quiet_until(work.now)
    for person in dict.fromkeys(persons):
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


async def ring(work: UnitOfWork, card_key: str, persons: Iterable[int]) -> None:
    """The next face of these persons' card comes as a new message: one that is changed further up makes no sound.

    What of it has not been sent yet is left out: the news says it all, and has conditions of its own.
    """
    for person in persons:
        await work.outbox.drop_faces(f"{card_key}:{person}")
        await work.cards.forget(f"{card_key}:{person}")


async def in_reach(
    work: UnitOfWork, recipient: PatrolRecipient, rostered: RosteredShift, person_id: int | None
) -> tuple[int, ...]:
    """The persons a recipient means, as far as they let the bot write to them; else the next group upwards.

    Whom the notice is about is not replaced by anybody: it is for them or for nobody.
    """
    holders = await work.people.holders()
    shut: set[int] = set()
    while True:
        left = [held for held in holders if held.person_id not in shut]
        persons = resolve_for_shift(recipient, rostered, left, person_id)
        reached = []
        for each in persons:
            person = await work.people.by_id(each)
            if person is not None and person.unreachable_at is None:
                reached.append(each)
        if reached or not persons or recipient is PatrolRecipient.PATROLLER:
            return tuple(reached)
        shut.update(persons)
