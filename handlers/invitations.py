"""Invitations: an admin makes one, somebody opens its link, a second admin confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.confirm_invitation import card_of, confirm_invitation
from actions.invite import PREFIX, invite
from actions.take_up_invitation import take_up_invitation
from domain.invitation_form import INVITE, INVITE_FORM
from domain.messages import Attachment, AttachmentKind, Live, Localised, Message, Span, phrase
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from domain.words import Role
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.menu import keyboard_for, main_menu

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def start_with_token(_update: Update, context: ShouwangContext, token: str) -> bool:
    """`/start TOKEN`: whether the token is an invitation's, good or not."""
    if not token.startswith(PREFIX):
        return False
    try:
        taken = await take_up_invitation(context.work, context.rules, token, context.person.id)
    except Refusal as refusal:
        await context.say(Message(lines=(refusal_phrase(refusal),)))
        return True
    await context.work.people.welcomed(context.person.id)
    role = phrase(f"role-{taken.invitation.role.value.replace('_', '-')}")
    unit = Localised(name=context.rules.township.unit(taken.invitation.unit).name)
    name = "invitation-waits" if taken.waits else "invitation-taken"
    await context.say(Message(lines=(phrase(name, role=role, unit=unit, name=taken.invitation.name),)))
    await context.say(await main_menu(context))
    return True


async def on_invitation_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A second admin's word."""
    granted = pressed.act == "i-confirm"
    known = await context.work.invitations.get(int(pressed.subject))
    keys = await keyboard_for(context, known.used_by, known.role) if known and known.used_by else None
    invitation = await confirm_invitation(
        context.work, context.rules, int(pressed.subject), context.person.id, granted=granted, keyboard=keys
    )
    context.toast(None, update)
    done = phrase("invitation-confirmed" if granted else "invitation-declined", name=invitation.name)
    await context.say(Message(lines=(done,)), card_key=card_of(invitation, context.person.id), in_place=True)


async def begin_invitation(context: ShouwangContext) -> None:
    """Ask an admin whom to invite. Raises Refusal(NOT_ALLOWED)."""
    await _must_be_admin(context)
    await show(context, await begin(context, INVITE))


async def finish_invitation(context: ShouwangContext, draft: Draft) -> None:
    """Make the invitation, if the person is an admin, and show its link and code."""
    await _must_be_admin(context)
    role, unit, name = (str(draft.answers[key]) for key in ("role", "unit", "name"))
    start = await invite(context.work, context.rules, Role(role), unit, name, context.person.id)
    await context.work.drafts.remove(draft.id)
    link = f"https://t.me/{context.bot_data.bot_username}?start={start}"
    valid = Span(ms=context.rules.township.invitations.valid_ms)
    line = phrase("invitation-made", name=name, link=Live(text=link), valid=valid)
    code = Attachment(kind=AttachmentKind.PHOTO, qr=link)
    await context.say(Message(lines=(line,), attachments=(code,)))
    await offer_parked(context)


async def _must_be_admin(context: ShouwangContext) -> None:
    holdings = await context.work.people.holdings_of(context.person.id)
    if not any(holding.role is Role.ADMIN for holding in holdings):
        raise Refusal(RefusalCode.NOT_ALLOWED)


def invitation_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    """Role, unit and name, before the invitation is made."""
    role, unit, name = (str(draft.answers[key]) for key in ("role", "unit", "name"))
    return (
        phrase(
            "confirm-invitation",
            name=name,
            role=phrase(f"role-{role.replace('_', '-')}"),
            unit=Localised(name=facts.township.unit(unit).name),
        ),
    )


INVITATION_FORMS = (
    RegisteredForm(
        form=INVITE_FORM,
        finish=finish_invitation,
        summary=invitation_summary,
        changeable=lambda _draft, _facts: ("role", "unit", "name"),
        send_label="button-send-invitation",
    ),
)
