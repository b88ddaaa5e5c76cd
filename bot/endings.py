"""Why the program ends by itself: each with what to do, and the exit code that says so to whoever started it."""

from __future__ import annotations

EXIT_CONFIGURATION = 2
EXIT_IN_USE = 3
EXIT_ANOTHER_POLLER = 4


class AnotherPoller(Exception):
    """Another program polls with the same token and was there before this one."""

    def __init__(self) -> None:
        super().__init__(
            "another program already receives this bot's messages (409 Conflict). "
            "Stop that one first, or give this one a token of its own."
        )


class TokenRefused(Exception):
    """The Bot API does not know the token."""

    def __init__(self) -> None:
        super().__init__("the Bot API does not accept the token: check telegram.token and telegram.base_url")
