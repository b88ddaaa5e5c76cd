"""What must hold after any fault, read from the database file and from what people have on their screens."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playground.client import Phone, PlaygroundClient
from tests.faults.opened import opened

COPY = re.compile(r"\n?（编号 (\d+)。如果您已收到相同编号的通知，这是同一条。）")
"""How a message says that an earlier copy of it may have arrived."""
NOTICE = "shouwang_notice"
"""What a program under test tells the far end beside the parameters of the Bot API: the notice that a call is for."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One report on file: its number, how often it was reported, accepted and escalated, and whether its clock is set."""

    number: str
    state: str
    reported: int
    accepted: int
    due: bool


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the database holds: each text a villager wrote, with the cases it is on."""

    cases: dict[str, list[Filed]]
    integrity: str
    early_steps: int
    """Steps of escalation that were run before their time."""
    doubled_steps: int
    """Steps of escalation that were run again."""
    given_up: int
    """Messages that were never sent, and updates and due work that were set aside."""

    def lost(self, acknowledged: dict[str, str]) -> list[str]:
        """The texts whose reporter was told a number, and that are not on the case of that number."""
        return [
            text
            for text, number in acknowledged.items()
            if number not in {each.number for each in self.cases.get(text, [])}
        ]

    def doubled(self) -> list[str]:
        """The texts that are on file more than once, or whose case was reported or accepted more than once."""
        return [
            text
            for text, filed in self.cases.items()
            if len(filed) > 1 or filed[0].reported != 1 or filed[0].accepted > 1
        ]

    def without_clock(self) -> list[str]:
        """The open cases that have no due row."""
        return [
            each.number
            for filed in self.cases.values()
            for each in filed
            if each.state not in {"closed", "withdrawn"} and not each.due
        ]


_FILED = """
SELECT words(matter.id, entry.sealed) AS text, matter.number AS number, matter.state AS state,
    (SELECT count(*) FROM event WHERE event.matter_id = matter.id AND event.kind = 'filed') AS reported,
    (SELECT count(*) FROM event WHERE event.matter_id = matter.id AND event.kind = 'accepted') AS accepted,
    EXISTS (SELECT 1 FROM due WHERE due.kind = 'case' AND due.subject = CAST(matter.id AS TEXT)) AS due
FROM matter JOIN entry ON entry.matter_id = matter.id AND entry.kind = 'report'
"""
EARLY = "SELECT count(*) FROM event WHERE kind = 'step_run' AND json_extract(detail, '$.due_at') > at"
DOUBLED = """
SELECT coalesce(sum(times - 1), 0) FROM (SELECT count(*) AS times FROM event WHERE kind = 'step_run'
GROUP BY matter_id, json_extract(detail, '$.step'), json_extract(detail, '$.deadline'), json_extract(detail, '$.due_at'))
"""
_GIVEN_UP = "SELECT (SELECT count(*) FROM outbox WHERE state = 'dead') + (SELECT count(*) FROM quarantine)"


def read(path: Path) -> OnFile:
    """Read a database that no program has open. Raises sqlite3.DatabaseError for one that cannot be read."""
    with opened(path, path.with_name("keys.json")) as connection:
        connection.row_factory = sqlite3.Row
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        cases: dict[str, list[Filed]] = {}
        for row in connection.execute(_FILED):
            filed = Filed(row["number"], row["state"], row["reported"], row["accepted"], bool(row["due"]))
            cases.setdefault(row["text"], []).append(filed)
        counts = [int(connection.execute(query).fetchone()[0]) for query in (EARLY, DOUBLED, _GIVEN_UP)]
        return OnFile(cases, integrity, *counts)


async def copies(phones: Iterable[Phone]) -> Counter[tuple[int, str]]:
    """How many messages say that they may be a copy, by receiver and notice number."""
    found: Counter[tuple[int, str]] = Counter()
    for phone in phones:
        for message in await phone.screen():
            if message.from_bot and (match := COPY.search(message.text)):
                found[phone.id, match[1]] += 1
    return found


async def unmarked_copies(client: PlaygroundClient) -> list[int]:
    """The notices that were sent to somebody more than once without saying so; the first time need not say it."""
    plain = Counter(
        int(call["params"][NOTICE])
        for call in await client.calls("sendMessage")
        if call["ok"] and NOTICE in call["params"] and not COPY.search(str(call["params"]["text"]))
    )
    return [notice for notice, times in plain.items() if times > 1]
