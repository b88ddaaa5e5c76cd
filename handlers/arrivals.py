"""Before anything else: who is it? And when something goes wrong: hand the failure to the intake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMember

from domain.visible import is_blank
from domain.words import Language

if TYPE_CHECKING:
    from telegram import Update, User

    from handlers.context import ShouwangContext

GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})
NAME_LENGTH = 64


async def meet_sender(update: Update, context: ShouwangContext) -> None:
    """Look the sender up, entering somebody new. Whoever writes can be reached again."""
    user = update.effective_user
    if user is None or user.is_bot:
        return
    people = context.work.people
    default = context.rules.township.default_language
    person = await people.meet(user.id, name_of(user), language_of(user, default))
    if person.unreachable_at is not None and update.my_chat_member is None:
        await people.set_unreachable(person.id, unreachable=False)
    context.person = person


async def on_block_or_unblock(update: Update, context: ShouwangContext) -> None:
    """The person blocked the bot, or let it back in."""
    change = update.my_chat_member
    if change is not None and change.chat.type == "private":
        blocked = change.new_chat_member.status in GONE
        await context.work.people.set_unreachable(context.person.id, unreachable=blocked)


async def on_failure(_update: object, context: ShouwangContext) -> None:
    """A handler raised: the intake undoes its part of the transaction and sets the update aside."""
    context.bot_data.failure = context.error


def name_of(user: User) -> str:
    """How the person's account calls them."""
    name = " ".join((user.full_name or "").split())[:NAME_LENGTH]
    return "—" if is_blank(name) else name


def language_of(user: User, default: Language) -> Language:
    """The nearest language to the one the person's phone is set to."""
    code = (user.language_code or "").casefold()
    if code.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return Language.ZH_HANT
    if code.startswith("zh"):
        return Language.ZH_HANS
    return Language.EN if code.startswith("en") else default
