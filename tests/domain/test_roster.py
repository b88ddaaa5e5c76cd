"""Rosters: whatever is asked, nobody stands in two places or against their word, all is shared fairly, and gaps are explained."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.roster import (
    Counts,
    Gap,
    GapReason,
    Held,
    OpenShift,
    Roster,
    RosterMember,
    WeekLimit,
    make_roster,
    planned_shifts,
)
from domain.teams import Unavailable
from tests.domain.roster_checks import (
    Question,
    against_their_word,
    by_person,
    changed,
    in_two_places,
    lost_posts,
    too_many,
    too_often,
    totals,
    two_of_a_household,
    unexplained,
    unfair,
    wrong_leads,
)
from tests.domain.samples import DAY, HOUR, calendar, township

FIRST = date(2026, 3, 2)
"""A Monday."""
REST = 11 * HOUR
SLOTS = {"morning": (6, 8), "evening": (20, 23), "late": (22, 26)}


def shift(ahead: int = 0, slot: str = "evening", strength: int = 2, **more: bool) -> OpenShift:
    """A shift so many days after the first."""
    begins, ends = SLOTS[slot]
    midnight = 1_772_380_800_000 + ahead * DAY
    flags = {"night": slot != "morning"} | more
    return OpenShift(
        slot, FIRST + timedelta(days=ahead), midnight + begins * HOUR, midnight + ends * HOUR, strength, **flags
    )


def people(count: int, leads: int = 1, unavailable: Iterable[Unavailable] = ()) -> tuple[RosterMember, ...]:
    """Members 1, 2, 3 and so on, of whom the first ones may lead."""
    return tuple(
        RosterMember(number, unavailable=tuple(unavailable), may_lead=number <= leads) for number in range(1, count + 1)
    )


def day_off(ahead: int) -> Unavailable:
    """One day on which somebody cannot come."""
    day = (FIRST + timedelta(days=ahead)).isoformat()
    return Unavailable(0, 0, None, day, day)


@st.composite
def shifts_drawn(draw: st.DrawFn, days: int = 12) -> tuple[OpenShift, ...]:
    """Up to three shifts a day, of which some are close together, at night, on holidays, or of households."""
    where = st.tuples(st.integers(0, days - 1), st.sampled_from(sorted(SLOTS)))
    drawn = draw(st.lists(where, min_size=1, max_size=16, unique=True))
    return tuple(
        shift(ahead, slot, draw(st.integers(1, 4)), holiday=draw(st.booleans()), households=draw(st.booleans()))
        for ahead, slot in drawn
    )


UNAVAILABLE = st.one_of(
    st.integers(1, 7).map(lambda weekday: Unavailable(0, 0, weekday=weekday)),
    st.integers(0, 11).map(day_off),
)


ELSEWHERE = st.lists(st.integers(-8, 20).map(lambda ahead: FIRST + timedelta(days=ahead)), max_size=3).map(tuple)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Anything that could be asked, the impossible too."""
    shifts = draw(shifts_drawn())
    members = tuple(
        RosterMember(
            person,
            draw(st.sampled_from((None, None, "house 1", "house 2"))),
            tuple(draw(st.lists(UNAVAILABLE, max_size=3))),
            draw(st.booleans()),
            draw(st.sampled_from((None, None, (FIRST + timedelta(days=4)).isoformat()))),
        )
        for person in draw(st.lists(st.integers(1, 12), max_size=9, unique=True))
    )
    posts = st.builds(
        lambda shift, person, leads: Held(shift.slot, shift.day, person, leads),
        st.sampled_from(shifts),
        st.integers(1, 14),
        st.booleans(),
    )
    ids = st.integers(1, 12)
    begin = min(each.starts_at for each in shifts)
    stretch = st.integers(0, 12 * 24).map(lambda hour: (begin + hour * HOUR, begin + (hour + 3) * HOUR))
    return Question(
        shifts,
        members,
        tuple(draw(st.lists(posts, max_size=4, unique_by=lambda post: post[:3]))),
        draw(st.dictionaries(ids, st.builds(Counts, *[st.integers(0, 5)] * 4), max_size=4)),
        draw(st.sampled_from((0, 8 * HOUR, REST, 24 * HOUR))),
        draw(st.dictionaries(ids, st.lists(stretch, max_size=2).map(tuple), max_size=3)),
        tuple(draw(st.lists(posts, max_size=8))),
        draw(st.none() | st.builds(WeekLimit, st.integers(1, 4), st.dictionaries(ids, ELSEWHERE, max_size=3))),
    )


