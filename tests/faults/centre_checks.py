"""What must hold of a centre's work after any fault: the database against what people were shown and have on their phones."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from bot.auditing import verify_log
from tests.faults import checks
from tests.faults.opened import opened
from tests.journeys.village import settings_in

if TYPE_CHECKING:
    from tests.faults.centre import Centre, Promise
    from tests.faults.lane import Lane

HALVES = {
    "merged, and not into any": "SELECT count(*) FROM matter WHERE (state = 'merged') <> (merged_into IS NOT NULL)",
    "merged, and not in both logs": """
        SELECT count(*) FROM matter WHERE state = 'merged' AND NOT (
            EXISTS (SELECT 1 FROM event WHERE kind = 'merged' AND event.matter_id = matter.id
                AND json_extract(detail, '$.into') = matter.merged_into)
            AND EXISTS (SELECT 1 FROM event WHERE kind = 'took_in' AND event.matter_id = matter.merged_into
                AND json_extract(detail, '$.other') = matter.id))""",
    "merged in the log alone": """
        SELECT count(*) FROM event JOIN matter ON matter.id = event.matter_id WHERE event.kind = 'merged'
            AND matter.merged_into IS NOT json_extract(event.detail, '$.into')""",
    "merged, and not kept from whom it names": """
        SELECT count(*) FROM conflict JOIN matter ON matter.id = conflict.matter_id WHERE matter.merged_into IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM conflict AS taken WHERE taken.matter_id = matter.merged_into
                AND taken.person_id = conflict.person_id)""",
    "a clock that is missing, or goes on": """
        SELECT count(*) FROM matter WHERE (state NOT IN ('closed', 'withdrawn', 'merged')) <> EXISTS
            (SELECT 1 FROM due WHERE kind = 'case' AND subject = CAST(matter.id AS TEXT))""",
    "units that the log does not know": """
        SELECT count(*) FROM event JOIN matter ON matter.id = event.matter_id WHERE event.kind = 'routed'
            AND coalesce((SELECT group_concat(unit, ' ') FROM assignment WHERE assignment.matter_id = matter.id), '')
                <> json_extract(event.detail, '$.helping')""",
    "a part without its whole": """
        SELECT count(*) FROM event WHERE kind = 'split' AND NOT EXISTS (SELECT 1 FROM case_link JOIN sealed_identity
            ON sealed_identity.matter_id = case_link.other_id WHERE case_link.matter_id = event.matter_id
                AND case_link.other_id = json_extract(event.detail, '$.other'))""",
    "supervised in the log alone, or in the case alone": """
        SELECT count(*) FROM matter WHERE (supervised_at IS NOT NULL) <>
            (SELECT coalesce(sum(CASE kind WHEN 'supervised' THEN 1 ELSE -1 END), 0) FROM event
                WHERE event.matter_id = matter.id AND kind IN ('supervised', 'supervision_lifted'))""",
    "opened, and not by two in the log": """
        SELECT count(*) FROM identity_opening AS opening WHERE (decided_by IS NOT NULL) <> (SELECT count(*) FROM event
            WHERE kind = CASE WHEN opening.ends_at IS NULL THEN 'opening_refused' ELSE 'opening_granted' END
                AND json_extract(detail, '$.opening') = opening.id AND actor_id = opening.decided_by)
            OR decided_by = asked_by""",
    "shown, and not opened": """
        SELECT count(*) FROM identity_showing JOIN identity_opening AS opening ON opening.id = opening_id
            WHERE opening.ends_at IS NULL""",
    "opened, and the reporter not told once; or told of none": """
        SELECT count(*) FROM identity_opening AS opening WHERE (ends_at IS NOT NULL) <> (SELECT count(*) FROM outbox
            WHERE dedup_key = opening.matter_id || ':opened:' || opening.id || ':reporter' AND state = 'sent')""",
    "an opening whose clock is missing, or goes on": """
        SELECT count(*) FROM identity_opening AS opening WHERE (state IN ('asked', 'granted')) <> EXISTS
            (SELECT 1 FROM due WHERE kind = 'opening' AND subject = CAST(opening.id AS TEXT))""",
}
"""What would be half done, by name: each query counts it."""
GIVEN_UP = "SELECT (SELECT count(*) FROM outbox WHERE state = 'dead') + (SELECT count(*) FROM quarantine)"
OWED = "SELECT count(*), coalesce(sum(state = 'sent'), 0) FROM outbox WHERE dedup_key GLOB ?"


@dataclass
class Kept:
    """What is wrong with a centre's work: nothing, where all is well."""

    lost: list[str] = field(default_factory=list)
    """What somebody was shown as done, and that is not on file, or is more than once."""
    halves: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    """Notices that were owed to somebody and did not go out, or that somebody was told more than once."""
    leaked: list[str] = field(default_factory=list)
    """Who has something on the screen of a case that must not reach them."""
    early: int = 0
    twice: int = 0
    given_up: int = 0
    broken_log: str = ""
    integrity: str = "ok"


