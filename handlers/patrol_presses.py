"""Presses of what a patroller may need on the way: help, an incident, equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.equipment import EQUIPMENT_ACTS, on_equipment_press
from handlers.incidents import INCIDENT_ACTS, on_incident_press
from handlers.sos import on_sos_press

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext


async def on_patrol_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button whose act begins with "o-"."""
    if pressed.act in EQUIPMENT_ACTS:
        await on_equipment_press(update, context, pressed)
    elif pressed.act in INCIDENT_ACTS:
        await on_incident_press(update, context, pressed)
    else:
        await on_sos_press(update, context, pressed)