@given(question=questions())
@settings(max_examples=200, deadline=None)
def test_whatever_is_asked_the_roster_breaks_no_rule(question: Question) -> None:
    """Nobody twice, nobody against their word, no agreed post lost, one lead who may, no more than are needed, gaps told."""
    roster = question.roster()
    assert in_two_places(question, roster) == []
    assert against_their_word(question, roster) == []
    assert lost_posts(question, roster) == []
    assert wrong_leads(question, roster) == []
    assert too_many(question, roster) == []
    assert too_often(question, roster) == []
    assert two_of_a_household(question, roster) == []
    assert unexplained(question, roster) == []


@given(question=questions())
@settings(deadline=None)
def test_nobody_could_simply_hand_a_post_to_one_who_has_two_less(question: Question) -> None:
    """As far as days and rest allow it, counts differ by one at most, those of earlier months included."""
    shifts = tuple(replace(each, households=False) for each in question.shifts)
    asked = replace(question, shifts=shifts, before={each.person_id: Counts() for each in question.members})
    assert unfair(asked, asked.roster()) == []


@given(question=questions(), data=st.data())
@settings(deadline=None)
def test_the_same_question_has_one_answer_in_whatever_order_it_is_put(question: Question, data: st.DataObject) -> None:
    """No chance, no order of rows in a table."""
    mixed = replace(
        question,
        shifts=tuple(data.draw(st.permutations(question.shifts))),
        members=tuple(data.draw(st.permutations(question.members))),
        held=tuple(data.draw(st.permutations(question.held))),
        busy=dict(sorted(question.busy.items(), reverse=True)),
    )
    assert mixed.roster() == question.roster() == question.roster()


@given(question=questions())
@settings(deadline=None)
def test_a_roster_made_again_from_itself_stays_as_it_is(question: Question) -> None:
    """Nothing changed, so nobody is told anything."""
    roster = question.roster()
    again = replace(question, previous=roster.given).roster()
    assert len(again.given) >= len(roster.given)
    assert again == roster


@given(days=st.integers(2, 40), count=st.integers(4, 12), strength=st.integers(1, 4), leads=st.integers(1, 12))
@settings(deadline=None)
def test_where_all_can_come_counts_differ_by_one(days: int, count: int, strength: int, leads: int) -> None:
    """Posts, nights and holidays of all who may do them; leads among those who lead, who are left out of it as they must."""
    shifts = tuple(
        shift(ahead, "evening" if ahead % 3 else "morning", strength, holiday=ahead % 5 == 0) for ahead in range(days)
    )
    question = Question(shifts, people(count, min(count, leads)), rest_ms=6 * HOUR)
    roster = question.roster()
    assert roster.gaps == ()
    led = Counter(post.person_id for post in roster.given if post.leads)
    assert max(led.values()) - min(led[each.person_id] for each in question.members if each.may_lead) <= 1
    if all(each.may_lead for each in question.members):
        assert spread(totals(question, roster)) <= 1
        assert spread(counted(question, roster, lambda each: each.night)) <= 1
        assert spread(counted(question, roster, lambda each: each.holiday)) <= 1


def spread(counts: Counter[int]) -> int:
    """How far the most and the least are apart."""
    return max(counts.values()) - min(counts.values())


def counted(question: Question, roster: Roster, kind: Callable[[OpenShift], bool]) -> Counter[int]:
    """How often each member stands on shifts of a kind."""
    counts = Counter({each.person_id: 0 for each in question.members})
    counts.update(post.person_id for post in roster.given if kind(question.shift(post)))
    return counts


