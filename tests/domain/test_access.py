"""Who may do what to a case, and whom a case must never reach."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Act, Holder, Viewer, answers_to, excluded_by, may, scope_of, superiors_of, viewer_among
from domain.cases import Case, CaseState, Step
from domain.words import CaseKind, Level, Role
from tests.domain.samples import (
    DIRECTOR,
    HEAD,
    HOUR,
    MEDIATOR,
    MONDAY,
    OTHER_MEDIATOR,
    OVERSIGHT,
    STAFF,
    after,
    filed,
    township,
)

VILLAGE = filed().unit
NEXT_VILLAGE = "somewhere_else"
CENTRE = township().centre.code
FOREIGN_MEDIATOR, OFFICER, PATROLLER, ADMIN, CADRE = 11, 12, 13, 14, 15
TOWN = (
    Holder(MEDIATOR, Role.MEDIATOR, VILLAGE),
    Holder(OTHER_MEDIATOR, Role.MEDIATOR, VILLAGE),
    Holder(HEAD, Role.VILLAGE_HEAD, VILLAGE),
    Holder(CADRE, Role.RESIDENT_CADRE, VILLAGE),
    Holder(PATROLLER, Role.PATROLLER, VILLAGE),
    Holder(FOREIGN_MEDIATOR, Role.MEDIATOR, NEXT_VILLAGE),
    Holder(OFFICER, Role.DEPARTMENT_OFFICER, "police_post"),
    Holder(STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(DIRECTOR, Role.DIRECTOR, CENTRE),
    Holder(ADMIN, Role.ADMIN, CENTRE),
    Holder(OVERSIGHT, Role.OVERSIGHT, CENTRE),
)
EVERYBODY = frozenset(holder.person_id for holder in TOWN)

organisations = st.lists(
    st.builds(Holder, st.integers(1, 9), st.sampled_from(Role), st.sampled_from([VILLAGE, NEXT_VILLAGE, CENTRE])),
    max_size=14,
).map(tuple)
"""Any persons in any roles, several at once too."""


def viewer(person_id: int, holders: tuple[Holder, ...] = TOWN) -> Viewer:
    """Somebody with the roles they hold."""
    return viewer_among(person_id, holders)


def those_who_may(act: Act, case: Case, named: frozenset[int] = frozenset()) -> frozenset[int]:
    """Everybody in the town who may do something."""
    return frozenset(person for person in EVERYBODY if may(viewer(person), act, case, named))


def test_a_case_is_seen_in_its_village_and_at_the_centre_and_nowhere_else() -> None:
    """Nobody sees a case outside their unit; patrollers and admins see none."""
    village = {MEDIATOR, OTHER_MEDIATOR, HEAD, CADRE}
    assert those_who_may(Act.VIEW, filed()) == village | {STAFF, DIRECTOR, OVERSIGHT}


def test_a_case_that_went_up_is_still_seen_in_its_village() -> None:
    """The village may follow what becomes of it, but others take it now."""
    up = replace(filed(), level=Level.TOWN, responsible_unit=CENTRE)
    assert {MEDIATOR, OTHER_MEDIATOR, HEAD} <= those_who_may(Act.VIEW, up)
    assert those_who_may(Act.ACCEPT, up) == {STAFF, DIRECTOR, OVERSIGHT}


def test_a_department_sees_what_is_routed_to_it() -> None:
    """The police post receives a case when it is made responsible, and not before."""
    assert OFFICER not in those_who_may(Act.VIEW, filed())
    routed = replace(filed(), level=Level.TOWN, responsible_unit="police_post")
    assert OFFICER in those_who_may(Act.VIEW, routed)
    assert OFFICER in those_who_may(Act.ACCEPT, routed)


def test_a_unit_that_shares_in_a_case_sees_it_and_writes_down_what_it_did() -> None:
    """It neither takes the case nor gives it away, settles or closes it."""
    shared = replace(after(filed(), (Step.ACCEPT, MONDAY + HOUR)), helping=("police_post",))
    allowed = {act for act in Act if OFFICER in those_who_may(act, shared)}
    assert allowed == {Act.VIEW, Act.VIEW_PAPER, Act.LOG_PROGRESS, Act.ACKNOWLEDGE}


def test_what_goes_past_the_village_is_not_seen_there() -> None:
    """Unless it is the village's to deal with again."""
    past = replace(filed(), level=Level.TOWN, responsible_unit="police_post", past_unit=True)
    assert those_who_may(Act.VIEW, past) == {OFFICER, STAFF, DIRECTOR, OVERSIGHT}
    assert MEDIATOR in those_who_may(Act.VIEW, replace(past, responsible_unit=VILLAGE))


