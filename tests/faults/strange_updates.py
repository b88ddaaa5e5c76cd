"""Updates of every kind that a bot can be sent, well-formed and spoiled. Seeded."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.faults.strange_texts import HUGE, strange_text, with_lone_surrogate
from tests.faults.update_kinds import ALL_KINDS, BOT, CONTENTS, MESSAGE_UPDATES, OTHERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

Json = dict[str, Any]

FIRST_UPDATE = 1_000_000
SHARE_WHOLE = 2 / 3
LONGEST_TEXT = 6_000


@dataclass(frozen=True, slots=True)
class Made:
    """One update and whether it is one by the Bot API's types. `sender` is who wrote it in a private chat."""

    raw: object
    kind: str
    well_formed: bool


@dataclass
class Cast:
    """Who and what the updates are about. `presses` are buttons that stand on phones: person, message, data."""

    people: list[int]
    groups: list[int]
    files: Mapping[str, str]
    presses: list[tuple[int, int, str]] = field(default_factory=list)
    now: int = 1_790_557_200


class Maker:
    """Makes updates, one after another."""

    def __init__(self, random: Random, cast: Cast) -> None:
        self.random: Random = random
        self.cast = cast
        self._number = FIRST_UPDATE

    def next(self) -> Made:
        """A well-formed update two times of three, else one that is spoiled somewhere."""
        made = self.well_formed()
        if self.random.random() < SHARE_WHOLE:
            return made
        if self.random.random() < 0.05:
            return Made(self._no_update(), "no update", well_formed=False)
        return Made(self._spoil(made.raw), made.kind, well_formed=False)

    def well_formed(self, kind: str | None = None) -> Made:
        """An update that is one by the Bot API's types."""
        self._number += 1
        chosen = kind or (self._kind_of_message() if self.random.random() < 0.6 else self.random.choice(ALL_KINDS))
        update, _, content = chosen.partition(":")
        body = self._message(update, content) if content else OTHERS[update](self)
        return Made({"update_id": self._number, update: body}, chosen, well_formed=True)

    def ordinary(self, person: int, text: str) -> Made:
        """What everybody sends."""
        self._number += 1
        user = {"id": person, "is_bot": False, "first_name": "李春禾", "language_code": "zh-hans"}
        message = self.message({"id": person, "type": "private", "first_name": "李春禾"}, user, text=text)
        return Made({"update_id": self._number, "message": message}, "ordinary", well_formed=True)

    def text(self) -> str:
        """A text that somebody typed; now and then much longer than Telegram would take."""
        return strange_text(self.random, HUGE if self.random.random() < 0.01 else LONGEST_TEXT)

    def user(self, identifier: int | None = None) -> Json:
        """Somebody. What is optional is there or not."""
        random = self.random
        user: Json = {
            "id": identifier or random.choice(self.cast.people),
            "is_bot": False,
            "first_name": self.text()[:64] or "—",
        }
        optional = {
            "last_name": self.text()[:64],
            "username": "name_of_somebody",
            "language_code": random.choice(("zh-hans", "zh-Hant", "en", "ug", "", "x-klingon")),
            "is_premium": True,
        }
        return user | self.some(optional)

    def chat(self, kind: str, identifier: int) -> Json:
        """A chat."""
        names = {"first_name": self.text()[:64]} if kind == "private" else {"title": self.text()[:128]}
        return {"id": identifier, "type": kind, **names}

    def message(self, chat: Json | None = None, user: Json | None = None, **content: object) -> Json:
        """A message; without content its text is "x"."""
        user = user or self.user()
        base: Json = {
            "message_id": self.random.randint(1, 10_000),
            "date": self.cast.now,
            "chat": chat or self.chat("private", user["id"]),
            "from": user,
        }
        return base | (content or {"text": "x"})

    def file(self, kind: str, **more: object) -> Json:
        """A file of a kind, one that exists."""
        identifier = self.cast.files.get(kind, f"file-{kind}")
        size = self.random.choice(({}, {"file_size": 0}, {"file_size": 50_000}, {"file_size": 3 * 2**30}))
        return {"file_id": identifier, "file_unique_id": f"u{identifier}", **size, **more}

    def some(self, optional: Json) -> Json:
        """Some of the fields that may be missing."""
        return {name: value for name, value in optional.items() if self.random.random() < 0.5}

    def entities(self, text: str) -> list[Json]:
        """Entities that Telegram may have found, and offsets that it may not."""
        kinds = ("bold", "url", "mention", "bot_command", "hashtag", "custom_emoji", "blockquote", "something_new")
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        return [
            {"type": self.random.choice(kinds), "offset": start, "length": self.random.randint(0, length + 5)}
            for start in (self.random.randint(0, length + 5) for _number in range(self.random.randint(0, 3)))
        ]

    def _kind_of_message(self) -> str:
        content = self.random.choice(tuple(CONTENTS))
        return f"{self.random.choice(('message',) * 12 + MESSAGE_UPDATES)}:{content}"

    def _message(self, update: str, content: str) -> Json:
        random, user = self.random, self.user()
        chat = self.chat("private", user["id"])
        if "channel" in update:
            chat = self.chat("channel", -1_001_000_000_000)
        elif random.random() < 0.2:
            chat = self.chat(random.choice(("group", "supergroup")), random.choice(self.cast.groups))
        message = self.message(chat, user, **CONTENTS[content](self))
        if "channel" in update:
            del message["from"]
            message["sender_chat"] = chat
        if update.startswith("edited"):
            message["edit_date"] = self.cast.now
        if "business" in update:
            message["business_connection_id"] = "b1"
        return message | self.some(
            {"has_protected_content": True, "is_from_offline": True, "effect_id": "5", "via_bot": BOT}
        )

    def _no_update(self) -> object:
        """Something that is no update at all."""
        self._number += 1
        message = self.message()
        return self.random.choice(
            (
                None, True, 7, "text", [], {}, [message], {"message": message}, {"update_id": None, "message": message},
                {"update_id": "7", "message": message}, {"update_id": -7, "message": message},
                {"update_id": 2**53, "message": message}, {"update_id": 2**70, "message": message},
                {"update_id": True, "message": message}, {"update_id": 1.5}, {"ok": True, "result": [message]},
            )
        )  # fmt: skip

    def _spoil(self, raw: object) -> object:
        spoiled: Any = copy.deepcopy(raw)
        for _time in range(self.random.choice((1, 1, 2, 5))):
            holder, key = self._somewhere(spoiled)
            if isinstance(holder, dict) and self.random.random() < 0.3:
                del holder[key]
            elif holder is not None:
                holder[key] = self.strange_value(holder[key])
        return spoiled

    def _somewhere(self, raw: object) -> tuple[Any, Any]:
        """A place inside of the update, whose number is left alone: without it nothing else would be looked at."""
        places: list[tuple[Any, Any]] = []
        waiting: list[Any] = [raw]
        while waiting:
            holder = waiting.pop()
            keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
            places += [(holder, key) for key in keys if key != "update_id"]
            waiting += [holder[key] for key in keys]
        return self.random.choice(places) if places else (None, None)

    def strange_value(self, before: object) -> object:
        """Something that does not belong where this was."""
        random = self.random
        long = "字" * 33_000 if random.random() < 0.05 else "long " * 100
        values: tuple[object, ...] = (
            None, "", "0", 0, -1, 1, True, False, [], {}, [[]], [None], {"": None}, [before], {"id": before}, str(before),
            2**31, 2**52, 2**53, 2**63 - 1, 2**63, 2**64, 2**70, -(2**70), 0.5, 1e308, -0.0, float("nan"), float("inf"),
            long, with_lone_surrogate(random, "坏"), "\x00", "private", "<b>", {"type": "private", "id": 11}, [{}] * 50,
        )  # fmt: skip
        return random.choice(values)
