"""A team's checkpoints, from chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.authorise_team import checkpoint_led, team_led
from actions.change_checkpoint import (
    add_checkpoint,
    move_checkpoint,
    remove_checkpoint,
    rename_checkpoint,
    replace_poster,
    resize_checkpoint,
)
from documents.places_card import RADII, point_card, point_place, points_card, poster_message, radius_card
from domain.buttons import number_in
from domain.messages import Button, Message, phrase
from domain.place_forms import CHECKPOINT_NAME, CHECKPOINT_NAME_FORM
from domain.refusals import Refusal, RefusalCode
from domain.team_forms import CHECKPOINT, CHECKPOINT_FORM, CHECKPOINT_PLACE, CHECKPOINT_PLACE_FORM, place_of
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.shifts import Checkpoint
    from domain.township import Unit
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def press_points(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """All checkpoints of the team."""
    unit = await _led(context, pressed.subject)
    await context.say(points_card(unit, await context.work.checkpoints.of_team(unit.code)), in_place=True)


async def press_point(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One of them."""
    checkpoint = await _checkpoint(context, pressed)
    await context.say(point_card(context.rules.township.unit(checkpoint.unit), checkpoint), in_place=True)


async def press_where(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It is shown on the map."""
    await context.say(point_place(await _checkpoint(context, pressed)))


async def press_new_point(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A new checkpoint: its name, then its place."""
    unit = await _led(context, pressed.subject)
    await show(context, await begin(context, CHECKPOINT, f"unit.{unit.code}"))


async def finish_point(context: ShouwangContext, draft: Draft) -> None:
    """Enter it."""
    unit = await _led(context, draft.subject.partition(".")[2])
    name, place = str(draft.answers["name"]), place_of(draft.answers)
    checkpoint = await add_checkpoint(context.work, context.rules, unit.code, name, place, context.person.id)
    await _show_changed(context, draft, unit, checkpoint)


async def press_move(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It lies elsewhere: where?"""
    checkpoint = await _checkpoint(context, pressed)
    await show(context, await begin(context, CHECKPOINT_PLACE, f"point.{checkpoint.id}"))


async def finish_move(context: ShouwangContext, draft: Draft) -> None:
    """Move it."""
    number = int(draft.subject.partition(".")[2])
    checkpoint = await checkpoint_led(context.work, context.rules, number, context.person.id)
    moved = await move_checkpoint(context.work, context.rules, checkpoint, place_of(draft.answers), context.person.id)
    await _show_changed(context, draft, context.rules.township.unit(moved.unit), moved)


async def press_name(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It shall be called otherwise: how?"""
    checkpoint = await _checkpoint(context, pressed)
    await show(context, await begin(context, CHECKPOINT_NAME, f"point.{checkpoint.id}"))


async def finish_name(context: ShouwangContext, draft: Draft) -> None:
    """Rename it."""
    number = int(draft.subject.partition(".")[2])
    checkpoint = await checkpoint_led(context.work, context.rules, number, context.person.id)
    named = await rename_checkpoint(context.work, checkpoint, str(draft.answers["name"]), context.person.id)
    await _show_changed(context, draft, context.rules.township.unit(named.unit), named)


async def press_radius(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Within how many metres of it is somebody at it?"""
    await context.say(radius_card(await _checkpoint(context, pressed)), in_place=True)


async def press_within(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Within so many."""
    number, _, metres = pressed.subject.partition(".")
    if not number.isdecimal() or metres not in {str(each) for each in RADII}:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    checkpoint = await checkpoint_led(context.work, context.rules, int(number), context.person.id)
    changed = await resize_checkpoint(context.work, checkpoint, int(metres), context.person.id)
    await context.say(point_card(context.rules.township.unit(changed.unit), changed), in_place=True)


async def press_lost(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once: the old poster will be good for nothing."""
    await _ask(context, await _checkpoint(context, pressed), "lost")


async def press_lost_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The old poster is revoked and there is a new code."""
    checkpoint = await _checkpoint(context, pressed)
    start = await replace_poster(context.work, context.rules, checkpoint, context.person.id)
    await context.say(point_card(context.rules.township.unit(checkpoint.unit), checkpoint), in_place=True)
    await context.say(poster_message(checkpoint, f"https://t.me/{context.bot_data.bot_username}?start={start}"))


async def press_gone(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once before a checkpoint is taken away."""
    await _ask(context, await _checkpoint(context, pressed), "gone")


async def press_gone_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It is not used any more."""
    checkpoint = await _checkpoint(context, pressed)
    await remove_checkpoint(context.work, checkpoint, context.person.id)
    unit = context.rules.township.unit(checkpoint.unit)
    await context.say(points_card(unit, await context.work.checkpoints.of_team(unit.code)), in_place=True)


async def _show_changed(context: ShouwangContext, draft: Draft, unit: Unit, checkpoint: Checkpoint) -> None:
    await context.work.drafts.remove(draft.id)
    await context.say(point_card(unit, checkpoint))
    await offer_parked(context)


async def _ask(context: ShouwangContext, checkpoint: Checkpoint, what: str) -> None:
    subject = str(checkpoint.id)
    yes = Button(label=phrase(f"button-team-point-{what}-yes"), act=f"t-point-{what}-yes", subject=subject)
    back = Button(label=phrase("button-back"), act="t-point", subject=subject)
    line = phrase(f"ask-team-point-{what}", name=checkpoint.name)
    await context.say(Message(lines=(line,), buttons=((back,), (yes,))), in_place=True)


async def _led(context: ShouwangContext, code: str) -> Unit:
    return await team_led(context.work, context.rules, code, context.person.id)


async def _checkpoint(context: ShouwangContext, pressed: Pressed) -> Checkpoint:
    return await checkpoint_led(context.work, context.rules, number_in(pressed.subject), context.person.id)


PLACE_FORMS = tuple(
    RegisteredForm(form, finish, nothing_to_confirm, no_changes, "button-send-addition")
    for form, finish in (
        (CHECKPOINT_FORM, finish_point),
        (CHECKPOINT_PLACE_FORM, finish_move),
        (CHECKPOINT_NAME_FORM, finish_name),
    )
)
