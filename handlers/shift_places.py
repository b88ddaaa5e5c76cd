"""During a shift: a place, a live location, a poster or a photo shows where somebody is. Nothing else is taken here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.check_in import MAY_COME, Shown, check_in, track
from actions.show_shift import own_card
from actions.tell_patrol import ring
from documents.shift_card import outside_line, patroller_card
from domain.messages import Hour, Localised, Message, Moment, phrase
from domain.patrol_recipients import belongs
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from domain.shift_forms import POST, SHIFT_PICTURE, SHIFT_PICTURE_FORM
from domain.shifts import AWAITED, LONGEST_SHIFT_MS, CheckInKind, Mark, PostState, ShiftState
from handlers.form_filling import offer_parked
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm
from handlers.menu import main_menu
from handlers.reading import read_input
from handlers.welcome import welcome

if TYPE_CHECKING:
    from telegram import Message as TelegramMessage
    from telegram import Update

    from actions.check_in import CheckedIn
    from domain.check_in import Judged
    from domain.forms import Input
    from domain.messages import Phrase
    from domain.shifts import Checkpoint, Post, RosteredShift
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

POSTER = "c_"
"""How the start parameter of a checkpoint's poster begins."""


async def take_for_shift(update: Update, context: ShouwangContext, given: Input) -> bool:
    """Whether a message is a place or a photo that belongs to a shift of this person, and was taken for it.

    A photo only where one was asked for. A place that a form asks for is that form's; and whoever has checked in and fills
    in a form that can use a place means the form.
    """
    message = update.effective_message
    if message is None:
        return False
    draft = await context.work.drafts.active(context.person.id)
    if draft is not None and draft.form == SHIFT_PICTURE:
        if message.photo:
            await _take_picture(context, message, given, draft)
            return True
        # Whoever goes on with something else is not held up by a photo that was asked for.
        await context.work.drafts.remove(draft.id)
        draft = await context.work.drafts.active(context.person.id)
    found = await _at_hand(context) if given.place is not None else None
    if found is None or given.place is None:
        if given.place is not None and draft is None:
            await _say_when_it_opens(context)
        return False
    post = found[1]
    if draft is not None and _wants_place(context, draft, present=post.state is PostState.PRESENT):
        return False
    location = message.location
    accuracy = _accuracy(location.horizontal_accuracy) if location else None
    # As Telegram wrote it: the attribute is a number or a span, by the library's version.
    live = location is not None and "live_period" in location.to_dict()
    shown = Shown(CheckInKind.LOCATION, given.place, accuracy, message.forward_origin is not None)
    done = await check_in(context.work, context.rules, post.id, context.person.id, shown)
    await _answer(context, done, (phrase("shift-in-live"),) if live else ())
    return True


async def take_live_place(update: Update, context: ShouwangContext) -> None:
    """A live location has moved: kept between check-in and check-out, and nothing is said. Otherwise nothing is kept."""
    message = update.effective_message
    if message is None:
        return
    try:
        place = read_input(message).place
    except (TypeError, ValueError):
        return
    found = await _at_hand(context)
    if place is None or found is None or message.location is None or message.forward_origin is not None:
        return
    try:
        async with context.work.savepoint():
            accuracy = _accuracy(message.location.horizontal_accuracy)
            await track(context.work, context.rules, found[1].id, context.person.id, place, accuracy)
    except Refusal:
        # The shift is called off or was passed on: what the phone goes on sending is not kept.
        return


async def start_with_poster(update: Update, context: ShouwangContext, token: str) -> bool:
    """`/start TOKEN`: whether the token is a checkpoint poster's, good or not."""
    if not token.startswith(POSTER):
        return False
    checkpoint = await context.work.checkpoints.by_token(token.removeprefix(POSTER))
    try:
        async with context.work.savepoint():
            await _scan(context, checkpoint)
    except Refusal as refusal:
        await context.say(Message(lines=(refusal_phrase(refusal),)))
    if context.person.welcomed_at is None:
        await welcome(update, context)
    return True


async def _scan(context: ShouwangContext, checkpoint: Checkpoint | None) -> None:
    if checkpoint is None or checkpoint.revoked_at is not None:
        raise Refusal(RefusalCode.POSTER_GONE)
    found = await _at_hand(context, checkpoint.unit)
    if found is None:
        await _not_at_hand(context, checkpoint)
        return
    rostered, post = found
    unit = Localised(name=context.rules.township.unit(checkpoint.unit).name)
    if rostered.shift.unit != checkpoint.unit:
        raise Refusal(RefusalCode.POSTER_ELSEWHERE, {"unit": unit})
    shown = Shown(CheckInKind.POSTER, checkpoint=checkpoint)
    await _answer(context, await check_in(context.work, context.rules, post.id, context.person.id, shown))


async def _say_when_it_opens(context: ShouwangContext) -> None:
    """A place from somebody whose shift is near may be meant for it: from when on that will do. It begins a report all the same."""
    opens_at = await _opens_at(context, context.rules.township.patrol.day_before_ms)
    if opens_at is not None:
        early = Refusal(RefusalCode.CHECK_IN_TOO_EARLY, {"at": Moment(at=opens_at)})
        await context.say(Message(lines=(refusal_phrase(early),)))


