"""Enter the configuration's checkpoints at the start, without undoing what leads have changed from chat since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.team_ground import planned_checkpoints

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def enter_checkpoints(work: UnitOfWork, rules: Rules) -> None:
    """Bring the table up to the configuration.

    Only what the configuration says otherwise than at the start before is entered, so that a checkpoint that was moved from
    chat stays where it is; one that was taken away from chat stays away; one that the configuration names no longer goes.
    """
    township = rules.township
    planned = {(each.unit, each.code): each for each in planned_checkpoints(township.patrol, township.default_language)}
    entered = {(each.unit, each.code): each for each in await work.team_areas.entered()}
    for key, each in planned.items():
        if entered.get(key) != each:
            await work.checkpoints.put(each.unit, each.code, each.name, (each.latitude, each.longitude), each.radius)
            await work.team_areas.note_entered(each)
        if key not in entered:
            await work.checkpoints.use_again(*key)
    for key, each in entered.items():
        if key not in planned:
            for checkpoint in await work.checkpoints.of_team(each.unit):
                if checkpoint.code == each.code:
                    await work.checkpoints.revoke(checkpoint.id)
            await work.team_areas.forget_entered(each)
