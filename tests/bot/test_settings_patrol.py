"""Mistakes about patrols are told like all others: by key, with what was found and what is right."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from bot.settings import Configuration
from bot.settings_patrol import patrol_contradictions
from tests.bot.bench import ROOT

Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> dict[str, Any]:
    """The shipped file with its patrols changed."""
    data = copy.deepcopy(tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8")))
    change(data["patrol"])
    return data


CONTRADICTIONS: list[tuple[str, Change, str, str]] = [
    ("a team of no unit", lambda p: p["teams"][0].update(unit="nowhere"), "patrol.teams.0.unit", "has a team"),
    ("a team twice", lambda p: p["teams"][1].update(unit="fenglin"), "patrol.teams.1.unit", "twice"),
    (
        "a slot twice",
        lambda p: p["teams"][0]["slots"][1].update(code="evening"),
        "patrol.teams.0.slots.1.code",
        "twice",
    ),
    (
        "fewer people on holidays",
        lambda p: p["slots"][0].update(special_strength=2),
        "patrol.slots.0.special_strength",
        "3",
    ),
    ("steps out of order", lambda p: p["absence"][1].update(after="5m"), "patrol.absence.1.after", "later than"),
    (
        "a vacation that ends before it begins",
        lambda p: p["school"]["vacations"][0].update(last="2026-07-03"),
        "patrol.school.vacations.0.last",
        "2026-07-04",
    ),
    (
        "a vacation within another",
        lambda p: p["school"]["vacations"][1].update(first="2026-08-31"),
        "patrol.school.vacations.1.first",
        "later than",
    ),
    ("a thing twice", lambda p: p["equipment"][1].update(code="vest"), "patrol.equipment.1.code", "twice"),
    (
        "rates out of order",
        lambda p: p["rates"].append({"since": "2025-12", "fen": 2000}),
        "patrol.rates.1.since",
        "later than",
    ),
    (
        "a route by an unknown checkpoint",
        lambda p: p["teams"][0]["routes"][0].update(checkpoints=["mill"]),
        "patrol.teams.0.routes.0.checkpoints.0",
        "of this team",
    ),
    (
        "a route that leads nowhere",
        lambda p: p["teams"][0]["routes"][0].update(checkpoints=[]),
        "patrol.teams.0.routes.0",
        "two at least",
    ),
]
REFUSED: list[tuple[str, Change, str]] = [
    (
        "a circle and a polygon",
        lambda p: p["teams"][0]["area"].update(polygon=[[1, 1], [1, 2], [2, 2]]),
        "either centre",
    ),
    ("a circle without a radius", lambda p: p["teams"][0]["area"].pop("radius"), "either centre"),
    ("a line for a polygon", lambda p: p["teams"][0].update(area={"polygon": [[1, 1], [1, 2]]}), "three points"),
    (
        "every so many days without a first",
        lambda p: p["slots"][0].update(days="every_n_days", every=3),
        "counted_from",
    ),
    ("days of the week on odd days", lambda p: p["slots"][0].update(weekdays=[5]), "weekdays"),
    ("an end at the start", lambda p: p["slots"][0].update(end="20:00"), "not the start"),
]


@pytest.mark.parametrize(
    ("change", "key", "right"), [each[1:] for each in CONTRADICTIONS], ids=[each[0] for each in CONTRADICTIONS]
)
def test_what_does_not_fit_together_is_told_by_its_key(change: Change, key: str, right: str) -> None:
    """One mistake is one line, at its place."""
    township = Configuration.model_validate(changed(change)).settings().township
    (found,) = patrol_contradictions(township)
    assert ".".join(map(str, found.key)) == key
    assert right in found.right


@pytest.mark.parametrize(("change", "word"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_a_table_that_contradicts_itself_is_refused(change: Change, word: str) -> None:
    """What one table says must be one thing."""
    with pytest.raises(ValueError, match=word):
        Configuration.model_validate(changed(change))


def test_the_shipped_patrols_fit_together() -> None:
    """Every village of the file has a team with an area and a place to check in at."""
    township = Configuration.model_validate(changed(lambda _: None)).settings().township
    assert list(patrol_contradictions(township)) == []
    assert {team.unit for team in township.patrol.teams} == {unit.code for unit in township.units if unit.team}
    assert all(team.area and team.checkpoints for team in township.patrol.teams)
