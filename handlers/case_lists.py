"""What waits for an official: what they handle or may take, and all open cases of their unit or town. Overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.access import TOWN_ROLES, UNIT_ROLES, Scope, scope_of
from domain.buttons import page_in
from domain.cases import CaseState
from domain.deadlines import active_deadlines
from domain.messages import Button, Localised, Message, phrase
from handlers.openings import show_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Update

    from domain.access import Viewer
    from domain.buttons import Pressed
    from domain.cases import Case
    from domain.messages import Phrase
    from handlers.context import ShouwangContext

LOOKED_AT = 500
"""More open cases than this are not put in order; those that have waited longest are among them."""
PAGE = 8
OWN = "own"
"""The view of what waits for oneself."""
ALL = "all"
"""The view of everything one may see."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A case in the list with its next deadline (UTC ms)."""

    case: Case
    deadline_at: int


async def show_open_cases(_update: Update, context: ShouwangContext) -> None:
    """What waits for the person; where nothing does, all open cases that they may see. Requests to open a name come first."""
    viewer = await _viewer(context)
    decides = await show_requests(context)
    if decides and all(held.role not in UNIT_ROLES | TOWN_ROLES for held in viewer.holdings):
        return
    own = await _own(context, viewer)
    view = OWN if own else ALL
    await context.say(await _list(context, viewer, view, own or await _all(context, viewer), 0))


async def on_list_press(context: ShouwangContext, pressed: Pressed) -> None:
    """Another page or the other view, in place of the list. The subject is `view.page`."""
    viewer = await _viewer(context)
    view, _, page = pressed.subject.partition(".")
    cases = await (_own if view == OWN else _all)(context, viewer)
    shown = await _list(context, viewer, OWN if view == OWN else ALL, cases, page_in(page))
    await context.say(shown, in_place=True)


async def _viewer(context: ShouwangContext) -> Viewer:
    return await context.work.people.viewer(context.person.id)


async def _own(context: ShouwangContext, viewer: Viewer) -> Sequence[Case]:
    """What the person handles or mediates along, and what waits in a unit of theirs for somebody to accept it."""
    if not viewer.holdings:
        return ()
    units = frozenset(held.unit for held in viewer.holdings if held.role in UNIT_ROLES | TOWN_ROLES)
    scope = Scope(viewer.person_id, units, town=False, superiors=viewer.superiors)
    cases = await context.work.cases.open_in(scope, limit=LOOKED_AT)
    return [case for case in cases if _waits_for(case, viewer, scope)]


def _waits_for(case: Case, viewer: Viewer, scope: Scope) -> bool:
    free = case.handler_id is None and case.state is CaseState.FILED
    helps = not scope.units.isdisjoint(case.helping)
    own = viewer.person_id == case.handler_id or viewer.person_id in case.joint
    return own or (free and case.responsible_unit in scope.units) or helps


async def _all(context: ShouwangContext, viewer: Viewer) -> Sequence[Case]:
    """Everything open that the person's roles show them."""
    return await context.work.cases.open_in(scope_of(viewer), limit=LOOKED_AT) if viewer.holdings else ()


async def _list(context: ShouwangContext, viewer: Viewer, view: str, cases: Sequence[Case], page: int) -> Message:
    if not cases and view == ALL:
        return Message(lines=(phrase("work-none"),), buttons=await _further(context))
    rows = sorted((_row(context, case) for case in cases), key=lambda row: (row.deadline_at, row.case.id))
    now = context.work.now
    overdue = sum(row.deadline_at <= now for row in rows)
    shown = rows[page * PAGE : (page + 1) * PAGE]
    buttons = [(row_button(context, row.case, row.deadline_at),) for row in shown]
    turns = []
    if page > 0:
        turns.append(_turn("button-previous", view, page - 1))
    if (page + 1) * PAGE < len(rows):
        turns.append(_turn("button-next", view, page + 1))
    total = len(rows) if view == OWN else await context.work.cases.count_open_in(scope_of(viewer))
    other = _turn("button-work-all", ALL, 0) if view == OWN else _turn("button-work-own", OWN, 0)
    line = phrase(f"work-list-{view}", count=total, overdue=overdue)
    return Message(lines=(line,), buttons=(*buttons, tuple(turns), (other,), *await _further(context)))


async def _further(context: ShouwangContext) -> tuple[tuple[Button, ...], ...]:
    """The board for the centre, and the search for whoever may see cases at all."""
    viewer = await _viewer(context)
    roles = {held.role for held in viewer.holdings}
    search = Button(label=phrase("button-search"), act="q-ask")
    board = Button(label=phrase("button-board"), act="n-board", subject="0")
    if roles & TOWN_ROLES:
        return ((board, search),)
    rounds = Button(label=phrase("button-rounds"), act="k-rounds")
    return ((search, rounds),) if roles & UNIT_ROLES else ()


def _turn(label: str, view: str, page: int) -> Button:
    return Button(label=phrase(label), act="g-work", subject=f"{view}.{page}")


def row_button(context: ShouwangContext, case: Case, deadline_at: int | None) -> Button:
    """A case of a list, which opens its card."""
    return Button(label=row_label(context, case, deadline_at), act="c-open", subject=str(case.id))


def row_label(context: ShouwangContext, case: Case, deadline_at: int | None) -> Phrase:
    """Number, category and unit of a case, marked when it is late or one's own."""
    township = context.rules.township
    late = deadline_at is not None and deadline_at <= context.work.now
    mark = "late" if late else ("mine" if case.handler_id == context.person.id else "open")
    return phrase(
        f"work-row-{mark}",
        number=case.number,
        category=Localised(name=township.category(case.category).name),
        unit=Localised(name=township.unit(case.unit).name),
    )


def _row(context: ShouwangContext, case: Case) -> _Row:
    deadlines = active_deadlines(case, context.rules.township.clocks, context.rules.calendar)
    return _Row(case, min((deadline.at for deadline in deadlines), default=case.filed_at))
