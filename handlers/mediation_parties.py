"""What parties and the reporter press around a mediation, and the personal link by which a party comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_promise import say_promise
from actions.appoint import answer_appointment
from actions.change_case import case_of
from actions.link_party import PREFIX, end_contact, take_up_party_link
from actions.matter import leading_of
from actions.mediating import mediation_of, note
from actions.reopen_case import reopen_case
from actions.stop_mediation import stop_mediation
from documents.mediation_messages import appointment_message, coming_message, quit_message
from domain.cases import Step, can
from domain.events import EventKind
from domain.mediation_forms import OTHER_TIME
from domain.messages import Localised, Message, phrase
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from handlers.form_filling import begin, show
from handlers.menu import keyboard_for

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from handlers.context import ShouwangContext
    from storage.parties import Party

PARTY_ACTS = frozenset(
    {"d-come", "d-other", "d-quit", "d-quit-yes", "d-silent", "d-done", "d-not-done", "d-holds", "d-fails"}
)


async def start_with_party_link(context: ShouwangContext, token: str) -> bool:
    """`/start TOKEN`: whether the token is a party's, good or not. Somebody new is greeted first."""
    if not token.startswith(PREFIX):
        return False
    work = context.work
    try:
        async with work.savepoint():
            linked = await take_up_party_link(work, context.rules, token, context.person.id)
    except Refusal as refusal:
        await context.say(Message(lines=(refusal_phrase(refusal),)))
        return True
    if context.person.welcomed_at is None:
        await work.people.welcomed(context.person.id)
        greeting = phrase("welcome", township=Localised(name=context.rules.township.name))
        menu = await keyboard_for(context, context.person.id)
        await context.say(Message(lines=(greeting, phrase("privacy")), menu=menu))
    case = linked.case
    lines = (phrase("mediation-linked-now", number=case.number), phrase("told-mediation-free"))
    await context.say(Message(lines=lines))
    appointment = (await mediation_of(work, case)).appointment
    if appointment is not None:
        place = await work.appointments.place(appointment)
        message = appointment_message("told-appointment", case, appointment, place, linked.party.id)
        await context.say(message, about=case.id)
    return True


async def on_party_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A party's or the reporter's button. It is asked anew whether they are that, and whether it is still true."""
    numbers = [int(part) for part in pressed.subject.split(".") if part.isdecimal()]
    if len(numbers) < 2:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    own, party_id = await case_of(context.work, numbers[0]), numbers[1]
    party = await party_or_reporter(context, own, party_id)
    case = await mediated_for(context, own, party)
    context.toast(None, update)
    match pressed.act:
        case "d-come" if len(numbers) > 2:
            await answer_appointment(context.work, context.rules, case, numbers[2], party, None)
            await answer(context, own, party, await _coming(context, case, own, party_id))
        case "d-other" if len(numbers) > 2:
            await show(context, await begin(context, OTHER_TIME, pressed.subject))
        case "d-quit":
            appointment = (await mediation_of(context.work, case)).appointment
            await answer(context, own, party, quit_message(own, party_id, appointment))
        case "d-quit-yes":
            await stop_mediation(context.work, context.rules, case, "party_stops", by=None, party=party)
            await answer(context, own, party, Message(lines=(phrase("mediation-passed-on"),)))
        case "d-silent" if party is not None:
            await end_contact(context.work, context.rules, party)
            await answer(context, own, party, Message(lines=(phrase("mediation-silent"),)))
        case "d-done" | "d-not-done" if len(numbers) > 2:
            done = pressed.act == "d-done"
            await say_promise(context.work, context.rules, case, numbers[2], party, done=done)
            await answer(context, own, party, Message(lines=(phrase("mediation-passed-on"),)))
        case "d-holds" | "d-fails" if party is not None:
            await _hold(context, case, party, holds=pressed.act == "d-holds")
        case _:
            raise Refusal(RefusalCode.BUTTON_BROKEN)


async def party_or_reporter(context: ShouwangContext, case: Case, party_id: int) -> Party | None:
    """The party that the person is in this case, None for its reporter (0). To everybody else there is no such case."""
    work, person = context.work, context.person.id
    if party_id == 0:
        if await work.cases.is_reporter(case.id, work.vault.reporter_tag(person)):
            return None
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    party = await work.parties.get(party_id) if await work.parties.is_person(party_id, person) else None
    if party is None or party.case_id != case.id:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    return party


async def mediated_for(context: ShouwangContext, own: Case, party: Party | None) -> Case:
    """The case that is mediated: for the reporter of one that was merged, that is another than their own."""
    return own if party is not None else await leading_of(context.work, own)


async def answer(
    context: ShouwangContext, case: Case, party: Party | None, message: Message, *, in_place: bool = True
) -> None:
    """Answer them; the reporter in such a way that the outbox does not say whose case it is."""
    if party is None:
        await context.say_to_reporter(case.id, message, in_place=in_place)
    else:
        await context.say(message, in_place=in_place, about=case.id)


async def _coming(context: ShouwangContext, case: Case, own: Case, party_id: int) -> Message:
    appointment = (await mediation_of(context.work, case)).appointment
    if appointment is None:
        raise Refusal(RefusalCode.APPOINTMENT_GONE)
    return coming_message(own, appointment, await context.work.appointments.place(appointment), party_id)


async def _hold(context: ShouwangContext, case: Case, party: Party, *, holds: bool) -> None:
    """After closing: it holds, or the case opens again one level up."""
    detail: dict[str, str | int | bool | list[int] | None] = {"party": party.id, "holds": holds}
    await note(context.work, context.rules, case.id, EventKind.PARTY_HOLDS, None, detail)
    if not holds:
        if not can(case, Step.REOPEN):
            raise Refusal(RefusalCode.NOT_NOW)
        await reopen_case(context.work, context.rules, case)
    line = phrase("mediation-thanks") if holds else phrase("mediation-reopened", number=case.number)
    await answer(context, case, party, Message(lines=(line,)))
