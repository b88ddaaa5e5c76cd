"""Who decides for a team."""

from __future__ import annotations

from domain.access import Holder
from domain.team_access import deciders, leads, may_keep, may_name_leads, teams_led
from domain.words import Role
from tests.domain.samples import township

HERE, THERE, CENTRE = "fenglin", "liutang", "centre"
PATROLLER, LEAD, HEAD, OTHER_HEAD, STAFF, ADMIN = 1, 2, 3, 4, 5, 6
EVERYBODY = (
    Holder(PATROLLER, Role.PATROLLER, HERE),
    Holder(LEAD, Role.SHIFT_LEAD, HERE),
    Holder(HEAD, Role.VILLAGE_HEAD, HERE),
    Holder(OTHER_HEAD, Role.VILLAGE_HEAD, THERE),
    Holder(STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(ADMIN, Role.ADMIN, CENTRE),
)


def test_leads_and_the_head_decide() -> None:
    """Not the members, and nobody of another village."""
    assert deciders(EVERYBODY, HERE) == (LEAD, HEAD)
    assert deciders(EVERYBODY, THERE) == (OTHER_HEAD,)


def test_where_there_is_nobody_the_next_one_up_decides() -> None:
    """The centre, then whoever is left; never nobody while there is somebody."""
    assert deciders(EVERYBODY, "bailuwan") == (STAFF,)
    assert deciders(EVERYBODY[-1:], "bailuwan") == (ADMIN,)
    assert deciders((), "bailuwan") == ()


def test_who_may_do_what() -> None:
    """A lead keeps the team; who leads is the head's and the admins' word."""
    assert [may_keep(each, EVERYBODY, HERE) for each in range(1, 7)] == [False, True, True, False, False, True]
    assert [may_name_leads(each, EVERYBODY, HERE) for each in range(1, 7)] == [False, False, True, False, False, True]
    assert leads(LEAD, EVERYBODY, HERE)
    assert not leads(HEAD, EVERYBODY, HERE)
    assert not leads(LEAD, EVERYBODY, THERE)


def test_whose_team_cards_are_whose() -> None:
    """An admin has all of them, a lead their own, the centre those that have nobody."""
    assert [unit.code for unit in teams_led(LEAD, EVERYBODY, township())] == [HERE]
    assert len(teams_led(ADMIN, EVERYBODY, township())) == 21
    assert {unit.code for unit in teams_led(STAFF, EVERYBODY, township())}.isdisjoint({HERE, THERE})
    assert teams_led(PATROLLER, EVERYBODY, township()) == ()
