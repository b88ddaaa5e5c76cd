"""How the control API reads what it is asked and writes what it answers."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web
from pydantic import ValidationError

from playground.people_api import Wrong

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Json = dict[str, Any]
BASE = "/playground/api"


def guarded(method: Callable[[web.Request], Awaitable[Any]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Answer what `method` answers; for what it refuses 400 with one sentence."""

    async def guarded(request: web.Request) -> web.Response:
        try:
            answer = await method(request)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            return as_json({"error": f"{where}: {first['msg']}"}, 400)
        except (Wrong, orjson.JSONDecodeError) as error:
            return as_json({"error": str(error)}, 400)
        return as_json(answer)

    return guarded


def as_json(body: object, status: int = 200) -> web.Response:
    """An answer with a JSON body."""
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")


def number_in(request: web.Request, name: str) -> int:
    """A number in the address."""
    try:
        return int(request.match_info[name])
    except ValueError:
        raise Wrong(f"{name} must be a number") from None


async def body_of(request: web.Request) -> Json:
    """The body as JSON; files of a multipart form are put into its `media` in order."""
    if request.content_type != "multipart/form-data":
        content = await request.read()
        body = orjson.loads(content) if content else {}
        if not isinstance(body, dict):
            raise Wrong("a JSON object was expected")
        return body
    form = await request.post()
    body = orjson.loads(str(form["json"]))
    files = [part for part in form.getall("file", []) if isinstance(part, web.FileField)]
    for medium, part in zip(body.get("media", []), files, strict=False):
        medium["base64"] = _base64(part.file.read())
        medium.setdefault("mime_type", part.content_type)
        medium.setdefault("file_name", part.filename)
    return dict(body)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
