"""What is kept about oneself: a file of it, and having it destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.forget_person import Known, forget_person, what_is_known
from domain.made_documents import about_me
from domain.messages import Button, Message, phrase

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.messages import Phrase
    from handlers.context import ShouwangContext

KEEPING_BUTTONS = (
    (Button(label=phrase("button-about-me"), act="y-about"),),
    (Button(label=phrase("button-forget-me"), act="y-forget"),),
)
"""Under the words on privacy."""


async def on_keeping_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any of these buttons. They are about the presser alone."""
    context.toast(None, update)
    match pressed.act:
        case "y-about":
            file = about_me(context.person.id)
            await context.say(Message(lines=(phrase("about-me-file"),), attachments=(file,)))
        case "y-forget":
            known = await what_is_known(context.work, context.person.id)
            sure = Button(label=phrase("button-forget-me-yes"), act="y-forget-yes")
            back = Button(label=phrase("button-forget-me-no"), act="y-keep")
            await context.say(Message(lines=_what_goes(known), buttons=((sure,), (back,))), in_place=True)
        case "y-forget-yes":
            known = await forget_person(context.work, context.person.id)
            last = phrase("forget-me-done-night" if known.can_be_forgotten else "forget-me-done")
            await context.say(Message(lines=(last,)), in_place=True)
        case _:
            await context.say(Message(lines=(phrase("forget-me-kept"),)), in_place=True)


def _what_goes(known: Known) -> tuple[Phrase, ...]:
    """What goes, and what has to stay and why."""
    lines = [phrase("forget-me-goes", ended=len(known.ended), drafts=len(known.drafts))]
    if known.open:
        lines.append(phrase("forget-me-open", count=len(known.open)))
    if known.agreed:
        lines.append(phrase("forget-me-agreed", count=len(known.agreed)))
    if known.serves:
        lines.append(phrase("forget-me-serves"))
    if known.can_be_forgotten:
        lines.append(phrase("forget-me-account"))
    return (*lines, phrase("forget-me-number"), phrase("forget-me-sure"))
