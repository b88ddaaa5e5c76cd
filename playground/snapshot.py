"""Keep the small world in a file between two starts."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import orjson

from playground.places import Places
from playground.world import Chat, Person, StoredFile

if TYPE_CHECKING:
    from pathlib import Path

    from playground.bot_api import BotApi
    from playground.world import World

Json = dict[str, Any]


def save(path: Path, world: World, api: BotApi) -> None:
    """Write everything, replacing the file as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body: Json = {
        "offset_ms": world.clock.offset_ms,
        "next_message_id": world.next_message_id,
        "next_number": world.next_number,
        "people": [vars(person) for person in world.people.values()],
        "chats": [{**vars(chat), "messages": list(chat.messages.values())} for chat in world.chats.values()],
        "files": [_file(file) for file in world.files.values()],
        "places": world.places.model_dump(mode="json"),
        "feed": list(world.feed),
        "bots": [
            {
                "token": bot.token,
                "next_update_id": bot.next_update_id,
                "updates": list(bot.updates),
                "commands": bot.commands,
            }
            for bot in api.bots.values()
        ],
    }
    fresh = path.with_name(path.name + ".writing")
    fresh.write_bytes(orjson.dumps(body))
    fresh.replace(path)


def load(path: Path, world: World, api: BotApi) -> None:
    """Read what was written, if anything was."""
    if not path.exists():
        return
    body: Json = orjson.loads(path.read_bytes())
    world.next_message_id, world.next_number = body["next_message_id"], body["next_number"]
    world.people = {person["id"]: Person(**person) for person in body["people"]}
    for chat in body["chats"]:
        messages = {message["message_id"]: message for message in chat.pop("messages")}
        world.chats[chat["id"]] = Chat(**chat, messages=messages)
    for file in body["files"]:
        content = base64.b64decode(file["content"]) if file["content"] is not None else None
        world.files[file["id"]] = StoredFile(**{**file, "content": content})
    world.places = Places.model_validate(body.get("places") or {})
    world.feed.extend(body["feed"])
    for kept in body["bots"]:
        bot = api.bot(kept["token"])
        bot.next_update_id, bot.commands = kept["next_update_id"], kept["commands"]
        bot.updates.extend(kept["updates"])
    if not world.clock.frozen and body["offset_ms"] > 0:
        world.clock.set(world.clock.now() + body["offset_ms"])


def _file(file: StoredFile) -> Json:
    content = base64.b64encode(file.content).decode() if file.content is not None else None
    return {**vars(file), "content": content}
