"""Where people are, and what they do with it: share it while they move, stop sharing, scan a poster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from playground.people_api import Sending, Wrong
from playground.places import Place, is_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.bot_api import BotApi
    from playground.people_api import Hands
    from playground.world import World

Json = dict[str, Any]

START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
HOSTS = {"t.me", "telegram.me", "telegram.dog"}


class Whereabouts:
    """A person has one place; every location that they share moves with it."""

    def __init__(self, world: World, api: BotApi, hands: Hands) -> None:
        self._world = world
        self._api = api
        self._hands = hands

    def put(self, person_id: int, place: Place) -> Json:
        """Somebody is here now. What they share goes to the bots as edited messages, as Telegram sends it."""
        person = self._hands.known(person_id)
        person.place = place.as_location()
        self._world.emit("person_moved", person_id=person.id, place=person.place, at_ms=self._world.clock.now())
        updates = [self._hands.share(message, person.place) for message in self._shared_by(person_id)]
        return {"place": person.place, "update_ids": updates}

    def stop_sharing(self, person_id: int) -> Json:
        """End everything that somebody shares: each message keeps its last place and is live no more."""
        self._hands.known(person_id)
        return {"update_ids": [self._hands.share(message, None) for message in self._shared_by(person_id)]}

    def scan(self, person_id: int, link: str) -> Json:
        """Open a link to a bot, as a scanned code does: the person says `/start` with what the link carries."""
        self._hands.known(person_id)
        parameter = self._start_parameter(link.strip())
        text = f"/start {parameter}" if parameter else "/start"
        return self._hands.send(person_id, Sending(from_id=person_id, text=text))

    def _shared_by(self, person_id: int) -> Iterator[Json]:
        now = self._world.seconds()
        for chat in self._world.chats.values():
            for message in list(chat.messages.values()):
                if message["from"]["id"] == person_id and is_shared(message, now):
                    yield message

    def _start_parameter(self, link: str) -> str:
        parts = urlsplit(link)
        query = parse_qs(parts.query)
        if parts.scheme == "tg":
            name = query.get("domain", [""])[0]
        elif parts.scheme in {"http", "https"} and parts.hostname in HOSTS:
            name = parts.path.strip("/")
        else:
            name = ""
        if name.casefold() not in {bot.username.casefold() for bot in self._api.bots.values()}:
            raise Wrong("this link leads to no bot here")
        parameter = query.get("start", [""])[0]
        if parameter and not START_PARAMETER.fullmatch(parameter):
            raise Wrong("a start parameter has 1 to 64 letters, digits, _ and -")
        return parameter
