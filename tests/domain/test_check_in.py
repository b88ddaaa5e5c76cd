"""What a check-in says and what is marked on it: every doubt goes to the person's advantage, and nobody is accused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.check_in import Evidence, Ground, Judged, judge, summary_of
from domain.geometry import DEGREE_METRES, GeoPoint, Place
from domain.patrol_plan import Area, HotSpot, HotSpotKind, Point
from domain.shifts import CheckIn, CheckInKind, Checkpoint, Mark
from tests.domain.patrol_samples import patrol, shift
from tests.domain.samples import HOUR, MINUTE, at, township

CENTRE = (27.2, 111.45)
NOW = at("2026-03-05 20:00")
BRIDGE = Checkpoint(1, "fenglin", "bridge", "石桥", 27.2, 111.5, 80)
MILL = Checkpoint(2, "fenglin", "mill", "油坊", 27.203, 111.5, 80)
AREA = Area(centre=Point(latitude=27.2, longitude=111.45), radius=1_000)
SCHOOL = HotSpot(
    code="school",
    kind=HotSpotKind.SCHOOL,
    name=township().units[0].name,
    place=Point(latitude=27.3, longitude=111.45),
)
GROUND = Ground(AREA, (BRIDGE, MILL), (SCHOOL,))


def north(metres: float, of: Place = CENTRE) -> Place:
    """The place so many metres north of another."""
    return of[0] + metres / DEGREE_METRES, of[1]


def location(place: Place, accuracy: float | None = 10, *, forwarded: bool = False) -> Evidence:
    """A location that somebody shared."""
    return Evidence(CheckInKind.LOCATION, place, accuracy, forwarded=forwarded)


def seen(evidence: Evidence, *, last: CheckIn | None = None, now: int = NOW, ground: Ground = GROUND) -> Judged:
    """How it is judged at the start of the shift."""
    return judge(evidence, ground, last, shift(), now, patrol())


def check_in(place: Place | None, minutes_ago: float, accuracy: float | None = 10, *marks: Mark) -> CheckIn:
    """One before."""
    latitude, longitude = place or (None, None)
    then = NOW - round(minutes_ago * MINUTE)
    return CheckIn(1, 1, CheckInKind.LOCATION, then, latitude, longitude, accuracy, marks=marks)


def test_whoever_is_in_the_area_carries_no_mark() -> None:
    """The usual case."""
    assert seen(location(north(900))) == Judged((), None, 0.0)


@pytest.mark.parametrize(
    ("metres", "accuracy", "marks"),
    [
        (1_015, 20, ()),
        (1_025, 20, (Mark.OUTSIDE,)),
        (1_190, 200, ()),
        (1_025, None, (Mark.OUTSIDE,)),
        (1_190, 201, (Mark.INACCURATE,)),
        (9_000, 5_000, (Mark.INACCURATE,)),
    ],
)
def test_outside_is_only_what_the_stated_accuracy_does_not_explain(
    metres: float, accuracy: float | None, marks: tuple[Mark, ...]
) -> None:
    """A phone that does not know well enough where it is says nothing against anybody."""
    assert seen(location(north(metres), accuracy)).marks == marks


def test_how_far_outside_is_said_as_measured() -> None:
    """A person is told the way to the nearest part of the ground, without the accuracy."""
    judged = seen(location(north(1_500), 20))
    assert judged.metres_off == pytest.approx(500, abs=1)
    assert judged.checkpoint is None


def test_a_checkpoint_or_a_hot_spot_beyond_the_area_is_a_place_to_be() -> None:
    """The bridge and the school gate are kilometres away from the area, and on the beat."""
    assert seen(location(north(70, (27.2, 111.5)))) == Judged((), BRIDGE, 0.0)
    assert seen(location(north(90, (27.3, 111.45)))) == Judged((), None, 0.0)


def test_of_two_checkpoints_the_nearer_is_meant() -> None:
    """With a phone that may be at either."""
    between = north(200, (27.2, 111.5))
    assert seen(location(between, 150)).checkpoint == MILL
    assert seen(location(between, 10)).checkpoint is None
    assert seen(location(between, 500)).checkpoint is None


@pytest.mark.parametrize(
    ("place", "ground"), [((0.0, 0.0), GROUND), ((0.001, 0.0), Ground()), (north(200_000), GROUND)]
)
def test_null_island_and_two_hundred_kilometres_off_are_outside(place: Place, ground: Ground) -> None:
    """The first even for a team of whose ground nothing is known."""
    assert seen(location(place), ground=ground).marks == (Mark.OUTSIDE,)


def test_without_ground_nobody_is_outside() -> None:
    """A team whose area nobody has drawn."""
    assert seen(location(north(200_000)), ground=Ground()) == Judged((), None, None)


@pytest.mark.parametrize(
    ("now", "marks"),
    [("2026-03-05 19:30", ()), ("2026-03-05 19:29", (Mark.EARLY,)), ("2026-03-04 20:00", (Mark.EARLY,))],
)
def test_before_check_in_opens_it_is_early(now: str, marks: tuple[Mark, ...]) -> None:
    """Half an hour before the start it opens; a day early is early too."""
    assert seen(location(CENTRE), now=at(now)).marks == marks


def test_too_fast_is_what_nobody_does() -> None:
    """Eight hundred metres in ten seconds; on a motorcycle in a minute it is nothing."""
    assert seen(location(north(800)), last=check_in(CENTRE, 10 / 60)).marks == (Mark.TOO_FAST,)
    assert seen(location(north(800)), last=check_in(CENTRE, 1)).marks == ()


@pytest.mark.parametrize(
    "last",
    [
        check_in(north(800), 0.1, 790),
        check_in(north(900_000), 0.1, 10, Mark.FORWARDED),
        check_in((0.0, 0.0), 0.1),
        check_in(None, 0.1),
        check_in(north(800), -5),
        check_in(north(55), 0, None),
        None,
    ],
    ids=["vague", "forwarded", "null island", "nowhere", "clock set back", "lying still", "the first"],
)
def test_a_last_place_that_says_little_says_nothing_of_speed(last: CheckIn | None) -> None:
    """Where the phone was unsure, the place was somebody else's, or the clock was set back."""
    assert seen(location(CENTRE), last=last).marks == ()


