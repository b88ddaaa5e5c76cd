"""What the tests of the rules share: the township that ships with the program, its calendar, moments and cases."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.calendar import Calendar
from domain.cases import Case, CaseState, KnownAs, Step, Urgency, apply
from domain.configured import key_of
from domain.township import Township
from domain.words import CaseKind, Level, UnitKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MEDIATOR, OTHER_MEDIATOR, HEAD, STAFF, DIRECTOR, OVERSIGHT = 1, 2, 3, 4, 5, 6
"""Persons of the examples, by identifier."""


@cache
def township() -> Township:
    """The township of the configuration file that ships, with the clocks and the policy the product promises."""
    file = Path(__file__).parents[2] / "config.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    wanted = {key_of(name) for name in Township.model_fields}
    return Township.model_validate({key: value for key, value in given.items() if key in wanted})


@cache
def calendar() -> Calendar:
    """The township's calendar."""
    return Calendar(township().time_zone)


def at(written: str) -> int:
    """A moment of the township's clock such as "2026-03-02 10:00" as UTC ms."""
    return round(datetime.fromisoformat(written).replace(tzinfo=SHANGHAI).timestamp() * 1000)


def shown(moment: int) -> str:
    """UTC ms as the township's clock shows it: the inverse of `at`."""
    return datetime.fromtimestamp(moment / 1000, SHANGHAI).strftime("%Y-%m-%d %H:%M")


MONDAY = at("2026-03-02 10:00")
"""Monday, 2 March 2026, 10:00: a working day with no holiday near."""


def filed(
    moment: int = MONDAY,
    *,
    kind: CaseKind = CaseKind.DISPUTE,
    level: Level = Level.VILLAGE,
    urgent: bool = False,
    known_as: KnownAs = KnownAs.NAMED,
) -> Case:
    """A case that was filed at a moment in the first village, and that nobody has yet."""
    unit = township().units_of(UnitKind.VILLAGE)[0].code
    return Case(
        id=1,
        number="482-9137",
        kind=kind,
        category="neighbours",
        unit=unit,
        responsible_unit=unit if level is Level.VILLAGE else township().centre.code,
        level=level,
        state=CaseState.FILED,
        urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
        known_as=known_as,
        pseudonym="K7Q",
        filed_at=moment,
        awaiting_since=moment,
        chased_until=moment,
        urgent_since=moment if urgent else None,
    )


def after(case: Case, *steps: tuple[Step, int]) -> Case:
    """The case after some steps, each at its moment; the mediator takes those that need a person."""
    for step, moment in steps:
        case = apply(case, step, moment, MEDIATOR)
    return case


def chased(case: Case, moment: int) -> Case:
    """The case after every step up to a moment was run."""
    return replace(case, chased_until=moment)
