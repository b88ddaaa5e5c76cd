"""One's own link for the calendar of one's phone: made, replaced, ended. Only offered while the program serves such links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_calendar_link import end_calendar_link, make_calendar_link
from domain.messages import Button, Day, Live, Message, phrase

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext

LINK, NEW, END = "b-feed", "b-feed-new", "b-feed-end"
CALENDAR_ACTS = frozenset({LINK, NEW, END})


async def on_calendar_link_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any of these buttons."""
    me = context.person.id
    made_at = await context.work.calendar_links.made_at(me)
    if pressed.act == END:
        await end_calendar_link(context.work, me, me)
        await context.say(Message(lines=(phrase("calendar-feed-ended"),)), in_place=True)
    elif not await _offered(context):
        await context.say(Message(lines=(phrase("calendar-feed-away"),)))
    elif made_at is not None and pressed.act == LINK:
        # Only its hash is kept: it cannot be shown again, only replaced, and that is asked first.
        new = Button(label=phrase("button-calendar-feed-new"), act=NEW)
        end = Button(label=phrase("button-calendar-feed-end"), act=END)
        line = phrase("calendar-feed-there", day=Day(at=made_at))
        await context.say(Message(lines=(line,), buttons=((new,), (end,))))
    else:
        token = await make_calendar_link(context.work, context.rules, me)
        link = f"{context.bot_data.calendar_address}/calendar/{token}.ics"
        await context.say(Message(lines=(phrase("calendar-feed", link=Live(text=link)),)))
    context.toast(None, update)


async def ways_to_a_link(context: ShouwangContext) -> tuple[tuple[Button, ...], ...]:
    """The button that stands beside the file; none where it would lead nowhere."""
    if not await _offered(context):
        return ()
    return ((Button(label=phrase("button-calendar-feed"), act=LINK),),)


async def _offered(context: ShouwangContext) -> bool:
    """To members of a team, where links are served."""
    return bool(context.bot_data.calendar_address) and bool(await context.work.teams.of_person(context.person.id))
