"""The morning's briefing in a special period: what the units answered, and how the reader's cases stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import unit_name
from domain.messages import Button, Message, phrase
from domain.triage import Pile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.messages import Phrase, Value
    from domain.township import Township
    from domain.triage import Board

PILES = (Pile.NEW, Pile.FREE, Pile.LATE, Pile.KEPT)
MOST_UNITS = 60


def briefing(
    name: Value,
    returns: tuple[int, int] | None,
    left: Sequence[str],
    board: Board,
    duty: str | None,
    township: Township,
) -> Message:
    """The period, the returns of the day before (how many of how many, None where none were asked) and who is missing.

    `board` counts what its reader may see, `duty` is who is on duty at the centre.
    """
    lines: list[Phrase] = [phrase("briefing-title", name=name)]
    if duty is not None:
        lines.append(phrase("briefing-duty", name=duty))
    if returns is not None:
        lines.append(phrase("briefing-returns", count=returns[0], total=returns[1]))
        if left:
            lines.append(phrase("round-missing"))
        lines += [phrase("round-row-missing", unit=unit_name(code, township)) for code in left[:MOST_UNITS]]
    lines.append(phrase("briefing-cases", count=board.piles[Pile.ALL]))
    lines += [phrase(f"board-pile-{pile.value}", count=board.piles[pile]) for pile in PILES]
    button = Button(label=phrase("button-board"), act="n-board", subject="0")
    return Message(lines=tuple(lines), buttons=((button,),))
