"""A long text goes out in parts, and nothing of it is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.long_text import parts_of


def without_blanks(text: str) -> str:
    """What counts of a text."""
    return "".join(text.split())


@given(st.text(alphabet="狗叫 \n字x🐕", max_size=400), st.integers(min_value=2, max_value=60))
def test_nothing_is_left_out_and_no_part_is_too_long(text: str, length: int) -> None:
    """Put together again it is the same text but for blanks at the breaks, and no part is empty."""
    parts = parts_of(text, length)
    assert without_blanks("".join(parts)) == without_blanks(text)
    assert all(0 < len(part) <= length for part in parts)


def test_it_breaks_at_the_end_of_a_line() -> None:
    """A line is not torn apart when its end is near."""
    assert parts_of("第一行写满了\n第二行也是", 10) == ("第一行写满了", "第二行也是")


def test_without_a_line_near_it_breaks_anywhere() -> None:
    """One endless line is cut by length."""
    assert parts_of("字" * 25, 10) == ("字" * 10, "字" * 10, "字" * 5)


def test_blank_text_has_no_parts() -> None:
    """There is nothing to send."""
    assert parts_of(" \n ") == ()
