"""The admin's form for an invitation: role, unit, name."""

from __future__ import annotations

from domain.forms import Answers, Choice, Facts, Field, Form, choice_of
from domain.messages import phrase
from domain.suggestions import find_unit
from domain.words import Role, UnitKind

INVITE = "invite"
TOWN_ROLES = frozenset({Role.CENTRE_STAFF, Role.DIRECTOR, Role.IDENTITY_OFFICER, Role.ADMIN, Role.OVERSIGHT})
OFFERED = (
    Role.MEDIATOR,
    Role.VILLAGE_HEAD,
    Role.RESIDENT_CADRE,
    Role.DEPARTMENT_OFFICER,
    Role.CENTRE_STAFF,
    Role.DIRECTOR,
    Role.IDENTITY_OFFICER,
    Role.ADMIN,
)


def _roles(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(role.value, phrase(f"role-{role.value.replace('_', '-')}")) for role in OFFERED)


def _units(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    officer = answers.get("role") == Role.DEPARTMENT_OFFICER.value
    units = (
        facts.township.units_of(UnitKind.DEPARTMENT, UnitKind.ENTERPRISE, UnitKind.SCHOOL)
        if officer
        else tuple(unit for unit in facts.township.units if unit.mediates)
    )
    return tuple(choice_of(unit.code, unit.name) for unit in units)


def _unit_typed(text: str, _answers: Answers, facts: Facts) -> str | None:
    return find_unit(text, facts.township)


def _conclude(answers: Answers, facts: Facts) -> Answers:
    role = answers.get("role")
    if isinstance(role, str) and Role(role) in TOWN_ROLES:
        return {**answers, "unit": facts.township.centre.code}
    return answers


INVITE_FORM = Form(
    key=INVITE,
    fields=(
        Field("role", "ask-invite-role", choices=_roles, columns=2),
        Field("unit", "ask-invite-unit", choices=_units, typed=_unit_typed, columns=3),
        Field("name", "ask-invite-name", words=40),
    ),
    conclude=_conclude,
)
