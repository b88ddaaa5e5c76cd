"""The forms of a team's ground, however corners and checkpoints are sent, pressed, typed and taken back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import Answers, Facts, Input, choose, next_field, take
from domain.outlines import MOST_CORNERS
from domain.place_forms import (
    CORNERS_FORM,
    END,
    MOST_STOPS,
    ROUTE_FORM,
    corners_of,
    points_to_offer,
    stops_of,
)
from domain.shifts import Checkpoint
from domain.team_forms import name_typed
from tests.domain.samples import township

FACTS = Facts(township())
POINTS = [Checkpoint(number, "fenglin", f"c{number}", f"点{number}", 27.3, 112.6, 80) for number in range(1, 5)]
PLACES = [(27.33 + number / 1000, 112.63) for number in range(4)]
CORNER, STOP = CORNERS_FORM.fields[0], ROUTE_FORM.fields[1]


def offered(answers: Answers) -> list[str]:
    """The buttons under the question for the next stop."""
    return [choice.value for choice in STOP.choices(answers, FACTS)]


@given(st.lists(st.sampled_from([*range(4), "undo", "好了"]), max_size=MOST_CORNERS + 5))
def test_corners_are_those_that_were_sent_and_not_taken_back(acts: list[int | str]) -> None:
    """In order, no corner twice on end; it is all when three or more are there and it is said so, or there are very many."""
    answers: Answers = {}
    expected: list[tuple[float, float]] = []
    for act in acts:
        if next_field(CORNERS_FORM, answers, FACTS) is None:
            break
        if isinstance(act, int):
            expected += [PLACES[act]] if expected[-1:] != [PLACES[act]] else []
            answers = take(CORNERS_FORM, CORNER, answers, Input(place=PLACES[act]), FACTS).answers
        elif act == "undo":
            chosen = choose(CORNERS_FORM, CORNER, answers, act, FACTS)
            assert (chosen is None) is (not expected)
            expected = expected[:-1]
            answers = chosen or answers
        else:
            answers = take(CORNERS_FORM, CORNER, answers, Input(text=act), FACTS).answers
            assert (END in answers) is (len(expected) >= 3)
        assert list(corners_of(answers)) == expected
        assert len(expected) <= MOST_CORNERS
    done = next_field(CORNERS_FORM, answers, FACTS) is None
    assert not done or len(expected) >= 3
    assert len(expected) < MOST_CORNERS or done


@given(st.lists(st.sampled_from(["p1", "p2", "p3", "点4", "undo", "done", "p9"]), max_size=MOST_STOPS + 5))
def test_a_route_never_leads_from_a_checkpoint_to_itself(acts: list[str]) -> None:
    """Only what is offered is taken; the last is taken back; it is all with two stops or more."""
    answers: Answers = {"name": "夜里一圈", **points_to_offer(POINTS)}
    for act in acts:
        if next_field(ROUTE_FORM, answers, FACTS) is None:
            break
        before = stops_of(answers)
        if act == "点4":
            answers = take(ROUTE_FORM, STOP, answers, Input(text=act), FACTS).answers
            assert stops_of(answers) == (before if before[-1:] == (4,) else (*before, 4))
            continue
        chosen = choose(ROUTE_FORM, STOP, answers, act, FACTS)
        assert (chosen is None) is (act not in offered(answers))
        answers = chosen or answers
        if chosen is not None and act == "undo":
            assert stops_of(answers) == before[:-1]
    stops = stops_of(answers)
    assert all(one != other for one, other in pairwise(stops))
    assert set(stops) <= {1, 2, 3, 4}
    assert len(stops) <= MOST_STOPS
    assert next_field(ROUTE_FORM, answers, FACTS) is not None or len(stops) >= 2


def test_done_is_offered_when_it_can_be() -> None:
    """Nothing to take back at first; two stops make a route."""
    answers = points_to_offer(POINTS[:2])
    seen = []
    for act in ("p1", "p2"):
        seen.append(offered(answers))
        answers = choose(ROUTE_FORM, STOP, answers, act, FACTS) or answers
    assert [*seen, offered(answers)] == [["p1", "p2"], ["p2", "undo"], ["p1", "done", "undo"]]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 石桥  头\n", "石桥 头"),
        ("石\u200b桥\u0007头", "石桥头"),
        ("\u200b \u2060", None),
        ("石" * 30, "石" * 30),
        ("石" * 31, None),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed: str, name: str | None) -> None:
    """What is invisible or very long is no name: it is asked again."""
    assert name_typed(typed, {}, FACTS) == name
