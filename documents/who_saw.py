"""Who has seen a reporter's name: every look, and every request to open it with what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.opening_card import office_of, opening_lines
from domain.messages import Moment, phrase

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.messages import Phrase
    from domain.township import Township
    from storage.unit_of_work import UnitOfWork


async def who_saw(work: UnitOfWork, case: Case, township: Township) -> list[Phrase]:
    """For the reporter alone; one line says so when nobody has."""
    shown = await work.vault.shown_to(case.id)
    names = await work.people.names([person for person, _at in shown])
    lines: list[Phrase] = []
    for person, at in shown:
        held = (await work.people.viewer(person)).holdings
        office = office_of(held[0].role, held[0].unit, township) if held else phrase("opening-office-former")
        lines.append(phrase("seen-line", at=Moment(at=at), name=names.get(person, "—"), office=office))
    openings = await work.openings.of_case(case.id)
    lines += opening_lines(openings, await work.openings.showings([each.id for each in openings]), township)
    return lines or [phrase("seen-nobody")]
