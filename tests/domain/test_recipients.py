"""Which persons a notice is for, when some are missing and some must not know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Act, Holder, excluded_by, may, viewer_among
from domain.recipients import resolve
from domain.words import Level, Recipient, Role
from tests.domain.samples import DIRECTOR, HEAD, MEDIATOR, OTHER_MEDIATOR, OVERSIGHT, STAFF, filed, township

VILLAGE = filed().unit
CENTRE = township().centre.code
OFFICER, CADRE = 12, 15
TOWN = (
    Holder(MEDIATOR, Role.MEDIATOR, VILLAGE),
    Holder(OTHER_MEDIATOR, Role.MEDIATOR, VILLAGE),
    Holder(HEAD, Role.VILLAGE_HEAD, VILLAGE),
    Holder(CADRE, Role.RESIDENT_CADRE, VILLAGE),
    Holder(21, Role.MEDIATOR, "somewhere_else"),
    Holder(22, Role.VILLAGE_HEAD, "somewhere_else"),
    Holder(OFFICER, Role.DEPARTMENT_OFFICER, "police_post"),
    Holder(STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(DIRECTOR, Role.DIRECTOR, CENTRE),
    Holder(OVERSIGHT, Role.OVERSIGHT, CENTRE),
)
NOBODY: frozenset[int] = frozenset()
OFFICIALS = [each for each in Recipient if each not in {Recipient.REPORTER, Recipient.HELPERS}]
organisations = st.lists(
    st.builds(Holder, st.integers(1, 9), st.sampled_from(Role), st.sampled_from([VILLAGE, "somewhere_else", CENTRE])),
    max_size=14,
).map(tuple)


def without(*roles: Role) -> tuple[Holder, ...]:
    """The town with nobody in these roles."""
    return tuple(holder for holder in TOWN if holder.role not in roles)


@pytest.mark.parametrize(
    ("recipient", "persons"),
    [
        (Recipient.HANDLER, (MEDIATOR, OTHER_MEDIATOR)),
        (Recipient.VILLAGE_HEAD, (HEAD,)),
        (Recipient.RESIDENT_CADRE, (CADRE,)),
        (Recipient.DUTY_OFFICER, (STAFF,)),
        (Recipient.CENTRE_STAFF, (STAFF,)),
        (Recipient.DIRECTOR, (DIRECTOR,)),
        (Recipient.OVERSIGHT, (OVERSIGHT,)),
        (Recipient.REPORTER, ()),
    ],
)
def test_in_a_full_town_everybody_is_who_they_are(recipient: Recipient, persons: tuple[int, ...]) -> None:
    """A village's new case is for all its mediators; the reporter is reached another way."""
    assert resolve(recipient, filed(), TOWN, NOBODY) == persons


def test_a_case_with_a_handler_is_theirs_alone() -> None:
    """Once somebody has it the others are left in peace."""
    assert resolve(Recipient.HANDLER, replace(filed(), handler_id=OTHER_MEDIATOR), TOWN, NOBODY) == (OTHER_MEDIATOR,)


def test_a_handler_who_holds_no_role_any_more_is_nobody() -> None:
    """Whoever left the service is told nothing; the case is its unit's again."""
    assert resolve(Recipient.HANDLER, replace(filed(), handler_id=77), TOWN, NOBODY) == (MEDIATOR, OTHER_MEDIATOR)


def test_without_mediators_the_head_and_without_a_head_the_centre() -> None:
    """Somebody is always meant: the next one up."""
    assert resolve(Recipient.HANDLER, filed(), without(Role.MEDIATOR), NOBODY) == (HEAD,)
    assert resolve(Recipient.HANDLER, filed(), without(Role.MEDIATOR, Role.VILLAGE_HEAD), NOBODY) == (STAFF,)
    assert resolve(Recipient.VILLAGE_HEAD, filed(), without(Role.VILLAGE_HEAD), NOBODY) == (STAFF,)
    assert resolve(Recipient.CENTRE_STAFF, filed(), without(Role.CENTRE_STAFF), NOBODY) == (DIRECTOR,)


def test_at_the_town_a_free_case_is_its_departments_or_the_centres() -> None:
    """What is routed to the police post is for the police post; the rest is for the centre."""
    routed = replace(filed(), level=Level.TOWN, responsible_unit="police_post")
    assert resolve(Recipient.HANDLER, routed, TOWN, NOBODY) == (OFFICER,)
    central = replace(filed(), level=Level.TOWN, responsible_unit=CENTRE)
    assert resolve(Recipient.HANDLER, central, TOWN, NOBODY) == (STAFF,)


def test_a_complaint_about_a_mediator_is_for_the_others() -> None:
    """One named person does not take the case from the village."""
    assert resolve(Recipient.HANDLER, filed(), TOWN, frozenset({MEDIATOR})) == (OTHER_MEDIATOR,)


def test_a_complaint_about_all_mediators_is_for_the_head() -> None:
    """The head answers to none of them."""
    assert resolve(Recipient.HANDLER, filed(), TOWN, frozenset({MEDIATOR, OTHER_MEDIATOR})) == (HEAD,)


def test_a_complaint_about_the_head_goes_to_the_centre() -> None:
    """If that leaves nobody in the village it goes to the centre."""
    for recipient in (Recipient.HANDLER, Recipient.VILLAGE_HEAD):
        assert resolve(recipient, filed(), TOWN, frozenset({HEAD})) == (STAFF,)


def test_a_complaint_about_the_director_goes_to_the_oversight_contact() -> None:
    """If it leaves nobody in the centre, it goes to the oversight contact: whoever was meant."""
    for recipient in OFFICIALS:
        assert resolve(recipient, filed(), TOWN, frozenset({DIRECTOR})) == (OVERSIGHT,)


@given(
    holders=organisations,
    named=st.frozensets(st.integers(1, 9)),
    recipient=st.sampled_from(OFFICIALS),
    handler=st.none() | st.integers(1, 9),
    level=st.sampled_from(Level),
)
def test_in_any_organisation_somebody_is_told_and_nobody_who_must_not_know(
    holders: tuple[Holder, ...],
    named: frozenset[int],
    recipient: Recipient,
    handler: int | None,
    level: Level,
) -> None:
    """As long as there is an oversight contact; each person once; and whoever is told may also look."""
    holders = (*holders, Holder(99, Role.OVERSIGHT, CENTRE))
    responsible = VILLAGE if level is Level.VILLAGE else CENTRE
    case = replace(filed(), handler_id=handler, level=level, responsible_unit=responsible)
    told = resolve(recipient, case, holders, named)
    assert told
    assert len(set(told)) == len(told)
    assert not set(told) & excluded_by(named, holders)
    for person in told:
        assert may(viewer_among(person, holders), Act.VIEW, case, named)


@given(holders=organisations, recipient=st.sampled_from(OFFICIALS), handler=st.none() | st.integers(1, 9))
def test_without_a_conflict_who_holds_the_role_is_told(
    holders: tuple[Holder, ...], recipient: Recipient, handler: int | None
) -> None:
    """Nobody is passed over: the first group in which somebody is has it."""
    told = resolve(recipient, replace(filed(), handler_id=handler), holders, NOBODY)
    roles = {holder.role for holder in holders if holder.person_id in told}
    if recipient is Recipient.DIRECTOR and any(holder.role is Role.DIRECTOR for holder in holders):
        assert set(told) == {holder.person_id for holder in holders if holder.role is Role.DIRECTOR}
    if recipient is Recipient.HANDLER and handler in {holder.person_id for holder in holders}:
        assert told == (handler,)
    assert bool(told) == bool(roles)
