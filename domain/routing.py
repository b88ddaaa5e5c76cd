"""Where a new case goes: the unit that leads, the units that share in it, and whether it passes the village by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.words import Level

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.township import Route, Township
    from domain.words import CaseKind


@dataclass(frozen=True, slots=True)
class Routing:
    """Who has to deal with a case. `past_unit`: it is not shown where it happened. `routed`: a route had a say in it."""

    leading: str
    helping: tuple[str, ...]
    level: Level
    past_unit: bool = False
    routed: bool = False


def routing_of(township: Township, kind: CaseKind, category: str, unit: str) -> Routing:
    """By the routes of the configuration, in their order; without one by whether the unit mediates itself.

    The first route that passes the village by leads; where the unit deals with nothing itself the first route leads as
    well. All others share in it.
    """
    mediates = township.unit(unit).mediates
    found = [route for route in township.routes if _fits(route, kind, category)]
    past = next((route.to for route in found if route.past_village), None)
    first = found[0].to if found and not mediates else None
    leading = past or first
    helping = tuple(dict.fromkeys(route.to for route in found if route.to not in {leading, unit}))
    if leading is None:
        centre = township.centre.code
        own = unit if mediates else centre
        return Routing(own, helping, Level.VILLAGE if mediates else Level.TOWN, routed=bool(helping))
    return Routing(leading, helping, Level.TOWN, past is not None and leading != unit, routed=True)


def rerouted(township: Township, case: Case, was: str) -> Routing | None:
    """How a case goes on whose category was another: what the routes have otherwise for the new one. None if nothing is otherwise.

    What the routes have for neither stays as people have arranged it. What is at the county stays there.
    """
    if case.level is Level.COUNTY or not {was, case.category} <= {each.code for each in township.categories}:
        return None
    before = routing_of(township, township.category(was).kind, was, case.unit)
    now = routing_of(township, case.kind, case.category, case.unit)
    moves = now.leading != before.leading
    leading = now.leading if moves else case.responsible_unit
    kept = tuple(unit for unit in case.helping if unit not in before.helping)
    wanted = Routing(
        leading,
        tuple(dict.fromkeys(unit for unit in (*now.helping, *kept) if unit != leading)),
        now.level if moves and leading == case.unit else case.level,
        now.past_unit if moves else case.past_unit,
        routed=now.routed,
    )
    same = leading == case.responsible_unit and set(wanted.helping) == set(case.helping)
    return None if same and wanted.past_unit == case.past_unit else wanted


def _fits(route: Route, kind: CaseKind, category: str) -> bool:
    return (route.kind is None or route.kind is kind) and (not route.categories or category in route.categories)
