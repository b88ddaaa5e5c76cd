"""Where what was published differs from the plan, and who need not come where too many stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.changed_plan import Change, differing, surplus
from domain.roster_values import OpenShift
from domain.shifts import STANDING, PostState, RosteredShift, Shift, ShiftState, Way
from tests.domain.shift_samples import SHIFT, post

HOUR = 3_600_000
DAY = 24 * HOUR


def evening(ahead: int, slot: str = "evening") -> Shift:
    """A published shift so many days ahead."""
    day = date.fromordinal(date.fromisoformat(SHIFT.day).toordinal() + ahead).isoformat()
    by = ahead * DAY
    return replace(
        SHIFT,
        id=ahead + 1,
        slot=slot,
        day=day,
        starts_at=SHIFT.starts_at + by,
        ends_at=SHIFT.ends_at + by,
        published_at=1,
    )


def plan(*shifts: Shift, later: int = 0) -> dict[tuple[str, str], OpenShift]:
    """A plan that has these shifts, so many hours later."""
    return {
        (each.slot, each.day): OpenShift(
            each.slot,
            date.fromisoformat(each.day),
            each.starts_at + later * HOUR,
            each.ends_at + later * HOUR,
            each.strength,
        )
        for each in shifts
    }


def test_what_the_plan_has_as_it_was_published_is_not_told() -> None:
    """Nor what nobody was told of, what is cancelled, or what a lead has added."""
    kept = [evening(ahead) for ahead in range(3)]
    others = [
        replace(evening(5), published_at=None),
        replace(evening(6), state=ShiftState.CANCELLED),
        evening(7, "extra_1"),
    ]
    assert differing([*kept, *others], plan(*kept)) == ()


def test_shifts_that_are_gone_and_that_have_moved_are_told_by_slot() -> None:
    """One of each kind of change, with all its shifts in order."""
    kept = [evening(ahead) for ahead in range(4)]
    found = differing(reversed(kept), plan(kept[1]) | plan(kept[2], kept[3], later=1))
    assert [(each.change, [shift.day for shift in each.shifts]) for each in found] == [
        (Change.GONE, [kept[0].day]),
        (Change.MOVED, [kept[2].day, kept[3].day]),
    ]
    assert found[0].planned is None
    assert found[1].planned is not None
    assert found[1].planned.starts_at == kept[2].starts_at + HOUR


def test_a_change_has_one_name_until_its_last_shift_is_over() -> None:
    """So it is told of once; other hours, another slot or a further day are another change."""
    kept = [evening(ahead) for ahead in range(3)]
    names = [differing(kept[over:], plan(*kept, later=1))[0].name for over in range(3)]
    assert len(set(names)) == 1
    others = {
        differing(kept, plan(*kept, later=2))[0].name,
        differing(kept, {})[0].name,
        differing([*kept, evening(3)], plan(*kept, evening(3), later=1))[0].name,
        differing([evening(2, "school")], plan(evening(2, "school"), later=1))[0].name,
    }
    assert len(others | set(names)) == 5


@given(
    states=st.lists(st.sampled_from(PostState), max_size=8),
    ways=st.lists(st.sampled_from(Way), min_size=8, max_size=8),
    strength=st.integers(1, 8),
)
def test_who_is_let_off_was_put_there_by_the_roster_and_leaves_enough(
    states: list[PostState], ways: list[Way], strength: int
) -> None:
    """Never the lead, never who came or was asked by somebody, and never so many that the shift lacks people."""
    posts = tuple(
        replace(post(number + 1, state), way=ways[number], leads=number == 0) for number, state in enumerate(states)
    )
    rostered = RosteredShift(replace(SHIFT, strength=strength), posts)
    off = surplus(rostered)
    assert all(each.way is Way.ROSTER and not each.leads for each in off)
    assert all(each.state in {PostState.ASSIGNED, PostState.COMING} for each in off)
    standing = sum(each.state in STANDING for each in posts)
    assert standing - len(off) >= min(strength, standing)
    coming = [each.state is PostState.COMING for each in off]
    assert coming == sorted(coming)


def test_the_last_ones_asked_are_let_off_first() -> None:
    """Of those who have not answered; who said that they will come stays longest."""
    posts = (post(1), post(2), replace(post(3, PostState.COMING)), post(4))
    rostered = RosteredShift(replace(SHIFT, strength=1), tuple(replace(each, leads=each.id == 10) for each in posts))
    assert [each.id for each in surplus(rostered)] == [40, 20, 30]
