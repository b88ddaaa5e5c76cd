"""What a person does: send, press, edit, delete, block, join a group. Each becomes an update for the bots."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from playground.found_entities import find_entities
from playground.messages import file_json
from playground.places import Place, SentPlace, is_shared
from playground.world import Chat, Person

if TYPE_CHECKING:
    from playground.bot_api import BotApi
    from playground.world import World

Json = dict[str, Any]

FIRST_PERSON = 1001
FIRST_GROUP = -1001
STILL = ("latitude", "longitude", "horizontal_accuracy")
"""What is left of a location that is shared no more."""


class Wrong(ValueError):
    """The control API was asked for something that does not exist."""


class NewPerson(BaseModel, extra="forbid"):
    """A person to add, or new particulars of a known one."""

    id: int | None = None
    first_name: str = Field(min_length=1, max_length=64)
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "zh-hans"
    label: str | None = None
    color: str | None = None


class Medium(BaseModel, extra="forbid"):
    """One file that a person sends: its bytes, a known file, or a made-up one of some size."""

    type: str = Field(pattern="^(photo|voice|video|video_note|document|audio|animation)$")
    base64: str | None = None
    file_id: str | None = None
    size: int | None = None
    name: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    duration: float | None = None
    width: int | None = None
    height: int | None = None


class Sending(BaseModel, extra="forbid"):
    """What a person sends."""

    from_id: int
    text: str | None = None
    caption: str | None = None
    location: SentPlace | None = None
    contact: Json | None = None
    sticker: Json | None = None
    media: list[Medium] = []
    media_group_id: str | None = None
    reply_to_message_id: int | None = None
    forward_from_id: int | None = None
    forward_from_name: str | None = None
    """Somebody who hides their account from those to whom they are forwarded."""


class Pressing(BaseModel, extra="forbid"):
    """Which inline button a person presses: by place, by data, or by a part of its label."""

    from_id: int
    row: int | None = None
    column: int | None = None
    data: str | None = None
    text: str | None = None


class Editing(BaseModel, extra="forbid"):
    """What a person changes of a message."""

    from_id: int
    text: str | None = None
    caption: str | None = None
    location: Place | None = None


class Hands:
    """People's hands: everything here is done by somebody with a phone."""

    def __init__(self, world: World, api: BotApi) -> None:
        self._world = world
        self._api = api

    def person(self, given: NewPerson) -> Json:
        """Add somebody, or change what is known of them."""
        identifier = given.id if given.id is not None else max([FIRST_PERSON - 1, *self._world.people]) + 1
        known = self._world.people.get(identifier)
        person = Person(**{**given.model_dump(exclude={"id"}), "id": identifier})
        if known is not None:
            person.blocked, person.place = known.blocked, known.place
        self._world.add_person(person)
        return person.as_page()

    def block(self, person_id: int, *, blocked: bool) -> Json:
        """Block the bot, or let it in again."""
        person = self._person(person_id)
        if person.blocked != blocked:
            person.blocked = blocked
            self._world.emit("person_added", person=person.as_page())
            for bot in self._api.bots.values():
                status = ("member", "kicked") if blocked else ("kicked", "member")
                self._membership(bot, self._world.chats[person.id], person, status)
        return person.as_page()

    def group(self, title: str, member_ids: list[int]) -> Json:
        """Open a group with the bots in it."""
        identifier = min([FIRST_GROUP + 1, *self._world.chats]) - 1
        chat = Chat(identifier, "group", title, [*member_ids, *(bot.id for bot in self._api.bots.values())])
        self._world.chats[identifier] = chat
        self._world.emit("chat_changed", chat=chat.as_page())
        person = self._person(member_ids[0])
        for bot in self._api.bots.values():
            self._membership(bot, chat, person, ("left", "member"))
        return chat.as_page()

    def members(self, chat_id: int, add: list[int], remove: list[int]) -> Json:
        """Let people join or leave a group."""
        chat = self._chat(chat_id)
        chat.member_ids = [*(member for member in chat.member_ids if member not in remove), *add]
        self._world.emit("chat_changed", chat=chat.as_page())
        return chat.as_page()

    def send(self, chat_id: int, given: Sending) -> Json:
        """Send a message, or an album of several."""
        chat, person = self._chat(chat_id), self._person(given.from_id)
        if person.blocked and chat.id == person.id:
            self.block(person.id, blocked=False)
        base: Json = {}
        if given.reply_to_message_id is not None:
            answered = chat.messages.get(given.reply_to_message_id)
            if answered is None:
                raise Wrong("there is no such message to reply to")
            base["reply_to_message"] = {k: v for k, v in answered.items() if k != "reply_to_message"}
        if given.forward_from_id is not None:
            sender = self._person(given.forward_from_id).as_user()
            base["forward_origin"] = {"type": "user", "sender_user": sender, "date": self._world.seconds()}
        elif given.forward_from_name is not None:
            name = given.forward_from_name
            base["forward_origin"] = {"type": "hidden_user", "sender_user_name": name, "date": self._world.seconds()}
        contents = self._contents(given)
        if len(contents) > 1:
            group = given.media_group_id or str(self._world.number())
            contents = [{**content, "media_group_id": group} for content in contents]
        elif given.media_group_id:
            contents[0]["media_group_id"] = given.media_group_id
        sent = [self._world.new_message(chat, person.as_user(), {**base, **content}) for content in contents]
        updates = [self._push("message", message) for message in sent]
        return {"messages": [self._world.seen(message) for message in sent], "update_ids": updates}

    def press(self, chat_id: int, message_id: int, given: Pressing) -> Json:
        """Press an inline button; the answer comes later under the callback's identifier."""
        chat, person = self._chat(chat_id), self._person(given.from_id)
        message = chat.messages.get(message_id)
        button = _button(message, given) if message else None
        data = button.get("callback_data") if button else given.data
        if message is None or data is None:
            raise Wrong("there is no such button")
        identifier = str(10_000_000 + self._world.number())
        self._world.callbacks[identifier] = None
        self._world.callback_events[identifier] = asyncio.Event()
        query = {
            "id": identifier,
            "from": person.as_user(),
            "message": message,
            "chat_instance": str(chat.id),
            "data": data,
        }
        return {"update_id": self._push("callback_query", query), "callback_query_id": identifier}

    def edit(self, chat_id: int, message_id: int, given: Editing) -> Json:
        """Edit one's own message, or move a location while it is shared."""
        message = self._chat(chat_id).messages.get(message_id)
        if message is None or message["from"]["id"] != given.from_id:
            raise Wrong("there is no such message of this person")
        if given.text is not None:
            message["text"] = given.text
            message["entities"] = find_entities(given.text)
        if given.caption is not None:
            message["caption"] = given.caption
        if given.location is not None:
            if not is_shared(message, self._world.seconds()):
                raise Wrong("this location is not shared, or not any more")
            return {"update_id": self.share(message, given.location.as_location())}
        return {"update_id": self._edited(message)}

    def share(self, message: Json, place: Json | None) -> int:
        """Move a location that is shared; with None it is shared no more. The update's number."""
        if place is None:
            message["location"] = {name: value for name, value in message["location"].items() if name in STILL}
        else:
            message["location"] = {**place, "live_period": message["location"]["live_period"]}
        return self._edited(message)

    def known(self, person_id: int) -> Person:
        """A person. Raises Wrong when there is none."""
        return self._person(person_id)

    def _contents(self, given: Sending) -> list[Json]:
        if given.media:
            caption = given.caption or given.text
            media = [self._medium(each) for each in given.media]
            if caption:
                media[0]["caption"] = caption
            return media
        if given.location is not None:
            return [{"location": self._location(given, given.location)}]
        if given.contact is not None:
            return [{"contact": {"first_name": self._person(given.from_id).first_name, **given.contact}}]
        if given.sticker is not None:
            file = self._api.messages.store("sticker", None, None, "image/webp", 20_000)
            return [{"sticker": {**file_json(file, "sticker"), **given.sticker}}]
        if not given.text:
            raise Wrong("there is nothing to send")
        found = find_entities(given.text)
        return [{"text": given.text, **({"entities": found} if found else {})}]

    def _location(self, given: Sending, place: SentPlace) -> Json:
        location = place.as_location()
        if given.forward_from_id is not None or given.forward_from_name is not None:
            # What is forwarded of a shared place is where it was.
            return {name: value for name, value in location.items() if name in STILL}
        if place.live_period:
            here = {name: value for name, value in location.items() if name != "live_period"}
            self._world.people[given.from_id].place = here
            self._world.emit("person_moved", person_id=given.from_id, place=here, at_ms=self._world.clock.now())
        return location

    def _edited(self, message: Json) -> int:
        message["edit_date"] = self._world.seconds()
        self._world.changed(message)
        return self._push("edited_message", message)

    def _medium(self, given: Medium) -> Json:
        if given.file_id is not None and given.file_id in self._world.files:
            file = self._world.files[given.file_id]
        else:
            content = base64.b64decode(given.base64) if given.base64 else None
            size = given.size if given.size is not None else (None if content else 50_000)
            name = given.file_name or given.name
            file = self._api.messages.store(given.type, content, name, given.mime_type, size)
        duration = round(given.duration) if given.duration else None
        return {given.type: file_json(file, given.type, duration=duration, width=given.width, height=given.height)}

    def _membership(self, bot: Any, chat: Chat, person: Person, status: tuple[str, str]) -> None:
        def member(state: str) -> Json:
            extra = {"until_date": 0} if state == "kicked" else {}
            return {"status": state, "user": bot.as_user(), **extra}

        bot.push(
            "my_chat_member",
            {
                "chat": self._world.chat_json(chat),
                "from": person.as_user(),
                "date": self._world.seconds(),
                "old_chat_member": member(status[0]),
                "new_chat_member": member(status[1]),
            },
        )

    def _push(self, kind: str, content: Json) -> int:
        # A copy: what the bot edits later must not change an update that still waits.
        return max((bot.push(kind, dict(content)) for bot in self._api.bots.values()), default=0)

    def _person(self, person_id: int) -> Person:
        if person_id not in self._world.people:
            raise Wrong(f"there is no person {person_id}")
        return self._world.people[person_id]

    def _chat(self, chat_id: int) -> Chat:
        if chat_id not in self._world.chats:
            raise Wrong(f"there is no chat {chat_id}")
        return self._world.chats[chat_id]


def _button(message: Json, given: Pressing) -> Json | None:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if given.row is not None and given.column is not None:
        return rows[given.row][given.column] if given.row < len(rows) and given.column < len(rows[given.row]) else None
    for row in rows:
        for button in row:
            if given.data is not None and button.get("callback_data") == given.data:
                return dict(button)
            if given.text is not None and given.text in button["text"]:
                return dict(button)
    return None
