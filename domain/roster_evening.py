"""Even a filled roster out: hand posts on and swap them for as long as that makes it fairer. No gap opens or closes by it.

Every change lowers one figure (`Table.uneven`), so it ends. Two people who differ by one in everything are left alone, which is
also what keeps a roster steady: of the roster before only that is touched which has become uneven.
"""

from __future__ import annotations

from collections import deque
from itertools import permutations, product
from typing import TYPE_CHECKING, Final, NamedTuple

from domain.roster_table import Seat, bits, lowest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.roster_table import Table, Tally

LONGEST_CHAIN: Final = 5
"""How many posts are handed on, at most, from one who has too many to one who has too few."""


class _Handing(NamedTuple):
    giver: int
    taker: int
    seat: Seat


def even_out(table: Table) -> None:
    """Change what makes it fairer, until nothing does: between two people, and over others where two alone cannot.

    It ends near the fairest there is, and mostly there, but does not promise it.
    """
    measures = table.measures()
    while _even_pairs(table, measures) or _even_chains(table, measures) or _even_threes(table, measures):
        pass


def _even_pairs(table: Table, measures: list[Tally]) -> bool:
    changed = False
    for giver, taker in permutations(range(len(table.members)), 2):
        while _is_ahead(table, measures, giver, taker) and (
            _hand_on(table, giver, taker) or _swap(table, giver, taker)
        ):
            changed = True
    return changed


def _even_chains(table: Table, measures: list[Tally]) -> bool:
    heavy = [tally for tally in measures if tally.weight == measures[0].weight]
    return any(_pass_along(table, giver, heavy) for giver in range(len(table.members)))


def _even_threes(table: Table, measures: list[Tally]) -> bool:
    return any(
        _is_ahead(table, measures, giver, taker) and _swap_over_third(table, giver, taker)
        for giver, taker in permutations(range(len(table.members)), 2)
    )


def _is_ahead(table: Table, measures: list[Tally], giver: int, taker: int) -> bool:
    """Whether one has at least two more of something than the other."""
    both_lead = table.leaders >> giver & table.leaders >> taker & 1
    return any(
        counts[account[giver]] >= counts[account[taker]] + 2
        for _weight, counts, account, of_leads in measures
        if both_lead or not of_leads
    )


def _hand_on(table: Table, giver: int, taker: int) -> bool:
    """Hand on the post that makes it fairest; of equal ones that which lies farthest from the taker's others."""
    found = [
        (cost, -table.spacing(taker, seat.shift), seat)
        for seat in table.movable(giver)
        if table.takers(seat) >> taker & 1 and (cost := table.moving_cost(giver, taker, seat)) < 0
    ]
    if not found:
        return False
    table.move(giver, taker, min(found)[2])
    return True


def _swap(table: Table, giver: int, taker: int) -> bool:
    """Swap two posts that do not count for the same, such as a night for an afternoon; or who leads a shift they share."""
    best = 0
    found: tuple[Seat, Seat] | None = None
    for mine, theirs, fairer in _fairer_kinds(table, giver, taker):
        for seat, other in product(mine, theirs):
            cost = fairer + table.changing_cost(giver, taker, seat) + table.changing_cost(taker, giver, other)
            if cost < best and _can_swap(table, _Handing(giver, taker, seat), other):
                best, found = cost, (seat, other)
    if found is not None:
        _exchange(table, giver, taker, *found)
    return found is not None


def _swap_over_third(table: Table, giver: int, taker: int) -> bool:
    """Where two cannot swap with each other: one swaps with a third, who swaps the same with the other."""
    for mine, theirs, _fairer in _fairer_kinds(table, giver, taker):
        kinds = table.kind(mine[0]), table.kind(theirs[0])
        for third in range(len(table.members)):
            way = _way_over(table, giver, third, taker, kinds) if third not in {giver, taker} else []
            if way and _carry_out(table, way):
                return True
    return False


