"""`/playground/api`: what the page, the tests and the replay use to be people, move the clock and cause faults."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web
from pydantic import BaseModel

from playground.control_answers import BASE, body_of, guarded, number_in
from playground.faults import FaultPlan
from playground.hooks import advance, jump
from playground.people_api import Editing, Hands, NewPerson, Pressing, Sending, Wrong
from playground.places_api import PlacesApi
from playground.walks import Walks
from playground.whereabouts import Whereabouts

if TYPE_CHECKING:
    from playground.bot_api import BotApi
    from playground.hooks import Hooks
    from playground.world import World

Json = dict[str, Any]
LONGEST_WAIT_MS = 30_000


class MoveClock(BaseModel, extra="forbid"):
    """How far to move: by a time, to a time (ms), or to the program's next work. A `jump` stops nowhere on the way."""

    advance_ms: int | None = None
    to_ms: int | None = None
    to_next: bool = False
    jump: bool = False


class ControlApi:
    """The control API over one world."""

    def __init__(self, world: World, api: BotApi, hooks: Hooks) -> None:
        self._world = world
        self._api = api
        self._hooks = hooks
        self._hands = Hands(world, api)
        whereabouts = Whereabouts(world, api, self._hands)
        self.walks = Walks(world, whereabouts)
        self._places = PlacesApi(world, whereabouts, self.walks)
        self._moving = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """Every route; an unknown person, chat or button answers 400 with a sentence."""
        post, get = web.post, web.get
        return [
            get(f"{BASE}/state", guarded(self.state)),
            get(f"{BASE}/events", self.events),
            post(f"{BASE}/people", guarded(self.add_person)),
            post(f"{BASE}/people/{{person}}/block", guarded(self.block)),
            post(f"{BASE}/groups", guarded(self.add_group)),
            post(f"{BASE}/groups/{{chat}}/members", guarded(self.members)),
            get(f"{BASE}/chats/{{chat}}/messages", guarded(self.messages)),
            post(f"{BASE}/chats/{{chat}}/send", guarded(self.send)),
            post(f"{BASE}/chats/{{chat}}/messages/{{message}}/press", guarded(self.press)),
            post(f"{BASE}/chats/{{chat}}/messages/{{message}}/edit", guarded(self.edit)),
            post(f"{BASE}/chats/{{chat}}/messages/{{message}}/delete", guarded(self.delete)),
            get(f"{BASE}/callbacks/{{callback}}", guarded(self.callback)),
            get(f"{BASE}/files/{{file}}", self.file),
            get(f"{BASE}/clock", guarded(self.clock)),
            post(f"{BASE}/clock", guarded(self.move_clock)),
            post(f"{BASE}/settle", guarded(self.settle)),
            get(f"{BASE}/faults", guarded(self.faults)),
            post(f"{BASE}/faults", guarded(self.set_faults)),
            post(f"{BASE}/updates", guarded(self.inject)),
            get(f"{BASE}/calls", guarded(self.calls)),
            get(f"{BASE}/unconfirmed", guarded(self.unconfirmed)),
            *self._places.routes(),
        ]

    async def state(self, _request: web.Request) -> Json:
        """Everything, for a page that has just been opened."""
        world = self._world
        return {
            "clock": self._clock(),
            "bots": [{**bot.as_user(), "commands": bot.commands} for bot in self._api.bots.values()],
            "people": [person.as_page() for person in world.people.values()],
            "chats": [chat.as_page() for chat in world.chats.values()],
            "messages": {
                str(chat.id): [world.seen(message) for message in chat.messages.values()]
                for chat in world.chats.values()
            },
            "places": world.places.model_dump(mode="json", exclude_none=True),
            "walks": self.walks.as_page(),
            "feed": list(world.feed),
            "seq": world.sequence,
        }

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events from a number on."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        since = int(request.headers.get("Last-Event-ID") or request.query.get("since", "0"))
        while True:
            try:
                events = await asyncio.wait_for(self._world.events_after(since), 15)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            for event in events:
                since = int(event["seq"])
                await response.write(b"id: %d\ndata: %s\n\n" % (since, orjson.dumps(event)))

    async def add_person(self, request: web.Request) -> Json:
        """Add or change a person."""
        return self._hands.person(NewPerson.model_validate(await body_of(request)))

    async def block(self, request: web.Request) -> Json:
        """Block the bot or let it in again."""
        return self._hands.block(number_in(request, "person"), blocked=bool((await body_of(request)).get("blocked")))

    async def add_group(self, request: web.Request) -> Json:
        """Open a group."""
        body = await body_of(request)
        return self._hands.group(str(body.get("title")), [int(member) for member in body.get("member_ids", [])])

    async def members(self, request: web.Request) -> Json:
        """Change a group's members."""
        body = await body_of(request)
        return self._hands.members(number_in(request, "chat"), body.get("add", []), body.get("remove", []))

    async def messages(self, request: web.Request) -> Json:
        """A chat's messages, oldest first."""
        chat = self._world.chats.get(number_in(request, "chat"))
        if chat is None:
            raise Wrong("there is no such chat")
        after = int(request.query.get("after", "0"))
        return {"messages": [self._world.seen(each) for number, each in chat.messages.items() if number > after]}

    async def send(self, request: web.Request) -> Json:
        """A person sends something."""
        return self._hands.send(number_in(request, "chat"), Sending.model_validate(await body_of(request)))

    async def press(self, request: web.Request) -> Json:
        """A person presses an inline button."""
        given = Pressing.model_validate(await body_of(request))
        return self._hands.press(number_in(request, "chat"), number_in(request, "message"), given)

    async def edit(self, request: web.Request) -> Json:
        """A person edits a message."""
        given = Editing.model_validate(await body_of(request))
        return self._hands.edit(number_in(request, "chat"), number_in(request, "message"), given)

    async def delete(self, request: web.Request) -> Json:
        """A person deletes a message; bots are not told."""
        chat = self._world.chats.get(number_in(request, "chat"))
        if chat is None or number_in(request, "message") not in chat.messages:
            raise Wrong("there is no such message")
        self._world.delete(chat, number_in(request, "message"))
        return {}

    async def callback(self, request: web.Request) -> Json | None:
        """The answer to a press, or null when it was not answered in time."""
        identifier = request.match_info["callback"]
        came = self._world.callback_events.get(identifier)
        if came is None:
            raise Wrong("there was no such press")
        wait = min(int(request.query.get("wait_ms", "0")), LONGEST_WAIT_MS)
        if wait and not came.is_set():
            try:
                await asyncio.wait_for(came.wait(), wait / 1000)
            except TimeoutError:
                return None
        return self._world.callbacks[identifier]

    async def file(self, request: web.Request) -> web.Response:
        """A file's bytes."""
        file = self._world.files.get(request.match_info["file"])
        if file is None or file.content is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.mime_type or "application/octet-stream")

    async def clock(self, _request: web.Request) -> Json:
        """What time it is here."""
        return self._clock()

    async def move_clock(self, request: web.Request) -> Json:
        """Move the clock; answers when the program has done what fell due."""
        given = MoveClock.model_validate(await body_of(request))
        async with self._moving:
            to = await self._target(given)
            if given.jump:
                await jump(self._world.clock, self._hooks, to)
            else:
                await advance(self._world.clock, self._hooks, to, self.walks.next_due)
        self._world.emit("clock", **self._clock())
        return self._clock()

    async def settle(self, _request: web.Request) -> Json:
        """Answers when the program has done all that is due now."""
        await self._hooks.settle()
        return {}

    async def faults(self, _request: web.Request) -> Json:
        """The faults that are on."""
        return self._api.faults.plan.model_dump()

    async def set_faults(self, request: web.Request) -> Json:
        """Put other faults in their place."""
        self._api.faults.set(FaultPlan.model_validate(await body_of(request)))
        return self._api.faults.plan.model_dump()

    async def inject(self, request: web.Request) -> Json:
        """Give every bot an update as it is, malformed or not."""
        raw = (await body_of(request)).get("raw")
        if not isinstance(raw, dict):
            raise Wrong("raw must be a JSON object")
        for bot in self._api.bots.values():
            update = dict(raw)
            if "update_id" not in update:
                update["update_id"] = bot.next_update_id
                bot.next_update_id += 1
            bot.push_raw(update)
        return {}

    async def calls(self, request: web.Request) -> Json:
        """The calls that bots made."""
        since, method = int(request.query.get("since", "0")), request.query.get("method")
        return {
            "calls": [call for call in self._api.calls if call["seq"] > since and method in {None, call["method"]}],
            "seq": self._api.call_number,
        }

    async def unconfirmed(self, _request: web.Request) -> Json:
        """How many updates wait for a bot."""
        return {"count": sum(bot.unconfirmed for bot in self._api.bots.values())}

    async def _target(self, given: MoveClock) -> int:
        now = self._world.clock.now()
        if given.to_ms is not None:
            return given.to_ms
        if given.advance_ms is not None:
            return now + given.advance_ms
        due = await self._hooks.next_due()
        return now if due is None else max(due, now)

    def _clock(self) -> Json:
        return {"now_ms": self._world.clock.now(), "frozen": self._world.clock.frozen}
