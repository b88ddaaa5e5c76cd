"""What a team's lead does to shifts on the phone: arrange people, ask for more, add a shift, cancel one."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from actions.add_shift import ExtraShift, add_shift
from actions.assign_post import assign_post
from actions.cancel_shift import cancel_shift
from actions.fill_gap import ask_for_gap
from actions.offer_post import shifts_near
from actions.renew_roster import renew_roster
from actions.take_off import take_off
from documents.patrol_words import shift_words, team_name, weekday, weekday_of
from domain.exchanges import MOVABLE, free_for, open_to_change, stands_on
from domain.messages import Button, Day, Message, Moment, phrase
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from handlers.rosters import change_shift, coming_of_team, led_shift, must_lead, say_in_place, show_shift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Update

    from domain.buttons import Pressed
    from domain.shifts import RosteredShift
    from handlers.context import ShouwangContext

PAGE = 8
DAYS_AHEAD = 14
HOURS = range(5, 24)
LENGTHS = (1, 2, 3, 4, 6, 8)
STRENGTHS = range(1, 9)


async def on_lead_press(update: Update, context: ShouwangContext, pressed: Pressed) -> bool:
    """A button of a lead's; whether it was one. Raises Refusal for who leads nothing."""
    subject, _, rest = pressed.subject.partition(".")
    match pressed.act:
        case "x-manage":
            await _choose_shift(context, subject, int(rest or 0))
        case "x-extra":
            await _extra(update, context, subject, rest.split(".") if rest else [])
            return True
        case "x-assign" | "x-off" | "x-cancel":
            rostered = await led_shift(context, int(subject))
            if not open_to_change(rostered.shift, context.work.now):
                context.toast(phrase("toast-card-changed"), update)
                await show_shift(context, rostered.shift.id)
                return True
            await _ask(context, pressed.act, rostered, int(rest or 0))
        case "x-assign-to" | "x-off-who" | "x-cancel-yes" | "x-ask":
            await _do(update, context, pressed)
            return True
        case _:
            return False
    context.toast(None, update)
    return True


async def _ask(context: ShouwangContext, act: str, rostered: RosteredShift, page: int) -> None:
    words = shift_words(rostered.shift, context.rules.township, context.rules.calendar)
    shift_id = str(rostered.shift.id)
    back = Button(label=phrase("button-back"), act="x-shift", subject=shift_id)
    match act:
        case "x-assign":
            await _choose_member(context, rostered, page)
        case "x-off":
            posts = [post for post in rostered.posts if post.state in MOVABLE]
            names = await context.work.people.names([post.person_id for post in posts])
            rows = [(_named(names.get(post.person_id, "—"), "x-off-who", str(post.id)),) for post in posts]
            await say_in_place(
                context, Message(lines=(phrase("roster-off-who", shift=words),), buttons=(*rows, (back,)))
            )
        case _:
            yes = Button(label=phrase("button-roster-cancel-yes"), act="x-cancel-yes", subject=shift_id)
            line = phrase("roster-cancel-confirm", shift=words)
            await say_in_place(context, Message(lines=(line,), buttons=((back,), (yes,))))


async def _do(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """What was asked and is meant. The shift is shown as it is afterwards, or as it is instead."""
    work, rules, by = context.work, context.rules, context.person.id
    number, _, person = pressed.subject.partition(".")
    if pressed.act == "x-off-who":
        post = await work.shifts.post(int(number))
        if post is None:
            raise Refusal(RefusalCode.NO_SUCH_SHIFT)
        await led_shift(context, post.shift_id)
        done = phrase("roster-off-done")
        await change_shift(update, context, post.shift_id, lambda: take_off(work, rules, post, by), done)
        return
    shift_id = (await led_shift(context, int(number))).shift.id
    if pressed.act == "x-assign-to":
        done = phrase("roster-assigned")
        await change_shift(update, context, shift_id, lambda: assign_post(work, rules, shift_id, int(person), by), done)
    elif pressed.act == "x-cancel-yes":
        done = phrase("roster-cancel-done")
        await change_shift(update, context, shift_id, lambda: cancel_shift(work, rules, shift_id, by), done)
    else:
        try:
            async with work.savepoint():
                count = await ask_for_gap(work, rules, shift_id, by)
        except Refusal as refusal:
            context.toast(refusal_phrase(refusal), update, alert=True)
            await show_shift(context, shift_id)
            return
        context.toast(None, update)
        await show_shift(context, shift_id, phrase("roster-asked", count=count))


async def _choose_shift(context: ShouwangContext, unit: str, page: int) -> None:
    """The team's shifts that have not begun, a button each with how many stand there."""
    await must_lead(context, unit)
    now = context.work.now
    shifts = [each for each in await coming_of_team(context, unit) if open_to_change(each.shift, now)]
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                label=phrase(
                    "roster-manage-label",
                    start=Moment(at=each.shift.starts_at),
                    weekday=weekday(each.shift, context.rules.calendar),
                    have=len(each.standing),
                    strength=each.shift.strength,
                ),
                act="x-shift",
                subject=str(each.shift.id),
            ),
        )
        for each in shifts[page * PAGE : (page + 1) * PAGE]
    ]
    if len(shifts) > (page + 1) * PAGE:
        rows.append((Button(label=phrase("button-roster-more"), act="x-manage", subject=f"{unit}.{page + 1}"),))
    rows.append((Button(label=phrase("button-back"), act="x-team", subject=unit),))
    team = team_name(context.rules.township.unit(unit))
    await say_in_place(context, Message(lines=(phrase("roster-manage", team=team),), buttons=tuple(rows)))


