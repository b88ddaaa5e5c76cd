"""What a check-in says, and what the lead should look at. Nobody is accused: a mark is a question, not an answer.

Every check-in is kept, however odd; `judge` only marks it. What a phone states as its accuracy is believed to its owner's
advantage, and a place that the phone did not know well says nothing against anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from domain.durations import MINUTE_MS
from domain.geometry import metres_between, metres_from_line, metres_outside
from domain.shifts import CheckIn, CheckInKind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.geometry import GeoPoint, Place
    from domain.patrol_plan import Area, HotSpot, Patrol
    from domain.shifts import Checkpoint, Shift

HOT_SPOT_METRES = 100
"""Whoever is as near as this to a hot spot is where a patrol should be."""
UNSTATED_ACCURACY_METRES = 50.0
"""How far two places of a phone that does not move may differ when it does not say how sure it is."""
NULL_ISLAND_METRES = 1_000
"""Nearer to latitude 0 and longitude 0 than this is a phone that did not know where it was."""
ON_ROUTE_METRES = 60
"""Whoever is as near as this to a part of a route has walked it."""
ROUTE_STRETCH_METRES = 25
"""A route is looked at in pieces of this length."""
STRAIGHT_ON_MS = 10 * MINUTE_MS
"""Between two places farther apart in time nobody knows which way was walked."""
LEAST_MOVE_METRES = 15
"""Less is a phone that lies still."""
DOUBTFUL = frozenset({Mark.INACCURATE, Mark.FORWARDED, Mark.TOO_FAST})
"""A place with one of these says nothing of the way that was walked."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody sent to show where they are.

    `place` is latitude and longitude as far as they were sent; `accuracy` in metres as the phone states it. `checkpoint`
    is the one whose poster was scanned. `picture_known`: this very picture was sent at a check-in before.
    """

    kind: CheckInKind
    place: Place | None = None
    accuracy: float | None = None
    forwarded: bool = False
    checkpoint: Checkpoint | None = None
    picture_known: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a team patrols. With neither an area nor a checkpoint nobody can be outside of it."""

    area: Area | None = None
    checkpoints: tuple[Checkpoint, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()


class Judged(NamedTuple):
    """What the check-in carries: its marks, the checkpoint that it is at, and how far outside the ground it is.

    `metres_off` is what a person is told, without the accuracy: 0 inside, None when it cannot be said.
    """

    marks: tuple[Mark, ...]
    checkpoint: Checkpoint | None
    metres_off: float | None


class TrackSummary(NamedTuple):
    """What was walked between check-in and check-out, as far as places were shared.

    `passed` are the identifiers of checkpoints in the order in which they were reached first; `coverage` is the share of
    the route, 0 to 1, None without a route.
    """

    metres: float
    passed: tuple[int, ...]
    coverage: float | None


def judge(evidence: Evidence, ground: Ground, last: CheckIn | None, shift: Shift, now: int, patrol: Patrol) -> Judged:
    """What to note of a check-in at `now`. `last` is the person's last one on this shift that says where they were.

    Does not say whether the check-in counts: it does.
    """
    vague = evidence.accuracy is not None and evidence.accuracy > patrol.accuracy_metres
    marks = set(_marks_of_the_message(evidence, shift, now, patrol))
    metres_off = None
    if evidence.place is not None:
        metres_off = _metres_off(evidence.place, ground)
        if vague:
            marks.add(Mark.INACCURATE)
        elif _is_null_island(evidence.place):
            marks.add(Mark.OUTSIDE)
        else:
            marks.update(_marks_of_the_place(evidence, evidence.place, metres_off))
            if _too_fast(evidence.place, evidence.accuracy, ground, last, now, patrol):
                marks.add(Mark.TOO_FAST)
    elif evidence.checkpoint is not None:
        at_poster = (evidence.checkpoint.latitude, evidence.checkpoint.longitude)
        if _too_fast(at_poster, float(evidence.checkpoint.radius), ground, last, now, patrol):
            marks.add(Mark.FAR_FROM_POSTER)
    checkpoint = evidence.checkpoint
    if checkpoint is None and evidence.place is not None and not vague:
        checkpoint = _checkpoint_at(evidence.place, evidence.accuracy or 0.0, ground.checkpoints)
    return Judged(tuple(mark for mark in Mark if mark in marks), checkpoint, metres_off)


def _marks_of_the_message(evidence: Evidence, shift: Shift, now: int, patrol: Patrol) -> Iterator[Mark]:
    if now < shift.starts_at - patrol.opens_ms:
        yield Mark.EARLY
    if evidence.forwarded:
        yield Mark.FORWARDED
    if evidence.picture_known:
        yield Mark.SAME_PICTURE


def _marks_of_the_place(evidence: Evidence, place: Place, metres_off: float | None) -> Iterator[Mark]:
    explained = evidence.accuracy or 0.0
    if metres_off is not None and metres_off > explained:
        yield Mark.OUTSIDE
    poster = evidence.checkpoint
    if poster is not None and metres_between(place, _place_of(poster)) > poster.radius + explained:
        yield Mark.FAR_FROM_POSTER


def _metres_off(place: Place, ground: Ground) -> float | None:
    """How far it is to the nearest part of the ground."""
    if ground.area is None and not ground.checkpoints:
        return None
    distances = [metres_between(place, _place_of(each)) - each.radius for each in ground.checkpoints]
    distances += [
        metres_between(place, (each.place.latitude, each.place.longitude)) - HOT_SPOT_METRES
        for each in ground.hot_spots
    ]
    if ground.area is not None:
        distances.append(metres_outside(place, ground.area))
    return max(0.0, min(distances))


def _too_fast(
    place: Place, accuracy: float | None, ground: Ground, last: CheckIn | None, now: int, patrol: Patrol
) -> bool:
    """Whether nobody gets from the last place to this one in the time between, whatever both phones did not know.

    A last place that was not the person's own or that no phone knew, and a clock that was set back, say nothing.
    """
    before = None if last is None else _place_at(last, ground)
    if last is None or before is None or now < last.at or Mark.FORWARDED in last.marks or _is_null_island(before):
        return False
    unsure = sum(UNSTATED_ACCURACY_METRES if each is None else each for each in (accuracy, last.accuracy))
    seconds = (now - last.at) / 1000
    return metres_between(before, place) - unsure > patrol.fastest_metres_a_second * seconds


def _checkpoint_at(place: Place, accuracy: float, checkpoints: Sequence[Checkpoint]) -> Checkpoint | None:
    """The nearest checkpoint within whose radius the person may be."""
    far = {each.id: metres_between(place, _place_of(each)) for each in checkpoints}
    near = (each for each in checkpoints if far[each.id] <= each.radius + accuracy)
    return min(near, key=lambda each: (far[each.id], each.id), default=None)


def _place_of(checkpoint: Checkpoint) -> Place:
    return checkpoint.latitude, checkpoint.longitude


def _place_at(check_in: CheckIn, ground: Ground) -> Place | None:
    """Where a check-in was: as it says, else at the poster that was scanned."""
    if check_in.latitude is not None and check_in.longitude is not None:
        return check_in.latitude, check_in.longitude
    found = (each for each in ground.checkpoints if each.id == check_in.checkpoint_id)
    return next((_place_of(each) for each in found), None)


def _is_null_island(place: Place) -> bool:
    return metres_between(place, (0.0, 0.0)) < NULL_ISLAND_METRES


# ------------------------------------------------------------------------------------------------------ the summary


def summary_of(
    check_ins: Sequence[CheckIn], checkpoints: Sequence[Checkpoint], route_points: Sequence[GeoPoint] = ()
) -> TrackSummary:
    """What one post's check-ins, earliest first, say of the way walked. `route_points` as `RoutePlan.points` has them."""
    track = _track(check_ins)
    return TrackSummary(_walked(track), _passed(check_ins, checkpoints), _coverage(track, route_points))


def _track(check_ins: Iterable[CheckIn]) -> list[tuple[int, Place]]:
    """The times and places that can be relied on. A phone that lies still has one place."""
    track: list[tuple[int, Place]] = []
    for each in check_ins:
        place = _own_place(each)
        if place is not None and (not track or metres_between(track[-1][1], place) >= LEAST_MOVE_METRES):
            track.append((each.at, place))
    return track


def _own_place(check_in: CheckIn) -> Place | None:
    if check_in.latitude is None or check_in.longitude is None or DOUBTFUL.intersection(check_in.marks):
        return None
    place = (check_in.latitude, check_in.longitude)
    return None if _is_null_island(place) else place


def _walked(track: Sequence[tuple[int, Place]]) -> float:
    return sum(metres_between(one, other) for (_, one), (_, other) in pairwise(track))


def _passed(check_ins: Iterable[CheckIn], checkpoints: Sequence[Checkpoint]) -> tuple[int, ...]:
    """Checkpoints whose poster was scanned where it hangs, or within whose radius the person was."""
    passed: dict[int, None] = {}
    for each in check_ins:
        if each.checkpoint_id is not None and Mark.FAR_FROM_POSTER not in each.marks:
            passed[each.checkpoint_id] = None
        place = _own_place(each)
        if place is not None:
            near = (point for point in checkpoints if metres_between(place, _place_of(point)) <= point.radius)
            passed.update(dict.fromkeys(point.id for point in near))
    return tuple(passed)


def _coverage(track: Sequence[tuple[int, Place]], route: Sequence[GeoPoint]) -> float | None:
    if not route:
        return None
    lines = _lines(track)
    pieces = _pieces(route)
    walked = sum(any(metres_from_line(piece, line) <= ON_ROUTE_METRES for line in lines) for piece in pieces)
    return walked / len(pieces)


def _lines(track: Sequence[tuple[int, Place]]) -> list[list[GeoPoint]]:
    """The lines between places that follow each other soon enough; a place of its own is a line of one point."""
    lines: list[list[GeoPoint]] = []
    before: int | None = None
    for at, (latitude, longitude) in track:
        if before is None or at - before > STRAIGHT_ON_MS:
            lines.append([])
        lines[-1].append((longitude, latitude))
        before = at
    return lines


def _pieces(route: Sequence[GeoPoint]) -> list[Place]:
    """Places along a route, close together."""
    places = [(latitude, longitude) for longitude, latitude in route]
    pieces = [places[0]]
    for one, other in pairwise(places):
        steps = max(1, round(metres_between(one, other) / ROUTE_STRETCH_METRES))
        for step in range(1, steps + 1):
            share = step / steps
            pieces.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return pieces
