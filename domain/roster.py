"""Who stands on which shift: a fair and steady roster of one team, and why what is left open could be given to nobody.

Shifts are filled with whoever has stood least; what nobody could take is given by letting others change theirs; then posts
are handed on and swapped for as long as that makes it fairer. Nothing is left to chance: the same values give the same roster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.roster_days import planned_shifts
from domain.roster_evening import even_out
from domain.roster_filling import fill
from domain.roster_table import NOBODY, Busy, Seat, Table, bits
from domain.roster_values import Counts, Gap, GapReason, Held, OpenShift, Roster, RosterMember, WeekLimit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "Busy",
    "Counts",
    "Gap",
    "GapReason",
    "Held",
    "OpenShift",
    "Roster",
    "RosterMember",
    "WeekLimit",
    "make_roster",
    "planned_shifts",
]

NEVER: Final = "9999-12-31"


def make_roster(
    shifts: Sequence[OpenShift],
    members: Sequence[RosterMember],
    held: Sequence[Held] = (),
    before: Mapping[int, Counts] | None = None,
    rest_ms: int = 0,
    *,
    busy: Mapping[int, Busy] | None = None,
    previous: Sequence[Held] = (),
    limit: WeekLimit | None = None,
) -> Roster:
    """Give the team's shifts to its members.

    Args:
        shifts: The shifts, each slot at most once a day.
        members: Who may be asked.
        held: Posts that are agreed. They stay, even of somebody who cannot come or has left, and even one too many.
        before: How often people stood in earlier months. Whoever is not in it starts in the middle of those who are: nobody
            catches up on the time before they came.
        rest_ms: What lies at least between two shifts of one person.
        busy: When people stand elsewhere: in other teams, or on shifts before the first and after the last of these.
        previous: The roster before, of which everything stays that is still possible and fair.
        limit: How much is asked of anybody in seven days; None: as much as there is. Who was told of more keeps it.
    """
    known = {member.person_id for member in members}
    others = sorted({post.person_id for post in held} - known)
    everybody = (*members, *(RosterMember(person_id, since=NEVER) for person_id in others))
    table = Table(shifts, everybody, before or {}, rest_ms, busy or {}, limit)
    _hold(table, held)
    _keep(table, previous)
    fill(table)
    even_out(table)
    # What has moved may have made room for a post that nobody could take before.
    while fill(table):
        even_out(table)
    return Roster(given=tuple(sorted(_posts(table), key=_by_day)), gaps=tuple(_gaps(table, len(known))))


def _hold(table: Table, held: Sequence[Held]) -> None:
    for post in sorted(held, key=_by_day):
        shift = table.shift_of.get((post.slot, post.day))
        person = table.person_of[post.person_id]
        if shift is None or table.on[shift] >> person & 1:
            continue
        table.hold(person, Seat(shift, post.leads and table.lead[shift] == NOBODY))


def _keep(table: Table, previous: Sequence[Held]) -> None:
    """Start from the roster before, as far as it still can be."""
    for post in sorted(previous, key=_by_day):
        shift = table.shift_of.get((post.slot, post.day))
        person = table.person_of.get(post.person_id)
        if shift is None or person is None:
            continue
        table.before[shift] |= 1 << person
        if post.leads:
            table.lead_before[shift] = person
        leads = post.leads and table.lead[shift] == NOBODY and bool(table.leaders >> person & 1)
        seat = Seat(shift, leads)
        if table.missing(shift) and table.takers(seat) >> person & 1:
            table.put(person, seat)


def _posts(table: Table) -> Iterator[Held]:
    for index, shift in enumerate(table.shifts):
        for person in bits(table.on[index]):
            yield Held(shift.slot, shift.day, table.members[person].person_id, table.lead[index] == person)


def _by_day(post: Held) -> tuple[str, str, bool, int]:
    """By day and slot, a shift's lead first."""
    return post.day.isoformat(), post.slot, not post.leads, post.person_id


def _gaps(table: Table, members: int) -> Iterator[Gap]:
    for index, shift in enumerate(table.shifts):
        if table.lead[index] == NOBODY:
            yield Gap(shift.slot, shift.day, 0, needs_lead=True, reason=_why_no_lead(table, index))
        if missing := table.missing(index):
            reason = (
                GapReason.TOO_FEW_MEMBERS if members < shift.strength else _why_not(table, Seat(index, leads=False))
            )
            yield Gap(shift.slot, shift.day, missing, needs_lead=False, reason=reason)


def _why_no_lead(table: Table, shift: int) -> GapReason:
    if not table.leaders:
        return GapReason.NOBODY_MAY_LEAD
    seat = Seat(shift, leads=True)
    if table.leaders & table.on[shift] or table.takers(seat):
        return GapReason.FULL
    return _why_not(table, seat)


def _why_not(table: Table, seat: Seat) -> GapReason:
    """The last thing in the way of those who came nearest to taking it."""
    everybody = (1 << len(table.members)) - 1
    there = (table.leaders if seat.leads else everybody) & ~table.on[seat.shift] & ~table.away(seat.shift)
    if not there:
        return GapReason.AWAY
    there &= ~table.elsewhere(seat.shift)
    if not there:
        return GapReason.ELSEWHERE
    there &= ~table.resting(seat.shift)
    if not there:
        return GapReason.REST
    return GapReason.HOUSEHOLD if there & ~table.weeks.full[seat.shift] else GapReason.OFTEN
