"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.day_words import LONGEST_DAYS, read_days

TODAY = date(2026, 9, 28)
OTHER_DAYS = st.dates(date(2026, 9, 28), date(2027, 9, 27))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("10月3日到10月7日", (2026, 10, 3), (2026, 10, 7)),
        ("10月3日到7日", (2026, 10, 3), (2026, 10, 7)),
        ("从10月3号至7号", (2026, 10, 3), (2026, 10, 7)),
        ("3号", (2026, 10, 3), (2026, 10, 3)),
        ("30号", (2026, 9, 30), (2026, 9, 30)),
        ("29號到2號", (2026, 9, 29), (2026, 10, 2)),
        ("１０月３日", (2026, 10, 3), (2026, 10, 3)),
        ("10.3-10.7", (2026, 10, 3), (2026, 10, 7)),
        ("10/3 - 10/7", (2026, 10, 3), (2026, 10, 7)),
        ("10-3", (2026, 10, 3), (2026, 10, 3)),
        ("10-3到10-7", (2026, 10, 3), (2026, 10, 7)),
        ("3-7号", (2026, 10, 3), (2026, 10, 7)),
        ("2027-02-01", (2027, 2, 1), (2027, 2, 1)),
        ("2026-12-30到2027-01-02", (2026, 12, 30), (2027, 1, 2)),
        ("12月30日到1月2日", (2026, 12, 30), (2027, 1, 2)),
        ("今天", (2026, 9, 28), (2026, 9, 28)),
        ("明天到后天", (2026, 9, 29), (2026, 9, 30)),
        ("tomorrow", (2026, 9, 29), (2026, 9, 29)),
        ("3 Oct", (2026, 10, 3), (2026, 10, 3)),
        ("from 3 October to 7th oct", (2026, 10, 3), (2026, 10, 7)),
        ("9月1日", (2027, 9, 1), (2027, 9, 1)),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """One day or from one to another; without a year it is the next of that name."""
    assert read_days(text, TODAY) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    ["", "不知道", "2月30日", "13月1日", "2020-01-01", "后天到明天", "1号到2号到3号", "10月3日到", "星期三", "9" * 80],
)
def test_what_names_no_day_to_come_is_not_guessed(text: str) -> None:
    """Nothing is entered that the person did not say; a half that was left open counts as the one day."""
    found = read_days(text, TODAY)
    assert found is None or (text == "10月3日到" and found == (date(2026, 10, 3), date(2026, 10, 3)))


@given(OTHER_DAYS, OTHER_DAYS)
def test_whatever_is_written_in_full_comes_back(one: date, other: date) -> None:
    """With year, month and day there is nothing to guess, in each way of writing."""
    first, last = min(one, other), max(one, other)
    for written in (f"{first.isoformat()}到{last.isoformat()}", f"{first:%Y年%m月%d日}至{last:%Y年%m月%d日}"):
        assert read_days(written, TODAY) == (first, last)


@given(st.text(max_size=80))
def test_anything_typed_is_read_or_refused(text: str) -> None:
    """Nothing raises, and what is read lies ahead, in order, and within a year."""
    found = read_days(text, TODAY)
    if found is not None:
        assert TODAY <= found.first <= found.last
        assert found.last - found.first <= timedelta(days=LONGEST_DAYS)
