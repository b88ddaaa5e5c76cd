"""What is asked of any roster, read from its posts alone: each check answers what is wrong with it, nothing if it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from domain.roster import Busy, Counts, GapReason, Held, OpenShift, Roster, RosterMember, WeekLimit, make_roster


@dataclass(frozen=True)
class Question:
    """All that a roster is made from."""

    shifts: tuple[OpenShift, ...]
    members: tuple[RosterMember, ...]
    held: tuple[Held, ...] = ()
    before: Mapping[int, Counts] = field(default_factory=dict)
    rest_ms: int = 0
    busy: Mapping[int, Busy] = field(default_factory=dict)
    previous: tuple[Held, ...] = ()
    limit: WeekLimit | None = None

    def roster(self) -> Roster:
        """The program's answer."""
        return make_roster(
            self.shifts,
            self.members,
            self.held,
            self.before,
            self.rest_ms,
            busy=self.busy,
            previous=self.previous,
            limit=self.limit,
        )

    def shift(self, post: Held) -> OpenShift:
        """The shift of a post."""
        return next(each for each in self.shifts if (each.slot, each.day) == (post.slot, post.day))

    def member(self, person_id: int) -> RosterMember | None:
        """A member by person."""
        return next((each for each in self.members if each.person_id == person_id), None)

    def agreed(self, post: Held) -> bool:
        """Whether this post was held, as lead or not."""
        return any(each[:3] == post[:3] for each in self.held)


def too_near(question: Question, one: OpenShift, other: OpenShift) -> bool:
    """Whether nobody can stand on both."""
    return one.starts_at < other.ends_at + question.rest_ms and other.starts_at < one.ends_at + question.rest_ms


def cannot_come(member: RosterMember | None, shift: OpenShift) -> bool:
    """Whether somebody is no member yet, or no longer, or said that they cannot."""
    if member is None or (member.since is not None and shift.day.isoformat() < member.since):
        return True
    return any(each.on(shift.day) for each in member.unavailable)


def is_elsewhere(question: Question, person_id: int, shift: OpenShift) -> bool:
    """Whether somebody stands on something else then, or too shortly before or after."""
    rest = question.rest_ms
    return any(
        shift.starts_at < until + rest and since < shift.ends_at + rest
        for since, until in question.busy.get(person_id, ())
    )


def most_around(question: Question, roster: Roster, person_id: int, shift: OpenShift, *, more: int = 0) -> int:
    """How often somebody stands, at most, in seven days in a row that a shift lies in, with `more` on that day."""
    own = [post.day for post in roster.given if post.person_id == person_id]
    own += question.limit.elsewhere.get(person_id, ()) if question.limit else ()
    begins = [shift.day - timedelta(days=before) for before in range(7)]
    return more + max(sum(begin <= day < begin + timedelta(days=7) for day in own) for begin in begins)


def too_often(question: Question, roster: Roster) -> list[Held]:
    """Posts that are too much for somebody in their week and were not agreed."""
    return [
        post
        for post in roster.given
        if question.limit is not None
        and not question.agreed(post)
        and most_around(question, roster, post.person_id, question.shift(post)) > question.limit.most
    ]


def has_enough(question: Question, roster: Roster, person_id: int, shift: OpenShift) -> bool:
    """Whether one more post on a shift would be too much."""
    return question.limit is not None and most_around(question, roster, person_id, shift, more=1) > question.limit.most


def in_two_places(question: Question, roster: Roster) -> list[tuple[Held, Held]]:
    """Two posts of one person that are too near, unless both were agreed; or both on the same shift."""
    return [
        (one, other)
        for one, other in combinations(roster.given, 2)
        if one.person_id == other.person_id
        and too_near(question, question.shift(one), question.shift(other))
        and not (question.agreed(one) and question.agreed(other) and one[:2] != other[:2])
    ]


def against_their_word(question: Question, roster: Roster) -> list[Held]:
    """Posts given to somebody who cannot come, or stands elsewhere."""
    return [
        post
        for post in roster.given
        if not question.agreed(post)
        and (
            cannot_come(question.member(post.person_id), question.shift(post))
            or is_elsewhere(question, post.person_id, question.shift(post))
        )
    ]


def lost_posts(question: Question, roster: Roster) -> list[Held]:
    """Agreed posts that are not on the roster as they were agreed; of two leads the second may only stand."""
    given = {post[:3]: post.leads for post in roster.given}
    led = {post[:2] for post in question.held if post.leads and given.get(post[:3])}
    return [
        post
        for post in question.held
        if post[:3] not in given or (post.leads and post[:2] not in led) or (not post.leads and given[post[:3]])
    ]


def wrong_leads(question: Question, roster: Roster) -> list[Held]:
    """Leads who may not lead and were not agreed, and second leads."""
    seen: set[tuple[object, ...]] = set()
    wrong: list[Held] = []
    for post in roster.given:
        if not post.leads:
            continue
        member = question.member(post.person_id)
        if post[:2] in seen or (not question.agreed(post) and not (member and member.may_lead)):
            wrong.append(post)
        seen.add(post[:2])
    return wrong


def too_many(question: Question, roster: Roster) -> list[OpenShift]:
    """Shifts with more people than they take, unless more were agreed."""
    stand, agreed = Counter(post[:2] for post in roster.given), Counter(post[:2] for post in set(question.held))
    return [
        shift
        for shift in question.shifts
        if stand[shift.slot, shift.day] > max(shift.strength, agreed[shift.slot, shift.day])
    ]


