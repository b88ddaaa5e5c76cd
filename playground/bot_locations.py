"""The Bot API's methods for places: sent once, shared while they move, and named ones (venues)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from playground.places import MOST_ACCURACY, is_period, is_shared
from playground.refused import bad_request

if TYPE_CHECKING:
    from playground.bot import Bot
    from playground.messages import Call, Messages
    from playground.world import World

Json = dict[str, Any]

WIDEST_ALERT = 100_000


class BotLocations:
    """What bots send of places."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages

    def send_location(self, bot: Bot, call: Call) -> Json:
        """SendLocation."""
        location = _location(call)
        if call.integer("live_period"):
            location |= _live(call, call.integer("live_period"))
        return self._messages.send(bot, call, {"location": location})

    def send_venue(self, bot: Bot, call: Call) -> Json:
        """SendVenue."""
        venue = {"location": _location(call), "title": call.text("title"), "address": call.text("address")}
        for name in ("title", "address"):
            if not venue[name]:
                raise bad_request(f"venue {name} must be non-empty")
        for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
            if call.text(name):
                venue[name] = call.text(name)
        return self._messages.send(bot, call, {"venue": venue, "location": venue["location"]})

    def edit_live_location(self, bot: Bot, call: Call) -> Json:
        """EditMessageLiveLocation: another place, and another period if one is given."""
        message = self._live_message(bot, call)
        period = call.integer("live_period") or message["location"]["live_period"]
        location = _location(call) | _live(call, period)
        if location == message["location"] and call.json("reply_markup") is None:
            raise bad_request("message is not modified")
        return self._messages.edited(message, {"location": location}, call)

    def stop_live_location(self, bot: Bot, call: Call) -> Json:
        """StopMessageLiveLocation: the last place stays."""
        message = self._live_message(bot, call)
        still = {
            name: value
            for name, value in message["location"].items()
            if name in {"latitude", "longitude", "horizontal_accuracy"}
        }
        return self._messages.edited(message, {"location": still}, call)

    def _live_message(self, bot: Bot, call: Call) -> Json:
        message = self._messages.own(bot, call)
        if "live_period" not in (message.get("location") or {}):
            raise bad_request("there is no live location in the message to edit")
        if not is_shared(message, self._world.seconds()):
            raise bad_request("message can't be edited")
        return message


def _location(call: Call) -> Json:
    for name in ("latitude", "longitude"):
        if not call.text(name):
            raise bad_request(f"{name} is empty")
    location = {"latitude": call.number("latitude"), "longitude": call.number("longitude")}
    if not (abs(location["latitude"]) <= 90 and abs(location["longitude"]) <= 180):
        raise bad_request("invalid location specified")
    if call.text("horizontal_accuracy"):
        accuracy = call.number("horizontal_accuracy")
        location["horizontal_accuracy"] = min(max(accuracy, 0), MOST_ACCURACY) if math.isfinite(accuracy) else 0
    return location


def _live(call: Call, period: int) -> Json:
    if not is_period(period):
        raise bad_request("wrong live location period specified")
    more: Json = {"live_period": period}
    for name, most, words in (
        ("heading", 360, "wrong live location heading specified"),
        ("proximity_alert_radius", WIDEST_ALERT, "wrong live location proximity alert radius specified"),
    ):
        value = call.integer(name)
        if not 0 <= value <= most:
            raise bad_request(words)
        if value:
            more[name] = value
    return more