@given(question=questions())
@settings(deadline=None)
def test_posts_are_as_even_as_any_roster_could_make_them(question: Question) -> None:
    """Days lie far apart and all may lead, so the best there is can be worked out in another way; so can the fewest gaps."""
    members = tuple(replace(each, may_lead=True, household=None) for each in question.members)
    shifts = tuple({each.day: replace(each, households=False) for each in question.shifts}.values())
    asked = Question(shifts, members)
    roster = asked.roster()
    assert sum(count * count for count in totals(asked, roster).values()) == evenest(asked)


def evenest(question: Question) -> int:
    """The least sum of squares with as many posts as can be given: cheapest paths from posts to people."""
    given_to: dict[tuple[int, int], bool] = {}
    counts = Counter({each.person_id: 0 for each in question.members})
    able = {
        index: [each.person_id for each in question.members if not any(off.on(one.day) for off in each.unavailable)]
        for index, one in enumerate(question.shifts)
    }
    able = {
        index: [
            person
            for person in persons
            if (since := next(each.since for each in question.members if each.person_id == person)) is None
            or since <= question.shifts[index].day.isoformat()
        ]
        for index, persons in able.items()
    }
    for index, one in enumerate(question.shifts):
        for _post in range(min(one.strength, len(able[index]))):
            reached = {each: [(each, index)] for each in able[index] if (each, index) not in given_to}
            waiting = list(reached)
            for person in waiting:
                for other, _ in [pair for pair in given_to if pair[0] == person]:
                    for theirs in [pair[1] for pair in given_to if pair[0] == other]:
                        for next_one in able[theirs]:
                            if next_one not in reached and (next_one, theirs) not in given_to:
                                reached[next_one] = [*reached[person], (next_one, theirs)]
                                waiting.append(next_one)
            last = min(reached, key=lambda person: counts[person])
            way = reached[last]
            for (leaving, _), (_, handed) in pairwise(way):
                del given_to[leaving, handed]
            given_to |= dict.fromkeys(way, True)
            counts[last] += 1
    return sum(count * count for count in counts.values())


@given(question=questions(), data=st.data())
@settings(deadline=None)
def test_a_day_less_of_one_person_moves_few_other_posts(question: Question, data: st.DataObject) -> None:
    """What somebody gives up goes to others; beyond that no more is moved than evening out needs."""
    asked = replace(question, held=(), previous=())
    roster = asked.roster()
    if not roster.given or roster.gaps:
        return
    post = data.draw(st.sampled_from(roster.given))
    off = Unavailable(0, 0, None, post.day.isoformat(), post.day.isoformat())
    members = tuple(
        replace(each, unavailable=(*each.unavailable, off)) if each.person_id == post.person_id else each
        for each in asked.members
    )
    again = replace(asked, members=members, previous=roster.given).roster()
    lost = sum(each.person_id == post.person_id and each.day == post.day for each in roster.given)
    assert lost <= changed(roster, again) <= lost + MOST_MOVED


MOST_MOVED = 9


def test_earlier_months_carry_over() -> None:
    """Whoever stood more goes last, until all have stood as often; whoever is new owes nothing for the time before."""
    shifts = tuple(shift(ahead, strength=1) for ahead in range(6))
    before = {1: Counts(total=5, nights=5, leads=5), 2: Counts(total=2, nights=2, leads=2), 3: Counts(5, 5, 0, 5)}
    roster = make_roster(shifts, people(3, leads=3), (), before, REST)
    assert by_person(roster.given) == {1: 1, 2: 4, 3: 1}
    with_new = make_roster(shifts, people(4, leads=4), (), before, REST)
    assert by_person(with_new.given)[4] <= 2