def test_cases_are_sorted_by_the_town_alone() -> None:
    """Whoever merges, splits or routes a case sees all of the town's."""
    assert those_who_may(Act.TRIAGE, filed()) == {STAFF, DIRECTOR, OVERSIGHT}


def test_whoever_handles_a_case_sees_it_wherever_they_belong() -> None:
    """An assignment is a reason to see; it ends with the last role."""
    given_away = replace(filed(), handler_id=FOREIGN_MEDIATOR)
    assert FOREIGN_MEDIATOR in those_who_may(Act.VIEW, given_away)
    assert those_who_may(Act.ACCEPT, given_away) == {FOREIGN_MEDIATOR}
    dismissed = Viewer(FOREIGN_MEDIATOR, ())
    assert not any(may(dismissed, act, given_away, frozenset()) for act in Act)


@pytest.mark.parametrize("act", [Act.ASK, Act.LOG_PROGRESS, Act.HAND_UP, Act.SETTLE, Act.CLOSE, Act.EXTEND])
def test_only_the_handler_works_on_a_case(act: Act) -> None:
    """Others may look, take it when it is free, or give it away."""
    taken = after(filed(), (Step.ACCEPT, MONDAY + HOUR))
    assert those_who_may(act, taken) == {MEDIATOR}


def test_only_the_handler_sees_the_name_of_whoever_agreed_to_be_named() -> None:
    """Not the head, not the centre, not the director."""
    assert those_who_may(Act.VIEW_IDENTITY, after(filed(), (Step.ACCEPT, MONDAY + HOUR))) == {MEDIATOR}


def test_only_the_director_puts_a_case_under_supervision() -> None:
    """A supervised case is led by the director."""
    assert those_who_may(Act.SUPERVISE, filed()) == {DIRECTOR}


def test_a_case_is_given_away_by_the_villages_head_or_the_town() -> None:
    """Mediators do not give each other work."""
    assert those_who_may(Act.ASSIGN, filed()) == {HEAD, STAFF, DIRECTOR, OVERSIGHT}


def test_an_urgent_case_can_be_acknowledged_by_whoever_sees_it() -> None:
    """The named person who says "seen" may be anybody it was sent to."""
    assert those_who_may(Act.ACKNOWLEDGE, filed(urgent=True)) == those_who_may(Act.VIEW, filed(urgent=True))


def test_a_complaint_about_the_head_does_not_reach_the_village() -> None:
    """Nobody named, and nobody who answers to such a person: not even the handler they were."""
    about_head = frozenset({HEAD})
    taken = after(filed(), (Step.ACCEPT, MONDAY + HOUR))
    for act in Act:
        assert not those_who_may(act, taken, about_head) & {HEAD, MEDIATOR, OTHER_MEDIATOR, PATROLLER}
    assert those_who_may(Act.VIEW, taken, about_head) == {CADRE, STAFF, DIRECTOR, OVERSIGHT}


def test_a_complaint_about_the_director_leaves_the_town() -> None:
    """Everybody in the town answers to the director in the end."""
    assert those_who_may(Act.VIEW, filed(), frozenset({DIRECTOR})) == {OVERSIGHT}
    assert those_who_may(Act.ACCEPT, filed(), frozenset({DIRECTOR})) == {OVERSIGHT}


def test_a_village_without_a_head_answers_to_the_director_all_the_same() -> None:
    """That nobody is entered as head makes no mediator independent."""
    headless = tuple(holder for holder in TOWN if holder.role is not Role.VILLAGE_HEAD)
    assert MEDIATOR in excluded_by(frozenset({DIRECTOR}), headless)


