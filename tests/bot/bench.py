"""What the tests of the pipeline stand on: the playground over HTTP, a real database, and a bot with a few tiny handlers.

The bot keeps what it is told as rows of the outbox, so that its effects can be counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, TypeHandler, filters

from actions.rules import Rules
from bot.application import build
from bot.doors import Doors
from bot.settings import Settings, load_settings
from bot.shouwang import Shouwang
from domain.messages import Attachment, AttachmentKind, Button, Message, phrase
from domain.words import Role
from handlers.arrivals import meet_sender, on_failure
from handlers.context import ShouwangContext
from playground.client import Phone, PlaygroundClient
from playground.clock import MovedClock
from playground.server import Playground
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from scheduler.due_work import Action

ROOT = Path(__file__).parents[2]
TOKEN = "424242:pipeline-tests-and-nothing-else"
MONDAY_MORNING = 1_790_557_200_000
"""Monday, 28 September 2026, 09:00 in Shanghai."""


async def echo(update: Update, context: ShouwangContext) -> None:
    """Say the same; `boom` raises, after something was written."""
    text = update.message.text if update.message and update.message.text else "…"
    await context.say(said(text))
    if text == "boom":
        raise ZeroDivisionError
    if text == "files":
        await context.say(Message(lines=(phrase("confirm-text", text="two"),), attachments=TWO_PHOTOS))
    if text == "button":
        button = Button(label=phrase("button-continue"), act="x-press", subject="1")
        await context.say(Message(lines=(phrase("confirm-text", text="press me"),), buttons=((button,),)))
    if text == "nonsense":
        await context.say(Message(lines=(phrase("no-such-phrase"),)))


async def pressed(update: Update, context: ShouwangContext) -> None:
    """Answer a press over the chat and change its message in place."""
    context.toast(phrase("choice-kept"), update)
    await context.say(said("pressed"), in_place=True)


TWO_PHOTOS = tuple(Attachment(kind=AttachmentKind.PHOTO, file_id=f"missing-{number}") for number in range(2))


def said(text: str) -> Message:
    """A message of one text."""
    return Message(lines=(phrase("confirm-text", text=text),))


def tiny_handlers(application: Application) -> None:  # type: ignore[type-arg]
    """Echo, presses, and the two that every bot of ours has."""
    application.add_handler(TypeHandler(Update, meet_sender), group=-1)
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, echo))
    application.add_error_handler(on_failure)


@dataclass
class DueLog:
    """Due actions that write down what they did, and fail for the subjects they are told to."""

    done: list[tuple[str, int]] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)

    async def act(self, work: UnitOfWork, _rules: Rules, subject: str) -> None:
        """Do it."""
        if subject in self.failing:
            raise ArithmeticError
        self.done.append((subject, work.now))


def tiny_doors(due: Mapping[DueKind, Action] | None = None) -> Doors:
    """Doors with nothing of the product behind them."""

    async def nothing(_work: UnitOfWork, _rules: Rules, _subject: str) -> None:
        return None

    actions: dict[DueKind, Action] = dict.fromkeys(DueKind, nothing)
    return Doors(tiny_handlers, {}, lambda _renderer: {}, (), actions | dict(due or {}))


def settings_in(folder: Path, url: str, **environment: str) -> Settings:
    """The shipped configuration with everything that is written put into a folder, and no pace."""
    fast = {
        "PER_SECOND": "100000",
        "PER_CHAT_PER_SECOND": "10000",
        "PER_CHAT_BURST": "1000",
        "PER_GROUP_MINUTE": "9999",
    }
    variables = {
        "SHOUWANG_TELEGRAM__TOKEN": TOKEN,
        "SHOUWANG_TELEGRAM__BASE_URL": url,
        "SHOUWANG_STORAGE__PATH": str(folder / "shouwang.sqlite"),
        "SHOUWANG_KEYS__PATH": str(folder / "keys.json"),
        "SHOUWANG_BACKUP__PATH": str(folder / "backups"),
        "SHOUWANG_HEALTH__PORT": "0",
        **{f"SHOUWANG_DELIVERY__{name}": value for name, value in fast.items()},
        **{f"SHOUWANG_{name}": value for name, value in environment.items()},
    }
    return load_settings(ROOT / "config.toml", variables)


class Bench:
    """A playground with a clock that stands still, and bots against it. `async with` ends all of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = MovedClock(start_at=MONDAY_MORNING, frozen=True)
        self.playground = Playground(clock=self.clock)
        self.due = DueLog()
        self.url = ""
        self.town: PlaygroundClient
        self._bots: list[Shouwang] = []

    async def __aenter__(self) -> Self:
        self.url = await self.playground.start()
        self.town = await PlaygroundClient(self.url).__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for bot in self._bots:
            await bot.stop()
        await self.town.__aexit__(kind, error, trace)
        await self.playground.stop()

    def build(self, doors: Doors | None = None, **environment: str) -> Shouwang:
        """A bot that was not started."""
        cases: dict[DueKind, Action] = {DueKind.CASE: self.due.act}
        return build(settings_in(self.folder, self.url, **environment), self.clock, doors or tiny_doors(cases))

    async def start(self, doors: Doors | None = None, **environment: str) -> Shouwang:
        """A running and connected bot, which the town's clock and settling know of."""
        bot = self.build(doors, **environment)
        await bot.start()
        self._bots.append(bot)
        await bot.settle()
        self.playground.hooks.next_due = bot.next_due
        self.playground.hooks.settle = bot.settle
        return bot

    async def stop(self, bot: Shouwang) -> None:
        """Stop one bot."""
        self._bots.remove(bot)
        await bot.stop()

    async def admin(self, bot: Shouwang) -> Phone:
        """A person with the role of an admin."""
        phone = await self.town.person("管理员")
        async with bot.database.transaction() as work:
            person = await work.people.meet(phone.id, phone.name, bot.settings.township.default_language)
            await work.people.grant(person.id, Role.ADMIN, bot.settings.township.centre.code)
        return phone

    async def tell(self, bot: Shouwang, phone: Phone, text: str, lane: Lane = Lane.REMINDER) -> int:
        """Put a message to a person on its way; its notice number."""
        async with bot.database.transaction() as work:
            person = await work.people.meet(phone.id, phone.name, bot.settings.township.default_language)
            number = await work.outbox.put(Outgoing(ToPerson(person.id), lane, said(text)))
        assert number is not None
        return number


async def texts(phone: Phone) -> list[str]:
    """What the bot has said to somebody, oldest first, without the decoration of the phrase."""
    return [message.text.removeprefix("📝 ") for message in await phone.screen() if message.from_bot]
