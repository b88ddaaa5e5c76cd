"""Mistakes in the configuration of patrols that no single key shows."""

from collections.abc import Iterator
from itertools import pairwise

from bot.settings_contradiction import Contradiction, doubles
from bot.settings_errors import KeyPath, shown
from domain.durations import format_duration
from domain.patrol_plan import School, Slot, TeamPlan
from domain.township import Township

ROOT = "patrol"


def patrol_contradictions(township: Township) -> Iterator[Contradiction]:
    """Everything about patrols that does not fit together."""
    patrol = township.patrol
    yield from _slots((ROOT, "slots"), patrol.slots)
    yield from _ascending(
        (ROOT, "absence"), "after", [(step.after_ms, format_duration(step.after_ms)) for step in patrol.absence]
    )
    yield from _ascending((ROOT, "rates"), "since", [(rate.since, shown(rate.since)) for rate in patrol.rates])
    yield from _vacations(patrol.school)
    yield from doubles((ROOT, "equipment"), [thing.code for thing in patrol.equipment], "code")
    yield from doubles((ROOT, "teams"), [team.unit for team in patrol.teams], "unit")
    with_team = {unit.code for unit in township.units_with_team}
    for index, team in enumerate(patrol.teams):
        if team.unit not in with_team:
            right = "the code of a unit that has a team"
            yield Contradiction((ROOT, "teams", index, "unit"), shown(team.unit), right)
        yield from _team((ROOT, "teams", index), team)


def _vacations(school: School) -> Iterator[Contradiction]:
    key: KeyPath = (ROOT, "school", "vacations")
    for index, vacation in enumerate(school.vacations):
        if vacation.last < vacation.first:
            right = f"a day not before patrol.school.vacations.first ({vacation.first})"
            yield Contradiction((*key, index, "last"), str(vacation.last), right)
    for index, (earlier, later) in enumerate(pairwise(school.vacations), start=1):
        if later.first <= earlier.last:
            yield Contradiction((*key, index, "first"), str(later.first), f"later than {earlier.last}, before it")


def _team(key: KeyPath, team: TeamPlan) -> Iterator[Contradiction]:
    yield from _slots((*key, "slots"), team.slots)
    known = [checkpoint.code for checkpoint in team.checkpoints]
    yield from doubles((*key, "checkpoints"), known, "code")
    yield from doubles((*key, "routes"), [route.code for route in team.routes], "code")
    yield from doubles((*key, "hot_spots"), [spot.code for spot in team.hot_spots], "code")
    for index, route in enumerate(team.routes):
        for place, code in enumerate(route.checkpoints):
            if code not in known:
                right = "the code of a checkpoint of this team"
                yield Contradiction((*key, "routes", index, "checkpoints", place), shown(code), right)
        if not route.checkpoints and len(route.points) < 2:
            right = "checkpoints, or points of which there are two at least"
            yield Contradiction((*key, "routes", index), "a way that leads nowhere", right)


def _slots(key: KeyPath, slots: tuple[Slot, ...]) -> Iterator[Contradiction]:
    yield from doubles(key, [slot.code for slot in slots], "code")
    for index, slot in enumerate(slots):
        if slot.special_strength is not None and slot.special_strength < slot.strength:
            right = f"not less than strength ({slot.strength}): special periods take more people"
            yield Contradiction((*key, index, "special_strength"), str(slot.special_strength), right)


def _ascending(
    key: KeyPath, part: str, values: list[tuple[int, str]] | list[tuple[str, str]]
) -> Iterator[Contradiction]:
    for index, (earlier, later) in enumerate(pairwise(values), start=1):
        if later[0] <= earlier[0]:  # type: ignore[operator]
            yield Contradiction((*key, index, part), later[1], f"later than the one before it ({earlier[1]})")
