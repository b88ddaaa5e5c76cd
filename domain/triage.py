"""The centre's board: which open cases are new, waiting, late or supervised, in all and by the unit where they happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.cases import CaseState, awaits_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.cases import Case

NEW_MS = 24 * 3_600_000


class Pile(StrEnum):
    """One heap of the board; a case may lie on several."""

    NEW = "new"
    """Came in within a day."""
    FREE = "free"
    """Nobody has accepted it."""
    LATE = "late"
    """A deadline has passed."""
    ASKED = "asked"
    """Supervision is proposed, and the director has not said yet."""
    KEPT = "kept"
    """Under supervision and not answered."""
    ALL = "all"
    """Everything open."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An open case with its next deadline (UTC ms; None where none runs)."""

    case: Case
    deadline_at: int | None


@dataclass(frozen=True, slots=True)
class Board:
    """How many lie on each pile, and on each pile by the unit where it happened."""

    piles: Counter[Pile]
    by_unit: dict[str, Counter[Pile]]


def piles_of(looked: Looked, now: int) -> frozenset[Pile]:
    """The piles a case lies on."""
    case = looked.case
    lies = {
        Pile.NEW: max(case.filed_at, case.reopened_at or 0) > now - NEW_MS,
        Pile.FREE: case.state is CaseState.FILED,
        Pile.LATE: looked.deadline_at is not None and looked.deadline_at <= now,
        Pile.ASKED: case.supervision_proposed_at is not None and case.supervised_at is None,
        Pile.KEPT: awaits_answer(case),
        Pile.ALL: True,
    }
    return frozenset(pile for pile, does in lies.items() if does)


def board_of(cases: Iterable[Looked], now: int) -> Board:
    """Count them. Whom a case must not reach has it not among `cases`."""
    piles: Counter[Pile] = Counter()
    by_unit: dict[str, Counter[Pile]] = {}
    for looked in cases:
        lies = piles_of(looked, now)
        piles.update(lies)
        by_unit.setdefault(looked.case.unit, Counter()).update(lies)
    return Board(piles, by_unit)
