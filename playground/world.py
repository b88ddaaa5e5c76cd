"""The small world of the playground: people, chats, messages, bots, and what happened, in order."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.places import Places

if TYPE_CHECKING:
    from playground.clock import MovedClock

Json = dict[str, Any]

KEPT_EVENTS = 5_000
KEPT_FEED = 400
MEDIA_KINDS = ("photo", "voice", "video", "video_note", "document", "audio", "animation", "sticker")


@dataclass
class Person:
    """Somebody with a phone."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    label: str | None = None
    color: str | None = None
    blocked: bool = False
    place: Json | None = None
    """Where they are, as the Bot API writes a location; None where nobody has said."""

    def as_user(self) -> Json:
        """As the Bot API shows a user."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                user[name] = getattr(self, name)
        return user

    def as_page(self) -> Json:
        """As the page and the client see a person."""
        return {
            **self.as_user(),
            "label": self.label,
            "color": self.color,
            "blocked": self.blocked,
            "place": self.place,
        }


@dataclass
class Chat:
    """A private chat (its identifier is the person's) or a group (negative)."""

    id: int
    type: str
    title: str | None = None
    member_ids: list[int] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)
    pinned: int | None = None

    def as_page(self) -> Json:
        """As the page sees a chat, without its messages."""
        return {
            "id": self.id,
            "type": self.type,
            "title": self.title,
            "member_ids": self.member_ids,
            "pinned": self.pinned,
        }


@dataclass
class StoredFile:
    """A file: its bytes, or only its size when it was made up."""

    id: str
    kind: str
    size: int
    name: str | None = None
    mime_type: str | None = None
    content: bytes | None = None


class World:
    """Everything there is. Messages are kept in the Bot API's own form."""

    def __init__(self, clock: MovedClock) -> None:
        self.clock = clock
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.places = Places()
        self.feed: deque[Json] = deque(maxlen=KEPT_FEED)
        self.callbacks: dict[str, Json | None] = {}
        self.callback_events: dict[str, asyncio.Event] = {}
        self.next_message_id = 1
        self.next_number = 1
        self.sequence = 0
        self._events: deque[Json] = deque(maxlen=KEPT_EVENTS)
        self._changed = asyncio.Event()

    def number(self) -> int:
        """A number that was never given out before."""
        self.next_number += 1
        return self.next_number

    def seconds(self) -> int:
        """The time of day here as the Bot API writes it."""
        return self.clock.now() // 1000

    def emit(self, kind: str, **content: object) -> None:
        """Tell every page what changed."""
        self.sequence += 1
        self._events.append({"seq": self.sequence, "type": kind, **content})
        self._changed.set()
        self._changed = asyncio.Event()

    async def events_after(self, sequence: int) -> list[Json]:
        """What happened after an event; waits until something has. A `reset` when that was too long ago."""
        while self.sequence <= sequence:
            await self._changed.wait()
        first = self._events[0]["seq"] if self._events else self.sequence
        if sequence + 1 < first:
            return [{"seq": self.sequence, "type": "reset"}]
        return [event for event in self._events if event["seq"] > sequence]

    def chat_json(self, chat: Chat) -> Json:
        """A chat as the Bot API shows it."""
        person = self.people.get(chat.id)
        if person is not None:
            shown = {key: value for key, value in person.as_user().items() if key not in {"is_bot", "language_code"}}
            return {**shown, "type": "private"}
        return {"id": chat.id, "type": chat.type, "title": chat.title}

    def add_person(self, person: Person) -> None:
        """Put a person and their private chat into the world, or change what is known of them."""
        self.people[person.id] = person
        self.chats.setdefault(person.id, Chat(person.id, "private", None, [person.id]))
        self.emit("person_added", person=person.as_page())

    def new_message(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A message in a chat, in the Bot API's form."""
        message: Json = {
            "message_id": self.next_message_id,
            "from": sender,
            "chat": self.chat_json(chat),
            "date": self.seconds(),
            **content,
        }
        self.next_message_id += 1
        chat.messages[message["message_id"]] = message
        self.emit("message_added", chat_id=chat.id, message=self.seen(message))
        return message

    def changed(self, message: Json) -> None:
        """A message was edited."""
        self.emit("message_edited", chat_id=message["chat"]["id"], message=self.seen(message))

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message away."""
        del chat.messages[message_id]
        self.emit("message_deleted", chat_id=chat.id, message_id=message_id)

    def seen(self, message: Json) -> Json:
        """A message as the page and the client see it."""
        shown: Json = {
            "message_id": message["message_id"],
            "chat_id": message["chat"]["id"],
            "from": message["from"],
            "date_ms": message["date"] * 1000,
        }
        if "edit_date" in message:
            shown["edit_ms"] = message["edit_date"] * 1000
        for name in (
            "text", "caption", "entities", "caption_entities", "reply_markup", "location", "contact", "media_group_id", "poll",
            "forward_origin", "link_preview_options", "venue",
        ):  # fmt: skip
            if name in message:
                shown[name] = message[name]
        if "reply_to_message" in message:
            shown["reply_to_message_id"] = message["reply_to_message"]["message_id"]
        for kind in MEDIA_KINDS:
            if kind in message:
                shown[kind] = self._seen_file(message[kind])
        return shown

    def _seen_file(self, value: Any) -> Json:
        file: Json = dict(value[-1] if isinstance(value, list) else value)
        stored = self.files.get(str(file.get("file_id")))
        if stored is not None and stored.content is not None:
            file["url"] = f"/playground/api/files/{stored.id}"
        return file
