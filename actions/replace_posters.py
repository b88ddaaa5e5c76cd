"""New posters for checkpoints: a new poster carries a new token, so the one that hung there is good for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.shifts import Checkpoint
    from storage.unit_of_work import UnitOfWork


async def checkpoints_for_posters(work: UnitOfWork, rules: Rules, unit: str | None) -> tuple[Checkpoint, ...]:
    """A team's checkpoints in use, or those of all teams; the configuration's that were never entered are entered now."""
    found: list[Checkpoint] = []
    plans = {team.unit: team for team in rules.township.patrol.teams}
    language = rules.township.default_language
    for each in (each for each in rules.township.units_with_team if unit in {None, each.code}):
        own = {known.code: known for known in await work.checkpoints.of_team(each.code)}
        for plan in plans[each.code].checkpoints if each.code in plans else ():
            if plan.code not in own:
                place = (plan.place.latitude, plan.place.longitude)
                name = plan.name.in_language(language)
                entered = await work.checkpoints.put(each.code, plan.code, name, place, plan.radius)
                if entered.revoked_at is None:
                    own[plan.code] = entered
        found.extend(own.values())
    return tuple(found)


async def replace_posters(work: UnitOfWork, tokens: Mapping[int, str]) -> int:
    """Make the tokens of printed posters good, by checkpoint; how many. One that was given up meanwhile gets none."""
    replaced: dict[str, list[int]] = {}
    for checkpoint_id, token in tokens.items():
        checkpoint = await work.checkpoints.get(checkpoint_id)
        if checkpoint is not None and checkpoint.revoked_at is None:
            await work.checkpoints.set_token(checkpoint_id, token)
            replaced.setdefault(checkpoint.unit, []).append(checkpoint_id)
    for unit, checkpoints in replaced.items():
        await work.events.append(EventKind.POSTERS_MADE, None, None, {"unit": unit, "checkpoints": checkpoints})
    return sum(map(len, replaced.values()))
