"""How much is asked of anybody in seven days: whoever has that much is given no more in them.

Counted for every seven days in a row, however they lie. Agreed posts count and stay, even those that are more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.roster_values import OpenShift, RosterMember, WeekLimit

DAYS: Final = 7


class Weeks:
    """The counts of one roster. People and shifts are numbers, sets of them the bits of one integer."""

    def __init__(self, shifts: Sequence[OpenShift], members: Sequence[RosterMember], limit: WeekLimit | None) -> None:
        self.full = [0] * len(shifts)
        """For each shift who has as much as is asked of anybody in some seven days around it."""
        self.full_of = [0] * len(members)
        """For each person these shifts."""
        self._most = 0 if limit is None else limit.most
        if limit is None or not shifts:
            self._first = 0
            self._shifts: list[list[int]] = []
            self._day: list[int] = []
            return
        self._first = min(shift.day for shift in shifts).toordinal() - DAYS + 1
        self._day = [shift.day.toordinal() - self._first for shift in shifts]
        self._shifts = [[] for _ in range(max(self._day) + 1)]
        for shift, day in enumerate(self._day):
            for begin in self._around(day):
                self._shifts[begin].append(shift)
        self._counts = [[0] * len(self._shifts) for _ in members]
        self._reasons = [[0] * len(shifts) for _ in members]
        for person, member in enumerate(members):
            for each in limit.elsewhere.get(member.person_id, ()):
                self._count(person, self._place(each), 1)

    def put(self, person: int, shift: int) -> None:
        """Somebody has one post more."""
        if self._most:
            self._count(person, self._day[shift], 1)

    def take(self, person: int, shift: int) -> None:
        """Somebody has one post less."""
        if self._most:
            self._count(person, self._day[shift], -1)

    def too_often(self, person: int, shift: int, without: int | None = None) -> bool:
        """Whether one more post there is too much for somebody, if they gave up another one."""
        if not self.full[shift] >> person & 1:
            return False
        gone = range(0) if without is None else self._around(self._day[without])
        counts = self._counts[person]
        return any(counts[begin] - (begin in gone) >= self._most for begin in self._around(self._day[shift]))

    def _place(self, day: date) -> int:
        return day.toordinal() - self._first

    def _around(self, day: int) -> range:
        """The beginnings of the seven days in a row that a day is in, as far as there are shifts in them."""
        return range(max(0, day - DAYS + 1), min(day + 1, len(self._shifts)))

    def _count(self, person: int, day: int, by: int) -> None:
        counts = self._counts[person]
        for begin in self._around(day):
            was = counts[begin]
            counts[begin] += by
            if max(was, was + by) == self._most:
                self._turn(person, begin, by)

    def _turn(self, person: int, begin: int, by: int) -> None:
        """Seven days have become full for somebody, or are so no longer."""
        reasons = self._reasons[person]
        for shift in self._shifts[begin]:
            reasons[shift] += by
            if reasons[shift]:
                self.full[shift] |= 1 << person
                self.full_of[person] |= 1 << shift
            else:
                self.full[shift] &= ~(1 << person)
                self.full_of[person] &= ~(1 << shift)
