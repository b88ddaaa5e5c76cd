"""A special period's days, pressed or typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.day_words import Days
from domain.forms import Answers, Facts, Input, choose, next_field, take
from domain.special_days_form import SPECIAL_DAYS_FORM, asked_on, day_count, days_of
from tests.domain.samples import township

FACTS = Facts(township())
MONDAY = date(2026, 9, 28)
NAMED: Answers = {"name": "庙会", **asked_on(MONDAY)}


def typed(*texts: str) -> Answers:
    """The answers after these were typed, each to the question that stood open."""
    answers = NAMED
    for text in texts:
        asked = next_field(SPECIAL_DAYS_FORM, answers, FACTS)
        answers = take(SPECIAL_DAYS_FORM, asked, answers, Input(text=text), FACTS).answers
    return answers


@given(first=st.integers(0, 13), length=st.integers(0, 13))
def test_pressed_days_are_the_days(first: int, length: int) -> None:
    """The next fourteen to begin on, and from there fourteen to end on."""
    begin = MONDAY + timedelta(days=first)
    end = begin + timedelta(days=length)
    answers = NAMED
    for day in (begin, end):
        asked = next_field(SPECIAL_DAYS_FORM, answers, FACTS)
        assert asked is not None
        assert len(asked.choices(answers, FACTS)) == 14
        chosen = choose(SPECIAL_DAYS_FORM, asked, answers, day.isoformat(), FACTS)
        assert chosen is not None
        answers = chosen
    assert next_field(SPECIAL_DAYS_FORM, answers, FACTS) is None
    assert days_of(answers) == Days(begin, end)
    assert day_count(days_of(answers)) == length + 1


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("10月3日到7日",), Days(date(2026, 10, 3), date(2026, 10, 7))),
        (("明天", "后天"), Days(date(2026, 9, 29), date(2026, 9, 30))),
        (("10月30日", "3号"), Days(date(2026, 10, 30), date(2026, 11, 3))),
        (("10月30日", "昨天", "11月1日"), Days(date(2026, 10, 30), date(2026, 11, 1))),
        (("30 Oct", "30 Oct"), Days(date(2026, 10, 30), date(2026, 10, 30))),
        (("10月30日", "11月5日到11月8日"), Days(date(2026, 11, 5), date(2026, 11, 8))),
    ],
)
def test_typed_days_are_read_as_people_write_them(texts: tuple[str, ...], days: Days) -> None:
    """A stretch answers both questions; the last day is looked for from the first one on."""
    assert days_of(typed(*texts)) == days


@pytest.mark.parametrize("texts", [("过年那阵",), ("昨天",), ("10月30日", "明天"), ("10月30日", "哪天都行")])
def test_what_names_no_days_is_asked_again(texts: tuple[str, ...]) -> None:
    """Nor does a day before the first one."""
    asked = next_field(SPECIAL_DAYS_FORM, typed(*texts), FACTS)
    assert asked is not None
    assert asked.key == ("first" if len(texts) == 1 else "last")
