"""The forms of patrol teams: joining, a household, days away, a checkpoint's name and place, an area."""

from __future__ import annotations

import unicodedata

from domain.forms import Answers, Choice, Facts, Field, Form, choice_of
from domain.messages import phrase
from domain.suggestions import find_unit

JOIN = "team_join"
HOUSEHOLD = "team_household"
DAYS_AWAY = "team_days"
CHECKPOINT = "team_checkpoint"
CHECKPOINT_PLACE = "team_checkpoint_place"
AREA = "team_area"
OWN_NAME = "own"
NAME_LONGEST = 40
POINT_NAME_LONGEST = 30
RADII = (300, 500, 800, 1000, 1500, 2000, 3000, 5000)
"""Metres around the centre of an area."""


def _teams(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    units = facts.township.units_with_team
    near_first = sorted(units, key=lambda unit: unit.code != facts.home_unit)
    return tuple(choice_of(unit.code, unit.name) for unit in near_first)


def _team_typed(text: str, answers: Answers, facts: Facts) -> str | None:
    found = find_unit(text, facts.township) if len(text) <= 20 else None
    return found if any(choice.value == found for choice in _teams(answers, facts)) else None


def _own_name(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return (Choice(OWN_NAME, phrase("choice-team-own-name", name=facts.person_name)),)


def _radii(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(str(metres), phrase("choice-team-metres", metres=metres)) for metres in RADII)


def name_typed(text: str, _answers: Answers, _facts: Facts) -> str | None:
    """The name of a place or of days, on one line and without what cannot be seen; None for none and for a very long one."""
    visible = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in {"Cf", "Cc"})
    name = " ".join(visible.split())
    return name if 0 < len(name) <= POINT_NAME_LONGEST else None


def place_known(answers: Answers, _facts: Facts) -> Answers:
    """A place that was sent answers the question for it."""
    return {**answers, "place": "sent"} if "latitude" in answers else answers


def place_of(answers: Answers) -> tuple[float, float]:
    """The place that was sent. Raises KeyError where none was."""
    return float(str(answers["latitude"])), float(str(answers["longitude"]))


JOIN_FORM = Form(
    key=JOIN,
    fields=(
        Field("unit", "ask-team", choices=_teams, typed=_team_typed, columns=3),
        Field("name", "ask-team-name", choices=_own_name, words=NAME_LONGEST),
        Field("household", "ask-team-household", words=NAME_LONGEST, skippable=True),
    ),
    confirms=False,
)

HOUSEHOLD_FORM = Form(
    key=HOUSEHOLD,
    fields=(Field("household", "ask-team-household-change", words=NAME_LONGEST, skippable=True),),
    confirms=False,
)

DAYS_FORM = Form(key=DAYS_AWAY, fields=(Field("days", "ask-team-days", words=60),), confirms=False)

CHECKPOINT_FORM = Form(
    key=CHECKPOINT,
    fields=(
        Field("name", "ask-team-point-name", typed=name_typed),
        Field("place", "ask-team-point-place", places=True),
    ),
    conclude=place_known,
    confirms=False,
)

CHECKPOINT_PLACE_FORM = Form(
    key=CHECKPOINT_PLACE,
    fields=(Field("place", "ask-team-point-place", places=True),),
    conclude=place_known,
    confirms=False,
)

AREA_FORM = Form(
    key=AREA,
    fields=(
        Field("place", "ask-team-area-place", places=True),
        Field("radius", "ask-team-area-radius", choices=_radii, columns=2),
    ),
    conclude=place_known,
    confirms=False,
)
