"""What the bot says of itself to Telegram when it starts: its commands, in each language, and where updates go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram.error import NetworkError

from bot.dispatch import ALLOWED_UPDATES
from bot.settings import UpdateMode
from bot.telegram_calls import Refused
from domain.messages import phrase
from domain.words import Language

if TYPE_CHECKING:
    from bot.settings import TelegramSettings
    from bot.telegram_calls import TelegramCalls
    from domain.township import Township
    from texts.renderer import Renderer

# Telegram tells languages apart by two letters only, so both ways of writing Chinese share a list.
PHONE_LANGUAGES = {"zh": Language.ZH_HANS, "en": Language.EN}
WEBHOOK_CONNECTIONS = 40

log = structlog.get_logger(__name__)


async def choose_way_in(calls: TelegramCalls, settings: TelegramSettings) -> None:
    """Say whether updates are fetched or brought. Raises what the call raises."""
    webhook = settings.webhook
    if settings.mode is UpdateMode.WEBHOOK and webhook.url is not None and webhook.secret is not None:
        parameters = {
            "url": webhook.url,
            "secret_token": webhook.secret.get_secret_value(),
            "allowed_updates": ALLOWED_UPDATES,
            "max_connections": WEBHOOK_CONNECTIONS,
        }
        await calls.call("setWebhook", parameters)
    else:
        # Nothing is fetched while an address is set. Updates that wait stay.
        await calls.call("deleteWebhook", {"drop_pending_updates": False})


async def introduce(calls: TelegramCalls, renderer: Renderer, township: Township, commands: tuple[str, ...]) -> None:
    """List the commands for the menu button. The bot works without it, so a failure is a line in the log."""
    lists = [(None, township.default_language), *PHONE_LANGUAGES.items()]
    try:
        for code, language in lists:
            described = [
                {"command": name, "description": renderer.plain(phrase(f"command-{name}"), language)}
                for name in commands
            ]
            await calls.call("setMyCommands", {"commands": described, "language_code": code})
    except (Refused, NetworkError) as error:
        log.warning("the commands could not be listed", action="introduction_failed", error_kind=type(error).__name__)
