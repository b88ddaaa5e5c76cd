"""Vest, torch, motorcycle: taken along with one tap, brought back with one, asked for at check-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.move_equipment import bring_back, still_out, take_out, tell_of_missing_equipment
from actions.tell_sos import current_shift
from domain.messages import Button, Localised, Message, phrase
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.local_names import LocalName
    from domain.messages import Phrase
    from domain.shifts import Post
    from handlers.context import ShouwangContext

EQUIPMENT_ACTS = frozenset({"o-equipment", "o-take", "o-back", "o-back-all", "o-missing"})


async def on_equipment_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button about equipment. `o-take` and `o-back` toggle one thing; pressed twice they show how it stands."""
    context.toast(None, update)
    if pressed.act == "o-equipment":
        own = await current_shift(context.work, context.rules, context.person.id)
        if own is None:
            await context.say(Message(lines=(phrase("equipment-no-shift"),)))
        else:
            await context.say(await _list(context, own.post))
        return
    number, _, code = pressed.subject.partition(".")
    post = await _own_post(context, number)
    known = {each.code for each in context.rules.township.patrol.equipment}
    match pressed.act:
        case "o-take" if code in known:
            own = await current_shift(context.work, context.rules, context.person.id)
            if own is not None and own.post.id == post.id:
                await take_out(context.work, post, code)
        case "o-back":
            await bring_back(context.work, post, code)
        case "o-back-all":
            for each in await still_out(context.work, context.rules, post):
                await bring_back(context.work, post, each.code)
        case "o-missing":
            await tell_of_missing_equipment(context.work, context.rules, post)
            await context.say(Message(lines=(phrase("equipment-lead-told"),)), in_place=True)
            return
        case _:
            # An old button: how it stands is shown below.
            pass
    question = await equipment_question(context, post) if pressed.version else None
    asked = question or (Message(lines=(phrase("equipment-all-back"),)) if pressed.version else None)
    await context.say(asked or await _list(context, post), in_place=True)


async def equipment_question(context: ShouwangContext, post: Post) -> Message | None:
    """For the check-out: what has not come back, with a button for each thing; None when nothing is out."""
    missing = await still_out(context.work, context.rules, post)
    if not missing:
        return None
    # The version says that the button stands under the question and not under the list.
    rows = [
        (
            Button(
                label=_thing("button-back-thing", each.name), act="o-back", subject=f"{post.id}.{each.code}", version=1
            ),
        )
        for each in missing
    ]
    every = Button(label=phrase("button-back-all"), act="o-back-all", subject=str(post.id), version=1)
    later = Button(label=phrase("button-not-back"), act="o-missing", subject=str(post.id), version=1)
    return Message(
        lines=(phrase("ask-equipment-back"),), buttons=(*rows, *(((every,),) if len(rows) > 1 else ()), (later,))
    )


async def _list(context: ShouwangContext, post: Post) -> Message:
    out = {each.code for each in await still_out(context.work, context.rules, post)}
    rows = []
    for each in context.rules.township.patrol.equipment:
        label = _thing("button-thing-out" if each.code in out else "button-thing-in", each.name)
        act = "o-back" if each.code in out else "o-take"
        rows.append((Button(label=label, act=act, subject=f"{post.id}.{each.code}"),))
    return Message(lines=(phrase("equipment-list" if rows else "equipment-none"),), buttons=tuple(rows))


async def _own_post(context: ShouwangContext, number: str) -> Post:
    post = await context.work.shifts.post(int(number)) if number.isdecimal() else None
    if post is None or post.person_id != context.person.id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    return post


def _thing(label: str, name: LocalName) -> Phrase:
    return phrase(label, name=Localised(name=name))