def test_nights_and_holidays_are_shared_where_totals_are() -> None:
    """Twelve shifts of four kinds among four people: three each, and of no kind more than one."""
    shifts = tuple(shift(ahead, "evening" if ahead % 2 else "morning", 1, holiday=ahead % 4 < 2) for ahead in range(12))
    question = Question(shifts, people(4, leads=4), rest_ms=REST)
    roster = question.roster()
    assert set(totals(question, roster).values()) == {3}
    assert spread(counted(question, roster, lambda each: each.night)) <= 1
    assert spread(counted(question, roster, lambda each: each.holiday)) <= 1


def test_a_household_has_one_turn_however_many_it_is() -> None:
    """Two of one house and one each of two others: after six turns each house has had two."""
    members = (
        RosterMember(1, "upper", may_lead=True),
        RosterMember(2, "upper", may_lead=True),
        RosterMember(3, "lower", may_lead=True),
        RosterMember(4, None, may_lead=True),
    )
    roster = make_roster([shift(ahead, strength=1, households=True) for ahead in range(6)], members, (), {}, REST)
    stood = by_person(roster.given)
    assert (stood[1] + stood[2], stood[3], stood[4]) == (2, 2, 2)
    assert stood[1] == stood[2] == 1


def test_somebody_changes_their_post_so_that_nothing_stays_open() -> None:
    """Only 1 can come on Monday morning; put on Sunday night first, they give that to 2."""
    members = (
        RosterMember(1, may_lead=True),
        RosterMember(2, unavailable=(day_off(1),), may_lead=True),
    )
    shifts = (shift(0, "late", 1), shift(1, "morning", 1))
    roster = make_roster(shifts, members, (), {2: Counts(total=9)}, REST)
    assert roster.given == (
        Held("late", FIRST, 2, leads=True),
        Held("morning", FIRST + timedelta(days=1), 1, leads=True),
    )


@pytest.mark.parametrize(
    ("members", "more", "gaps"),
    [
        (people(1), {}, {(False, 1, GapReason.TOO_FEW_MEMBERS)}),
        (people(3, leads=0), {}, {(True, 0, GapReason.NOBODY_MAY_LEAD)}),
        (people(2, unavailable=[day_off(0)]), {}, {(False, 2, GapReason.AWAY), (True, 0, GapReason.AWAY)}),
        (
            people(2),
            {"busy": {1: ((shift().starts_at, shift().ends_at),)}},
            {(False, 1, GapReason.ELSEWHERE), (True, 0, GapReason.ELSEWHERE)},
        ),
        (
            people(3),
            {"held": [Held("evening", FIRST, 2, leads=False), Held("evening", FIRST, 3, leads=False)]},
            {(True, 0, GapReason.FULL)},
        ),
        (tuple(replace(each, household="one") for each in people(2)), {}, {(False, 1, GapReason.HOUSEHOLD)}),
        ((), {}, {(False, 2, GapReason.TOO_FEW_MEMBERS), (True, 0, GapReason.NOBODY_MAY_LEAD)}),
    ],
    ids=["too few", "no lead", "away", "elsewhere", "agreed and full", "household", "no team at all"],
)
def test_a_gap_says_why(
    members: tuple[RosterMember, ...],
    more: dict[str, object],
    gaps: set[tuple[bool, int, GapReason]],
) -> None:
    """Each reason where it is the one."""
    question = Question((shift(households=True),), members, rest_ms=REST, **more)  # type: ignore[arg-type] # a table
    assert {(gap.needs_lead, gap.missing, gap.reason) for gap in question.roster().gaps} == gaps


def test_a_full_roster_is_evened_out_when_somebody_joins() -> None:
    """Nothing is open, and still the new one has their share of what was planned."""
    shifts = tuple(shift(ahead, strength=1) for ahead in range(6))
    before = make_roster(shifts, people(2, leads=2), (), {}, REST)
    after = make_roster(shifts, people(3, leads=3), (), {}, REST, previous=before.given)
    assert set(by_person(after.given).values()) == {2}
    assert changed(before, after) == 2


