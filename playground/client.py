"""People in the playground as a test, a demo or a replay plays them: over HTTP, through the control API alone."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import aiohttp
import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

Json = dict[str, Any]

SMALL_PICTURE = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()
MEDIA = (
    "photo",
    "voice",
    "video",
    "video_note",
    "document",
    "audio",
    "animation",
    "sticker",
    "location",
    "venue",
    "contact",
)


class PlaygroundError(AssertionError):
    """Something a person wanted to do is not possible here; the message shows what they see."""


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as a person sees it. `buttons` and `keys` are labels row by row; `media` names what is attached."""

    message_id: int
    from_bot: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[str, ...], ...]
    media: tuple[str, ...]
    date_ms: int
    edited: bool
    raw: Json

    @classmethod
    def of(cls, raw: Json) -> SeenMessage:
        """From the control API's form."""
        markup = raw.get("reply_markup") or {}
        return cls(
            message_id=raw["message_id"],
            from_bot=bool(raw["from"].get("is_bot")),
            text=raw.get("text") or raw.get("caption") or "",
            buttons=_labels(markup.get("inline_keyboard")),
            keys=_labels(markup.get("keyboard")),
            media=tuple(kind for kind in MEDIA if kind in raw),
            date_ms=raw["date_ms"],
            edited="edit_ms" in raw,
            raw=raw,
        )

    def __str__(self) -> str:
        who = "bot" if self.from_bot else "me "
        rows = "".join(f"\n        [{'] ['.join(row)}]" for row in (*self.buttons, *self.keys))
        media = f" <{', '.join(self.media)}>" if self.media else ""
        text = self.text.replace("\n", "\n        ")
        return f"  {who} {self.message_id}{media} {text}{rows}"


class PlaygroundClient:
    """The town. With `settle` (the default) every act waits until the program has done its part."""

    def __init__(self, url: str, *, settle: bool = True) -> None:
        self._url = f"{url}/playground/api"
        self._settles = settle
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            json_serialize=lambda value: orjson.dumps(value).decode(), timeout=aiohttp.ClientTimeout(total=600)
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(self, path: str) -> Any:
        """A GET of the control API."""
        return await self._call("GET", path, None)

    async def post(self, path: str, body: Json) -> Any:
        """A POST of the control API."""
        return await self._call("POST", path, body)

    async def put(self, path: str, body: Json) -> Any:
        """A PUT of the control API."""
        return await self._call("PUT", path, body)

    async def person(
        self, first_name: str, *, language: str = "zh-hans", label: str | None = None, **more: Any
    ) -> Phone:
        """Somebody's phone; a new person unless `id` names a known one."""
        body = {"first_name": first_name, "language_code": language, "label": label, **more}
        return Phone(self, await self.post("/people", body))

    async def group(self, title: str, members: list[Phone]) -> int:
        """A group with these people and the bot in it; its identifier."""
        chat = await self.post("/groups", {"title": title, "member_ids": [member.id for member in members]})
        await self.settle()
        return int(chat["id"])

    async def settle(self) -> None:
        """Wait until the program has done all that is due now."""
        if self._settles:
            await self.post("/settle", {})

    async def now(self) -> int:
        """What time it is here (UTC ms)."""
        return int((await self.get("/clock"))["now_ms"])

    async def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0, jump: bool = False
    ) -> int:
        """Let time pass, stopping at everything that falls due; with `jump` as in an outage. Answers the new time."""
        ms = round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
        return int((await self.post("/clock", {"advance_ms": ms, "jump": jump}))["now_ms"])

    async def advance_to(self, at: int) -> int:
        """Let time pass until an instant (UTC ms)."""
        return int((await self.post("/clock", {"to_ms": at}))["now_ms"])

    async def to_next(self) -> int:
        """Let time pass until the program's next work."""
        return int((await self.post("/clock", {"to_next": True}))["now_ms"])

    async def places(
        self,
        *,
        areas: Sequence[Json] = (),
        checkpoints: Sequence[Json] = (),
        routes: Sequence[Json] = (),
        hot_spots: Sequence[Json] = (),
    ) -> None:
        """Show these on the map, and no others. docs/playground.md has their form."""
        shown = {"areas": areas, "checkpoints": checkpoints, "routes": routes, "hot_spots": hot_spots}
        await self.put("/places", {name: list(each) for name, each in shown.items()})

    async def faults(self, *rules: Json, **plan: Any) -> None:
        """Turn faults on; with nothing given, all off."""
        await self.post("/faults", {"rules": list(rules), **plan})

    async def calls(self, method: str | None = None, since: int = 0) -> list[Json]:
        """The calls that the bot made."""
        wanted = f"&method={method}" if method else ""
        return list((await self.get(f"/calls?since={since}{wanted}"))["calls"])

    async def inject(self, raw: object) -> None:
        """Give the bot any update, malformed or not."""
        await self.post("/updates", {"raw": raw})
        await self.settle()

    async def _call(self, method: str, path: str, body: Json | None) -> Any:
        if self._session is None:
            raise RuntimeError("use the client in `async with`")
        async with self._session.request(method, self._url + path, json=body) as answer:
            content = orjson.loads(await answer.read())
            if answer.status != 200:
                raise PlaygroundError(f"{method} {path}: {content.get('error')}")
            return content


