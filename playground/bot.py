"""One bot: who it is, and the updates that wait for it, by long poll or by webhook."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson

from playground.refused import CONFLICT_POLL, CONFLICT_WEBHOOK, Refused

if TYPE_CHECKING:
    from playground.faults import Faults

Json = dict[str, Any]

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MOST_AT_ONCE = 100
RETRY_SECONDS = (0.2, 0.5, 1, 2, 5, 10)


class Bot:
    """A bot as Telegram keeps it. Updates are kept until they are confirmed by a higher offset."""

    def __init__(self, token: str, username: str, faults: Faults) -> None:
        self.token = token
        self.id = int(token.split(":", maxsplit=1)[0])
        self.username = username
        self.commands: list[Json] = []
        self.menu_button: Json = {"type": "default"}
        self.updates: deque[Json] = deque()
        self.next_update_id = 1
        self.allowed: list[str] | None = None
        self.webhook: Json = {"url": ""}
        self._faults = faults
        self._came = asyncio.Event()
        self._poll = 0
        self._given: list[Json] = []
        self._pusher: asyncio.Task[None] | None = None
        self._webhook_waits = asyncio.Event()

    def as_user(self) -> Json:
        """The bot as the Bot API shows a user."""
        return {"id": self.id, "is_bot": True, "first_name": "守望", "username": self.username}

    def as_me(self) -> Json:
        """The answer to getMe."""
        return {
            **self.as_user(),
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def push(self, kind: str, content: Json) -> int:
        """A new update of a kind; its identifier. Kinds the bot did not ask for are dropped, as Telegram does."""
        wanted = kind not in NOT_BY_DEFAULT if not self.allowed else kind in self.allowed
        number = self.next_update_id
        self.next_update_id += 1
        if wanted:
            self.push_raw({"update_id": number, kind: content})
        return number

    def push_raw(self, update: Json) -> None:
        """An update as it is, twice when that fault was asked for."""
        self.updates.append(update)
        if self._faults.duplicates():
            self.updates.append(update)
        self._came.set()

    @property
    def polls(self) -> int:
        """How many times updates were asked for."""
        return self._poll

    @property
    def unconfirmed(self) -> int:
        """How many updates wait."""
        return len(self.updates)

    async def get_updates(self, offset: int, limit: int, timeout: float, allowed: list[str] | None) -> list[Json]:
        """The next updates. A newer call ends an older one that waits. Raises Refused(409)."""
        if self.webhook["url"]:
            raise Refused(409, CONFLICT_WEBHOOK)
        if allowed is not None:
            self.allowed = allowed
        self._poll += 1
        mine = self._poll
        self._came.set()
        self._confirm(offset)
        if not self.updates and timeout > 0:
            await self._wait(mine, timeout)
        if mine != self._poll:
            raise Refused(409, CONFLICT_POLL)
        batch = list(self.updates)[: max(1, min(limit, MOST_AT_ONCE))]
        self._given = [update for update in batch if _number(update) is None]
        if self._faults.shuffle_updates:
            self._faults.shuffle(batch)
        return batch

    async def _wait(self, mine: int, timeout: float) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while not self.updates and mine == self._poll and (left := end - loop.time()) > 0:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), left)
            except TimeoutError:
                return

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.updates) > -offset:
                self.updates.popleft()
        else:
            # An update without a number can never be confirmed: the next request after its delivery does.
            given, self._given = self._given, []
            kept = [update for update in self.updates if not _confirmed(update, offset) and update not in given]
            if len(kept) != len(self.updates):
                self.updates = deque(kept)

    def set_webhook(self, url: str, secret: str | None, allowed: list[str] | None, *, drop: bool, most: int) -> None:
        """From now on push updates to a URL, or with an empty one stop doing so."""
        if drop:
            self.updates.clear()
        if allowed is not None:
            self.allowed = allowed
        self.webhook = {"url": url, "secret": secret, "max_connections": most} if url else {"url": ""}
        self._poll += 1
        self._came.set()
        if self._pusher is not None:
            self._pusher.cancel()
            self._pusher = None
        if url:
            self._pusher = asyncio.create_task(self._push_to_webhook(url, secret))

    def webhook_info(self) -> Json:
        """The answer to getWebhookInfo."""
        info: Json = {
            "url": self.webhook["url"],
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }
        for name in ("last_error_date", "last_error_message", "max_connections"):
            if name in self.webhook:
                info[name] = self.webhook[name]
        return info

    async def close(self) -> None:
        """Stop pushing."""
        if self._pusher is not None:
            self._pusher.cancel()
            await asyncio.gather(self._pusher, return_exceptions=True)

    async def _push_to_webhook(self, url: str, secret: str | None) -> None:
        headers = {"Content-Type": "application/json"}
        if secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        failures = 0
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
            while True:
                while not self.updates:
                    self._came.clear()
                    await self._came.wait()
                update = self.updates[0]
                if await self._post(session, url, headers, update):
                    failures = 0
                    self.updates.remove(update)
                else:
                    await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])
                    failures += 1

    async def _post(self, session: aiohttp.ClientSession, url: str, headers: dict[str, str], update: Json) -> bool:
        try:
            async with session.post(url, data=orjson.dumps(update), headers=headers, ssl=False) as answer:
                if answer.status < 300:
                    return True
                self.webhook["last_error_message"] = f"Wrong response from the webhook: {answer.status}"
        except (aiohttp.ClientError, TimeoutError):
            self.webhook["last_error_message"] = "Connection failed"
        return False


def _number(update: Json) -> int | None:
    number = update.get("update_id")
    return number if isinstance(number, int) and number > 0 else None


def _confirmed(update: Json, offset: int) -> bool:
    number = _number(update)
    return number is not None and number < offset
