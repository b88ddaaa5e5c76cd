"""In whatever organisation, whoever is named and whoever answers to them is out of reach of a case, and somebody gets it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from domain.access import Act, Holder, excluded_by, may, scope_of, viewer_among
from domain.case_forms import assignees
from domain.cases import Case, CaseState
from domain.openings import capacity_to_ask, decides_as, first_asked
from domain.recipients import resolve
from domain.words import CaseKind, Level, Recipient, Role, UnitKind
from tests.domain.samples import filed, township

SHORT, LONG = 300, 20_000
OVERSIGHT = 1
VILLAGES = [unit.code for unit in township().units_of(UnitKind.VILLAGE)][:4]
DEPARTMENTS = [unit.code for unit in township().units_of(UnitKind.DEPARTMENT)][:3]
CENTRE = township().centre.code
IN_VILLAGE = (Role.MEDIATOR, Role.VILLAGE_HEAD, Role.RESIDENT_CADRE, Role.SHIFT_LEAD, Role.PATROLLER)
IN_CENTRE = (Role.CENTRE_STAFF, Role.DIRECTOR, Role.ADMIN, Role.IDENTITY_OFFICER)


def organisation(dice: random.Random) -> list[Holder]:
    """A random one: empty villages, several directors, people with roles in many units, and one oversight contact."""
    people = range(2, dice.randint(3, 25))
    holders = [Holder(OVERSIGHT, Role.OVERSIGHT, CENTRE)]
    for person in people:
        for _role in range(dice.choice((1, 1, 1, 2, 3))):
            where = dice.random()
            if where < 0.6:
                held = Holder(person, dice.choice(IN_VILLAGE), dice.choice(VILLAGES))
            elif where < 0.75:
                held = Holder(person, Role.DEPARTMENT_OFFICER, dice.choice(DEPARTMENTS))
            else:
                held = Holder(person, dice.choice(IN_CENTRE), CENTRE)
            if held not in holders:
                holders.append(held)
    dice.shuffle(holders)
    return holders


def out_of_reach(named: Iterable[int], holders: Sequence[Holder]) -> set[int]:
    """The product's sentence read a second time: the named, their subordinates, and the subordinates of those."""
    out = set(named)
    while True:
        under = {
            held.person_id
            for held in holders
            for boss in holders
            if boss.person_id in out and held.person_id != boss.person_id and _answers(held, boss)
        }
        if under <= out:
            return out
        out |= under


def _answers(held: Holder, boss: Holder) -> bool:
    if held.role in {Role.OVERSIGHT, Role.REPORTER}:
        return False
    if boss.role is Role.DIRECTOR:
        return True
    if held.unit != boss.unit:
        return False
    if boss.role is Role.VILLAGE_HEAD:
        return held.role in {Role.MEDIATOR, Role.SHIFT_LEAD, Role.PATROLLER}
    return boss.role is Role.SHIFT_LEAD and held.role is Role.PATROLLER


def a_case(dice: random.Random, holders: Sequence[Holder]) -> Case:
    """A random case, with a random handler or none."""
    level = dice.choice(tuple(Level))
    case = filed(kind=dice.choice(tuple(CaseKind)), level=level, urgent=dice.random() < 0.3)
    responsible = dice.choice([*VILLAGES, *DEPARTMENTS, CENTRE])
    handler = dice.choice([None, *(held.person_id for held in holders)])
    state = CaseState.FILED if handler is None else dice.choice((CaseState.ACCEPTED, CaseState.IN_PROGRESS))
    return replace(case, unit=dice.choice(VILLAGES), responsible_unit=responsible, handler_id=handler, state=state)


def check(seed: int) -> None:
    """One organisation, one case, one or several named."""
    dice = random.Random(seed)
    holders = organisation(dice)
    people = sorted({held.person_id for held in holders} - {OVERSIGHT})
    named = frozenset(dice.sample(people, min(len(people), dice.choice((1, 1, 2, 3)))))
    case = a_case(dice, holders)
    out = out_of_reach(named, holders)
    assert excluded_by(named, holders) == out, seed
    for recipient in set(Recipient) - {Recipient.REPORTER}:
        told = resolve(recipient, case, holders, named)
        # Nobody shares in the case beside its unit.
        assert told or recipient is Recipient.HELPERS, f"{seed}: nobody is told as {recipient}"
        assert out.isdisjoint(told), f"{seed}: {recipient}"
    assert out.isdisjoint(held.person_id for held in assignees(case, holders, named)), seed
    for person in people:
        assert out.isdisjoint(held.person_id for held in first_asked(person, holders, named)), seed
    for person in out:
        viewer = viewer_among(person, holders)
        assert not any(may(viewer, act, case, named) for act in Act), f"{seed}: {person} may do something"
        assert capacity_to_ask(viewer, case, named) is None, seed
        assert decides_as(person, OVERSIGHT, holders, named) is None, seed
        scope = scope_of(viewer)
        assert named & {scope.viewer_id, *scope.superiors}, f"{seed}: a list would show {person} the case"


def test_nobody_named_is_reached_and_somebody_always_is(request: pytest.FixtureRequest) -> None:
    """Some hundreds of organisations; twenty thousand in the long form."""
    for seed in range(LONG if request.config.getoption("--long") else SHORT):
        check(seed)


def test_a_second_reading_that_forgets_the_subordinates_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check can fail: a rule that leaves out the named alone is found at once."""
    monkeypatch.setattr("tests.domain.test_conflicts_everywhere.excluded_by", lambda named, _holders: named)
    with pytest.raises(AssertionError):
        for seed in range(SHORT):
            check(seed)
