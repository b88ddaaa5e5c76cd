"""Give every open post to whoever has stood least, and where nobody can take it, see who could if others changed theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.roster_table import NOBODY, Seat, bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.roster_table import Table

LONGEST_CHAIN: Final = 4
"""How many people change their post, at most, so that one more post is taken."""


def fill(table: Table) -> bool:
    """Fill what is open as far as it can be; whether anything was.

    Leads first, because fewer can be it; scarce shifts before the others, which come in the order of time.
    """
    order = _scarce_first(table)
    changed = False
    for seats in (_open_leads(table, order), _open_posts(table, order)):
        for seat in seats:
            changed |= _give(table, seat)
    for shift in order:
        if table.lead[shift] == NOBODY:
            changed |= _find_lead(table, shift)
        while table.missing(shift) and _place(table, Seat(shift, leads=False), LONGEST_CHAIN, set()):
            changed = True
    return changed


def _scarce_first(table: Table) -> list[int]:
    def scarcity(shift: int) -> tuple[int, int]:
        people = table.could[shift].bit_count()
        plenty = 2 * table.shifts[shift].strength
        return min(people, plenty) - plenty, shift

    return sorted(range(len(table.shifts)), key=scarcity)


def _open_leads(table: Table, order: list[int]) -> Iterator[Seat]:
    for shift in order:
        if table.lead[shift] == NOBODY and table.missing(shift):
            yield Seat(shift, leads=True)


def _open_posts(table: Table, order: list[int]) -> Iterator[Seat]:
    """What is left of the strength, with a place kept for a lead that may yet be found."""
    for shift in order:
        kept = int(table.lead[shift] == NOBODY)
        for _ in range(table.missing(shift) - kept):
            yield Seat(shift, leads=False)


def _give(table: Table, seat: Seat) -> bool:
    takers = list(bits(table.takers(seat)))
    if not takers:
        return False
    loads = [(table.load(person, seat), person) for person in takers]
    least = min(loads)[0]
    equal = [person for load, person in loads if load == least]
    table.put(max(equal, key=lambda person: (table.spacing(person, seat.shift), -person)), seat)
    return True


def _find_lead(table: Table, shift: int) -> bool:
    """Somebody who could come if others changed; or one who stands there leads; or one who stands there makes room."""
    seat, given = Seat(shift, leads=True), Seat(shift, leads=False)
    if table.missing(shift) and _place(table, seat, LONGEST_CHAIN, set()):
        return True
    standing = table.on[shift] & ~table.fixed[shift]
    for person in bits(standing & table.leaders):
        table.take(person, given)
        table.put(person, seat)
        return True
    if table.missing(shift) or not standing:
        return False
    leaving = max(bits(standing), key=lambda person: (table.load(person, given), person))
    table.take(leaving, given)
    if _place(table, seat, LONGEST_CHAIN, set()):
        return True
    table.put(leaving, given)
    return False


def _place(table: Table, seat: Seat, chain: int, tried: set[tuple[int, int]]) -> bool:
    """Give a post to somebody, or to one whose own post, which is in the way, can be given to another in the same way."""
    if _give(table, seat):
        return True
    if chain == 0:
        return False
    for person, other in _who_would_change(table, seat):
        if (person, other.shift) in tried:
            continue
        tried.add((person, other.shift))
        table.take(person, other)
        table.put(person, seat)
        if _place(table, other, chain - 1, tried):
            return True
        table.take(person, seat)
        table.put(person, other)
    return False


def _who_would_change(table: Table, seat: Seat) -> list[tuple[int, Seat]]:
    """Who could take a post if they gave up one other, and which; whoever has stood least first."""
    people = table.could[seat.shift] & ~table.on[seat.shift]
    if seat.leads:
        people &= table.leaders
    found: list[tuple[int, Seat]] = []
    for person in bits(people):
        if not table.household_stands(person, seat.shift):
            others = table.to_give_up(person, seat.shift)
            found += [(person, Seat(other, table.lead[other] == person)) for other in others]
    return sorted(found, key=lambda each: (table.load(each[0], seat), each[0]))