def two_of_a_household(question: Question, roster: Roster) -> list[tuple[Held, Held]]:
    """Two of one household on a shift that households take in turn, unless both were agreed."""
    homes = {member.person_id: member.household for member in question.members}
    return [
        (one, other)
        for one, other in combinations(roster.given, 2)
        if one[:2] == other[:2]
        and question.shift(one).households
        and homes.get(one.person_id) is not None
        and homes.get(one.person_id) == homes.get(other.person_id)
        and not (question.agreed(one) and question.agreed(other))
    ]


def could_take(question: Question, roster: Roster, member: RosterMember, shift: OpenShift) -> bool:
    """Whether somebody could take one more post on a shift as everything stands."""
    theirs = [question.shift(post) for post in roster.given if post.person_id == member.person_id]
    there = {post.person_id for post in roster.given if post[:2] == (shift.slot, shift.day)}
    mates = {
        each.person_id
        for each in question.members
        if member.household is not None and each.household == member.household
    }
    return not (
        cannot_come(member, shift)
        or is_elsewhere(question, member.person_id, shift)
        or any(too_near(question, shift, other) for other in theirs)
        or has_enough(question, roster, member.person_id, shift)
        or (shift.households and there & mates)
    )


def unexplained(question: Question, roster: Roster) -> list[str]:
    """Gaps that are not told, told where there is none, or told with a reason that does not hold."""
    told = {(gap.slot, gap.day, gap.needs_lead): gap for gap in roster.gaps}
    wrong = ["told twice"] if len(told) != len(roster.gaps) else []
    for shift in question.shifts:
        posts = [post for post in roster.given if post[:2] == (shift.slot, shift.day)]
        missing = max(0, shift.strength - len(posts))
        people = told.pop((shift.slot, shift.day, False), None)
        if (people.missing if people else 0) != missing:
            wrong.append(f"{shift.day} {shift.slot} lacks {missing}")
        elif people and people.reason not in set(_reasons(question, roster, shift, leads=False)):
            wrong.append(f"{shift.day} {shift.slot} {people.reason}")
        lead = told.pop((shift.slot, shift.day, True), None)
        if (lead is None) != any(post.leads for post in posts):
            wrong.append(f"{shift.day} {shift.slot} lead")
        elif lead and lead.reason not in set(_reasons(question, roster, shift, leads=True)):
            wrong.append(f"{shift.day} {shift.slot} lead {lead.reason}")
    return wrong + [f"{gap}" for gap in told.values()]


def _reasons(question: Question, roster: Roster, shift: OpenShift, *, leads: bool) -> Iterator[GapReason]:
    """Every reason that holds; none if somebody could simply take it."""
    there = {post.person_id for post in roster.given if post[:2] == (shift.slot, shift.day)}
    asked = [member for member in question.members if member.may_lead or not leads]
    others = [member for member in asked if member.person_id not in there]
    if leads and not asked:
        yield GapReason.NOBODY_MAY_LEAD
    if not leads and len(question.members) < shift.strength:
        yield GapReason.TOO_FEW_MEMBERS
    full = len(there) >= shift.strength and all(
        question.agreed(post) for post in roster.given if post[:2] == (shift.slot, shift.day)
    )
    promoted = [member for member in asked if member.person_id in there]
    agreed = {post.person_id for post in question.held if post[:2] == (shift.slot, shift.day)}
    if leads and (full or promoted) and all(member.person_id in agreed for member in promoted):
        yield GapReason.FULL
    if any(could_take(question, roster, member, shift) for member in others):
        return
    home = [member for member in others if not cannot_come(member, shift)]
    here = [member for member in home if not is_elsewhere(question, member.person_id, shift)]
    if not home:
        yield GapReason.AWAY
    elif not here:
        yield GapReason.ELSEWHERE
    else:
        yield GapReason.REST
        if any(has_enough(question, roster, member.person_id, shift) for member in here):
            yield GapReason.OFTEN
        if shift.households:
            yield GapReason.HOUSEHOLD


def totals(question: Question, roster: Roster) -> Counter[int]:
    """How often each member stands, with what they stood before. Whoever is new is left at what they have."""
    counts = Counter({member.person_id: 0 for member in question.members})
    counts.update({each: question.before[each].total for each in counts if each in question.before})
    counts.update(post.person_id for post in roster.given if post.person_id in counts)
    return counts


def unfair(question: Question, roster: Roster) -> list[tuple[int, int, Held]]:
    """Posts that somebody could simply hand to one who has at least two less, so that all would be more even.

    Not asked where households take turns, which is counted by household, and where some are new and some not.
    """
    counts = totals(question, roster)
    return [
        (post.person_id, member.person_id, post)
        for post in roster.given
        if post.person_id in counts and not question.agreed(post)
        for member in question.members
        if counts[post.person_id] >= counts[member.person_id] + 2
        and (member.may_lead or not post.leads)
        and could_take(question, roster, member, question.shift(post))
    ]


def changed(before: Roster, after: Roster) -> int:
    """How many posts of the one are not on the other."""
    return len(set(before.given) - set(after.given))


def by_person(posts: Sequence[Held]) -> Counter[int]:
    """How often each person stands."""
    return Counter(post.person_id for post in posts)
