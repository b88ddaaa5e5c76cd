"""The team's card for those who keep it: members, leads, the link, handing the team over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.authorise_team import member_led, member_to_name, team_led
from actions.change_lead import change_lead
from actions.hand_over_team import answer_handover, offer_team
from actions.leave_team import leave_team
from actions.make_team_link import make_team_link
from documents.patrol_words import team_name
from documents.team_asks import lead_message
from documents.team_card import TeamView, choose_successor, choose_team, member_card, members_card, team_card
from domain.buttons import number_in, page_in
from domain.messages import Attachment, AttachmentKind, Button, Day, Live, Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.team_access import leads, may_name_leads, teams_led
from domain.teams import MemberState
from domain.words import Role
from handlers.menu import keyboard_for
from storage.team_links import HandoverState

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.teams import Member
    from domain.township import Unit
    from handlers.context import ShouwangContext


async def press_team(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The team's card; of several teams it is asked which."""
    if not pressed.subject:
        units = teams_led(context.person.id, await context.work.people.holders(), context.rules.township)
        if not units:
            raise Refusal(RefusalCode.NOT_ALLOWED)
        if len(units) > 1:
            await context.say(choose_team(units, "t-team", [unit.code for unit in units]), in_place=True)
            return
        unit = units[0]
    else:
        unit = await _led(context, pressed.subject)
    await context.say(team_card(await _view(context, unit)), in_place=True)


async def press_members(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The members, page by page."""
    code, _, page = pressed.subject.partition(".")
    view = await _view(context, await _led(context, code))
    await context.say(members_card(view, page_in(page)), in_place=True)


async def press_member(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One member."""
    await _show_member(context, await _member(context, pressed))


async def press_out(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once before somebody is taken out."""
    member = await _member(context, pressed)
    name = (await context.work.people.names([member.person_id])).get(member.person_id, "—")
    unit = context.rules.township.unit(member.unit)
    yes = Button(label=phrase("button-team-out-yes"), act="t-out-yes", subject=str(member.id))
    back = Button(label=phrase("button-back"), act="t-member", subject=str(member.id))
    line = phrase("ask-team-out", name=name, team=team_name(unit))
    await context.say(Message(lines=(line,), buttons=((back,), (yes,))), in_place=True)


async def press_out_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """They are a member no longer; their posts to come are offered."""
    member = await _member(context, pressed)
    lost = ((Role.PATROLLER, member.unit), (Role.SHIFT_LEAD, member.unit))
    keyboard = await keyboard_for(context, member.person_id, without=lost)
    await leave_team(context.work, context.rules, member, context.person.id, keyboard)
    view = await _view(context, context.rules.township.unit(member.unit))
    await context.say(members_card(view, 0), in_place=True)


async def press_lead(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A lead is named, or is one no longer."""
    on = pressed.act == "t-lead-on"
    member = await member_to_name(context.work, number_in(pressed.subject), context.person.id)
    if on:
        keyboard = await keyboard_for(context, member.person_id, Role.SHIFT_LEAD)
    else:
        keyboard = await keyboard_for(context, member.person_id, without=((Role.SHIFT_LEAD, member.unit),))
    await change_lead(context.work, context.rules, member, context.person.id, leads_now=on, keyboard=keyboard)
    await _show_member(context, member)


async def press_link(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The team's link. One that was made before cannot be shown again, only replaced: that is asked first."""
    unit = await _led(context, pressed.subject)
    made_at = await context.work.team_links.made_at(unit.code)
    if made_at is None:
        await _make_link(context, unit)
        return
    new = Button(label=phrase("button-team-link-new"), act="t-link-new", subject=unit.code)
    back = Button(label=phrase("button-back"), act="t-team", subject=unit.code)
    line = phrase("team-link-there", team=team_name(unit), day=Day(at=made_at))
    await context.say(Message(lines=(line,), buttons=((new,), (back,))), in_place=True)


async def press_new_link(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A new link; the old one works no more."""
    await _make_link(context, await _led(context, pressed.subject))


async def press_hand(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """To whom shall the team be handed?"""
    unit = await _led(context, pressed.subject)
    if not leads(context.person.id, await context.work.people.holders(), unit.code):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await context.say(choose_successor(await _view(context, unit)), in_place=True)


async def press_hand_to(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The member is asked."""
    member = await _member(context, pressed)
    await offer_team(context.work, context.rules, member, context.person.id)
    name = (await context.work.people.names([member.person_id])).get(member.person_id, "—")
    back = Button(label=phrase("button-back"), act="t-team", subject=member.unit)
    await context.say(Message(lines=(phrase("team-handover-sent", name=name),), buttons=((back,),)), in_place=True)


async def press_handover_answer(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The member says yes or no. An offer that is over says so."""
    handover = await context.work.team_links.handover(number_in(pressed.subject))
    if handover is None or handover.to_person != context.person.id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    unit = context.rules.township.unit(handover.unit)
    if handover.state is not HandoverState.OPEN:
        context.toast(phrase("toast-card-changed"), update)
        await context.say(Message(lines=(phrase("team-handover-over", team=team_name(unit)),)), in_place=True)
        return
    accepted = pressed.act == "t-take"
    lost = ((Role.SHIFT_LEAD, handover.unit),)
    givers = await keyboard_for(context, handover.from_person, without=lost)
    await answer_handover(context.work, context.rules, handover, accepted=accepted, givers_keyboard=givers)
    done = phrase("team-handover-yes" if accepted else "team-handover-no", team=team_name(unit))
    await context.say(Message(lines=(done,)), in_place=True)
    if accepted:
        keyboard = await keyboard_for(context, context.person.id)
        await context.say(lead_message(unit, keyboard, leads_now=True))


async def _make_link(context: ShouwangContext, unit: Unit) -> None:
    start = await make_team_link(context.work, context.rules, unit.code, context.person.id)
    link = f"https://t.me/{context.bot_data.bot_username}?start={start}"
    line = phrase("team-link", team=team_name(unit), link=Live(text=link))
    code = Attachment(kind=AttachmentKind.PHOTO, qr=link)
    await context.say(Message(lines=(line,), attachments=(code,)))


async def _show_member(context: ShouwangContext, member: Member) -> None:
    view = await _view(context, context.rules.township.unit(member.unit))
    me = context.person.id
    names_leads = may_name_leads(me, await context.work.people.holders(), member.unit)
    card = member_card(view, member, may_name_leads=names_leads, myself=member.person_id == me)
    await context.say(card, in_place=True)


async def _member(context: ShouwangContext, pressed: Pressed) -> Member:
    member = await member_led(context.work, context.rules, number_in(pressed.subject), context.person.id)
    if member.state is not MemberState.MEMBER:
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    return member


async def _led(context: ShouwangContext, code: str) -> Unit:
    return await team_led(context.work, context.rules, code, context.person.id)


async def _view(context: ShouwangContext, unit: Unit) -> TeamView:
    work = context.work
    members = await work.teams.members(unit.code)
    asking = await work.teams.members(unit.code, MemberState.ASKED)
    holders = await work.people.holders()
    return TeamView(
        unit=unit,
        members=members,
        asking=asking,
        leads=frozenset(held.person_id for held in holders if held.role is Role.SHIFT_LEAD and held.unit == unit.code),
        names=await work.people.names([member.person_id for member in (*members, *asking)]),
        leads_it=leads(context.person.id, holders, unit.code),
    )