def read(centre: Centre) -> Kept:
    """Read the database; the program has ended."""
    kept = Kept()
    database = centre.town.database
    with opened(database, database.with_name("keys.json")) as connection:
        kept.integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        kept.halves = [name for name, query in HALVES.items() if _number(connection, query)]
        kept.lost = [f"{each.kind} {each.name}" for each in centre.promised if _times(connection, centre, each) != 1]
        kept.unsaid = [key for key in owed(connection, centre) if connection.execute(OWED, (key,)).fetchone() != (1, 1)]
        kept.early, kept.twice = _number(connection, checks.EARLY), _number(connection, checks.DOUBLED)
        kept.given_up = _number(connection, GIVEN_UP)
    return kept


async def check(centre: Centre, lane: Lane) -> None:
    """Count and assert. The program has ended, and everything that fell due was done."""
    town = centre.town
    kept = read(centre)
    kept.unsaid += [f"{name}: {text}" for name, text in HEARD if not await _heard(centre, name, text)]
    kept.leaked = await leaked(centre)
    well, sentence = await verify_log(settings_in(town.folder, town.url), town.playground.clock, None)
    kept.broken_log = "" if well else sentence
    unmarked = await checks.unmarked_copies(town.client)
    lane.count(
        acts=len(centre.promised),
        lost=len(kept.lost),
        half_done=len(kept.halves),
        notices_lost_or_doubled=len(kept.unsaid),
        leaked=len(kept.leaked),
        said_again_without_a_word=len(unmarked),
        given_up=kept.given_up,
    )
    assert kept == Kept()
    assert unmarked == []


HEARD = (
    ("alone", "：已交给青禾镇水利站"),
    ("shared", "：已交给青禾镇水利站"),
    ("given", "：已交给枫林村"),
    ("joins", "：另有人反映了同一件事"),
    ("named", "：另有人反映了同一件事"),
    ("whole", " 里说了两件事"),
    ("watched", "：镇里已挂牌督办"),
    ("watched", "：督办结束"),
    ("opened", "：您的姓名和联系方式向一个人打开了"),
)
"""What a reporter hears once, after the number of their case."""


async def _heard(centre: Centre, name: str, text: str) -> bool:
    """Whether it was said, and but once without saying that it may be a copy."""
    matter = centre.matters[name]
    screen = [each for each in await matter.reporter.screen() if f"{matter.number}{text}" in each.text]
    return bool(screen) and sum(not checks.COPY.search(each.text) for each in screen) <= 1


def owed(connection: sqlite3.Connection, centre: Centre) -> list[str]:
    """The notices of what was promised, by their keys: to whom each act was to be told."""
    persons = dict(connection.execute("SELECT account(id, sealed), id FROM person"))
    town, numbers = centre.town, {name: matter.id for name, matter in centre.matters.items()}
    mediator, head, second = (persons[each.id] for each in (town.mediator, town.head, centre.second))
    water, police = (persons[each.id] for each in centre.officers.values())
    promised = {(each.kind, each.name) for each in centre.promised}
    wanted: dict[tuple[str, str], list[str]] = {
        ("routed", "alone"): [f"routed:*:{water}", "routed:*:reporter"],
        ("routed", "shared"): [f"routed:*:{water}", "routed:*:reporter", f"help:*:{police}"],
        ("assigned", "given"): [f"assigned:*:{second}", "assigned:*:reporter"],
        ("merged", "joins"): ["merged:*:reporter"],
        ("merged", "named"): ["merged:*:reporter"],
        ("split", "whole"): ["split:*:reporter"],
        ("supervision_proposed", "watched"): [f"proposed:*:{persons[centre.director.id]}"],
        ("supervised", "watched"): [
            *(f"supervised:*:{each}" for each in (mediator, head, "reporter")),
            f"supervision_chase::chase:*:{mediator}",
        ],
        ("progressed", "watched"): ["progress:*:0:reporter"],
        ("supervision_lifted", "watched"): [f"lifted:*:{each}" for each in (mediator, head, "reporter")],
        ("opening_granted", "opened"): ["opened:*:reporter"],
    }
    keys = [f"{numbers[act[1]]}:{key}" for act in wanted if act in promised for key in wanted[act]]
    if ("merged", "joins") in promised:
        keys += [f"{numbers['leads']}:took_in:{numbers['joins']}:*:{each}" for each in (mediator, second)]
    return keys


async def leaked(centre: Centre) -> list[str]:
    """Whom the case "named" must not reach, and who sees words of it or of the one that it was merged into, or its number."""
    named, plain = centre.matters["named"], centre.matters["plain"]
    found = []
    for phone in centre.shut_out:
        for message in await phone.screen():
            said = message.text.replace(f"{plain.number}：这件事现在由别处办理。", "")
            if any(secret in said for secret in (named.words, named.number, plain.words, plain.number)):
                found.append(f"{phone.name}: {message.text}")
    return found


def _times(connection: sqlite3.Connection, centre: Centre, promise: Promise) -> int:
    """How often something that was promised stands in the log."""
    number = centre.matters[promise.name].id
    rows = connection.execute("SELECT detail FROM event WHERE kind = ? AND matter_id = ?", (promise.kind, number))
    details = [orjson.loads(detail) for (detail,) in rows]
    return sum(all(each[name] == value for name, value in promise.details) for each in details)


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
