"""Who can be asked on a team's behalf: those who decide for it as far as they let the bot write to them, else the next ones up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.team_access import deciders

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


async def deciders_in_reach(work: UnitOfWork, unit: str) -> tuple[int, ...]:
    """The first of these groups in which somebody can be reached; all of the nearest where nobody can."""
    holders = await work.people.holders()
    nearest = deciders(holders, unit)
    persons, shut = nearest, set[int]()
    while persons:
        out = await work.people.out_of_reach(persons)
        reached = tuple(each for each in persons if each not in out)
        if reached:
            return reached
        shut.update(persons)
        persons = deciders([held for held in holders if held.person_id not in shut], unit)
    return nearest
