"""The control API for places: what the map shows, where people are, what they share, the ways they walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from playground.control_answers import BASE, body_of, guarded, number_in
from playground.places import Place, Places
from playground.walks import NewWalk

if TYPE_CHECKING:
    from playground.walks import Walks
    from playground.whereabouts import Whereabouts
    from playground.world import World

Json = dict[str, Any]


class PlacesApi:
    """The part of the control API that knows of places."""

    def __init__(self, world: World, whereabouts: Whereabouts, walks: Walks) -> None:
        self._world = world
        self._whereabouts = whereabouts
        self._walks = walks

    def routes(self) -> list[web.RouteDef]:
        """Its routes."""
        person = f"{BASE}/people/{{person}}"
        return [
            web.get(f"{BASE}/places", guarded(self.places)),
            web.put(f"{BASE}/places", guarded(self.set_places)),
            web.post(f"{person}/place", guarded(self.put)),
            web.post(f"{person}/stop_sharing", guarded(self.stop_sharing)),
            web.post(f"{person}/scan", guarded(self.scan)),
            web.post(f"{person}/walk", guarded(self.walk)),
            web.delete(f"{person}/walk", guarded(self.stand_still)),
        ]

    async def places(self, _request: web.Request) -> Json:
        """What the map shows."""
        return self._world.places.model_dump(mode="json", exclude_none=True)

    async def set_places(self, request: web.Request) -> Json:
        """Show these areas, checkpoints, routes and hot spots, and no others."""
        self._world.places = Places.model_validate(await body_of(request))
        shown = self._world.places.model_dump(mode="json", exclude_none=True)
        self._world.emit("places", places=shown)
        return shown

    async def put(self, request: web.Request) -> Json:
        """Somebody is somewhere else now; by hand, so they walk no further."""
        place = Place.model_validate(await body_of(request))
        moved = self._whereabouts.put(number_in(request, "person"), place)
        self._walks.end(number_in(request, "person"))
        return moved

    async def stop_sharing(self, request: web.Request) -> Json:
        """Somebody ends what they share of their place."""
        return self._whereabouts.stop_sharing(number_in(request, "person"))

    async def scan(self, request: web.Request) -> Json:
        """Somebody scans a code that leads to the bot."""
        return self._whereabouts.scan(number_in(request, "person"), str((await body_of(request)).get("link", "")))

    async def walk(self, request: web.Request) -> Json:
        """Somebody sets out along a route."""
        return self._walks.begin(number_in(request, "person"), NewWalk.model_validate(await body_of(request)))

    async def stand_still(self, request: web.Request) -> Json:
        """Somebody walks no further."""
        return self._walks.end(number_in(request, "person"))
