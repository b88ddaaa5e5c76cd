"""Bare calls of the Bot API: parameters in, the result out, without making an object of every field of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError

from bot.telegram_request import READ_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.telegram_request import AiohttpRequest


FILE_SECONDS = 60.0


class Refused(Exception):
    """The Bot API answered with an error. The description is Telegram's own and holds nothing that a person wrote."""

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, moved_to: int | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to


class Upload(NamedTuple):
    """A file made here, with the name under which a person keeps it."""

    name: str
    media_type: str
    content: bytes


class TelegramCalls:
    """Calls for one token at one Bot API root."""

    def __init__(self, request: AiohttpRequest, base_url: str, token: str) -> None:
        self._request = request
        self._root = f"{base_url.rstrip('/')}/bot{token}/"
        self._files = f"{base_url.rstrip('/')}/file/bot{token}/"

    async def call(
        self,
        method: str,
        parameters: Mapping[str, object],
        read_seconds: float = READ_SECONDS,
        upload: Upload | None = None,
    ) -> object:
        """The result of one call; `upload` is a file that a parameter names by `attach://drawn`.

        Raises Refused for an answer that says no, NotConnected when nothing can have arrived, and TimedOut or
        NetworkError when it may have.
        """
        given = {name: value for name, value in parameters.items() if value is not None}
        body = orjson.dumps(given) if upload is None else _form(given, upload)
        code, payload = await self._request.exchange(self._root + method, "POST", body, read_seconds)
        try:
            answer = self._request.parse_json_payload(payload)
        except TelegramError:
            answer = {}
        if answer.get("ok") is True:
            return answer.get("result")
        if not answer and code < 400:
            raise NetworkError("the answer is not one of the Bot API")
        raise _refused(code, answer)

    async def fetch(self, file_id: str) -> bytes:
        """What is in a file that somebody sent. Raises Refused for one that Telegram does not hand out, else as `call`."""
        found = await self.call("getFile", {"file_id": file_id})
        path = found.get("file_path") if isinstance(found, dict) else None
        if not isinstance(path, str):
            raise NetworkError("the answer names no file")
        code, content = await self._request.exchange(self._files + quote(path), "GET", None, FILE_SECONDS)
        if code != 200:
            raise Refused(code, f"HTTP {code}")
        return content


def _form(given: Mapping[str, object], upload: Upload) -> aiohttp.FormData:
    # Names of files are written as they are: percent signs in place of Chinese would stand on the receiver's phone.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in given.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    form.add_field("drawn", upload.content, filename=upload.name, content_type=upload.media_type)
    return form


def _refused(status: int, answer: Mapping[str, object]) -> Refused:
    code, description, more = answer.get("error_code"), answer.get("description"), answer.get("parameters")
    parameters = more if isinstance(more, dict) else {}
    return Refused(
        code if isinstance(code, int) else status,
        description if isinstance(description, str) else f"HTTP {status}",
        _integer(parameters.get("retry_after")),
        _integer(parameters.get("migrate_to_chat_id")),
    )


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