class Phone:
    """One person with their private chat with the bot."""

    def __init__(self, town: PlaygroundClient, person: Json) -> None:
        self.town = town
        self.id = int(person["id"])
        self.name = str(person["first_name"])
        self._seen_until = 0
        self._last_callback: str | None = None

    async def send(self, text: str, **more: Any) -> SeenMessage:
        """Type and send."""
        return (await self._send({"text": text, **more}))[0]

    async def photo(self, count: int = 1, caption: str | None = None) -> list[SeenMessage]:
        """Send pictures, several as an album."""
        media = [{"type": "photo", "base64": SMALL_PICTURE, "mime_type": "image/png"} for _number in range(count)]
        return await self._send({"media": media, "caption": caption})

    async def album(self, count: int, caption: str | None = None) -> list[SeenMessage]:
        """Send an album of pictures."""
        return await self.photo(count, caption)

    async def voice(self, seconds: int = 5) -> SeenMessage:
        """Send a voice message."""
        return (await self._send({"media": [{"type": "voice", "duration": seconds, "mime_type": "audio/ogg"}]}))[0]

    async def video(self, size: int = 2_000_000) -> SeenMessage:
        """Send a video of some size in bytes."""
        return (await self._send({"media": [{"type": "video", "size": size, "mime_type": "video/mp4"}]}))[0]

    async def document(self, name: str = "借条.pdf", size: int = 30_000) -> SeenMessage:
        """Send a document of some size in bytes."""
        return (await self._send({"media": [{"type": "document", "size": size, "file_name": name}]}))[0]

    async def sticker(self, emoji: str = "👍") -> SeenMessage:
        """Send a sticker."""
        return (await self._send({"sticker": {"emoji": emoji}}))[0]

    async def location(
        self, latitude: float, longitude: float, *, accuracy: float | None = None, **more: Any
    ) -> SeenMessage:
        """Send a place, with what the phone says of its accuracy in metres."""
        return (await self._send({"location": {**_place(latitude, longitude, accuracy), **more}}))[0]

    async def forward_location(
        self, latitude: float, longitude: float, author: Phone | None = None, *, hidden: str | None = None
    ) -> SeenMessage:
        """Forward a place that somebody sent; `hidden` names an author whose account is not shown."""
        origin: Json = {"forward_from_name": hidden} if hidden else {"forward_from_id": (author or self).id}
        return (await self._send({"location": _place(latitude, longitude, None), **origin}))[0]

    async def live(
        self, latitude: float, longitude: float, *, period: int = 28_800, accuracy: float | None = None
    ) -> SeenMessage:
        """Begin to share one's place with the bot, for `period` seconds."""
        return await self.location(latitude, longitude, accuracy=accuracy, live_period=period)

    async def moves_to(self, latitude: float, longitude: float, *, accuracy: float | None = None) -> None:
        """Be somewhere else. What is being shared of the place moves; somebody who shares nothing is merely there."""
        await self.town.post(f"/people/{self.id}/place", _place(latitude, longitude, accuracy))
        await self.town.settle()

    async def stops_sharing(self) -> None:
        """End what is being shared of the place."""
        await self.town.post(f"/people/{self.id}/stop_sharing", {})
        await self.town.settle()

    async def walks(self, *points: tuple[float, float], speed: float = 1.3, again: bool = False, **more: Any) -> None:
        """Set out along (latitude, longitude) points, metres a second; the clock takes one along."""
        way = [(longitude, latitude) for latitude, longitude in points]
        await self.town.post(f"/people/{self.id}/walk", {"points": way, "speed": speed, "again": again, **more})
        await self.town.settle()

    async def scan(self, link: str) -> None:
        """Scan a code that carries a link to the bot."""
        await self.town.post(f"/people/{self.id}/scan", {"link": link})
        await self.town.settle()

    async def contact(self, phone_number: str = "13800000000") -> SeenMessage:
        """Send one's own contact."""
        return (await self._send({"contact": {"phone_number": phone_number, "user_id": self.id}}))[0]

    async def reply(self, message: SeenMessage, text: str) -> SeenMessage:
        """Reply to a message."""
        return (await self._send({"text": text, "reply_to_message_id": message.message_id}))[0]

    async def forward(self, text: str, author: Phone | None = None) -> SeenMessage:
        """Forward what somebody wrote."""
        return (await self._send({"text": text, "forward_from_id": (author or self).id}))[0]

    async def say_in(self, chat_id: int, text: str) -> None:
        """Write in a group."""
        await self.town.post(f"/chats/{chat_id}/send", {"from_id": self.id, "text": text})
        await self.town.settle()

    async def edit(self, message: SeenMessage, text: str) -> None:
        """Edit what one wrote."""
        await self.town.post(f"/chats/{self.id}/messages/{message.message_id}/edit", {"from_id": self.id, "text": text})
        await self.town.settle()

    async def press(self, label: str) -> None:
        """Press the newest button whose label contains this: inline ones first, then the keys at the bottom."""
        screen = await self.screen()
        for message in reversed(screen):
            if any(label in text for row in message.buttons for text in row):
                await self.press_in(message, label)
                return
        keyboard = next((message.keys for message in reversed(screen) if message.keys), ())
        key = next((text for row in keyboard for text in row if label in text), None)
        if key is None:
            raise PlaygroundError(f"{self.name} sees no button {label!r}:\n{_drawn(screen)}")
        await self.send(key)

    async def press_in(self, message: SeenMessage, label: str, *, settle: bool = True) -> None:
        """Press a button of one message: the one with this label, else the first that contains it."""
        places = [
            (text != label, row, column)
            for row, labels in enumerate(message.buttons)
            for column, text in enumerate(labels)
            if label in text
        ]
        place = min(places)[1:] if places else None
        if place is None:
            raise PlaygroundError(f"{self.name} sees no button {label!r} here:\n{message}")
        data = message.raw["reply_markup"]["inline_keyboard"][place[0]][place[1]].get("callback_data")
        body = {"from_id": self.id, "data": data}
        answer = await self.town.post(f"/chats/{self.id}/messages/{message.message_id}/press", body)
        self._last_callback = answer["callback_query_id"]
        if settle:
            await self.town.settle()

    async def alert(self) -> str | None:
        """What was answered to the last press, over the chat; None for nothing."""
        if self._last_callback is None:
            return None
        answer = await self.town.get(f"/callbacks/{self._last_callback}?wait_ms=2000")
        return (answer or {}).get("text") or None

    async def screen(self) -> list[SeenMessage]:
        """Everything in the chat, oldest first."""
        found = await self.town.get(f"/chats/{self.id}/messages")
        return [SeenMessage.of(raw) for raw in found["messages"]]

    async def last(self) -> SeenMessage:
        """The newest message from the bot."""
        screen = await self.screen()
        for message in reversed(screen):
            if message.from_bot:
                return message
        raise PlaygroundError(f"the bot has said nothing to {self.name} yet:\n{_drawn(screen)}")

    async def new(self) -> list[SeenMessage]:
        """Messages from the bot that came since the last call; edits of older ones do not count."""
        found = await self.town.get(f"/chats/{self.id}/messages?after={self._seen_until}")
        messages = [SeenMessage.of(raw) for raw in found["messages"]]
        self._seen_until = max([self._seen_until, *(message.message_id for message in messages)])
        return [message for message in messages if message.from_bot]

    async def find(self, text: str) -> SeenMessage:
        """The newest message from the bot that contains a text."""
        screen = await self.screen()
        for message in reversed(screen):
            if message.from_bot and text in message.text:
                return message
        raise PlaygroundError(f"{self.name} sees nothing with {text!r}:\n{_drawn(screen)}")

    async def sees(self, text: str) -> bool:
        """Whether any message from the bot contains a text."""
        return any(text in message.text for message in await self.screen() if message.from_bot)

    async def block(self) -> None:
        """Block the bot."""
        await self.town.post(f"/people/{self.id}/block", {"blocked": True})
        await self.town.settle()

    async def unblock(self) -> None:
        """Let the bot in again."""
        await self.town.post(f"/people/{self.id}/block", {"blocked": False})
        await self.town.settle()

    async def _send(self, body: Json) -> list[SeenMessage]:
        settle = body.pop("settle", True)
        answer = await self.town.post(f"/chats/{self.id}/send", {"from_id": self.id, **body})
        if settle:
            await self.town.settle()
        return [SeenMessage.of(raw) for raw in answer["messages"]]


def _place(latitude: float, longitude: float, accuracy: float | None) -> Json:
    stated = {} if accuracy is None else {"horizontal_accuracy": accuracy}
    return {"latitude": latitude, "longitude": longitude, **stated}


def _labels(rows: list[list[Json]] | None) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(button["text"] for button in row) for row in rows or [])


def _drawn(screen: list[SeenMessage]) -> str:
    return "\n".join(str(message) for message in screen[-8:]) or "  (nothing)"