def test_a_poster_that_is_scanned_where_it_hangs_carries_no_mark() -> None:
    """With a location that comes along, or with none at all."""
    assert seen(Evidence(CheckInKind.POSTER, checkpoint=BRIDGE)) == Judged((), BRIDGE, None)
    assert seen(Evidence(CheckInKind.POSTER, north(85, (27.2, 111.5)), 20, checkpoint=BRIDGE)).marks == ()


@pytest.mark.parametrize(
    ("evidence", "last"),
    [
        (Evidence(CheckInKind.POSTER, CENTRE, 20, checkpoint=BRIDGE), None),
        (Evidence(CheckInKind.POSTER, checkpoint=BRIDGE), check_in(CENTRE, 1)),
    ],
    ids=["its location is elsewhere", "it was elsewhere a minute ago"],
)
def test_a_poster_that_is_scanned_from_afar_is_marked(evidence: Evidence, last: CheckIn | None) -> None:
    """A photo of the poster at home; it stays the checkpoint that was scanned."""
    judged = seen(evidence, last=last)
    assert (judged.marks, judged.checkpoint) == ((Mark.FAR_FROM_POSTER,), BRIDGE)


def test_a_phone_that_does_not_know_where_it_is_is_not_far_from_the_poster() -> None:
    """The doubt is the patroller's."""
    assert seen(Evidence(CheckInKind.POSTER, CENTRE, 900, checkpoint=BRIDGE)).marks == (Mark.INACCURATE,)


def test_from_a_scanned_poster_too_nobody_flies() -> None:
    """The place of a check-in without one is where its poster hangs."""
    scanned = replace(check_in(None, 1), kind=CheckInKind.POSTER, checkpoint_id=BRIDGE.id)
    assert seen(location(CENTRE), last=scanned).marks == (Mark.TOO_FAST,)


def test_a_forwarded_location_and_a_picture_seen_before_are_marked() -> None:
    """Beside whatever else there is, in the order in which marks are explained."""
    assert seen(location(CENTRE, forwarded=True)).marks == (Mark.FORWARDED,)
    assert seen(Evidence(CheckInKind.PICTURE, picture_known=True)) == Judged((Mark.SAME_PICTURE,), None, None)
    everything = Evidence(CheckInKind.POSTER, north(5_000), 10, forwarded=True, checkpoint=BRIDGE, picture_known=True)
    assert seen(everything, last=check_in(CENTRE, 0.1), now=NOW - HOUR).marks == (
        Mark.OUTSIDE,
        Mark.FAR_FROM_POSTER,
        Mark.SAME_PICTURE,
        Mark.FORWARDED,
        Mark.EARLY,
    )


def test_what_the_lead_says_carries_no_mark() -> None:
    """There is no place in it."""
    assert seen(Evidence(CheckInKind.BY_LEAD)) == Judged((), None, None)