def test_rest_leaves_a_gap_and_says_so() -> None:
    """Two people, and a morning after their night."""
    roster = make_roster((shift(0, "late"), shift(1, "morning")), people(2), (), {}, REST)
    assert {(gap.slot, gap.missing, gap.needs_lead, gap.reason) for gap in roster.gaps} == {
        ("morning", 2, False, GapReason.REST),
        ("morning", 0, True, GapReason.REST),
    }
    assert make_roster((shift(0, "late"), shift(1, "morning")), people(2), (), {}, 4 * HOUR).gaps == ()


def test_nobody_is_asked_for_more_than_a_weeks_share() -> None:
    """One person, a shift a day, two in seven days: the first two of each week, and why the others are open."""
    shifts = tuple(shift(ahead, strength=1) for ahead in range(14))
    roster = make_roster(shifts, people(1), (), {}, REST, limit=WeekLimit(2))
    stood = [(post.day - FIRST).days for post in roster.given]
    assert len(stood) == 4
    assert all(later - first >= 7 for first, later in zip(stood, stood[2:], strict=False))
    assert {gap.reason for gap in roster.gaps} == {GapReason.OFTEN}
    elsewhere = {1: tuple(FIRST + timedelta(days=ahead) for ahead in (-1, 6, 7))}
    assert make_roster(shifts[:1], people(1), (), {}, REST, limit=WeekLimit(2, elsewhere)).gaps == ()
    busy_week = {1: tuple(FIRST + timedelta(days=ahead) for ahead in (-1, 4))}
    (lead, post) = make_roster(shifts[:1], people(1), (), {}, REST, limit=WeekLimit(2, busy_week)).gaps
    assert {lead.reason, post.reason} == {GapReason.OFTEN}


def test_somebody_gives_up_a_post_of_a_full_week_so_that_nothing_stays_open() -> None:
    """Only 1 can come on Sunday, and has had two already; 2, who can take one of these, does."""
    members = (RosterMember(1, may_lead=True), RosterMember(2, unavailable=(day_off(6),), may_lead=True))
    shifts = (shift(0, strength=1), shift(2, strength=1), shift(6, strength=1))
    previous = tuple(Held("evening", FIRST + timedelta(days=ahead), 1, leads=True) for ahead in (0, 2))
    roster = make_roster(shifts, members, (), {}, REST, previous=previous, limit=WeekLimit(2))
    assert roster.gaps == ()
    assert by_person(roster.given) == {1: 2, 2: 1}


def test_what_was_agreed_stays_however_often_somebody_stands() -> None:
    """Three posts of one week, agreed: they stay, and no fourth is given."""
    shifts = tuple(shift(ahead, strength=1) for ahead in range(4))
    held = [Held("evening", FIRST + timedelta(days=ahead), 1, leads=True) for ahead in range(3)]
    roster = make_roster(shifts, people(1), held, {}, REST, limit=WeekLimit(2))
    assert [post.day for post in roster.given] == [post.day for post in held]
    assert {gap.day for gap in roster.gaps} == {shifts[3].day}


def test_an_agreed_post_stays_whoever_has_it() -> None:
    """Of one who cannot come that day, of one who has left the team, and one more than is needed."""
    held = tuple(Held("evening", FIRST, person, leads=person == 9) for person in (1, 2, 9))
    roster = make_roster((shift(),), people(2, unavailable=[day_off(0)]), held, {}, REST)
    assert set(roster.given) == set(held)
    assert roster.gaps == ()


def test_a_quarter_of_the_whole_township_is_quick() -> None:
    """21 teams of 30 for 90 days; the bench measures it, this only notices when it becomes ten times as much."""
    began = time.process_time()
    for plan in township().patrol.teams:
        shifts = planned_shifts(plan, township(), calendar(), FIRST, FIRST + timedelta(days=89))
        assert make_roster(shifts, people(30, leads=6), (), {}, township().patrol.rest_ms).gaps == ()
    assert time.process_time() - began < 10


# --------------------------------------------------------------------------------- the checks themselves can fail