def _way_over(
    table: Table, giver: int, third: int, taker: int, kinds: tuple[tuple[bool, ...], tuple[bool, ...]]
) -> list[_Handing]:
    """Such two swaps, as four handings; none if one of them is not possible."""
    wanted = (
        (giver, third, kinds[0]),
        (third, giver, kinds[1]),
        (third, taker, kinds[0]),
        (taker, third, kinds[1]),
    )
    way: list[_Handing] = []
    for leaving, coming, kind in wanted:
        shifts = table.movable_of(leaving, kind) & table.free(coming)
        if not shifts:
            return []
        way.append(_Handing(leaving, coming, Seat(lowest(shifts), kind[-1])))
    return way


def _exchange(table: Table, giver: int, taker: int, seat: Seat, other: Seat) -> None:
    """The one's post for the other's."""
    table.take(giver, seat)
    table.take(taker, other)
    table.put(taker, seat)
    table.put(giver, other)


def _fairer_kinds(table: Table, giver: int, taker: int) -> Iterator[tuple[list[Seat], list[Seat], int]]:
    """Two people's posts by kind where a swap would make things fairer, and by how much (less than nothing)."""
    for mine, theirs in product(_by_kind(table, giver), _by_kind(table, taker)):
        if (mine[0].leads and not table.leaders >> taker & 1) or (theirs[0].leads and not table.leaders >> giver & 1):
            continue
        fairer = table.swap_fairness_cost(giver, taker, mine[0], theirs[0])
        if fairer < 0:
            yield mine, theirs, fairer


def _by_kind(table: Table, person: int) -> list[list[Seat]]:
    kinds: dict[tuple[bool, ...], list[Seat]] = {}
    for seat in table.movable(person):
        kinds.setdefault(table.kind(seat), []).append(seat)
    return list(kinds.values())


def _can_swap(table: Table, first: _Handing, other: Seat) -> bool:
    giver, taker, seat = first
    if seat.shift == other.shift:
        return True
    return (
        table.reaches(taker, seat.shift, without=other.shift)
        and table.reaches(giver, other.shift, without=seat.shift)
        and not table.household_stands(taker, seat.shift, without=giver)
        and not table.household_stands(giver, other.shift, without=taker)
    )


def _pass_along(table: Table, giver: int, measures: list[Tally]) -> bool:
    """Hand a post on to somebody who hands on another, until it reaches one who has at least two less."""
    came_by: dict[int, _Handing] = {}
    reached = 1 << giver
    waiting = deque([(giver, 0)])
    while waiting:
        person, length = waiting.popleft()
        for seat in table.movable(person):
            for taker in bits(table.takers(seat) & ~reached):
                reached |= 1 << taker
                came_by[taker] = _Handing(person, taker, seat)
                if _is_ahead(table, measures, giver, taker) and _carry_out(table, _way_to(taker, came_by)):
                    return True
                if length + 1 < LONGEST_CHAIN:
                    waiting.append((taker, length + 1))
    return False


def _way_to(taker: int, came_by: dict[int, _Handing]) -> list[_Handing]:
    """The handings that lead to somebody, the last first."""
    return list(_back_from(taker, came_by))


def _back_from(taker: int, came_by: dict[int, _Handing]) -> Iterator[_Handing]:
    while taker in came_by:
        yield came_by[taker]
        taker = came_by[taker].giver


def _carry_out(table: Table, way: list[_Handing]) -> bool:
    """Do all of it if it can be done and makes things fairer, else nothing."""
    cost = 0
    done: list[_Handing] = []
    for giver, taker, seat in way:
        if not table.takers(seat) >> taker & 1:
            break
        cost += table.moving_cost(giver, taker, seat)
        table.move(giver, taker, seat)
        done.append(_Handing(giver, taker, seat))
    if len(done) == len(way) and cost < 0:
        return True
    for giver, taker, seat in reversed(done):
        table.move(taker, giver, seat)
    return False
