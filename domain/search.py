"""What somebody looks for, read from one line they typed: a number, units, categories, states, and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.cases import OPEN_STATES, CaseState
from domain.numbers import read_number
from domain.plain_text import plain_text
from domain.words import CaseKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.township import Township

_OPEN = tuple(sorted(state.value for state in OPEN_STATES))
STATE_WORDS: Mapping[str, tuple[str, ...]] = {
    "待受理": (CaseState.FILED,),
    "未受理": (CaseState.FILED,),
    "没人受理": (CaseState.FILED,),
    "沒人受理": (CaseState.FILED,),
    "已受理": (CaseState.ACCEPTED, CaseState.IN_PROGRESS),
    "在办": _OPEN,
    "在辦": _OPEN,
    "未结": _OPEN,
    "未結": _OPEN,
    "谈妥": (CaseState.SETTLED,),
    "談妥": (CaseState.SETTLED,),
    "办结": (CaseState.CLOSED,),
    "辦結": (CaseState.CLOSED,),
    "撤回": (CaseState.WITHDRAWN,),
    "合并": (CaseState.MERGED,),
    "合併": (CaseState.MERGED,),
    "unaccepted": (CaseState.FILED,),
    "accepted": (CaseState.ACCEPTED, CaseState.IN_PROGRESS),
    "open": _OPEN,
    "settled": (CaseState.SETTLED,),
    "closed": (CaseState.CLOSED,),
    "withdrawn": (CaseState.WITHDRAWN,),
    "merged": (CaseState.MERGED,),
}
"""Words for where a case stands, as texts are compared."""
KIND_WORDS: Mapping[str, str] = {
    "纠纷": CaseKind.DISPUTE,
    "糾紛": CaseKind.DISPUTE,
    "隐患": CaseKind.HAZARD,
    "隱患": CaseKind.HAZARD,
    "线索": CaseKind.TIP,
    "線索": CaseKind.TIP,
    "dispute": CaseKind.DISPUTE,
    "hazard": CaseKind.HAZARD,
    "tip": CaseKind.TIP,
}


@dataclass(frozen=True, slots=True)
class Query:
    """A search. All words must stand in what is written of a case; of each list of codes one must fit."""

    number: str | None = None
    units: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing is looked for."""
        return self == Query()


def read_query(text: str, township: Township) -> Query:
    """Read a line, piece by piece as white space parts it.

    What names a unit, a category, a state or a kind counts as that, everything else as words.
    """
    number = read_number(text)
    if number is not None:
        return Query(number=number)
    units: list[str] = []
    categories: list[str] = []
    states: list[str] = []
    kinds: list[str] = []
    words: list[str] = []
    named = {plain_text(name): each.code for each in township.categories for name in each.name.every()}
    for piece in text.split():
        plain = plain_text(piece)
        if (unit := township.unit_by_plain_name.get(plain)) is not None:
            units.append(unit.code)
        elif plain in named:
            categories.append(named[plain])
        elif plain in STATE_WORDS:
            states += STATE_WORDS[plain]
        elif plain in KIND_WORDS:
            kinds.append(KIND_WORDS[plain])
        elif plain:
            words.append(plain)
    return Query(None, *(tuple(map(str, each)) for each in (units, categories, states, kinds, words)))


def stands_in(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether every word stands in one of the texts, as texts are compared."""
    whole = "\n".join(map(plain_text, texts))
    return all(word in whole for word in words)
