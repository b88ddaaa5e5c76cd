"""`/bot<TOKEN>/<method>`: reading the call, faults, the table of methods, and answering as Telegram does."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import BodyPartReader, web

from playground.bot import Bot
from playground.bot_locations import BotLocations
from playground.messages import Call, Messages, Upload
from playground.refused import Refused, bad_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playground.faults import Faults, Rule
    from playground.world import World

Json = dict[str, Any]

TOKEN = re.compile(r"\d+:[\w-]{20,}")
PACED = re.compile(r"send(?!ChatAction)")
MEDIA_METHODS = {
    f"send{name.title().replace('_', '')}".casefold(): name
    for name in ("photo", "voice", "video", "video_note", "document", "audio", "animation", "sticker")
}
TOAST_LIMIT = 200
LOST_ANSWER_SECONDS = 60.0


class BotApi:
    """The Bot API over one world. Methods are found whatever the case of their letters, as Telegram does."""

    def __init__(self, world: World, faults: Faults, username: str, kept_calls: int) -> None:
        self.world = world
        self.faults = faults
        self.messages = Messages(world)
        self.locations = BotLocations(world, self.messages)
        self.bots: dict[str, Bot] = {}
        self.calls: deque[Json] = deque(maxlen=kept_calls)
        self.call_number = 0
        self._username = username
        self._methods = self._table()

    def bot(self, token: str) -> Bot:
        """The bot with this token; it exists from the first call on. Raises Refused(401) for what is no token."""
        known = self.bots.get(token)
        if known is not None:
            return known
        if not TOKEN.fullmatch(token):
            raise Refused(401, "Unauthorized")
        username = self._username if not self.bots else f"{self._username}_{len(self.bots) + 1}"
        self.bots[token] = Bot(token, username, self.faults)
        return self.bots[token]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        name = request.match_info["method"]
        try:
            bot = self.bot(request.match_info["token"])
            if name.casefold() not in self._methods:
                raise Refused(404, "Not Found")
            call = await _read(request)
        except Refused as refused:
            return _answer(refused)
        rule = self.faults.rule_for(name, _chat_of(call))
        if rule is not None and (spoiled := await self._before(request, rule)) is not None:
            self._record(name, call, spoiled)
            return spoiled
        answer = await self.perform(bot, name, call)
        self._record(name, call, answer)
        if rule is not None and rule.action in {"drop_after", "timeout_after"}:
            await self._lose(request, wait=rule.action == "timeout_after")
        return answer

    async def perform(self, bot: Bot, name: str, call: Call) -> web.Response:
        """Do what a call asks for when nothing goes wrong on the way. Raises KeyError for a method that is none."""
        method = self._methods[name.casefold()]
        try:
            flooded = (
                self.faults.flooded(call.integer("chat_id"), self.world.clock.monotonic())
                if PACED.match(name)
                else None
            )
            if flooded is not None:
                raise Refused(429, f"Too Many Requests: retry after {flooded}", flooded)
            result = method(bot, call)
            return _answer(await result if asyncio.iscoroutine(result) else result)
        except Refused as refused:
            return _answer(refused)

    async def _before(self, request: web.Request, rule: Rule) -> web.Response | None:
        if rule.latency_ms:
            await asyncio.sleep(rule.latency_ms / 1000)
        match rule.action:
            case "drop_before":
                await self._lose(request, wait=False)
            case "500":
                return _answer(Refused(500, "Internal Server Error"))
            case "429":
                return _answer(Refused(429, f"Too Many Requests: retry after {rule.retry_after}", rule.retry_after))
            case "403":
                return _answer(Refused(403, "Forbidden: bot was blocked by the user"))
            case "400":
                return _answer(bad_request("chat not found"))
            case _:
                pass
        return None

    async def _lose(self, request: web.Request, *, wait: bool) -> None:
        """Close the connection without an answer, at once or after longer than any client waits."""
        if wait:
            await asyncio.sleep(LOST_ANSWER_SECONDS)
        if request.transport is not None:
            request.transport.abort()

    def _record(self, name: str, call: Call, answer: web.Response) -> None:
        if name.casefold() == "getupdates":
            return
        self.call_number += 1
        body = orjson.loads(answer.body if isinstance(answer.body, bytes) else b"{}")
        entry = {
            "seq": self.call_number,
            "at_ms": round(self.world.clock.monotonic() * 1000),
            "at": self.world.clock.now(),
            "method": name,
            "chat_id": _chat_of(call),
            "params": dict(call.values),
            "ok": body.get("ok"),
            "result": body.get("result"),
            "error": body.get("description"),
        }
        self.calls.append(entry)
        shown = {key: value for key, value in entry.items() if key != "result"}
        self.world.feed.append(shown)
        self.world.emit("feed", entry=shown)

    def _table(self) -> dict[str, Callable[[Bot, Call], Any | Awaitable[Any]]]:
        messages = self.messages
        table: dict[str, Callable[[Bot, Call], Any]] = {
            "getMe": lambda bot, _call: bot.as_me(),
            "logOut": lambda _bot, _call: True,
            "close": lambda _bot, _call: True,
            "getUpdates": _get_updates,
            "setWebhook": _set_webhook,
            "deleteWebhook": _delete_webhook,
            "getWebhookInfo": lambda bot, _call: bot.webhook_info(),
            "sendMessage": messages.send_message,
            "sendMediaGroup": messages.send_media_group,
            "sendLocation": self.locations.send_location,
            "sendVenue": self.locations.send_venue,
            "sendContact": messages.send_contact,
            "sendPoll": messages.send_poll,
            "sendChatAction": self._chat_action,
            "editMessageText": messages.edit_text,
            "editMessageCaption": messages.edit_caption,
            "editMessageReplyMarkup": messages.edit_reply_markup,
            "editMessageMedia": messages.edit_media,
            "editMessageLiveLocation": self.locations.edit_live_location,
            "stopMessageLiveLocation": self.locations.stop_live_location,
            "deleteMessage": lambda _bot, call: messages.delete(call),
            "pinChatMessage": lambda _bot, call: messages.pin(call, pinned=True),
            "unpinChatMessage": lambda _bot, call: messages.pin(call, pinned=False),
            "answerCallbackQuery": self._answer_callback,
            "getFile": self._get_file,
            "getChat": self._get_chat,
            "getChatMember": self._get_chat_member,
            "getChatMemberCount": lambda _bot, call: len(messages.chat(call).member_ids),
            "setMyCommands": self._set_commands,
            "getMyCommands": lambda bot, _call: bot.commands,
            "deleteMyCommands": self._delete_commands,
            "setChatMenuButton": _set_menu_button,
            "getChatMenuButton": lambda bot, _call: bot.menu_button,
        }
        by_name = {name.casefold(): method for name, method in table.items()}
        for name, kind in MEDIA_METHODS.items():
            by_name[name] = partial(messages.send_media, kind=kind)
        return by_name

    def _chat_action(self, _bot: Bot, call: Call) -> bool:
        chat = self.messages.chat(call)
        self.world.emit("typing", chat_id=chat.id, action=call.text("action") or "typing")
        return True

    def _answer_callback(self, _bot: Bot, call: Call) -> bool:
        identifier = call.text("callback_query_id")
        if identifier not in self.world.callbacks:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(call.text("text")) > TOAST_LIMIT:
            raise bad_request("MESSAGE_TOO_LONG")
        answer = {"text": call.text("text"), "show_alert": call.flag("show_alert"), "url": call.text("url") or None}
        self.world.callbacks[identifier] = answer
        self.world.callback_events[identifier].set()
        self.world.emit("callback_answered", callback_query_id=identifier, answer=answer)
        return True

    def _get_file(self, _bot: Bot, call: Call) -> Json:
        file = self.world.files.get(call.text("file_id"))
        if file is None:
            raise bad_request("invalid file_id")
        if file.size > 20 * 1024 * 1024:
            raise bad_request("file is too big")
        return {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "file_size": file.size,
            "file_path": f"{file.kind}/{file.id}",
        }

    def _get_chat(self, _bot: Bot, call: Call) -> Json:
        chat = self.messages.chat(call)
        return {**self.world.chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
            "gifts_from_channels": False}}  # fmt: skip

    def _get_chat_member(self, _bot: Bot, call: Call) -> Json:
        chat = self.messages.chat(call)
        person = self.world.people.get(call.integer("user_id"))
        if person is None or person.id not in chat.member_ids:
            raise bad_request("member not found")
        return {"status": "member", "user": person.as_user()}

    def _set_commands(self, bot: Bot, call: Call) -> bool:
        commands = call.json("commands")
        if not isinstance(commands, list):
            raise bad_request("can't parse commands list JSON object")
        if not call.json("scope") and not call.text("language_code"):
            bot.commands = commands
            self.world.emit("bot_changed", bot={**bot.as_user(), "commands": commands})
        return True

    def _delete_commands(self, bot: Bot, _call: Call) -> bool:
        bot.commands = []
        return True


async def _get_updates(bot: Bot, call: Call) -> list[Json]:
    allowed = call.json("allowed_updates")
    return await bot.get_updates(call.integer("offset"), call.integer("limit", 100), call.integer("timeout"), allowed)


def _set_webhook(bot: Bot, call: Call) -> bool:
    url = call.text("url")
    if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.text("secret_token") or None
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    bot.set_webhook(
        url,
        secret,
        call.json("allowed_updates"),
        drop=call.flag("drop_pending_updates"),
        most=call.integer("max_connections", 40),
    )
    return True


def _delete_webhook(bot: Bot, call: Call) -> bool:
    bot.set_webhook("", None, None, drop=call.flag("drop_pending_updates"), most=40)
    return True


def _set_menu_button(bot: Bot, call: Call) -> bool:
    bot.menu_button = call.json("menu_button") or {"type": "default"}
    return True


def _chat_of(call: Call) -> int | None:
    text = call.text("chat_id")
    return int(text) if text.lstrip("-").isdigit() else None


async def _read(request: web.Request) -> Call:
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        try:
            values |= orjson.loads(body) if body else {}
        except (orjson.JSONDecodeError, TypeError):
            raise bad_request("can't parse JSON object") from None
    elif request.content_type == "multipart/form-data":
        reader = await request.multipart()
        async for part in reader:
            if not isinstance(part, BodyPartReader):
                raise bad_request("a part of the form holds parts itself")
            name, content = part.name or "", bytes(await part.read())
            if part.filename is not None:
                uploads[name] = Upload(part.filename, content, part.headers.get("Content-Type"))
            else:
                values[name] = content.decode()
    elif request.can_read_body:
        values |= {key: str(value) for key, value in (await request.post()).items()}
    return Call(values, uploads)


def _answer(result: object) -> web.Response:
    if isinstance(result, Refused):
        body: Json = {"ok": False, "error_code": result.code, "description": result.description}
        if result.retry_after is not None:
            body["parameters"] = {"retry_after": result.retry_after}
        headers = {"Retry-After": str(result.retry_after)} if result.retry_after is not None else None
        return web.Response(
            status=result.code, body=orjson.dumps(body), content_type="application/json", headers=headers
        )
    return web.Response(body=orjson.dumps({"ok": True, "result": result}), content_type="application/json")
