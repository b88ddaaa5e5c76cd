"""The table on which a roster is laid out: who could stand where, who does, and how uneven that is.

People and shifts are numbers here, and sets of them the bits of one integer, so that "who could still take this post" is
one operation. What is uneven is one figure: for each tally (posts, nights, holidays, shifts led, a household's turns) the
squares of everybody's counts, weighted. Squares are least where counts are even. Nothing here decides who is given what.
"""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING, Final, NamedTuple

from domain.roster_values import Counts, RosterMember
from domain.roster_weeks import Weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from domain.roster_values import OpenShift, WeekLimit

NOBODY: Final = -1
FAR: Final = 1 << 60
KEEPING: Final = 1
"""What it weighs to give a post to somebody else than the roster before: less than anything that is uneven."""

Busy = tuple[tuple[int, int], ...]
"""When somebody stands elsewhere: from, until (UTC ms)."""


class Tally(NamedTuple):
    """One thing that is shared evenly: how often each account has it. A person's account is their own or their household's."""

    weight: int
    counts: list[int]
    account: Sequence[int]
    of_leads: bool = False


class Seat(NamedTuple):
    """A post on a shift: as its lead or not."""

    shift: int
    leads: bool


class Table:
    """Shifts in the order of time, people in the order of their identifiers."""

    def __init__(
        self,
        shifts: Iterable[OpenShift],
        members: Iterable[RosterMember],
        before: Mapping[int, Counts],
        rest_ms: int,
        busy: Mapping[int, Busy],
        limit: WeekLimit | None = None,
    ) -> None:
        self.shifts = sorted(shifts, key=lambda shift: (shift.starts_at, shift.slot, shift.day))
        self.members = sorted(members, key=lambda member: member.person_id)
        self.rest_ms = rest_ms
        self.person_of = {member.person_id: person for person, member in enumerate(self.members)}
        self.shift_of = {(shift.slot, shift.day): index for index, shift in enumerate(self.shifts)}
        self.leaders = _bits(person for person, member in enumerate(self.members) if member.may_lead)
        self._away = self._who_is_away()
        self._busy = [self._who_is_busy(shift, busy) for shift in self.shifts]
        self.could = [
            ~away & ~elsewhere & (1 << len(self.members)) - 1
            for away, elsewhere in zip(self._away, self._busy, strict=True)
        ]
        self._could_take = [
            _bits(shift for shift, people in enumerate(self.could) if people >> person & 1)
            for person in range(len(self.members))
        ]
        self._of_kind: dict[tuple[bool, ...], int] = {}
        for index, shift in enumerate(self.shifts):
            kind = shift.night, shift.holiday, shift.households
            self._of_kind[kind] = self._of_kind.get(kind, 0) | 1 << index
        self.weeks = Weeks(self.shifts, self.members, limit)
        self.near = self._shifts_too_near()
        self._near_mask = [_bits(near) for near in self.near]
        self._mates = self._households()
        self._tallies, self._tallies_led = self._all_tallies(before)

        self.on = [0] * len(self.shifts)
        """Who stands on each shift."""
        self.lead = [NOBODY] * len(self.shifts)
        self.fixed = [0] * len(self.shifts)
        """Whose posts stay, whatever it costs."""
        self.before = [0] * len(self.shifts)
        """Who stood there on the roster before."""
        self.lead_before = [NOBODY] * len(self.shifts)
        self.taken = [0] * len(self.members)
        """The shifts of each person, and of these the ones they lead and the ones that stay theirs."""
        self._led = [0] * len(self.members)
        self._fixed_of = [0] * len(self.members)
        self._blocked = [0] * len(self.members)
        """The shifts that a person stands on, and those too near to them; and the same by shift."""
        self._resting = [0] * len(self.shifts)

    # ---------------------------------------------------------------------------------------------- what could be

    def takers(self, seat: Seat) -> int:
        """Everybody who could take this post beside all that they have."""
        found = self.could[seat.shift] & ~self._resting[seat.shift] & ~self.weeks.full[seat.shift]
        if seat.leads:
            found &= self.leaders
        if self.shifts[seat.shift].households:
            for person in bits(self.on[seat.shift]):
                found &= ~self._mates[person]
        return found

    def reaches(self, person: int, shift: int, without: int) -> bool:
        """Whether somebody could stand on a shift if they gave up another, whoever else stands there."""
        return bool(
            self.could[shift] >> person & 1
            and not self.taken[person] & ~(1 << without) & self._near_mask[shift]
            and not self.weeks.too_often(person, shift, without)
        )

    def in_the_way(self, person: int, shift: int) -> list[int]:
        """A person's posts that are too near to a shift."""
        return [each for each in self.near[shift] if self.taken[person] >> each & 1]

    def household_stands(self, person: int, shift: int, without: int = NOBODY) -> bool:
        """Whether somebody else of the person's household stands on a shift of households, one person not counted."""
        others = self.on[shift] & ~(1 << person)
        if without != NOBODY:
            others &= ~(1 << without)
        return self.shifts[shift].households and bool(others & self._mates[person])

    def missing(self, shift: int) -> int:
        """How many people a shift lacks."""
        return max(0, self.shifts[shift].strength - self.on[shift].bit_count())

    def free(self, person: int) -> int:
        """The shifts that somebody could stand on too, if it were for their days, rest and week alone."""
        return self._could_take[person] & ~self._blocked[person] & ~self.weeks.full_of[person]

    def movable(self, person: int) -> Iterator[Seat]:
        """The posts that somebody could give up, in the order of time."""
        for shift in bits(self.taken[person] & ~self._fixed_of[person]):
            yield Seat(shift, self.lead[shift] == person)

    def movable_of(self, person: int, kind: tuple[bool, ...]) -> int:
        """The shifts of those that are of one kind."""
        *of_shift, leads = kind
        led = self._led[person]
        return self.taken[person] & ~self._fixed_of[person] & self._of_kind[tuple(of_shift)] & (led if leads else ~led)

    def away(self, shift: int) -> int:
        """Who said that they cannot come that day, or had not joined."""
        return self._away[shift]

    def elsewhere(self, shift: int) -> int:
        """Who stands on something that is not of this roster."""
        return self._busy[shift]

    def to_give_up(self, person: int, shift: int) -> list[int]:
        """A person's posts of which any one, given up, would leave them room for a shift; none where two are in the way."""
        near = self.in_the_way(person, shift)
        if near or not self.weeks.too_often(person, shift):
            own = near if len(near) == 1 else []
        else:
            own = list(bits(self.taken[person]))
        movable = (each for each in own if not self._fixed_of[person] >> each & 1)
        return [each for each in movable if not self.weeks.too_often(person, shift, each)]

    def resting(self, shift: int) -> int:
        """Who stands on the shift or too near to it."""
        return self._resting[shift]

    # ---------------------------------------------------------------------------------------------- what is uneven

    def tallies(self, seat: Seat) -> list[Tally]:
        """What a post counts for."""
        return (self._tallies_led if seat.leads else self._tallies)[seat.shift]

    def load(self, person: int, seat: Seat) -> int:
        """How much somebody has of what the post counts for."""
        return sum(tally.weight * tally.counts[tally.account[person]] for tally in self.tallies(seat))

    def fairness_cost(self, giver: int, taker: int, seat: Seat) -> int:
        """By how much a post that goes from one to the other makes things less even (half the change of the squares)."""
        cost = 0
        for weight, counts, account, _of_leads in self.tallies(seat):
            mine, theirs = account[giver], account[taker]
            if mine != theirs:
                cost += weight * (counts[theirs] - counts[mine] + 1)
        return cost

    def changing_cost(self, giver: int, taker: int, seat: Seat) -> int:
        """What it weighs that this differs from the roster before; less than nothing if it goes back to it."""
        return KEEPING * (self._stayed(giver, seat) - self._stayed(taker, seat))

    def moving_cost(self, giver: int, taker: int, seat: Seat) -> int:
        """All that speaks against handing a post from one to the other; less than nothing if it is better."""
        return self.fairness_cost(giver, taker, seat) + self.changing_cost(giver, taker, seat)

    def swap_fairness_cost(self, giver: int, taker: int, seat: Seat, other: Seat) -> int:
        """As `fairness_cost` for two posts that are swapped: what both count for does not change."""
        theirs = self.tallies(other)
        both = sum(
            tally.weight
            for tally in self.tallies(seat)
            if tally.account[giver] != tally.account[taker] and any(tally is each for each in theirs)
        )
        return self.fairness_cost(giver, taker, seat) + self.fairness_cost(taker, giver, other) - 2 * both

    def kind(self, seat: Seat) -> tuple[bool, bool, bool, bool]:
        """Two posts of one kind count for the same."""
        shift = self.shifts[seat.shift]
        return shift.night, shift.holiday, shift.households, seat.leads

    def uneven(self) -> int:
        """The figure itself: the weighted squares of all counts."""
        return sum(tally.weight * sum(count * count for count in tally.counts) for tally in self.measures())

    def measures(self) -> list[Tally]:
        """All tallies that the shifts count for, the heaviest first."""
        every = {id(tally.counts): tally for seats in self._tallies_led for tally in seats}
        return sorted(every.values(), key=lambda tally: -tally.weight)

    def spacing(self, person: int, shift: int) -> int:
        """How far the nearest post of somebody lies from a shift (ms); as far as can be if they have none."""
        starts_at = self.shifts[shift].starts_at
        return min((abs(self.shifts[each].starts_at - starts_at) for each in bits(self.taken[person])), default=FAR)

    # ------------------------------------------------------------------------------------------------- what changes

    def hold(self, person: int, seat: Seat) -> None:
        """Give somebody a post that stays theirs."""
        self.fixed[seat.shift] |= 1 << person
        self._fixed_of[person] |= 1 << seat.shift
        self.put(person, seat)

    def put(self, person: int, seat: Seat) -> None:
        """Give somebody a post. Whether they can take it the caller has asked."""
        shift, leads = seat
        self.on[shift] |= 1 << person
        self.taken[person] |= 1 << shift
        self._blocked[person] |= self._near_mask[shift]
        for near in self.near[shift]:
            self._resting[near] |= 1 << person
        if leads:
            self.lead[shift] = person
            self._led[person] |= 1 << shift
        self.weeks.put(person, shift)
        self._count(person, seat, 1)

    def take(self, person: int, seat: Seat) -> None:
        """Take a post from somebody."""
        shift, leads = seat
        self.on[shift] &= ~(1 << person)
        self.taken[person] &= ~(1 << shift)
        for near in self.near[shift]:
            if not self.taken[person] & self._near_mask[near]:
                self._blocked[person] &= ~(1 << near)
                self._resting[near] &= ~(1 << person)
        if leads:
            self.lead[shift] = NOBODY
            self._led[person] &= ~(1 << shift)
        self.weeks.take(person, shift)
        self._count(person, seat, -1)

    def move(self, giver: int, taker: int, seat: Seat) -> None:
        """Hand a post from one to the other."""
        self.take(giver, seat)
        self.put(taker, seat)

    def _stayed(self, person: int, seat: Seat) -> int:
        return (self.before[seat.shift] >> person & 1) + (seat.leads and self.lead_before[seat.shift] == person)

    def _count(self, person: int, seat: Seat, by: int) -> None:
        for tally in self.tallies(seat):
            tally.counts[tally.account[person]] += by

    # ------------------------------------------------------------------------------------------- how it is laid out

    def _who_is_away(self) -> list[int]:
        away = {day: _bits(self._away_on(day)) for day in {shift.day for shift in self.shifts}}
        return [away[shift.day] for shift in self.shifts]

    def _away_on(self, day: date) -> Iterator[int]:
        written = day.isoformat()
        for person, member in enumerate(self.members):
            early = member.since is not None and written < member.since
            if early or any(each.on(day) for each in member.unavailable):
                yield person

    def _who_is_busy(self, shift: OpenShift, busy: Mapping[int, Busy]) -> int:
        begins, ends = shift.starts_at - self.rest_ms, shift.ends_at + self.rest_ms
        return _bits(
            self.person_of[person_id]
            for person_id, stretches in busy.items()
            if person_id in self.person_of and any(begins < until and since < ends for since, until in stretches)
        )

    def _shifts_too_near(self) -> list[list[int]]:
        """For each shift those that nobody can stand on too, itself among them."""
        near: list[list[int]] = [[index] for index in range(len(self.shifts))]
        longest = max((shift.ends_at - shift.starts_at for shift in self.shifts), default=0)
        for later, shift in enumerate(self.shifts):
            for earlier in range(later - 1, -1, -1):
                if self.shifts[earlier].starts_at + longest + self.rest_ms <= shift.starts_at:
                    break
                if shift.starts_at < self.shifts[earlier].ends_at + self.rest_ms:
                    near[later].append(earlier)
                    near[earlier].append(later)
        return near

    def _households(self) -> list[int]:
        """For each person everybody of their household, themselves among them."""
        of: dict[str, int] = {}
        for person, member in enumerate(self.members):
            if member.household is not None:
                of[member.household] = of.get(member.household, 0) | 1 << person
        return [of.get(member.household or "", 0) | 1 << person for person, member in enumerate(self.members)]

    def _all_tallies(self, before: Mapping[int, Counts]) -> tuple[list[list[Tally]], list[list[Tally]]]:
        known = [before[member.person_id] for member in self.members if member.person_id in before]
        middle = (
            Counts(*(median_low(column) for column in zip(*map(_columns, known), strict=True))) if known else Counts()
        )
        start = [before.get(member.person_id, middle) for member in self.members]
        own = range(len(self.members))
        total = Tally(1_000, [each.total for each in start], own)
        night = Tally(10, [each.nights for each in start], own)
        holiday = Tally(10, [each.holidays for each in start], own)
        led = Tally(10, [each.leads for each in start], own, of_leads=True)
        turn = Tally(4_000, [0] * len(self.members), [lowest(mates) for mates in self._mates])
        plain = [
            [total] + [night] * shift.night + [holiday] * shift.holiday + [turn] * shift.households
            for shift in self.shifts
        ]
        return plain, [[*each, led] for each in plain]


def bits(mask: int) -> Iterator[int]:
    """The numbers whose bits are set, ascending."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit


def _bits(numbers: Iterable[int]) -> int:
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def lowest(mask: int) -> int:
    """The lowest number whose bit is set."""
    return (mask & -mask).bit_length() - 1


def _columns(counts: Counts) -> tuple[int, int, int, int]:
    return counts.total, counts.nights, counts.holidays, counts.leads
