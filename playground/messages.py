"""The Bot API's methods that send, edit and delete messages."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

import orjson

from playground import keyboards
from playground.entities import BadEntities, cleaned, is_blank, parse_html
from playground.found_entities import find_entities, length
from playground.refused import BLOCKED, Refused, bad_request
from playground.world import MEDIA_KINDS, Chat, StoredFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.bot import Bot
    from playground.world import World

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM = range(2, 11)


class Upload:
    """A file that came with a call."""

    def __init__(self, name: str, content: bytes, mime_type: str | None) -> None:
        self.name = name
        self.content = content
        self.mime_type = mime_type


class Call:
    """The parameters of one call, however they came (JSON, form or multipart)."""

    def __init__(self, values: Mapping[str, Any], uploads: Mapping[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    def text(self, name: str) -> str:
        """A text; empty when it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number."""
        value = self.values.get(name)
        try:
            return default if value in {None, ""} else int(float(str(value)))
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def number(self, name: str) -> float:
        """A number."""
        try:
            return float(str(self.values.get(name)))
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return self.values.get(name) in {True, "true", "True", "1"}

    def json(self, name: str) -> Any:
        """A JSON value, which form bodies carry as text."""
        value = self.values.get(name)
        if isinstance(value, str):
            try:
                return orjson.loads(value)
            except orjson.JSONDecodeError:
                raise bad_request(f"can't parse {name} JSON object") from None
        return value


class Messages:
    """Sending for all bots of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def chat(self, call: Call) -> Chat:
        """The chat a call is for. Raises Refused when there is none or its person blocked the bot."""
        if not call.text("chat_id"):
            raise bad_request("chat_id is empty")
        identifier = call.text("chat_id")
        chat = self._world.chats.get(int(identifier)) if identifier.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        person = self._world.people.get(chat.id)
        if person is not None and person.blocked:
            raise Refused(403, BLOCKED)
        return chat

    def send_message(self, bot: Bot, call: Call) -> Json:
        """SendMessage."""
        content = self._text(call, "text", "entities", TEXT_LIMIT)
        if is_blank(content.get("text", "")):
            raise bad_request("message text is empty")
        if call.json("link_preview_options"):
            content["link_preview_options"] = call.json("link_preview_options")
        return self.send(bot, call, content)

    def send_media(self, bot: Bot, call: Call, kind: str) -> Json:
        """SendPhoto, sendVoice and the other methods that send one file."""
        file = self._file(call, kind, call.values.get(kind))
        return self.send(bot, call, {kind: file, **self._text(call, "caption", "caption_entities", CAPTION_LIMIT)})

    def send_media_group(self, bot: Bot, call: Call) -> list[Json]:
        """SendMediaGroup."""
        media = call.json("media")
        if not isinstance(media, list) or len(media) not in ALBUM:
            raise bad_request("group send failed: there must be 2-10 items in the album")
        group = str(self._world.number())
        sent = []
        for item in media:
            kind = str(item.get("type"))
            if kind not in MEDIA_KINDS:
                raise bad_request(f"type {kind} can't be sent as a part of an album")
            part = Call({**item, "parse_mode": item.get("parse_mode"), "chat_id": call.text("chat_id")}, call.uploads)
            text = self._text(part, "caption", "caption_entities", CAPTION_LIMIT)
            file = self._file(call, kind, item.get("media"))
            sent.append(self.send(bot, part, {kind: file, "media_group_id": group, **text}))
        return sent

    def send_contact(self, bot: Bot, call: Call) -> Json:
        """SendContact."""
        contact = {"phone_number": call.text("phone_number"), "first_name": call.text("first_name")}
        return self.send(bot, call, {"contact": contact})

    def send_poll(self, bot: Bot, call: Call) -> Json:
        """SendPoll."""
        options = [
            option if isinstance(option, dict) else {"text": str(option)} for option in call.json("options") or []
        ]
        if not 2 <= len(options) <= 10:
            raise bad_request("poll must have at least 2 option" if len(options) < 2 else "too many options")
        poll = {
            "id": str(self._world.number()),
            "question": call.text("question"),
            "options": [{"text": option["text"], "voter_count": 0} for option in options],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": call.values.get("is_anonymous") is not False,
            "type": "regular",
            "allows_multiple_answers": call.flag("allows_multiple_answers"),
        }
        return self.send(bot, call, {"poll": poll})

    def edit_text(self, bot: Bot, call: Call) -> Json:
        """EditMessageText."""
        message = self.own(bot, call)
        content = self._text(call, "text", "entities", TEXT_LIMIT)
        if is_blank(content.get("text", "")):
            raise bad_request("message text is empty")
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        return self.edited(message, content, call)

    def edit_caption(self, bot: Bot, call: Call) -> Json:
        """EditMessageCaption."""
        content = self._text(call, "caption", "caption_entities", CAPTION_LIMIT)
        return self.edited(self.own(bot, call), content, call)

    def edit_reply_markup(self, bot: Bot, call: Call) -> Json:
        """EditMessageReplyMarkup."""
        return self.edited(self.own(bot, call), {}, call)

    def edit_media(self, bot: Bot, call: Call) -> Json:
        """EditMessageMedia."""
        message = self.own(bot, call)
        media = call.json("media") or {}
        kind = str(media.get("type"))
        part = Call(media, call.uploads)
        content = {kind: self._file(call, kind, media.get("media"))}
        content |= self._text(part, "caption", "caption_entities", CAPTION_LIMIT)
        for old in MEDIA_KINDS:
            message.pop(old, None)
        return self.edited(message, content, call)

    def delete(self, call: Call) -> bool:
        """DeleteMessage."""
        chat = self.chat(call)
        number = call.integer("message_id")
        if number not in chat.messages:
            raise bad_request("message to delete not found")
        self._world.delete(chat, number)
        return True

    def pin(self, call: Call, *, pinned: bool) -> bool:
        """PinChatMessage and unpinChatMessage."""
        chat = self.chat(call)
        number = call.integer("message_id")
        if pinned and number not in chat.messages:
            raise bad_request("message to pin not found")
        chat.pinned = number if pinned else None
        self._world.emit("chat_changed", chat=chat.as_page())
        return True

    def send(self, bot: Bot, call: Call, content: Json) -> Json:
        """Send what `content` holds into the call's chat, with the keyboard and the reply that the call asks for."""
        chat = self.chat(call)
        if bot.id not in chat.member_ids and chat.id < 0:
            raise Refused(403, "Forbidden: bot is not a member of the group chat")
        markup = keyboards.checked(call.json("reply_markup"))
        if markup is not None:
            content["reply_markup"] = markup
        answered = call.json("reply_parameters") or {}
        number = answered.get("message_id") or call.integer("reply_to_message_id")
        if number:
            if number in chat.messages:
                content["reply_to_message"] = {
                    k: v for k, v in chat.messages[number].items() if k != "reply_to_message"
                }
            elif not (answered.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply")):
                raise bad_request("message to be replied not found")
        return _shown_to_bot(self._world.new_message(chat, bot.as_user(), content))

    def own(self, bot: Bot, call: Call) -> Json:
        """The bot's own message that a call is about."""
        message = self.chat(call).messages.get(call.integer("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"]["id"] != bot.id:
            raise bad_request("message can't be edited")
        return message

    def edited(self, message: Json, content: Json, call: Call) -> Json:
        """Change what `content` holds, and the keyboard; refused when nothing of it is new."""
        markup = keyboards.checked(call.json("reply_markup"))
        if markup is not None and "inline_keyboard" not in markup:
            raise bad_request("inline keyboard expected")
        before = {
            name: message.get(name) for name in ("text", "caption", "entities", "caption_entities", "reply_markup")
        }
        after = {**before, "reply_markup": markup, **content}
        if "text" in content:
            after["entities"] = content.get("entities")
        media = any(name in content for name in (*MEDIA_KINDS, "location"))
        if before == after and not media:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        message.update({name: value for name, value in after.items() if value is not None})
        for name in [name for name, value in after.items() if value is None]:
            message.pop(name, None)
        message["edit_date"] = self._world.seconds()
        self._world.changed(message)
        return _shown_to_bot(message)

    def _text(self, call: Call, name: str, entities: str, limit: int) -> Json:
        source = cleaned(call.text(name))
        if not source:
            return {}
        found = call.json(entities)
        text = source
        if call.text("parse_mode").upper() == "HTML":
            try:
                text, found = parse_html(source)
            except BadEntities as error:
                raise bad_request(f"can't parse entities: {error}") from None
        text = text.strip("\n ") if found is None else text
        if length(text) > limit:
            raise bad_request("message is too long" if limit == TEXT_LIMIT else "message caption is too long")
        every = [*(found or []), *(each for each in find_entities(text) if not _covered(each, found or []))]
        return {name: text, **({entities: every} if every else {})}

    def _file(self, call: Call, kind: str, value: Any) -> Any:
        upload = call.uploads.get(str(value or kind).removeprefix("attach://")) or call.uploads.get(kind)
        if upload is not None:
            stored = self.store(kind, upload.content, upload.name, upload.mime_type)
        elif str(value) in self._world.files:
            stored = self._world.files[str(value)]
        elif str(value).startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        else:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file_json(stored, kind)

    def store(
        self, kind: str, content: bytes | None, name: str | None, mime_type: str | None, size: int | None = None
    ) -> StoredFile:
        """Keep a file; one of which only the size is given has no bytes."""
        identifier = f"{kind}{self._world.number():08d}"
        guessed = mime_type or (mimetypes.guess_type(name)[0] if name else None)
        file = StoredFile(identifier, kind, size if size is not None else len(content or b""), name, guessed, content)
        self._world.files[identifier] = file
        return file


def file_json(file: StoredFile, kind: str, **more: object) -> Any:
    """A file as the Bot API shows it in a message."""
    base: Json = {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": file.size}
    if kind == "photo":
        return [{**base, "width": 90, "height": 67}, {**base, "width": 1280, "height": 960}]
    if file.mime_type:
        base["mime_type"] = file.mime_type
    if file.name and kind in {"document", "audio", "video", "animation"}:
        base["file_name"] = file.name
    if kind in {"voice", "audio", "video", "video_note", "animation"}:
        base["duration"] = more.get("duration") or 3
    if kind in {"video", "animation"}:
        base |= {"width": more.get("width") or 640, "height": more.get("height") or 480}
    if kind == "video_note":
        base["length"] = 240
    if kind == "sticker":
        base |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return base


def _covered(entity: Json, by: list[Json]) -> bool:
    """Whether something stands inside of a link or of code, where Telegram looks for nothing."""
    start, end = int(entity["offset"]), int(entity["offset"]) + int(entity["length"])
    return any(
        each["type"] in {"text_link", "code", "pre"}
        and each["offset"] < end
        and start < each["offset"] + each["length"]
        for each in by
    )


def _shown_to_bot(message: Json) -> Json:
    markup = message.get("reply_markup")
    if markup is not None and "inline_keyboard" not in markup:
        return {name: value for name, value in message.items() if name != "reply_markup"}
    return message
