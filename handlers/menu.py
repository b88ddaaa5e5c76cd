"""The main menu: the lasting keyboard, and what lies behind its last key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Live, Localised, MenuKey, Message, phrase
from domain.team_access import PATROLLING, WITH_PATROL_KEY
from domain.words import Language, Role
from handlers.keeping import KEEPING_BUTTONS
from storage.outgoing import Lane, Outgoing, ToGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from telegram import Update

    from domain.access import Holder
    from handlers.context import ShouwangContext
    from texts.renderer import Renderer

REPORT_KEY = "menu-report"
MINE_KEY = "menu-mine"
DANGER_KEY = "menu-danger"
MORE_KEY = "menu-more"
WORK_KEY = "menu-work"
PATROL_KEY = "menu-patrol"
KEYS = (REPORT_KEY, MINE_KEY, DANGER_KEY, MORE_KEY, WORK_KEY, PATROL_KEY)
WORKING_ROLES = frozenset(Role) - {Role.REPORTER, Role.PATROLLER}


def labels_of_menu(renderer: Renderer) -> Mapping[str, str]:
    """What each key of the lasting keyboard says in each language, and which key that is."""
    return {renderer.plain(phrase(key), language): key for key in KEYS for language in Language}


async def main_menu(context: ShouwangContext) -> Message:
    """The lasting keyboard with a word on how to use it; people with a role have a key for their work."""
    holdings = await context.work.people.holdings_of(context.person.id)
    works = any(holding.role in WORKING_ROLES for holding in holdings)
    return Message(lines=(phrase("menu-works" if works else "menu-hint"),), menu=keyboard_of(holdings))


async def keyboard_for(
    context: ShouwangContext, person_id: int, *more: Role, without: Iterable[tuple[Role, str]] = ()
) -> tuple[tuple[MenuKey, ...], ...]:
    """Somebody's keyboard once they hold these roles more, and those not any more."""
    lost = set(without)
    holdings = await context.work.people.holdings_of(person_id)
    kept = [held.role for held in holdings if (held.role, held.unit) not in lost]
    return _keyboard_with({*kept, *more})


def keyboard_of(holdings: Iterable[Holder]) -> tuple[tuple[MenuKey, ...], ...]:
    """The lasting keyboard of somebody who holds these roles."""
    return _keyboard_with({holding.role for holding in holdings})


def _keyboard_with(roles: set[Role]) -> tuple[tuple[MenuKey, ...], ...]:
    return keyboard(works=not roles.isdisjoint(WORKING_ROLES), patrols=not roles.isdisjoint(WITH_PATROL_KEY))


def keyboard(*, works: bool, patrols: bool = False) -> tuple[tuple[MenuKey, ...], ...]:
    """The lasting keyboard itself."""
    rows = (
        (MenuKey(label=phrase(REPORT_KEY)), MenuKey(label=phrase(MINE_KEY))),
        (MenuKey(label=phrase(DANGER_KEY)), MenuKey(label=phrase(MORE_KEY))),
    )
    own = (*((WORK_KEY,) if works else ()), *((PATROL_KEY,) if patrols else ()))
    return (tuple(MenuKey(label=phrase(key)) for key in own), *rows) if own else rows


async def show_menu(_update: Update, context: ShouwangContext) -> None:
    """The lasting keyboard again."""
    await context.say(await main_menu(context))


async def show_more(_update: Update, context: ShouwangContext) -> None:
    """What is needed less often."""
    holdings = await context.work.people.holdings_of(context.person.id)
    rows: list[tuple[Button, ...]] = [
        (_button("language"), _button("village")),
        (_button("receipt"), _button("privacy")),
        (_button("help"),),
    ]
    if any(holding.role is Role.ADMIN for holding in holdings):
        rows.append((_button("invite"), Button(label=phrase("button-offices"), act="i-people")))
    if any(holding.role in WORKING_ROLES for holding in holdings):
        rows.append((Button(label=phrase("button-called"), act="v-called"),))
    if all(holding.role not in PATROLLING for holding in holdings):
        rows.append((Button(label=phrase("button-patrol-join"), act="t-join"),))
    await context.say(Message(lines=(phrase("more"),), buttons=tuple(rows)))


async def show_help(_update: Update, context: ShouwangContext) -> None:
    """How to use the bot, and where else one may turn."""
    oversight = context.rules.township.oversight
    lines = (
        phrase("help"),
        phrase("help-elsewhere", name=Localised(name=oversight.name), contact=Live(text=oversight.contact)),
    )
    await context.say(Message(lines=lines))


async def show_privacy(_update: Update, context: ShouwangContext) -> None:
    """What becomes of what one writes."""
    await context.say(Message(lines=(phrase("privacy"),), buttons=KEEPING_BUTTONS))


async def answer_in_group(_update: Update, context: ShouwangContext, chat_id: int) -> None:
    """A message in a group: say, without anything private, that reports are made in the private chat."""
    link = f"https://t.me/{context.bot_data.bot_username}"
    button = Button(label=phrase("button-write-to-me"), url=link)
    message = Message(lines=(phrase("group-hint"),), buttons=((button,),))
    hour = context.work.now // 3_600_000
    await context.work.outbox.put(
        Outgoing(ToGroup(chat_id), Lane.REPLY, message, dedup_key=f"group:{chat_id}:{hour}", private=False)
    )


def _button(name: str) -> Button:
    return Button(label=phrase(f"button-more-{name}"), act=f"g-{name}")
