"""Numbers that people read out: unique, telling nothing, and read however they are written."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import case_number, pseudonym, read_number, read_receipt, receipt

KEY = b"k" * 32
IDENTIFIERS = st.integers(1, 9_999_999)
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


@given(identifiers=st.lists(IDENTIFIERS, unique=True, min_size=2, max_size=60))
def test_no_two_cases_share_a_number(identifiers: list[int]) -> None:
    """Each number looks like 482-9137 and is given once."""
    numbers = [case_number(KEY, identifier) for identifier in identifiers]
    assert len(set(numbers)) == len(identifiers)
    assert all(re.fullmatch(r"[0-9]{3}-[0-9]{4}", number) for number in numbers)


def test_the_first_five_thousand_cases_have_five_thousand_numbers() -> None:
    """In a row, as they are given; so many that some are permuted a second time because they fell outside the range."""
    assert len({case_number(KEY, identifier) for identifier in range(1, 5001)}) == 5000


def test_a_number_tells_neither_order_nor_count() -> None:
    """Numbers of neighbouring cases lie anywhere; another township's are others."""
    numbers = [case_number(KEY, identifier) for identifier in range(1, 101)]
    rising = sum(earlier < later for earlier, later in pairwise(numbers))
    assert 30 < rising < 70
    assert len({number[0] for number in numbers}) == 10
    assert numbers != [case_number(b"n" * 32, identifier) for identifier in range(1, 101)]


@given(identifier=IDENTIFIERS, before=st.sampled_from(["", "编号", "case ", "我的案子 "]))
def test_a_number_is_found_however_it_is_written(identifier: int, before: str) -> None:
    """With full-width digits, with a space or nothing in place of the dash, and in the midst of a sentence."""
    number = case_number(KEY, identifier)
    for written in (
        number,
        number.translate(FULL_WIDTH),
        number.replace("-", " "),
        number.replace("-", ""),
        number.replace("-", "—"),
        number.replace("-", " - "),
        number.replace("-", "一"),
    ):
        assert read_number(f"{before}{written}呢？") == number


@pytest.mark.parametrize(
    "text", ["", "你好", "48-29137", "4829-137", "13800138000", "482-91370", "1482-9137", "٤٨٢-٩١٣٧"]
)
def test_what_is_no_case_number_is_not_taken_for_one(text: str) -> None:
    """A telephone number is none."""
    assert read_number(text) is None


@given(random_bytes=st.binary(min_size=8, max_size=8))
def test_a_pseudonym_can_be_read_out_without_doubt(random_bytes: bytes) -> None:
    """Three signs, none of which looks like another: no 0 and O, no 1 and I, no 5 and S, no 2 and Z, no 8 and B."""
    signs = pseudonym(random_bytes)
    assert len(signs) == 3
    assert not set(signs) & set("01258BIGOSZ")


@given(random_bytes=st.binary(min_size=16, max_size=16))
def test_a_receipt_is_read_back_however_it_is_typed(random_bytes: bytes) -> None:
    """Sixteen digits in groups of four; spaces, dashes and full width do not matter."""
    shown = receipt(random_bytes)
    assert re.fullmatch(r"[0-9]{4}( [0-9]{4}){3}", shown)
    digits = shown.replace(" ", "")
    for typed in (shown, digits, shown.replace(" ", "-"), shown.translate(FULL_WIDTH), f" {shown}\n"):
        assert read_receipt(typed) == digits


@pytest.mark.parametrize("text", ["", "1234 5678 9012 345", "1234 5678 9012 34567", "1234 5678 9012 345x", "我的回执"])
def test_what_is_no_receipt_is_not_taken_for_one(text: str) -> None:
    """Fifteen digits open nothing, and neither do seventeen."""
    assert read_receipt(text) is None


def test_receipts_of_other_randomness_are_others() -> None:
    """All of the sixteen digits come from the randomness."""
    receipts = {receipt(bytes([turn]) * 16) for turn in range(256)}
    assert len(receipts) == 256
