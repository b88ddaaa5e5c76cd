"""HTTP to the Bot API with aiohttp: the request class of python-telegram-bot's Bot, and the bare exchange below it."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

READ_SECONDS: Final = 10.0
CONNECT_SECONDS: Final = 10.0
CONNECTIONS: Final = 256
# Shorter than servers keep an idle connection: a call on one just closed could not be told from a lost one.
IDLE_SECONDS: Final = 14.0


class NotConnected(NetworkError):
    """No connection came about, so nothing arrived."""


class AiohttpRequest(BaseRequest):
    """One client session for everything the program asks of the Bot API.

    Errors never carry the address: the token is part of it.
    """

    __slots__ = ("_session",)

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until an answer must have come, where the caller does not say."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the session, unless it is open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300, keepalive_timeout=IDLE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self.USER_AGENT}, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close the session and its connections. Closing twice does no harm."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the pool never keeps anybody waiting
    ) -> tuple[int, bytes]:
        """One request as the Bot asks for it. Raises TimedOut, NotConnected or NetworkError."""
        reading = _seconds(read_timeout, READ_SECONDS)
        if request_data is not None and request_data.contains_files:
            # Uploads may take as long as the caller gives them for writing.
            reading += _seconds(write_timeout, READ_SECONDS)
        body = _body(request_data)
        return await self.exchange(url, method, body, reading, _seconds(connect_timeout, CONNECT_SECONDS))

    async def exchange(
        self,
        url: str,
        method: str,
        body: aiohttp.FormData | bytes | None,
        read_seconds: float,
        connect_seconds: float = CONNECT_SECONDS,
    ) -> tuple[int, bytes]:
        """Send one request and read the whole answer: status and payload.

        Raises NotConnected when nothing can have arrived, TimedOut and NetworkError when it may have.
        """
        if self._session is None:
            raise NotConnected("the session is not open")
        timeout = _timeout(read_seconds, connect_seconds)
        headers = {"Content-Type": "application/json"} if isinstance(body, bytes) else None
        # What is raised is raised outside the handlers: a chain of errors would show the address, and so the token.
        failure: NetworkError
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            failure = NotConnected(type(error).__name__)
        except TimeoutError:
            failure = TimedOut()
        except (aiohttp.ClientError, OSError) as error:
            failure = NetworkError(type(error).__name__)
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Read an answer. Raises TelegramError, without the payload in any log, when it is not a JSON object."""
        try:
            answer = orjson.loads(payload)
        except orjson.JSONDecodeError:
            answer = _leniently(payload)
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


def _leniently(payload: bytes) -> object:
    """Read what is nearly JSON: one half of a character in one update must not keep all the others from being read."""
    try:
        text = payload.decode("utf-8", "replace")
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite, parse_int=_finite)
        return orjson.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _no_number(_name: str) -> None:
    return None


def _finite(digits: str) -> float | None:
    number = float(digits)
    if not math.isfinite(number):
        return None
    return int(digits) if digits.lstrip("-").isdigit() else number


@lru_cache
def _timeout(read_seconds: float, connect_seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=read_seconds + connect_seconds, sock_connect=connect_seconds)


def _seconds(given: ODVInput[float], otherwise: float) -> float:
    if isinstance(given, int | float):
        return float(given)
    # None means no limit to python-telegram-bot; a call without an end would hold its place for ever.
    return otherwise


def _body(data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if data is None:
        return None
    if not data.contains_files:
        return orjson.dumps(data.parameters)
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, part in data.multipart_data.items():
        file_name, content, mime_type = part
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form
