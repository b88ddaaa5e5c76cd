"""The plan has changed under published shifts: the lead takes off who stands too many, or cancels what is planned no more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from actions.tell_of_plan import cancel_gone, take_off_surplus
from documents.plan_card import FEWER, GONE, done_card
from domain.refusals import Refusal, RefusalCode
from handlers.rosters import must_lead, say_in_place

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext

LONGEST = 400
"""Days that a button may speak of."""


async def on_plan_press(update: Update, context: ShouwangContext, pressed: Pressed) -> bool:
    """Whether it was such a button. What it means is worked out anew. Raises Refusal for who leads nothing."""
    if pressed.act not in {FEWER, GONE}:
        return False
    unit, days = _read(pressed.subject)
    await must_lead(context, unit)
    do = take_off_surplus if pressed.act == FEWER else cancel_gone
    count = await do(context.work, context.rules, unit, days, context.person.id)
    context.toast(None, update)
    await say_in_place(context, done_card(pressed.act, unit, count))
    return True


def _read(subject: str) -> tuple[str, frozenset[str]]:
    unit, _, rest = subject.partition(".")
    written, _, count = rest.partition(".")
    if not count.isdecimal() or int(count) > LONGEST:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    try:
        first = datetime.strptime(f"{written}+0000", "%y%m%d%z").date()
    except ValueError:
        raise Refusal(RefusalCode.BUTTON_BROKEN) from None
    return unit, frozenset((first + timedelta(days=ahead)).isoformat() for ahead in range(int(count)))
