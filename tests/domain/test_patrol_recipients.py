"""Who is told of a shift: the nearest who can be, never the one it is about, and somebody as long as there is a director."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.access import Holder
from domain.patrol_plan import PatrolRecipient
from domain.patrol_recipients import belongs, may_lead, resolve_for_shift
from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState, Way
from domain.words import Role

HOME, OTHER, CENTRE = "fenglin", "qingshi", "centre"
LEAD, MEMBER, SECOND_LEAD, HEAD, STAFF, DIRECTOR, STRANGER = range(1, 8)
EVERYBODY = (
    Holder(LEAD, Role.SHIFT_LEAD, HOME),
    Holder(MEMBER, Role.PATROLLER, HOME),
    Holder(SECOND_LEAD, Role.SHIFT_LEAD, HOME),
    Holder(HEAD, Role.VILLAGE_HEAD, HOME),
    Holder(STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(DIRECTOR, Role.DIRECTOR, CENTRE),
    Holder(STRANGER, Role.SHIFT_LEAD, OTHER),
)


def a_shift(lead: PostState | None = PostState.COMING) -> RosteredShift:
    """A shift of two; without `lead` nobody leads it."""
    shift = Shift(1, HOME, "evening", "2026-09-29", 100, 200, 2, False, ShiftState.PLANNED, 1, 0, 1)
    posts = [Post(2, 1, MEMBER, False, PostState.COMING, Way.ROSTER, 0)]
    if lead is not None:
        posts.append(Post(1, 1, LEAD, True, lead, Way.ROSTER, 0))
    return RosteredShift(shift, tuple(posts))


def test_the_shifts_own_lead_is_told() -> None:
    """Not the team's other leads."""
    assert resolve_for_shift(PatrolRecipient.SHIFT_LEAD, a_shift(), EVERYBODY, MEMBER) == (LEAD,)


def test_a_lead_who_is_missed_is_not_told_of_themselves() -> None:
    """The team's other lead is; without one the village head."""
    assert resolve_for_shift(PatrolRecipient.SHIFT_LEAD, a_shift(), EVERYBODY, LEAD) == (SECOND_LEAD,)
    without = tuple(held for held in EVERYBODY if held.person_id != SECOND_LEAD)
    assert resolve_for_shift(PatrolRecipient.SHIFT_LEAD, a_shift(), without, LEAD) == (HEAD,)


def test_a_lead_who_has_left_leads_nothing() -> None:
    """Whoever holds no role in the village is neither told nor allowed."""
    left = tuple(held for held in EVERYBODY if held.person_id != LEAD)
    assert resolve_for_shift(PatrolRecipient.SHIFT_LEAD, a_shift(), left, MEMBER) == (SECOND_LEAD,)
    assert not may_lead(LEAD, a_shift(), left)
    assert not belongs(LEAD, HOME, left)


def test_a_patroller_is_replaced_by_nobody() -> None:
    """What is theirs to hear is theirs alone; without a name it is for all who stand."""
    assert resolve_for_shift(PatrolRecipient.PATROLLER, a_shift(), EVERYBODY, MEMBER) == (MEMBER,)
    assert resolve_for_shift(PatrolRecipient.PATROLLER, a_shift(PostState.EXCUSED), EVERYBODY, None) == (MEMBER,)


def test_who_may_do_what_a_lead_may() -> None:
    """The lead, the team's leads, the village head and the centre; neither a member nor another village's lead."""
    allowed = {person for person in range(1, 8) if may_lead(person, a_shift(), EVERYBODY)}
    assert allowed == {LEAD, SECOND_LEAD, HEAD, STAFF, DIRECTOR}


def test_a_member_who_leads_the_shift_may_until_excused() -> None:
    """A patroller put in front leads this shift, and no other."""
    post = Post(1, 1, MEMBER, True, PostState.COMING, Way.LEAD, 0)
    assert may_lead(MEMBER, RosteredShift(a_shift().shift, (post,)), EVERYBODY)
    excused = Post(1, 1, MEMBER, True, PostState.EXCUSED, Way.LEAD, 0)
    assert not may_lead(MEMBER, RosteredShift(a_shift().shift, (excused,)), EVERYBODY)


@given(
    st.sets(st.sampled_from(EVERYBODY)),
    st.sampled_from([each for each in PatrolRecipient if each is not PatrolRecipient.PATROLLER]),
    st.sampled_from([None, LEAD, MEMBER, HEAD]),
)
def test_somebody_is_told_as_long_as_there_is_a_director(
    gone: set[Holder], recipient: PatrolRecipient, about: int | None
) -> None:
    """Whoever is gone: never the one it is about, nobody of another village, nobody twice, and never nobody."""
    left = tuple(held for held in EVERYBODY if held not in gone or held.role is Role.DIRECTOR)
    told = resolve_for_shift(recipient, a_shift(), left, about)
    assert told
    assert about not in told
    assert STRANGER not in told
    assert len(set(told)) == len(told)