async def _opens_at(context: ShouwangContext, ahead_ms: int) -> int | None:
    """From when on the person can check in for their next shift, if one begins so soon."""
    now, patrol = context.work.now, context.rules.township.patrol
    for each in await context.work.shifts.of_person(context.person.id, now, now + ahead_ms):
        post = each.post_of(context.person.id)
        if each.shift.state is ShiftState.PLANNED and post is not None and post.state in AWAITED:
            return each.shift.starts_at - patrol.opens_ms
    return None


async def _not_at_hand(context: ShouwangContext, checkpoint: Checkpoint) -> None:
    """Nobody of a shift that is on: say when theirs is, or what the poster is."""
    opens_at = await _opens_at(context, context.rules.township.patrol.published_ms)
    if opens_at is not None:
        raise Refusal(RefusalCode.CHECK_IN_TOO_EARLY, {"at": Moment(at=opens_at)})
    if belongs(context.person.id, checkpoint.unit, await context.work.people.holders()):
        raise Refusal(RefusalCode.NO_SHIFT_NOW)
    unit = Localised(name=context.rules.township.unit(checkpoint.unit).name)
    await context.say(Message(lines=(phrase("shift-poster-hint", unit=unit, name=checkpoint.name),)))


async def _take_picture(context: ShouwangContext, message: TelegramMessage, given: Input, draft: Draft) -> None:
    await context.work.drafts.remove(draft.id)
    shown = Shown(
        CheckInKind.PICTURE,
        picture=message.photo[-1].file_unique_id,
        forwarded=message.forward_origin is not None,
        file=given.attachments[0] if given.attachments else None,
    )
    done = await check_in(context.work, context.rules, int(draft.subject.removeprefix(POST)), context.person.id, shown)
    await _answer(context, done, (phrase("shift-in-picture"),))
    await offer_parked(context)


async def _at_hand(context: ShouwangContext, unit: str | None = None) -> tuple[RosteredShift, Post] | None:
    """The shift that a place can be meant for: where they are present, else where they are awaited, else one called off.

    With `unit` one of that village comes first, and whoever was excused may have come all the same.
    """
    now, patrol = context.work.now, context.rules.township.patrol
    near = await context.work.shifts.of_person(context.person.id, now - LONGEST_SHIFT_MS, now + patrol.opens_ms + 1)
    wanted = MAY_COME if unit is not None else AWAITED
    found = [
        (each, post)
        for each in near
        if each.shift.state is not ShiftState.ENDED
        and now < each.shift.ends_at + patrol.check_out_after_ms
        and (post := each.post_of(context.person.id)) is not None
        and (post.state in wanted or post.state is PostState.PRESENT)
    ]
    found.sort(
        key=lambda pair: (
            unit is not None and pair[0].shift.unit != unit,
            pair[0].shift.state is ShiftState.CANCELLED,
            pair[1].state is not PostState.PRESENT,
            pair[0].shift.ends_at <= now,
        )
    )
    return found[0] if found else None


def _wants_place(context: ShouwangContext, draft: Draft, *, present: bool) -> bool:
    form = context.forms[draft.form].form
    asked = form.field(draft.asked) if draft.asked else None
    if asked is not None and asked.places:
        return True
    return present and any(field.places for field in form.fields)


def _accuracy(stated: object) -> float | None:
    """What the phone says of itself, if it is a number that can be one."""
    return float(stated) if isinstance(stated, int | float) and stated >= 0 else None


async def _answer(context: ShouwangContext, done: CheckedIn, more: tuple[Phrase, ...] = ()) -> None:
    """Say that it is kept, and what of it may not be as it should; then the card to go on with."""
    keyboard = (await main_menu(context)).menu
    lines = (_kept(done, context.work.now), *_explained(done.judged), *more)
    await context.say(Message(lines=lines, menu=keyboard))
    if done.first:
        card = patroller_card(done.shift, done.post, context.rules.township, context.work.now)
        key = own_card(done.shift.shift.id)
        await ring(context.work, key, [context.person.id])
        # When everybody comes at eight, each has their answer before anybody has two.
        await context.say(card, card_key=f"{key}:{context.person.id}", follows=True)


def _kept(done: CheckedIn, now: int) -> Phrase:
    if done.first:
        return phrase("shift-in-first", at=Hour(at=now))
    if done.judged.checkpoint is not None:
        return phrase("shift-in-point", name=done.judged.checkpoint.name, at=Hour(at=now))
    return phrase("shift-in-again", at=Hour(at=now))


def _explained(judged: Judged) -> tuple[Phrase, ...]:
    """A kind word for each mark."""
    lines = []
    for mark in judged.marks:
        if mark is Mark.OUTSIDE and judged.metres_off:
            lines.append(outside_line(judged.metres_off))
        elif mark is Mark.OUTSIDE:
            lines.append(phrase("shift-explain-outside-unknown"))
        else:
            lines.append(phrase(f"shift-explain-{mark.value.replace('_', '-')}"))
    return tuple(lines)


async def _finish(context: ShouwangContext, draft: Draft) -> None:
    """Never reached by pressing: the photo itself ends the form."""
    await context.work.drafts.remove(draft.id)


SHIFT_FORMS = (
    RegisteredForm(
        form=SHIFT_PICTURE_FORM,
        finish=_finish,
        summary=nothing_to_confirm,
        changeable=no_changes,
        send_label="button-send-addition",
    ),
)
