"""The lead says where the team patrols, or leaves it to the configuration again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.team_ground import TeamGround, ground_of, lies_here, plan_of

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def set_team_area(
    work: UnitOfWork, rules: Rules, unit: str, place: tuple[float, float], radius: int, by: int
) -> None:
    """A circle around a place, in metres. Raises Refusal(PLACE_FAR_OFF)."""
    if not lies_here(rules.township.patrol, place):
        raise Refusal(RefusalCode.PLACE_FAR_OFF)
    await work.team_areas.put(unit, place, radius, by)
    await work.events.append(EventKind.AREA_CHANGED, None, by, {"unit": unit, "radius": radius})


async def forget_team_area(work: UnitOfWork, unit: str, by: int) -> None:
    """The configuration's area counts again."""
    await work.team_areas.remove(unit)
    await work.events.append(EventKind.AREA_CHANGED, None, by, {"unit": unit, "radius": None})


async def ground_of_team(work: UnitOfWork, rules: Rules, unit: str) -> TeamGround:
    """Where the team patrols now."""
    return ground_of(plan_of(rules.township.patrol, unit), await work.team_areas.of_team(unit))