SOUND = Question(
    (shift(0, "late"), shift(1, "morning"), shift(3, households=True)),
    (
        RosterMember(1, "home", (day_off(3),), may_lead=True),
        RosterMember(2, "home"),
        RosterMember(3, may_lead=True),
        RosterMember(4),
        RosterMember(5, "far"),
    ),
    held=(Held("evening", FIRST + timedelta(days=3), 4, leads=False),),
    rest_ms=REST,
)


def with_post(roster: Roster, ahead: int, slot: str, person: int, *, leads: bool = False) -> Roster:
    """The roster with one more post."""
    return replace(roster, given=(*roster.given, Held(slot, FIRST + timedelta(days=ahead), person, leads)))


def test_the_checks_find_nothing_in_a_sound_roster() -> None:
    """What the tests below spoil is right before."""
    roster = SOUND.roster()
    for check in (
        in_two_places,
        against_their_word,
        lost_posts,
        wrong_leads,
        too_many,
        two_of_a_household,
        unexplained,
    ):
        assert check(SOUND, roster) == [], check
    assert unfair(SOUND, roster) == []


def test_the_checks_catch_each_wrong_roster() -> None:
    """A roster that breaks a rule is caught by the check for it: without this the properties could be empty."""
    roster = SOUND.roster()
    nobody = Roster((), ())
    assert in_two_places(SOUND, with_post(with_post(nobody, 0, "late", 3), 1, "morning", 3))
    assert in_two_places(SOUND, with_post(with_post(nobody, 0, "late", 3), 0, "late", 3))
    assert against_their_word(SOUND, with_post(nobody, 3, "evening", 1))
    assert against_their_word(
        replace(SOUND, busy={5: ((SOUND.shifts[0].starts_at, SOUND.shifts[0].ends_at),)}),
        with_post(nobody, 0, "late", 5),
    )
    assert lost_posts(SOUND, nobody)
    assert lost_posts(SOUND, with_post(nobody, 3, "evening", 4, leads=True))
    assert wrong_leads(SOUND, with_post(nobody, 0, "late", 2, leads=True))
    assert wrong_leads(SOUND, with_post(with_post(nobody, 0, "late", 1, leads=True), 0, "late", 3, leads=True))
    assert too_many(SOUND, with_post(with_post(roster, 0, "late", 8), 0, "late", 9))
    often = replace(SOUND, limit=WeekLimit(1))
    assert too_often(often, with_post(with_post(nobody, 0, "late", 3), 3, "evening", 3))
    assert two_of_a_household(SOUND, with_post(with_post(nobody, 3, "evening", 1), 3, "evening", 2))
    assert unexplained(SOUND, nobody)
    assert unexplained(SOUND, replace(roster, gaps=(Gap("late", FIRST, 1, needs_lead=False, reason=GapReason.REST),)))
    assert unexplained(SOUND, replace(roster, gaps=(Gap("none", FIRST, 1, needs_lead=False, reason=GapReason.REST),)))
    lacking = Roster(
        tuple(post for post in roster.given if post.slot != "late"),
        tuple(Gap("late", FIRST, 0 if lead else 2, lead, GapReason.AWAY) for lead in (True, False)),
    )
    assert unexplained(SOUND, lacking)


def test_the_checks_catch_an_unfair_and_an_unsteady_roster() -> None:
    """One person has it all, or everybody's days are mixed anew."""
    shifts = tuple(shift(ahead, strength=1) for ahead in range(4))
    question = Question(shifts, people(2, leads=2), rest_ms=REST)
    all_one = Roster(tuple(Held("evening", each.day, 1, leads=True) for each in shifts), ())
    assert unfair(question, all_one)
    other = Roster(tuple(replace_person(post, 2) for post in all_one.given), ())
    assert changed(all_one, other) == 4
    assert spread(totals(question, all_one)) == 4
    assert evenest(question) == 8
    assert sum(count * count for count in totals(question, all_one).values()) == 16


def replace_person(post: Held, person: int) -> Held:
    """The same post of somebody else."""
    return post._replace(person_id=person)