def test_who_answers_to_whom() -> None:
    """Mediators to their head and so to the director; nobody to a head of another village; oversight to nobody."""
    above = answers_to(TOWN)
    assert above[MEDIATOR] == {HEAD, DIRECTOR}
    assert above[HEAD] == above[STAFF] == above[OFFICER] == {DIRECTOR}
    assert above[DIRECTOR] == above[OVERSIGHT] == frozenset()
    assert superiors_of(99, TOWN) == frozenset()


def test_what_a_list_may_show() -> None:
    """A mediator's list is their village's, the centre's is the town's, an admin's is empty but for their own cases."""
    assert scope_of(viewer(MEDIATOR)).units == {VILLAGE}
    assert not scope_of(viewer(MEDIATOR)).town
    assert scope_of(viewer(MEDIATOR)).superiors == {HEAD, DIRECTOR}
    assert scope_of(viewer(STAFF)).town
    assert (scope_of(viewer(ADMIN)).units, scope_of(viewer(ADMIN)).town) == (frozenset(), False)


@given(holders=organisations)
def test_answering_to_somebody_passes_on_upwards(holders: tuple[Holder, ...]) -> None:
    """Whoever my superior answers to, I answer to; nobody answers to themselves; one person is asked as all are."""
    above = answers_to(holders)
    for person, superiors in above.items():
        assert person not in superiors
        assert superiors_of(person, holders) == superiors
        for superior in superiors:
            assert above[superior] - {person} <= superiors


@given(holders=organisations, named=st.frozensets(st.integers(1, 9)), further=st.integers(1, 9))
def test_naming_somebody_more_never_lets_anybody_in(
    holders: tuple[Holder, ...], named: frozenset[int], further: int
) -> None:
    """A conflict only ever shuts out; the named themselves are shut out always."""
    shut_out = excluded_by(named, holders)
    assert named <= shut_out
    assert shut_out <= excluded_by(named | {further}, holders)


@given(holders=organisations, named=st.frozensets(st.integers(1, 9), min_size=1), handler=st.integers(1, 9))
def test_nobody_who_is_shut_out_may_do_anything(
    holders: tuple[Holder, ...], named: frozenset[int], handler: int
) -> None:
    """In any organisation, whatever roles a person holds beside, and even if the case was theirs."""
    case = replace(filed(), handler_id=handler)
    for person in excluded_by(named, holders):
        assert not any(may(viewer(person, holders), act, case, named) for act in Act)


@given(holders=organisations, handler=st.none() | st.integers(1, 9))
def test_whoever_may_do_something_may_look(holders: tuple[Holder, ...], handler: int | None) -> None:
    """Nobody decides about what they cannot see."""
    case = replace(filed(), handler_id=handler)
    for person in {holder.person_id for holder in holders}:
        looks = may(viewer(person, holders), Act.VIEW, case, frozenset())
        acts = [act for act in Act if act is not Act.SUPERVISE and may(viewer(person, holders), act, case, frozenset())]
        assert looks or not acts


def test_whoever_mediates_along_from_elsewhere_sees_an_open_dispute_and_no_more() -> None:
    """Not once it has ended or is no dispute, nor without an office; past its own village nobody of there."""
    open_case = replace(after(filed(), (Step.ACCEPT, MONDAY + HOUR)), joint=(FOREIGN_MEDIATOR,))
    assert FOREIGN_MEDIATOR in those_who_may(Act.VIEW, open_case)
    assert FOREIGN_MEDIATOR in those_who_may(Act.VIEW_PAPER, open_case)
    for act in set(Act) - {Act.VIEW, Act.VIEW_PAPER, Act.ACKNOWLEDGE}:
        assert FOREIGN_MEDIATOR not in those_who_may(act, open_case)
    for changed in (
        replace(open_case, state=CaseState.CLOSED),
        replace(open_case, kind=CaseKind.HAZARD),
        replace(open_case, joint=()),
    ):
        assert FOREIGN_MEDIATOR not in those_who_may(Act.VIEW, changed)
    assert not may(Viewer(FOREIGN_MEDIATOR, ()), Act.VIEW, open_case, frozenset())
    assert not may(viewer(FOREIGN_MEDIATOR), Act.VIEW, open_case, frozenset({FOREIGN_MEDIATOR}))
    past = replace(open_case, handler_id=None, past_unit=True, responsible_unit="police_post", joint=(MEDIATOR,))
    assert MEDIATOR not in those_who_may(Act.VIEW, past)
