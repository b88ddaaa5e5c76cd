"""A batch of updates in one transaction: each parsed and handled alone, a broken one set aside.

Whoever fetched the batch confirms it only after `take` has returned, so a crash anywhere replays it as a whole.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import orjson
import structlog
from telegram import Update

from actions.alarm import alarm
from domain.messages import phrase, say
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.quarantine import QuarantineSource
from storage.signals import CallbackAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telegram.ext import Application

    from handlers.context import IntakeSlot
    from storage.database import Database
    from storage.people import Person
    from storage.unit_of_work import UnitOfWork

BATCH = 100
"""How many updates one transaction holds at most; also the most that Telegram hands out at once."""
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
HANDLER_SECONDS = 20.0
LARGEST_ID = 2**53

log = structlog.get_logger(__name__)


class Dispatch:
    """Handles raw updates through python-telegram-bot's Application and its handlers."""

    def __init__(self, database: Database, application: Application, slot: IntakeSlot) -> None:  # type: ignore[type-arg]
        self._database = database
        self._application = application
        self._slot = slot
        self.handled = 0
        """How many updates were handled since the start."""
        self.set_aside = 0
        """How many of them went to quarantine."""

    async def take(self, batch: Sequence[object], *, moves_offset: bool) -> None:
        """Handle at most BATCH updates in one transaction; `moves_offset` for those that came by long poll.

        An update that was handled before has no second effect. Raises only what the database raises: then nothing of
        the batch has happened.
        """
        ordered = sorted(batch, key=_order)
        async with self._database.transaction() as work:
            fresh = 0
            for raw in ordered:
                fresh += await self._take_one(work, raw)
            known = [number for raw in ordered if (number := update_id_of(raw)) is not None]
            if moves_offset and known:
                # Telegram begins with a new number, possibly a lower one, after a week without updates.
                await work.intake.set_offset(known[-1] + 1)
        self.handled += fresh

    async def _take_one(self, work: UnitOfWork, raw: object) -> bool:
        """Handle one update; False if that was done before."""
        number = update_id_of(raw)
        if number is not None and not await work.intake.mark_seen(number):
            return False
        try:
            async with asyncio.timeout(HANDLER_SECONDS), work.savepoint():
                await self._handle(work, raw)
        except Exception as error:  # noqa: BLE001 - whatever it is, the updates behind it must not wait
            await self._put_aside(work, raw, number, error)
        answer_press(work, raw)
        return True

    async def _handle(self, work: UnitOfWork, raw: object) -> None:
        if not isinstance(raw, dict) or update_id_of(raw) is None:
            raise TypeError("this is no update")
        slim, pressed_message_id = without_card(raw)
        update = Update.de_json(slim, self._application.bot)
        self._slot.work, self._slot.failure, self._slot.pressed_message_id = work, None, pressed_message_id
        try:
            await self._application.process_update(update)
        finally:
            failure, self._slot.work, self._slot.failure = self._slot.failure, None, None
        if failure is not None:
            raise failure

    async def _put_aside(self, work: UnitOfWork, raw: object, number: int | None, error: Exception) -> None:
        """Keep the update as it came, say so to its sender and to the admins."""
        self.set_aside += 1
        kind = type(error).__name__
        log.error("update set aside", action="update_set_aside", update_id=number, error_kind=kind, exc_info=error)
        reference = str(number) if number is not None else "-"
        item = await work.quarantine.put(QuarantineSource.UPDATE, reference, kind, as_it_came(raw))
        line = phrase("alarm-quarantine", number=str(item), error=kind)
        await alarm(work, self._slot.rules, "update", line, kind)
        person = await self._sender(work, raw)
        if person is not None:
            key = f"kept:{item}"
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("kept-for-a-person"), dedup_key=key))

    async def _sender(self, work: UnitOfWork, raw: object) -> Person | None:
        """Who sent it in a private chat, entered if need be: somebody new must hear of it as well."""
        sender = sender_of(raw)
        if sender is None or sender.get("is_bot") is True:
            return None
        number, name = sender["id"], sender.get("first_name")
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < LARGEST_ID:
            return None
        # Half a character is something that the database would refuse.
        name = name.encode("utf-8", "replace").decode().strip()[:64] if isinstance(name, str) else ""
        return await work.people.meet(number, name or "—", self._slot.rules.township.default_language)


def answer_press(work: UnitOfWork, raw: object) -> None:
    """A press that its handler did not answer is answered with nothing, or the phone would show it as pending."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    identifier = query.get("id") if isinstance(query, dict) else None
    answers = work.signals.answers
    if isinstance(identifier, str) and all(answer.callback_id != identifier for answer in answers):
        answers.append(CallbackAnswer(identifier, None, "zh-Hans"))


def without_card(raw: dict[str, object]) -> tuple[dict[str, object], int | None]:
    """An update without the message whose button was pressed, and the number of that message in the presser's own chat.

    Nothing else of it is used, and making objects of its text and buttons would take three times as long as the rest.
    """
    query = raw.get("callback_query")
    if not isinstance(query, dict) or "message" not in query:
        return raw, None
    sender, message = query.get("from"), query["message"]
    chat = message.get("chat") if isinstance(message, dict) else None
    own = isinstance(chat, dict) and isinstance(sender, dict) and chat.get("id") == sender.get("id")
    number = message.get("message_id") if own else None
    slim = {name: value for name, value in query.items() if name != "message"}
    # Told by its type: what is no number would be kept as it is, and could not be read again to be sent.
    return {**raw, "callback_query": slim}, number if isinstance(number, int) else None


def as_it_came(raw: object) -> bytes:
    """An update as JSON, whatever is in it: halves of characters and endless numbers as well."""
    try:
        return orjson.dumps(raw, default=repr)
    except TypeError:
        return json.dumps(raw, default=repr).encode()


def update_id_of(raw: object) -> int | None:
    """The update's number; None for something that has none that can be used."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < LARGEST_ID else None


def sender_of(raw: object) -> Mapping[str, object] | None:
    """Who sent an update in a private chat, read as carefully as something must be that may be broken."""
    if not isinstance(raw, dict):
        return None
    for place in ALLOWED_UPDATES:
        content = raw.get(place)
        if not isinstance(content, dict):
            continue
        sender = content.get("from")
        held = content.get("message") if place == "callback_query" else content
        chat = held.get("chat") if isinstance(held, dict) else None
        private = isinstance(chat, dict) and chat.get("type") == "private"
        if private and isinstance(sender, dict) and "id" in sender:
            return sender
    return None


def _order(raw: object) -> int:
    number = update_id_of(raw)
    return -1 if number is None else number
