"""Joining a patrol team by link, by code or from the menu; the yes or no of those who keep it; leaving; the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.ask_to_join import Joining, ask_to_join
from actions.authorise_team import member_asking, own_membership
from actions.decide_joining import ask_key, decide_joining
from actions.leave_team import leave_team, posts_to_come
from actions.make_team_link import PREFIX, team_of_link
from actions.set_household import set_household
from documents.patrol_words import team_name
from documents.team_asks import asked_card, decided_card, joined_message
from documents.team_card import choose_team
from domain.buttons import number_in
from domain.messages import Button, Localised, Message, phrase
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from domain.team_forms import HOUSEHOLD, HOUSEHOLD_FORM, JOIN, JOIN_FORM, OWN_NAME
from domain.teams import MemberState
from domain.words import Role
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm
from handlers.menu import keyboard_for, main_menu

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Answers
    from domain.teams import Member
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def start_with_team_link(context: ShouwangContext, token: str) -> bool:
    """`/start TOKEN`: whether the token is a team's, good or not. Somebody new is greeted first."""
    if not token.startswith(PREFIX):
        return False
    try:
        unit = await team_of_link(context.work, token)
        if all(each.code != unit for each in context.rules.township.units_with_team):
            raise Refusal(RefusalCode.TEAM_LINK_GONE)
    except Refusal as refusal:
        await context.say(Message(lines=(refusal_phrase(refusal),)))
        return True
    if context.person.welcomed_at is None:
        await context.work.people.welcomed(context.person.id)
        greeting = phrase("welcome", township=Localised(name=context.rules.township.name))
        await context.say(
            Message(lines=(greeting, phrase("privacy")), menu=await keyboard_for(context, context.person.id))
        )
    await _begin_joining(context, unit)
    return True


