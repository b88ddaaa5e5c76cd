"""Presses of the centre's calendar: who is on duty, screening rounds, meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.refusals import Refusal, RefusalCode
from handlers.duty import press_day, press_duty, press_order, press_take
from handlers.meetings import press_come, press_decide, press_meeting, press_meetings
from handlers.screening import (
    press_ask,
    press_chase,
    press_close,
    press_close_yes,
    press_for,
    press_found,
    press_new,
    press_nil,
    press_rounds,
    press_table,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext

PRESSES: Mapping[str, Callable[[Update, ShouwangContext, Pressed], Awaitable[None]]] = {
    "k-duty": press_duty,
    "k-duty-take": press_take,
    "k-duty-order": press_order,
    "k-duty-day": press_day,
    "k-rounds": press_rounds,
    "k-table": press_table,
    "k-new": press_new,
    "k-for": press_for,
    "k-ask": press_ask,
    "k-nil": press_nil,
    "k-found": press_found,
    "k-chase": press_chase,
    "k-close": press_close,
    "k-close-yes": press_close_yes,
    "k-meetings": press_meetings,
    "k-meeting": press_meeting,
    "k-come": press_come,
    "k-decide": press_decide,
}


async def on_calendar_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of the centre's calendar. Whether somebody may is asked anew in each."""
    press = PRESSES.get(pressed.act)
    if press is None:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    context.toast(None, update)
    await press(update, context, pressed)