async def _choose_member(context: ShouwangContext, rostered: RosteredShift, page: int) -> None:
    """The members who stand nowhere else at that time, who has stood least first."""
    shift = rostered.shift
    counts = Counter(post.person_id for each in await coming_of_team(context, shift.unit) for post in each.standing)
    found = []
    for member in await context.work.teams.members(shift.unit):
        if stands_on(rostered, member.person_id):
            continue
        if free_for(shift, member.person_id, await shifts_near(context.work, member.person_id, shift), 0):
            found.append(member.person_id)
    found.sort(key=lambda person: (counts[person], person))
    words = shift_words(shift, context.rules.township, context.rules.calendar)
    back = Button(label=phrase("button-back"), act="x-shift", subject=str(shift.id))
    if not found:
        await say_in_place(context, Message(lines=(phrase("roster-assign-none", shift=words),), buttons=((back,),)))
        return
    names = await context.work.people.names(found)
    rows = [
        (
            Button(
                label=phrase("roster-assign-label", name=names.get(person, "—"), count=counts[person]),
                act="x-assign-to",
                subject=f"{shift.id}.{person}",
            ),
        )
        for person in found[page * PAGE : (page + 1) * PAGE]
    ]
    if len(found) > (page + 1) * PAGE:
        rows.append((Button(label=phrase("button-roster-more"), act="x-assign", subject=f"{shift.id}.{page + 1}"),))
    await say_in_place(context, Message(lines=(phrase("roster-assign-who", shift=words),), buttons=(*rows, (back,))))


async def _extra(update: Update, context: ShouwangContext, unit: str, chosen: list[str]) -> None:
    """One question after the other; what was chosen so far goes along in the buttons."""
    await must_lead(context, unit)
    if len(chosen) < 4:
        context.toast(None, update)
        await say_in_place(context, _question(context, unit, chosen))
        return
    day = _day(context, chosen[0])
    wanted = ExtraShift(unit, day, int(chosen[1]), int(chosen[2]), int(chosen[3]))
    try:
        async with context.work.savepoint():
            shift = await add_shift(context.work, context.rules, wanted, context.person.id)
            await renew_roster(context.work, context.rules, unit)
    except Refusal as refusal:
        context.toast(refusal_phrase(refusal), update, alert=True)
        await say_in_place(context, _question(context, unit, []))
        return
    context.toast(None, update)
    await show_shift(context, shift.id, phrase("roster-extra-done"))


def _question(context: ShouwangContext, unit: str, chosen: list[str]) -> Message:
    """The next question of an extra shift, with its answers as buttons."""
    subject = ".".join((unit, *chosen))
    match len(chosen):
        case 0:
            title, columns, buttons = "roster-extra-day", 3, _days(context, subject)
        case 1:
            title, columns = "roster-extra-hour", 4
            buttons = [
                Button(
                    label=phrase("roster-extra-hour-label", hour=hour), act="x-extra", subject=f"{subject}.{hour:02}"
                )
                for hour in HOURS
            ]
        case 2:
            title, columns = "roster-extra-hours", 3
            buttons = [
                Button(
                    label=phrase("roster-extra-hours-label", hours=hours), act="x-extra", subject=f"{subject}.{hours}"
                )
                for hours in LENGTHS
            ]
        case _:
            title, columns = "roster-extra-strength", 4
            buttons = [
                Button(
                    label=phrase("roster-extra-strength-label", strength=each),
                    act="x-extra",
                    subject=f"{subject}.{each}",
                )
                for each in STRENGTHS
            ]
    rows = [tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns)]
    back = Button(label=phrase("button-back"), act="x-team", subject=unit)
    return Message(lines=(phrase(title),), buttons=(*rows, (back,)))


def _days(context: ShouwangContext, subject: str) -> list[Button]:
    calendar = context.rules.calendar
    today = calendar.local(context.work.now).date()
    days: Iterable[date] = (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
    return [
        Button(
            label=phrase(
                "roster-extra-day-label",
                day=Day(at=calendar.time_of(day, time(12))),
                weekday=weekday_of(day),
            ),
            act="x-extra",
            subject=f"{subject}.{day:%m%d}",
        )
        for day in days
    ]


def _day(context: ShouwangContext, written: str) -> date:
    """The next day that is written so, "MMDD": a button is as short as Telegram wants it. Raises Refusal."""
    today = context.rules.calendar.local(context.work.now).date()
    for ahead in range(DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        if f"{day:%m%d}" == written:
            return day
    raise Refusal(RefusalCode.SHIFT_BEGUN)


def _named(name: str, act: str, subject: str) -> Button:
    return Button(label=phrase("roster-person", name=name), act=act, subject=subject)
