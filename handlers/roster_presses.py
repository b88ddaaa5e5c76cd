"""Every button of rosters and exchanges, handed to who deals with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import phrase
from handlers.changed_plans import on_plan_press
from handlers.exchanges import on_exchange_press
from handlers.roster_lead import on_lead_press
from handlers.rosters import on_roster_press

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext


async def on_exchange_or_roster_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A button whose act begins with "x-". One that this program does not know any more says so. Raises Refusal."""
    for answer in (on_roster_press, on_exchange_press, on_lead_press, on_plan_press):
        if await answer(update, context, pressed):
            return
    context.toast(phrase("toast-form-gone"), update)
