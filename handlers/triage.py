"""The centre's board: what is new, unaccepted, overdue and supervised, in all and by village, and from there into the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.find_similar import find_similar
from documents.triage_board import EVERYWHERE, board_message, turns_of
from domain.access import TOWN_ROLES, scope_of
from domain.buttons import page_in
from domain.cases import CaseState
from domain.deadlines import active_deadlines
from domain.messages import Button, Localised, Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.triage import Looked, Pile, board_of, piles_of
from handlers.case_lists import PAGE, row_button, row_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Update

    from domain.access import Scope
    from domain.buttons import Pressed
    from domain.likeness import Pairs
    from domain.messages import Phrase
    from handlers.context import ShouwangContext

MOST = 3_000
"""So many open cases are counted, those that have waited longest; with more the board says so."""
SORTED_OUT = (Pile.NEW, Pile.FREE)
"""The piles from which cases are sorted: on them those are marked that may be of one matter with another."""


async def press_board(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The board, in place of what was pressed; the subject is the page of its units."""
    page = page_in(pressed.subject)
    looked = await open_cases(context, await board_scope(context))
    board = board_of(looked, context.work.now)
    shown = board_message(board, context.rules.township, page, more=len(looked) >= MOST)
    await context.say(shown, in_place=True)


async def press_pile(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One pile, of one unit or of all; the subject is `pile.unit.page`."""
    pile, unit, page = read_pile(pressed.subject)
    await context.say(await pile_message(context, pile, unit, page), in_place=True)


def read_pile(subject: str) -> tuple[Pile, str, int]:
    """What a pile's button says. What does not belong there is the pile of everything, from its first page."""
    named, _, rest = subject.partition(".")
    unit, _, page = rest.partition(".")
    pile = Pile(named) if named in set(Pile) else Pile.ALL
    return pile, unit or EVERYWHERE, page_in(page)


async def pile_message(context: ShouwangContext, pile: Pile, unit: str, page: int) -> Message:
    """The cases on it as buttons, the latest deadline first, with the ways on and back."""
    rows = await pile_rows(context, pile, unit)
    prefix = f"{pile.value}.{unit}."
    shown = rows[page * PAGE : (page + 1) * PAGE]
    alike = await _alike(context, shown) if pile in SORTED_OUT else frozenset()
    buttons = [(_button(context, row, alike=row.case.id in alike),) for row in shown]
    turns = turns_of("n-pile", page, PAGE, len(rows), prefix)
    pick = Button(label=phrase("button-pick"), act="n-pick", subject=f"{prefix}{page}")
    back = Button(label=phrase("button-board"), act="n-board", subject="0")
    ways = ((pick, back),) if len(rows) > 1 else ((back,),)
    lines = (pile_line(context, pile, unit, len(rows)), *((phrase("pile-alike"),) if alike else ()))
    return Message(lines=lines, buttons=(*buttons, *((turns,) if turns else ()), *ways))


async def _alike(context: ShouwangContext, rows: Iterable[Looked]) -> frozenset[int]:
    """Those of some cases that may be of one matter with another, as far as the person may see and read both."""
    viewer = await context.work.people.viewer(context.person.id)
    read: dict[int, Pairs] = {}
    found = [
        row.case.id
        for row in rows
        if row.case.state is CaseState.FILED and await find_similar(context.work, context.rules, row.case, viewer, read)
    ]
    return frozenset(found)


def _button(context: ShouwangContext, row: Looked, *, alike: bool) -> Button:
    if not alike:
        return row_button(context, row.case, row.deadline_at)
    label = phrase("row-alike", what=row_label(context, row.case, row.deadline_at))
    return Button(label=label, act="c-open", subject=str(row.case.id))


def pile_line(context: ShouwangContext, pile: Pile, unit: str, count: int) -> Phrase:
    """What pile it is, and how many lie on it."""
    line = phrase(f"board-pile-{pile.value}", count=count)
    known = next((each for each in context.rules.township.units if each.code == unit), None)
    return phrase("board-pile-of", unit=Localised(name=known.name), what=line) if known else line


async def pile_rows(context: ShouwangContext, pile: Pile, unit: str) -> list[Looked]:
    """The cases on a pile, with the deadline that ends first before the others."""
    looked = await open_cases(context, await board_scope(context))
    now = context.work.now
    kept = [row for row in looked if pile in piles_of(row, now) and unit in {EVERYWHERE, row.case.unit}]
    return sorted(kept, key=lambda row: (row.deadline_at or row.case.filed_at, row.case.id))


async def open_cases(context: ShouwangContext, scope: Scope) -> list[Looked]:
    """Everything open in a scope with its next deadline."""
    clocks, calendar = context.rules.township.clocks, context.rules.calendar
    return [
        Looked(case, min((each.at for each in active_deadlines(case, clocks, calendar)), default=None))
        for case in await context.work.cases.open_in(scope, limit=MOST)
    ]


async def board_scope(context: ShouwangContext) -> Scope:
    """What the person's board may count; the board is the centre's and the director's."""
    viewer = await context.work.people.viewer(context.person.id)
    if all(held.role not in TOWN_ROLES for held in viewer.holdings):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    return scope_of(viewer)
