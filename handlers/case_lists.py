"""What waits for an official: own cases and those of the unit, overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.access import scope_of, viewer_among
from domain.deadlines import active_deadlines
from domain.messages import Button, Localised, Message, Moment, phrase

if TYPE_CHECKING:
    from telegram import Update

    from domain.cases import Case
    from handlers.context import ShouwangContext

LOOKED_AT = 200
PAGE = 8


async def show_open_cases(_update: Update, context: ShouwangContext, page: int = 0, *, in_place: bool = False) -> None:
    """The open cases in the person's scope as buttons: overdue ones first, then by their next deadline."""
    holders = await context.work.people.holders()
    scope = scope_of(viewer_among(context.person.id, holders))
    cases = await context.work.cases.open_in(scope, limit=LOOKED_AT)
    if not cases:
        await context.say(Message(lines=(phrase("work-none"),)), in_place=in_place)
        return
    ordered = sorted(cases, key=lambda case: (_next_deadline(context, case), case.id))
    overdue = sum(1 for case in ordered if _next_deadline(context, case) <= context.work.now)
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    rows = [(_row(context, case),) for case in shown]
    last = []
    if page > 0:
        last.append(Button(label=phrase("button-previous"), act="g-work", subject=str(page - 1)))
    if (page + 1) * PAGE < len(ordered):
        last.append(Button(label=phrase("button-next"), act="g-work", subject=str(page + 1)))
    line = phrase("work-list", count=len(ordered), overdue=overdue)
    await context.say(Message(lines=(line,), buttons=(*rows, tuple(last))), in_place=in_place)


def _row(context: ShouwangContext, case: Case) -> Button:
    township = context.rules.township
    at = _next_deadline(context, case)
    mark = "late" if at <= context.work.now else ("mine" if case.handler_id == context.person.id else "open")
    label = phrase(
        f"work-row-{mark}",
        number=case.number,
        category=Localised(name=township.category(case.category).name),
        unit=Localised(name=township.unit(case.unit).name),
        at=Moment(at=at),
    )
    return Button(label=label, act="c-open", subject=str(case.id))


def _next_deadline(context: ShouwangContext, case: Case) -> int:
    deadlines = active_deadlines(case, context.rules.township.clocks, context.rules.calendar)
    return min((deadline.at for deadline in deadlines), default=case.filed_at)
