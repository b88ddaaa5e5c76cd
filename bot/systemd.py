"""Tell systemd that the program is ready, alive or stopping: a small datagram, where systemd asked for it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Mapping

log = structlog.get_logger(__name__)


class Systemd:
    """The notification socket of `Type=notify` units. Does nothing where there is none."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        # A name that begins with @ lies in the abstract namespace, written with a zero byte.
        self._address = "\0" + address[1:] if address.startswith("@") else address

    def ready(self) -> None:
        """The start is over."""
        self._say("READY=1")

    def alive(self) -> None:
        """All is well: the watchdog begins to count anew."""
        self._say("WATCHDOG=1")

    def stopping(self) -> None:
        """The program ends by its own will."""
        self._say("STOPPING=1")

    def _say(self, word: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.sendto(word.encode("ascii"), self._address)
        except OSError as error:
            log.warning("systemd cannot be told", action="systemd_silent", error_kind=type(error).__name__)
