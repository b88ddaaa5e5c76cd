"""Read a file of citizens' messages: `id,user,title,sent_at,text,category`."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")


class MessagesUnreadable(Exception):
    """The file cannot be replayed; the message names the line and what would be right."""


class CitizenMessage(BaseModel):
    """One message. `sent_at` is the township's local time as it stands in the file."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    user: str = Field(min_length=1)
    title: str = ""
    sent_at: datetime
    text: str = ""
    category: str = ""

    @field_validator("sent_at", mode="before")
    @classmethod
    def _read_time(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        for pattern in FORMATS:
            try:
                return datetime.strptime(given.strip(), pattern)  # noqa: DTZ007 - local time, given a zone below
            except ValueError:
                continue
        message = "a time such as 2026-03-01 09:30:00"
        raise ValueError(message)

    @property
    def words(self) -> str:
        """Title and text as a villager would send them."""
        return "\n".join(part for part in (self.title.strip(), self.text.strip()) if part)

    def at(self, time_zone: str) -> int:
        """When it was sent, UTC ms."""
        return round(self.sent_at.replace(tzinfo=ZoneInfo(time_zone)).timestamp() * 1000)


def read_messages(path: Path) -> tuple[CitizenMessage, ...]:
    """All messages, oldest first. Raises MessagesUnreadable."""
    found = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                found.append(_message(path, number, row))
    except (OSError, UnicodeDecodeError) as error:
        raise MessagesUnreadable(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from None
    if not found:
        raise MessagesUnreadable(f"{path}: holds no messages below a first line id,user,title,sent_at,text,category")
    return tuple(sorted(found, key=lambda message: (message.sent_at, message.id)))


def _message(path: Path, number: int, row: dict[str, str]) -> CitizenMessage:
    try:
        message = CitizenMessage.model_validate({name: value or "" for name, value in row.items() if name})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise MessagesUnreadable(f"{path}, line {number}, column {where}: {first['msg']}") from None
    if not message.words:
        raise MessagesUnreadable(f"{path}, line {number}: neither title nor text")
    return message