async def press_join(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """From the menu: which team?"""
    await _begin_joining(context, None)


async def _begin_joining(context: ShouwangContext, unit: str | None) -> None:
    known = await context.work.teams.member(unit, context.person.id) if unit is not None else None
    if known is not None and known.state in {MemberState.MEMBER, MemberState.ASKED}:
        joining = Joining.MEMBER if known.state is MemberState.MEMBER else Joining.WAITS
        await _say_joining(context, known, joining)
        return
    answers: Answers = {} if unit is None else {"unit": unit}
    if await context.work.people.holdings_of(context.person.id):
        # The township knows them under the name that their role was given to.
        answers["name"] = OWN_NAME
    await show(context, await begin(context, JOIN, "", answers))


async def finish_joining(context: ShouwangContext, draft: Draft) -> None:
    """Ask those who keep the team."""
    unit, name, household = (draft.answers.get(key) for key in ("unit", "name", "household"))
    called = context.person.name if name == OWN_NAME else str(name)
    asked = await ask_to_join(
        context.work, context.rules, str(unit), context.person.id, called, str(household) if household else None
    )
    await context.work.drafts.remove(draft.id)
    if context.person.unit is None:
        await context.work.people.set_unit(context.person.id, str(unit))
    await _say_joining(context, asked.member, asked.joining, draft)
    await offer_parked(context)


async def say_done(context: ShouwangContext, draft: Draft, message: Message) -> None:
    """The answer to a form: in the place of the question where that was pressed, and below where something was typed."""
    pressed = context.bot_data.pressed_message_id is not None
    await context.say(message, card_key=f"draft:{draft.id}" if pressed else None, in_place=pressed)


async def _say_joining(context: ShouwangContext, member: Member, joining: Joining, draft: Draft | None = None) -> None:
    unit = context.rules.township.unit(member.unit)
    if joining is Joining.JOINED:
        await context.say(joined_message(unit, await keyboard_for(context, member.person_id, Role.PATROLLER)))
        return
    line = phrase(f"team-answer-{joining.value}", team=team_name(unit))
    if joining is Joining.MEMBER:
        await context.say(Message(lines=(line,), menu=await keyboard_for(context, member.person_id)))
    elif draft is not None:
        await say_done(context, draft, Message(lines=(line,)))
    else:
        await context.say(Message(lines=(line,)))


async def press_ask(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """From the team's card: somebody who asks."""
    member = await member_asking(context.work, context.rules, number_in(pressed.subject), context.person.id)
    await context.say(await _ask_as_it_stands(context, member), in_place=True)


async def press_decision(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Yes or no. Whoever comes second sees how it was decided."""
    work, me = context.work, context.person.id
    member = await member_asking(work, context.rules, number_in(pressed.subject), me)
    if member.state is not MemberState.ASKED:
        context.toast(phrase("toast-card-changed"), update)
    else:
        keyboard = await keyboard_for(context, member.person_id, Role.PATROLLER)
        granted = pressed.act == "t-yes"
        await decide_joining(work, context.rules, member, me, granted=granted, keyboard=keyboard)
        member = await work.teams.by_id(member.id) or member
    card = await _ask_as_it_stands(context, member)
    await context.say(card, card_key=f"{ask_key(member.id)}:{me}", in_place=True)


async def _ask_as_it_stands(context: ShouwangContext, member: Member) -> Message:
    unit = context.rules.township.unit(member.unit)
    name = (await context.work.people.names([member.person_id])).get(member.person_id, "—")
    if member.state is MemberState.ASKED:
        return asked_card(member.id, name, unit, member.household)
    return decided_card(name, unit, granted=member.state is not MemberState.REFUSED)


async def press_leave(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once, and says how many posts the team will be asked to take."""
    member = await chosen_membership(context, pressed)
    if member is None:
        return
    unit = context.rules.township.unit(member.unit)
    posts = len(await posts_to_come(context.work, member))
    lines = [phrase("ask-team-leave", team=team_name(unit))]
    lines += [phrase("team-leave-posts", count=posts)] if posts else []
    yes = Button(label=phrase("button-team-leave-yes"), act="t-leave-yes", subject=str(member.id))
    back = Button(label=phrase("button-back"), act="t-menu")
    await context.say(Message(lines=tuple(lines), buttons=((back,), (yes,))), in_place=True)


async def press_leave_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """They belong to it no longer, with thanks; the keyboard is what is left to them."""
    member = await own_membership(context.work, number_in(pressed.subject), context.person.id)
    posts = await leave_team(context.work, context.rules, member, context.person.id)
    unit = context.rules.township.unit(member.unit)
    lines = [phrase("team-left", team=team_name(unit))]
    lines += [phrase("team-left-offered", count=posts)] if posts else []
    await context.say(Message(lines=tuple(lines)), in_place=True)
    await context.say(await main_menu(context))


async def press_household(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Which household the person stands for."""
    member = await chosen_membership(context, pressed)
    if member is not None:
        await show(context, await begin(context, HOUSEHOLD, f"member.{member.id}"))


async def finish_household(context: ShouwangContext, draft: Draft) -> None:
    """Keep it, or that it is none."""
    member = await own_membership(context.work, number_in(draft.subject.partition(".")[2]), context.person.id)
    given = draft.answers.get("household")
    word = await set_household(context.work, member, str(given) if given else None)
    await context.work.drafts.remove(draft.id)
    line = phrase("team-household-set", household=word) if word else phrase("team-household-none")
    await say_done(context, draft, Message(lines=(line,)))
    await offer_parked(context)


async def chosen_membership(context: ShouwangContext, pressed: Pressed) -> Member | None:
    """The person's membership that a press means; None after asking which of several. Raises Refusal(NO_LONGER_MEMBER)."""
    if pressed.subject:
        return await own_membership(context.work, number_in(pressed.subject), context.person.id)
    members = await context.work.teams.of_person(context.person.id)
    if not members:
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    if len(members) == 1:
        return members[0]
    units = [context.rules.township.unit(member.unit) for member in members]
    await context.say(choose_team(units, pressed.act, [str(member.id) for member in members]), in_place=True)
    return None


JOINING_FORMS = (
    RegisteredForm(JOIN_FORM, finish_joining, nothing_to_confirm, no_changes, "button-send-addition"),
    RegisteredForm(HOUSEHOLD_FORM, finish_household, nothing_to_confirm, no_changes, "button-send-addition"),
)
