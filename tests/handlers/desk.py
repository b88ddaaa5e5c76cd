"""The program's own handlers on a real database, without a network: a press is handed in, looked at, and undone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram import User

from actions.rules import Rules
from bot.application import build
from bot.dispatch import Dispatch
from domain.buttons import sign
from domain.forms import Answers
from domain.words import Language, Role
from storage.database import Database
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork
from tests.bot.bench import settings_in
from tests.conftest import HandClock

ACCOUNT = 90_000
AUTHORITY = frozenset({"refusal-no-such-case", "refusal-not-allowed", "refusal-button-not-yours", "toast-form-gone"})
"""What is answered to whoever may not."""
TURNED_AWAY = AUTHORITY | {
    *("refusal-no-such-shift", "refusal-shift-not-yours", "refusal-no-longer-member", "refusal-post-gone"),
    *("refusal-not-now",),
}
"""The same, where it is about a post or a form of somebody else."""


Put = Callable[[Outgoing], Coroutine[Any, Any, int | None]]


Update = Callable[[UnitOfWork], Coroutine[Any, Any, dict[str, Any]]]
"""Makes an update, in the transaction in which it is tried."""


@dataclass(frozen=True)
class Finished:
    """A form that is sent: what it is about, what was answered, and what has to be so `before`."""

    form: str
    subject: str
    answers: Answers
    before: Callable[[UnitOfWork], Coroutine[Any, Any, object]] | None = None


class Undone(Exception):
    """What was tried is taken back."""


@dataclass
class Tried:
    """What came of one update. `said` are the ids of all phrases in answers; `sent` what was put into the outbox."""

    said: list[str] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    events: int = 0

    @property
    def refused(self) -> bool:
        """Whether it was answered that this is not theirs to do."""
        return not AUTHORITY.isdisjoint(self.said)

    @property
    def without_effect(self) -> bool:
        """Nothing was written down, and nothing sent but that this is not theirs to do, or that a form of theirs waits."""
        said = {line.id for each in self.sent for line in each.message.lines}
        return not self.events and said <= TURNED_AWAY | {"draft-offer"}

    @property
    def words(self) -> str:
        """All that was put into messages, as one text to search."""
        return "\n".join(each.message.model_dump_json() for each in self.sent)


class Desk:
    """Hands updates to the program's handlers as the intake does."""

    def __init__(self, database: Database, dispatch: Dispatch, rules: Rules, button_key: bytes) -> None:
        self.database = database
        self.dispatch = dispatch
        self.rules = rules
        self.button_key = button_key
        self._number = 0

    async def seat(self, account: int, name: str, role: Role | None = None, unit: str = "") -> int:
        """Enter somebody."""
        async with self.database.transaction() as work:
            person = await work.people.meet(account, name, Language.ZH_HANS)
            await work.people.welcomed(person.id)
            if role is not None:
                await work.people.grant(person.id, role, unit)
        return person.id

    async def press(self, account: int, person_id: int, act: str, subject: str = "", version: int = 0) -> Tried:
        """Press a button that was made for this person."""
        return await self.press_data(account, sign(self.button_key, person_id, act, subject, version))

    async def press_data(self, account: int, data: str) -> Tried:
        """Press a button with some content."""
        return await self.tried(press_of(account, data))

    async def finished_all(self, account: int, person_id: int, forms: list[Finished]) -> list[Tried]:
        """Send each of these forms as if it stood open already, whether or not it could be begun now."""

        def opening(form: Finished) -> Update:
            async def open_and_send(work: UnitOfWork) -> dict[str, Any]:
                if form.before is not None:
                    await form.before(work)
                draft = await work.drafts.open(person_id, form.form, form.subject, form.answers)
                return press_of(account, sign(self.button_key, person_id, "f-send", str(draft.id), draft.version))

            return open_and_send

        return await self._undone([opening(form) for form in forms])

    async def write(self, account: int, text: str) -> Tried:
        """Write something."""
        return await self.tried(message_of(account, text))

    async def tried(self, update: dict[str, Any]) -> Tried:
        """Handle an update, look at what came of it, and take all of it back."""
        return (await self.tried_all([update]))[0]

    async def tried_all(self, updates: list[dict[str, Any]]) -> list[Tried]:
        """The same for many, each from the same state, in one transaction."""

        def as_it_is(update: dict[str, Any]) -> Update:
            async def given(_work: UnitOfWork) -> dict[str, Any]:
                return update

            return given

        return await self._undone([as_it_is(update) for update in updates])

    async def _undone(self, updates: list[Update]) -> list[Tried]:
        found = []
        async with self.database.transaction() as work:
            for update in updates:
                tried = Tried()
                try:
                    async with work.savepoint():
                        await self._handle(work, await update(work), tried)
                        raise Undone
                except Undone:
                    found.append(tried)
        return found

    async def _handle(self, work: UnitOfWork, update: dict[str, Any], tried: Tried) -> None:
        self._number += 1
        before, answers = await _events(work), len(work.signals.answers)
        put, work.outbox.put = work.outbox.put, _noting(work.outbox.put, tried)  # type: ignore[method-assign,assignment]
        try:
            await self.dispatch._handle(work, {"update_id": self._number, **update})
        finally:
            work.outbox.put = put  # type: ignore[method-assign]
        tried.events = await _events(work) - before
        tried.said = [each.text.id for each in work.signals.answers[answers:] if each.text is not None]
        tried.said += [line.id for each in tried.sent for line in each.message.lines]


def _noting(put: Put, tried: Tried) -> Put:
    async def noting(outgoing: Outgoing) -> int | None:
        tried.sent.append(outgoing)
        return await put(outgoing)

    return noting


async def _events(work: UnitOfWork) -> int:
    return await work._connection.number("SELECT count(*) FROM event") or 0


def message_of(account: int, text: str) -> dict[str, Any]:
    """An update: somebody wrote something in the private chat."""
    message: dict[str, Any] = {
        "message_id": 1,
        "date": 1_790_557_200,
        "chat": {"id": account, "type": "private", "first_name": "某"},
        "from": _user(account),
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {"message": message}


def press_of(account: int, data: str) -> dict[str, Any]:
    """An update: somebody pressed a button with some content."""
    return {"callback_query": {"id": "1", "from": _user(account), "chat_instance": "1", "data": data}}


def _user(account: int) -> dict[str, Any]:
    return {"id": account, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}


@asynccontextmanager
async def a_desk(folder: Path, clock: HandClock) -> AsyncIterator[Desk]:
    """The program put together as always, with its door to the network closed."""
    shouwang = build(settings_in(folder, "http://127.0.0.1:9"), clock)
    foundation = shouwang.foundation
    telegram = foundation.telegram
    telegram.application._initialized = True
    telegram.application.bot._bot_user = User(1, "守望", is_bot=True, username="shouwang_bot")
    telegram.slot.bot_username = "shouwang_bot"
    database = await Database.open(foundation.settings.storage.path, clock, foundation.keys.storage)
    try:
        dispatch = Dispatch(database, telegram.application, telegram.slot)
        yield Desk(database, dispatch, foundation.rules, foundation.keys.button_key)
    finally:
        await database.close()
