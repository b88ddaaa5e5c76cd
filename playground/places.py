"""Places as the Bot API writes them, how long one is shared, and what the page's map is given to show."""

from __future__ import annotations

import math
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, model_validator

Json = dict[str, Any]

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Pair = tuple[Longitude, Latitude]
"""A point as GeoJSON writes it: longitude first."""

MOST_ACCURACY = 1500
"""Metres: Telegram states no worse accuracy than this, whatever the phone says."""
SHORTEST_PERIOD, LONGEST_PERIOD = 60, 86_400
FOREVER = 0x7FFFFFFF
EARTH_METRES = 6_371_000


class Place(BaseModel, extra="forbid"):
    """Where somebody is. The accuracy is what their phone says of it, in metres."""

    latitude: Latitude
    longitude: Longitude
    horizontal_accuracy: Annotated[float, Field(ge=0)] | None = None
    heading: Annotated[int, Field(ge=1, le=360)] | None = None

    def as_location(self) -> Json:
        """As the Bot API writes it."""
        found = self.model_dump(exclude_none=True, exclude={"live_period"})
        if self.horizontal_accuracy is not None:
            found["horizontal_accuracy"] = min(self.horizontal_accuracy, MOST_ACCURACY)
        return found


class SentPlace(Place):
    """A place that a person sends; with `live_period` (seconds) they go on sharing it."""

    live_period: int | None = None

    @model_validator(mode="after")
    def _as_long_as_telegram_lets(self) -> Self:
        if self.live_period and not is_period(self.live_period):
            raise ValueError("a place is shared for 60 to 86400 seconds, or 2147483647 for good")
        return self

    def as_location(self) -> Json:
        """As the Bot API writes it."""
        return super().as_location() | ({"live_period": self.live_period} if self.live_period else {})


class Area(BaseModel, extra="forbid"):
    """What somebody looks after: a circle in metres, or a polygon."""

    id: str
    name: str
    centre: Place | None = None
    radius: float | None = Field(default=None, gt=0)
    polygon: list[Pair] = []

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if (self.centre is not None and self.radius is not None) == bool(self.polygon):
            raise ValueError("an area is either a circle or a polygon")
        return self


class CheckpointShown(BaseModel, extra="forbid"):
    """A place to check in at; `link` is what its poster's code carries, None where no poster hangs."""

    id: str
    name: str
    place: Place
    radius: float = Field(default=80, gt=0)
    link: str | None = None


class Route(BaseModel, extra="forbid"):
    """A way that can be walked."""

    id: str
    name: str
    points: list[Pair] = Field(min_length=2)


class HotSpot(BaseModel, extra="forbid"):
    """A place that is watched more closely."""

    id: str
    name: str
    place: Place
    kind: str = "other"


class Places(BaseModel, extra="forbid"):
    """What the map shows besides people. Whoever runs the playground gives it; nothing of it is known here."""

    areas: list[Area] = []
    checkpoints: list[CheckpointShown] = []
    routes: list[Route] = []
    hot_spots: list[HotSpot] = []

    def route(self, identifier: str) -> Route | None:
        """A route by its identifier."""
        return next((route for route in self.routes if route.id == identifier), None)


def is_period(seconds: int) -> bool:
    """Whether Telegram lets a place be shared for so long."""
    return seconds == FOREVER or SHORTEST_PERIOD <= seconds <= LONGEST_PERIOD


def is_shared(message: Json, now_seconds: int) -> bool:
    """Whether a message is a place that is still being shared."""
    period = (message.get("location") or {}).get("live_period")
    return bool(period) and (period == FOREVER or now_seconds < message["date"] + period)


def metres_between(one: Pair, other: Pair) -> float:
    """How far two points lie from each other."""
    east = math.radians(other[0] - one[0]) * math.cos(math.radians((one[1] + other[1]) / 2))
    north = math.radians(other[1] - one[1])
    return EARTH_METRES * math.hypot(east, north)
