"""A screening round as messages: what a unit is asked, the centre's table, and the summary at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from documents.case_card import unit_name
from documents.triage_board import turns_of
from domain.messages import Button, Day, Message, Moment, listed, phrase
from domain.screening import RoundKind, missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.cases import Case
    from domain.messages import Phrase
    from domain.screening import Round, UnitAnswer
    from domain.township import Township

PAGE = 10
MOST_NUMBERS = 60
"""So many case numbers stand in a summary; more than a message holds must not keep it from being sent."""


class RoundFile(NamedTuple):
    """What one reader may know of a round: `found` are the cases, by unit, that this reader may see.

    Where a unit filed only what the reader must not see, it has answered like any other.
    """

    round: Round
    answers: Sequence[UnitAnswer]
    found: Mapping[str, Sequence[Case]]
    township: Township
    nobody: frozenset[str] = frozenset()
    """The units of which nobody can be asked here."""
    before: frozenset[str] = frozenset()
    """The units that never answered in the round before this one."""

    @property
    def title(self) -> Phrase:
        """What the round is called."""
        if self.round.kind is RoundKind.DAILY:
            return phrase("round-title-daily", day=Day(at=self.round.opened_at))
        if self.round.subject:
            return phrase("round-title-about", at=Moment(at=self.round.opened_at), subject=self.round.subject)
        return phrase("round-title", at=Moment(at=self.round.opened_at))


def ask_card(file: RoundFile, unit: str, *, again: bool = False, note: Phrase | None = None) -> Message:
    """Asks one unit; once it has answered, or the round is over, says so. More can be filed as long as it goes on."""
    own = next((each for each in file.answers if each.unit == unit), None)
    answered = own is not None and own.answered_at is not None
    lines: list[Phrase] = [*((note,) if note else ()), file.title]
    lines.append(phrase("round-unit", unit=unit_name(unit, file.township)))
    subject = f"{file.round.id}.{unit}"
    found = (Button(label=phrase("button-round-found"), act="k-found", subject=subject),)
    nil = (Button(label=phrase("button-round-nil"), act="k-nil", subject=subject),)
    if file.round.closed_at is not None:
        return Message(lines=(*lines, phrase("round-over")))
    if answered and own is not None:
        # Whether it was a nil return is not said: who must not see what was filed could tell by it.
        return Message(lines=(*lines, phrase("round-answered", at=Moment(at=own.answered_at or 0))), buttons=(found,))
    if unit in file.before and not again:
        lines.append(phrase("round-ask-before"))
    lines.append(phrase("round-ask-again" if again else "round-ask"))
    return Message(lines=tuple(lines), buttons=(nil, found))


def table_card(file: RoundFile, note: Phrase | None = None) -> Message:
    """Who has answered and who has not, with what the reader may see of what was filed."""
    left = missing(file.answers)
    lines: list[Phrase] = [*((note,) if note else ()), file.title]
    lines.append(phrase("round-count", count=len(file.answers) - len(left), total=len(file.answers)))
    if left:
        lines.append(phrase("round-missing"))
        lines += [_missing_row(file, code) for code in left]
    lines += [_row(file, each) for each in file.answers if each.answered_at is not None]
    if file.round.closed_at is not None:
        return Message(lines=(*lines, phrase("round-over")))
    subject, ways = str(file.round.id), []
    if left:
        ways.append((Button(label=phrase("button-round-chase"), act="k-chase", subject=subject),))
        ways.append((Button(label=phrase("button-round-for"), act="k-for", subject=f"{subject}.0"),))
    ways.append((Button(label=phrase("button-round-close"), act="k-close", subject=subject),))
    return Message(lines=tuple(lines), buttons=tuple(ways))


def stand_in_card(file: RoundFile, page: int) -> Message:
    """The units that have not answered, each a button, for whoever has one of them on the telephone."""
    left = missing(file.answers)
    rows = [
        (Button(label=phrase("choice-round-unit", unit=unit_name(code, file.township)), act="k-ask", subject=of),)
        for code in left[page * PAGE : (page + 1) * PAGE]
        for of in [f"{file.round.id}.{code}"]
    ]
    turns = turns_of("k-for", page, PAGE, len(left), f"{file.round.id}.")
    back = Button(label=phrase("button-back"), act="k-table", subject=str(file.round.id))
    return Message(lines=(file.title, phrase("round-for")), buttons=(*rows, *((turns,) if turns else ()), (back,)))


def closing_card(file: RoundFile) -> Message:
    """Asks once whether a round is to end though some have not answered."""
    line = phrase("ask-round-close", count=len(missing(file.answers)))
    yes = Button(label=phrase("button-round-close-yes"), act="k-close-yes", subject=str(file.round.id))
    back = Button(label=phrase("button-back"), act="k-table", subject=str(file.round.id))
    return Message(lines=(file.title, line), buttons=((back,), (yes,)))


def summary_card(file: RoundFile, *, gives_way: bool = False) -> Message:
    """What a round came to: who answered, who never did, and the cases that the reader may see.

    `gives_way`: it ended because its time was over. Who is missing is asked on in the round that takes its place.
    """
    left = missing(file.answers)
    cases = [case for codes in file.found.values() for case in codes]
    lines: list[Phrase] = [phrase("round-closed"), file.title]
    if gives_way:
        lines.append(phrase("round-day-over" if file.round.kind is RoundKind.DAILY else "round-gave-way"))
    lines.append(phrase("round-count", count=len(file.answers) - len(left), total=len(file.answers)))
    lines.append(phrase("round-found", count=len(cases)))
    shown = 0
    for unit, found in file.found.items():
        if found and shown < MOST_NUMBERS:
            numbers = listed(case.number for case in found[: MOST_NUMBERS - shown])
            shown += len(found)
            lines.append(phrase("round-found-in", unit=unit_name(unit, file.township), numbers=numbers))
    if left:
        lines.append(phrase("round-silent"))
        lines += [_missing_row(file, code) for code in left]
    return Message(lines=tuple(lines))


def rounds_card(rounds: Sequence[RoundFile]) -> Message:
    """The rounds that go on, each a button to its table, and one to begin another."""
    lines = (phrase("rounds-title", count=len(rounds)),)
    rows = [(Button(label=file.title, act="k-table", subject=str(file.round.id)),) for file in rounds]
    new = Button(label=phrase("button-round-new"), act="k-new")
    board = Button(label=phrase("button-board"), act="n-board", subject="0")
    return Message(lines=lines, buttons=(*rows, (new,), (board,)))


def _missing_row(file: RoundFile, unit: str) -> Phrase:
    if unit in file.nobody:
        return phrase("round-row-nobody", unit=unit_name(unit, file.township))
    label = "round-row-before" if unit in file.before else "round-row-missing"
    return phrase(label, unit=unit_name(unit, file.township))


def _row(file: RoundFile, answer: UnitAnswer) -> Phrase:
    found = len(file.found.get(answer.unit, ()))
    unit = unit_name(answer.unit, file.township)
    return phrase("round-row-found", unit=unit, count=found) if found else phrase("round-row", unit=unit)
