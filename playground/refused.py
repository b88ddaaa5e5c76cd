"""Refusals of the Bot API, in Telegram's own words."""

from __future__ import annotations


class Refused(Exception):
    """A call that is answered with `ok: false`. `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(why: str) -> Refused:
    """400, as Telegram words it."""
    return Refused(400, f"Bad Request: {why}")


BLOCKED = "Forbidden: bot was blocked by the user"
CONFLICT_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
