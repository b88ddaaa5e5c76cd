"""What a report's own words say, and that they only suggest."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.local_names import LocalName
from domain.plain_text import plain_text
from domain.suggestions import Readings, find_unit, suggest
from domain.township import Category, Township, Unit
from domain.words import CaseKind, UnitKind
from tests.domain.samples import township


def named(word: str) -> LocalName:
    """A name that is the same in every language."""
    return LocalName(zh_hans=word, zh_hant=word, en=word)


@cache
def small() -> Township:
    """A township of two villages whose names lie within one another, and three categories."""
    return township().changed(
        units=(
            Unit(code="bridge", kind=UnitKind.VILLAGE, name=named("石桥村"), aliases=("石桥",)),
            Unit(code="big_bridge", kind=UnitKind.VILLAGE, name=named("大石桥村"), aliases=("大石桥", "Big Bridge")),
            Unit(code="centre", kind=UnitKind.CENTRE, name=named("综治中心")),
        ),
        categories=(
            Category(code="debts", kind=CaseKind.DISPUTE, name=named("债务"), keywords=("欠钱", "不还钱")),
            Category(code="roads", kind=CaseKind.HAZARD, name=named("道路"), keywords=("塌方", "路面", "垮塌")),
            Category(code="gambling", kind=CaseKind.TIP, name=named("赌博"), keywords=("赌博", "賭博")),
        ),
        danger_words=("着火", "help me"),
        official_words=("村主任", "村主任"),
    )


REPORTS = st.lists(
    st.sampled_from(
        ["我家", "大石桥", "石桥村", "欠钱", "不还钱", "路面", "垮塌", "着火", "村主任", "，", "昨天", "x"]
    ),
    max_size=8,
).map("".join)
NOISE = st.sampled_from([" ", "\n", "\u3000", "\u200b", "\ufeff", "\u00ad"])


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("他欠钱两年了", "debts"),
        ("村口路面垮塌，他欠钱", "roads"),
        ("有人聚眾賭博", "gambling"),
        ("你好", None),
        ("", None),
    ],
)
def test_the_category_with_the_most_words_is_suggested(text: str, category: str | None) -> None:
    """Longer words count for more, traditional characters where they are listed, and nothing is made up."""
    assert suggest(text, small()).category == category


def test_every_category_with_a_word_in_the_text_is_ranked() -> None:
    """Whoever reports sees the likeliest first and the others after it."""
    suggestion = suggest("他欠钱不还钱，还把路面挖了", small())
    assert suggestion.ranked == ("debts", "roads")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("石桥村三组", "bridge"),
        ("大石桥三组", "big_bridge"),
        ("大石桥村的人到石桥来", "big_bridge"),
        ("near BIG bridge", "big_bridge"),
        ("石 桥\u200b村", "bridge"),
        ("河那边", None),
    ],
)
def test_the_village_is_found_by_name_and_by_alias(text: str, unit: str | None) -> None:
    """The longest name counts: 大石桥 is not 石桥. Case, white space and invisible characters do not."""
    assert find_unit(text, small()) == unit


def test_danger_and_cadres_are_noticed() -> None:
    """The emergency numbers come first, and a way around the people concerned is offered."""
    assert suggest("我家着火了", small()).urgent
    assert suggest("HELP  ME", small()).urgent
    assert not suggest("我家停电了", small()).urgent
    assert suggest("村主任不管", small()).names_official
    assert not suggest("邻居不管", small()).names_official


@given(text=st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing that can be typed stops the reading, and what is suggested exists."""
    suggestion = suggest(text, small())
    assert set(suggestion.ranked) <= {category.code for category in small().categories}
    assert suggestion.category == (suggestion.ranked[0] if suggestion.ranked else None)
    assert suggestion.unit in {None, *(unit.code for unit in small().units)}


@given(text=REPORTS, noise=NOISE, place=st.integers(0, 30))
def test_noise_between_the_characters_changes_nothing(text: str, noise: str, place: int) -> None:
    """A line break of a narrow screen, or a zero-width space of a copied text, hides no word."""
    assert suggest(text[:place] + noise + text[place:], small()) == suggest(text, small())


@given(text=st.text(max_size=100))
def test_a_plain_text_is_plain(text: str) -> None:
    """Nothing is left in it that nobody sees."""
    assert not any(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in plain_text(text))


def test_the_shipped_township_finds_its_own_villages_and_categories() -> None:
    """Each unit is found by each of its names, and each category by its first word."""
    for unit in township().units:
        for name in (*unit.name.every(), *unit.aliases):
            assert find_unit(f"我在{name}", township()) == unit.code, name
    for category in township().categories:
        assert category.code in suggest(category.keywords[0], township()).ranked


@given(texts=st.lists(REPORTS, max_size=12), most=st.integers(1, 4))
def test_what_was_read_before_says_the_same_again(texts: list[str], most: int) -> None:
    """However few readings are kept, and in whatever order texts come back."""
    readings = Readings(most)
    assert [readings.suggest(text, small()) for text in texts] == [suggest(text, small()) for text in texts]