@given(
    place=st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
    accuracy=st.one_of(st.none(), st.floats(0, 100_000)),
    poster=st.sampled_from([None, BRIDGE, MILL]),
    last=st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
    now=st.integers(NOW - 30 * HOUR, NOW + 30 * HOUR),
)
def test_whatever_is_sent_is_judged(
    place: Place | None, accuracy: float | None, poster: Checkpoint | None, last: Place | None, now: int
) -> None:
    """From anywhere on earth at any time: no error, no mark twice, and never outside and inaccurate at once."""
    judged = seen(Evidence(CheckInKind.LOCATION, place, accuracy, checkpoint=poster), last=check_in(last, 3), now=now)
    assert len(set(judged.marks)) == len(judged.marks)
    assert not {Mark.OUTSIDE, Mark.INACCURATE} <= set(judged.marks)
    assert judged.metres_off is None or judged.metres_off >= 0
    assert poster is None or judged.checkpoint == poster


# ------------------------------------------------------------------------------------------------------ the summary


def walk(*places: Place | None, every_minutes: float = 1) -> list[CheckIn]:
    """Points of a live location, one after the other."""
    return [replace(check_in(place, -number * every_minutes), id=number) for number, place in enumerate(places)]


def route(*places: Place) -> tuple[GeoPoint, ...]:
    """A route over places, as the configuration has it."""
    return tuple((longitude, latitude) for latitude, longitude in places)


def test_a_walk_is_as_long_as_its_way() -> None:
    """There and back, and whoever shared no place walked nothing that is known."""
    there_and_back = walk(*(north(metres) for metres in (0, 400, 800, 400, 0)))
    assert summary_of(there_and_back, (), ()).metres == pytest.approx(1_600, abs=1)
    assert summary_of([], (BRIDGE,), ()) == (0, (), None)
    assert summary_of(walk(None, None), (BRIDGE,), ()) == (0, (), None)


def test_a_phone_that_lies_still_does_not_walk() -> None:
    """Ten metres this way and that for an hour."""
    assert summary_of(walk(*(north(10 * (number % 2)) for number in range(60))), (), ()).metres == 0


@pytest.mark.parametrize("mark", [Mark.INACCURATE, Mark.FORWARDED, Mark.TOO_FAST])
def test_a_doubtful_place_is_no_part_of_the_way(mark: Mark) -> None:
    """One point that jumps five kilometres off and back."""
    jump = walk(CENTRE, north(5_000), north(100))
    jump[1] = replace(jump[1], marks=(mark,))
    assert summary_of(jump, (), ()).metres == pytest.approx(100, abs=1)
    assert summary_of(walk(CENTRE, (0.0, 0.0), north(100)), (), ()).metres == pytest.approx(100, abs=1)


def test_checkpoints_that_were_passed_stand_in_the_order_of_the_walk() -> None:
    """By walking within their radius or by scanning; each once; what was scanned from afar is for the lead to say."""
    points = walk(north(50, (27.203, 111.5)), (27.2, 111.5), north(40, (27.203, 111.5)), None)
    assert summary_of(points, (BRIDGE, MILL), ()).passed == (MILL.id, BRIDGE.id)
    scanned = [replace(points[3], checkpoint_id=BRIDGE.id)]
    assert summary_of(scanned, (BRIDGE, MILL), ()).passed == (BRIDGE.id,)
    afar = [replace(scanned[0], marks=(Mark.FAR_FROM_POSTER,))]
    assert summary_of(afar, (BRIDGE, MILL), ()).passed == ()


def test_the_coverage_of_a_route_is_the_part_that_was_walked() -> None:
    """All, half, and nothing of a way of two kilometres; a step beside it is on it."""
    way = route(CENTRE, north(1_000), north(2_000))
    beside = 50 / DEGREE_METRES
    all_of_it = walk(*((place[0], place[1] + beside) for place in (CENTRE, north(700), north(1_400), north(2_000))))
    assert summary_of(all_of_it, (), way).coverage == 1
    assert summary_of(all_of_it[:2], (), way).coverage == pytest.approx(0.37, abs=0.03)
    assert summary_of(walk((27.2, 111.6)), (), way).coverage == 0
    assert summary_of([], (), way).coverage == 0


def test_between_places_far_apart_in_time_nobody_knows_the_way() -> None:
    """A check-in at each end and hours between do not cover the route."""
    ends = walk(CENTRE, north(2_000), every_minutes=90)
    coverage = summary_of(ends, (), route(CENTRE, north(2_000))).coverage
    assert coverage is not None
    assert coverage < 0.1
