"""Answers to button presses: sent right after the commit, before anything in the outbox."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from domain.words import Language

if TYPE_CHECKING:
    from bot.telegram_calls import TelegramCalls
    from storage.signals import CallbackAnswer, Committed
    from texts.renderer import Renderer

TOAST_LIMIT = 200
TOAST_SECONDS = 5.0

log = structlog.get_logger(__name__)


class PressAnswers:
    """Answers button presses right after the commit. A courtesy: one that fails is not tried again."""

    def __init__(self, calls: TelegramCalls, renderer: Renderer) -> None:
        self._calls = calls
        self._renderer = renderer
        self._flying: set[asyncio.Task[None]] = set()

    def after_commit(self, committed: Committed) -> None:
        """Send the answers that a transaction left."""
        for answer in committed.answers:
            task = asyncio.create_task(self._send(answer), name="answer to a press")
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)

    async def settle(self) -> None:
        """Wait until those that are on their way have ended."""
        if self._flying:
            await asyncio.wait(self._flying)

    async def _send(self, answer: CallbackAnswer) -> None:
        try:
            text = self._renderer.plain(answer.text, Language(answer.language))[:TOAST_LIMIT] if answer.text else None
            parameters = {"callback_query_id": answer.callback_id, "text": text, "show_alert": answer.alert or None}
            await self._calls.call("answerCallbackQuery", parameters, TOAST_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, a courtesy may fail
            log.info("press not answered", action="press_not_answered", error_kind=type(error).__name__)
