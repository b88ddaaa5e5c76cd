"""On which days a member cannot come: shown, added and taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from actions.authorise_team import own_membership
from actions.change_days import add_days, can_come_again, toggle_day, toggle_weekday
from actions.leave_team import posts_to_come
from documents.days_card import days_card, next_days_card
from domain.buttons import number_in
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.roster_renewal import only_given
from domain.team_forms import DAYS_AWAY, DAYS_FORM
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm
from handlers.team_joining import chosen_membership

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.messages import Message
    from domain.teams import Member
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def press_days(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """All days away."""
    member = await chosen_membership(context, pressed)
    if member is not None:
        await context.say(await _card(context, member), in_place=True)


async def press_weekday(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A day of every week."""
    member, rest = await _pressed_of(context, pressed)
    if rest not in {str(number) for number in range(1, 8)}:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    await toggle_weekday(context.work, member, int(rest))
    await context.say(await _card(context, member), in_place=True)


async def press_next_days(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The next fourteen days to choose from."""
    member, _rest = await _pressed_of(context, pressed)
    await _show_next_days(context, member)


async def press_one_day(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One of them. A day of yesterday's card is not entered any more."""
    member, rest = await _pressed_of(context, pressed)
    day = _day(rest)
    if day is None:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    if day < _today(context):
        context.toast(phrase("toast-card-changed"), update)
    elif not await toggle_day(context.work, member, day):
        context.toast(phrase("toast-team-in-stretch"), update, alert=True)
    await _show_next_days(context, member)


async def press_words(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """From which day to which, in words."""
    member, _rest = await _pressed_of(context, pressed)
    await show(context, await begin(context, DAYS_AWAY, f"member.{member.id}"))


async def press_day_off(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A stretch is taken back."""
    member, rest = await _pressed_of(context, pressed)
    if rest.isdecimal():
        await can_come_again(context.work, member, int(rest))
    await context.say(await _card(context, member), in_place=True)


async def finish_days(context: ShouwangContext, draft: Draft) -> None:
    """Enter what was typed."""
    member_id = draft.subject.partition(".")[2]
    member = await own_membership(context.work, int(member_id), context.person.id)
    await add_days(context.work, context.rules, member, str(draft.answers["days"]))
    await context.work.drafts.remove(draft.id)
    await context.say(await _card(context, member))
    await offer_parked(context)


async def _card(context: ShouwangContext, member: Member) -> Message:
    away = await context.work.teams.unavailable(member.id)
    posts = await posts_to_come(context.work, member)
    then = [post for rostered, post in posts if any(each.on(date.fromisoformat(rostered.shift.day)) for each in away)]
    given = sum(only_given(post) for post in then)
    unit = context.rules.township.unit(member.unit)
    return days_card(unit, member, away, (given, len(then) - given), context.rules.calendar, _today(context))


async def _show_next_days(context: ShouwangContext, member: Member) -> None:
    away = await context.work.teams.unavailable(member.id)
    await context.say(next_days_card(member, away, context.rules.calendar, _today(context)), in_place=True)


async def _pressed_of(context: ShouwangContext, pressed: Pressed) -> tuple[Member, str]:
    """The person's own membership, and what else the button says."""
    identifier, _, rest = pressed.subject.partition(".")
    return await own_membership(context.work, number_in(identifier), context.person.id), rest


def _today(context: ShouwangContext) -> date:
    return context.rules.calendar.local(context.work.now).date()


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a date alone has no zone
    except ValueError:
        return None


DAYS_FORMS = (RegisteredForm(DAYS_FORM, finish_days, nothing_to_confirm, no_changes, "button-send-addition"),)
