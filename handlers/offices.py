"""Who holds which office: an admin looks, and ends an office when somebody leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_office import ENDABLE, cases_to_give_back, end_office, office_to_end, offices_kept
from documents.office_cards import asks_once, done_card, holders_card, office_card, units_card
from domain.buttons import number_in, page_in
from domain.refusals import Refusal, RefusalCode
from handlers.invitations import on_invitation_press
from handlers.menu import keyboard_for

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext


async def on_office_or_invitation_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """What admins do with people: invitations, and the offices they hold."""
    press = {
        "i-people": _press_people,
        "i-unit": _press_unit,
        "i-holder": _press_holder,
        "i-end": _press_end,
        "i-end-yes": _press_end_yes,
    }.get(pressed.act)
    if press is None:
        await on_invitation_press(update, context, pressed)
        return
    await offices_kept(context.work, context.person.id)
    await press(context, pressed)
    context.toast(None, update)


async def _press_people(context: ShouwangContext, pressed: Pressed) -> None:
    """The units in which somebody holds an office."""
    held = {each.unit for each in await context.work.people.holders() if each.role in ENDABLE}
    units = [unit for unit in context.rules.township.units if unit.code in held]
    await context.say(units_card(units, page_in(pressed.subject)), in_place=True)


async def _press_unit(context: ShouwangContext, pressed: Pressed) -> None:
    """The people of one."""
    code, _, page = pressed.subject.partition(".")
    unit = next((each for each in context.rules.township.units if each.code == code), None)
    if unit is None:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    offices = [each for each in await context.work.people.offices_in(code) if each.role in ENDABLE]
    names = await context.work.people.names([each.person_id for each in offices])
    await context.say(holders_card(unit, offices, names, page_in(page)), in_place=True)


async def _press_holder(context: ShouwangContext, pressed: Pressed) -> None:
    """One of them."""
    office = await context.work.people.office(number_in(pressed.subject))
    if office is None or office.role not in ENDABLE:
        raise Refusal(RefusalCode.OFFICE_ENDED)
    names = await context.work.people.names([office.person_id])
    await context.say(office_card(office, names, context.rules.township, context.rules.calendar), in_place=True)


async def _press_end(context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once."""
    office = await office_to_end(context.work, number_in(pressed.subject), context.person.id)
    names = await context.work.people.names([office.person_id])
    count = await cases_to_give_back(context.work, office)
    await context.say(asks_once(office, names, context.rules.township, count), in_place=True)


async def _press_end_yes(context: ShouwangContext, pressed: Pressed) -> None:
    """It ends."""
    work, admin = context.work, context.person.id
    office = await office_to_end(work, number_in(pressed.subject), admin)
    names = await work.people.names([office.person_id])
    keyboard = await keyboard_for(context, office.person_id, without=((office.role, office.unit),))
    count = await end_office(work, context.rules, office.id, admin, keyboard)
    await context.say(done_card(office, names, context.rules.township, count), in_place=True)
