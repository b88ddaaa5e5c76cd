"""A month's ledger of allowances as it is read: by team, with what was released."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.allowance import LedgerLine, ledger
from domain.messages import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.calendar import Calendar
    from domain.township import Township
    from storage.allowances import Allowance
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TeamLedger:
    """One team's month. `complete` when the month and all its shifts are over."""

    unit: str
    month: str
    lines: tuple[LedgerLine, ...]
    released: Allowance | None
    complete: bool

    @property
    def verified(self) -> int:
        """How many posts count."""
        return sum(line.verified for line in self.lines)

    @property
    def deducted(self) -> int:
        """How many do not."""
        return len(self.lines) - self.verified

    @property
    def fen(self) -> int:
        """What the team's month is worth."""
        return sum(line.fen for line in self.lines)

    def by_person(self) -> dict[int, list[LedgerLine]]:
        """The lines of each person."""
        found: dict[int, list[LedgerLine]] = {}
        for line in self.lines:
            found.setdefault(line.post.person_id, []).append(line)
        return found


async def read_ledger(
    work: UnitOfWork, township: Township, calendar: Calendar, month: str, unit: str | None = None
) -> tuple[TeamLedger, ...]:
    """A month ("YYYY-MM") of one team or of all, in the order of the configuration. Only the centre may see it."""
    begin, end = calendar.month(month)
    shifts = await (work.shifts.of_team(unit, begin, end) if unit else work.shifts.between(begin, end))
    check_ins = await work.check_ins.shown_of([post.id for rostered in shifts for post in rostered.posts])
    released = await work.allowances.released_in(month)
    teams = []
    for each in (each for each in township.units_with_team if unit in {None, each.code}):
        own = [rostered for rostered in shifts if rostered.shift.unit == each.code]
        paid = released.get(each.code)
        as_of = paid.released_at if paid else work.now
        complete = end <= work.now and all(rostered.shift.ends_at <= work.now for rostered in own)
        lines = ledger(own, check_ins, township.patrol.rates, as_of)
        teams.append(TeamLedger(each.code, month, lines, paid, complete))
    return tuple(teams)


def deducted_lines(lines: Iterable[LedgerLine]) -> tuple[Phrase, ...]:
    """How many posts do not count, by reason."""
    counts = Counter(line.deduction for line in lines if line.deduction)
    return tuple(
        phrase("ledger-team-deducted", count=count, why=phrase(f"ledger-why-{why.value.replace('_', '-')}"))
        for why, count in counts.items()
    )


def month_phrase(month: str) -> Phrase:
    """A month ("YYYY-MM") in the receiver's language."""
    year, number = month.split("-")
    return phrase("document-month", year=year, month=int(number))


def yuan(fen: int) -> str:
    """An amount of money."""
    return f"{fen // 100}.{fen % 100:02d}"
