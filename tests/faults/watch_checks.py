"""What must hold after an evening's watch: read from the database and the wire, and from the clocks by another reading."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from domain.patrol_plan import Patrol
from tests.faults import checks
from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.faults.watch import Watch
from tests.journeys.village import settings_in

KEPT = {
    "checked_in": "SELECT 1 FROM post JOIN check_in ON check_in.post_id = post.id WHERE post.checked_in_at IS NOT NULL AND ",
    "took_post": "SELECT 1 FROM post JOIN event ON json_extract(event.detail, '$.to') = post.id AND event.kind = 'stood_in' WHERE ",
    "called": "SELECT 1 FROM sos AS post WHERE ",
    "coming": "SELECT 1 FROM sos_person AS post WHERE post.coming_at IS NOT NULL AND ",
    "checked_out": "SELECT 1 FROM post WHERE post.checked_out_at IS NOT NULL AND ",
}
"""What the database has of each promise."""
WHOSE = "post.person_id = (SELECT id FROM person WHERE account(id, sealed) = ?)"
EARLY = "SELECT count(*) FROM event WHERE kind = 'shift_step_run' AND json_extract(detail, '$.due_at') > at"
TWICE = """
SELECT coalesce(sum(times - 1), 0) FROM (SELECT count(*) AS times FROM event WHERE kind = 'shift_step_run'
GROUP BY json_extract(detail, '$.step'))
"""
DOUBLED = """
SELECT coalesce(sum(times - 1), 0) FROM (
    SELECT count(*) AS times FROM event WHERE kind = 'stood_in' GROUP BY json_extract(detail, '$.from')
    UNION ALL SELECT count(*) FROM event WHERE kind = 'sos_answered' AND json_extract(detail, '$.first')
        GROUP BY json_extract(detail, '$.sos')
    UNION ALL SELECT count(*) FROM event WHERE kind = 'sos_said_again'
        GROUP BY json_extract(detail, '$.sos'), json_extract(detail, '$.round')
    UNION ALL SELECT count(*) FROM event WHERE kind = 'shift_closed' GROUP BY json_extract(detail, '$.shift')
    UNION ALL SELECT count(*) FROM post WHERE came_from IS NOT NULL GROUP BY came_from)
"""
CHECKED_IN_AGAIN = """
SELECT coalesce(sum(times - 1), 0) FROM (SELECT count(*) AS times FROM event WHERE kind = 'checked_in'
GROUP BY json_extract(detail, '$.post'), json_extract(detail, '$.how'))
"""
AFTER_SOMEBODY_CAME = """
SELECT count(*) FROM event AS again JOIN event AS answer ON answer.kind = 'sos_answered' AND answer.id < again.id
AND json_extract(answer.detail, '$.sos') = json_extract(again.detail, '$.sos') WHERE again.kind = 'sos_said_again'
"""
WITHOUT_A_CLOCK = """
SELECT (SELECT count(*) FROM shift WHERE state = 'planned' AND published_at IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM due WHERE kind = 'shift' AND subject = CAST(shift.id AS TEXT)))
+ (SELECT count(*) FROM sos WHERE state = 'open' AND NOT EXISTS
    (SELECT 1 FROM due WHERE kind = 'sos' AND subject = CAST(sos.id AS TEXT)))
"""
# Of a point on the map nobody may know whether it arrived; its words did.
_GIVEN_UP = """
SELECT (SELECT count(*) FROM outbox WHERE state = 'dead')
    + (SELECT count(*) FROM quarantine WHERE error_kind <> 'attachment')
"""
_POSTS = """
SELECT post.person_id, post.state, post.assigned_at, shift.id AS shift, shift.starts_at, shift.ends_at,
    (SELECT min(id) FROM event WHERE kind = 'checked_in' AND json_extract(detail, '$.post') = post.id) AS came
FROM post JOIN shift ON shift.id = post.shift_id WHERE shift.state = 'ended' AND post.state <> 'passed_on'
"""
_RUNGS = """
SELECT id, at AS run_at, json_extract(detail, '$.due_at') AS at,
    json_extract(detail, '$.notice') AS step, json_extract(detail, '$.told') AS told
FROM event WHERE kind = 'shift_step_run' AND json_extract(detail, '$.kind') = 'absence'
AND json_extract(detail, '$.shift') = ? AND json_extract(detail, '$.person') = ?
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds of an evening, against what people were told and what the clocks ask for."""

    integrity: str
    lost: list[str]
    """Promises that are not kept: what was promised, and to whom."""
    doubled: int
    early: int
    twice: int
    missed: list[str]
    """Steps of an absence that were not run, or of which nobody was told."""
    needless: list[str]
    """Steps of an absence of somebody who was there by then."""
    after_somebody_came: int
    without_a_clock: int
    given_up: int


def read(watch: Watch) -> Kept:
    """Read the database of an evening; the program has ended."""
    return read_file(watch.town.database, watch, settings_in(watch.town.folder, watch.town.url).township.patrol)


def read_file(path: Path, watch: Watch, patrol: Patrol) -> Kept:
    """The same with the file and the clocks given."""
    with opened(path, path.with_name("keys.json")) as connection:
        connection.row_factory = sqlite3.Row

        def number(query: str) -> int:
            return int(connection.execute(query).fetchone()[0])

        missed, needless = _absences(connection, patrol)
        return Kept(
            integrity=str(connection.execute("PRAGMA integrity_check").fetchone()[0]),
            lost=_lost(connection, watch),
            doubled=number(DOUBLED) + number(CHECKED_IN_AGAIN),
            early=number(EARLY),
            twice=number(TWICE),
            missed=missed,
            needless=needless,
            after_somebody_came=number(AFTER_SOMEBODY_CAME),
            without_a_clock=number(WITHOUT_A_CLOCK),
            given_up=number(_GIVEN_UP),
        )


def _lost(connection: sqlite3.Connection, watch: Watch) -> list[str]:
    return [
        f"{promise} {person}"
        for promise, persons in vars(watch.told).items()
        for person in sorted(persons)
        if connection.execute(KEPT[promise] + WHOSE, (person,)).fetchone() is None
    ]


def _absences(connection: sqlite3.Connection, patrol: Patrol) -> tuple[list[str], list[str]]:
    """Whoever never came was asked for at each rung; whoever had come was asked for no more."""
    missed, needless = [], []
    for post in connection.execute(_POSTS):
        since = max(post["starts_at"], post["assigned_at"])
        closes_at = post["ends_at"] + patrol.check_out_after_ms
        rungs = [since + rung.after_ms for rung in patrol.absence if since + rung.after_ms <= closes_at]
        run = connection.execute(_RUNGS, (post["shift"], post["person_id"])).fetchall()
        told = {row["at"] for row in run if row["told"] != "[]" and _said(connection, row, closes_at)}
        if post["state"] == "absent":
            missed += [f"person {post['person_id']}, {at}" for at in rungs if at not in told]
        came = post["came"]
        needless += [f"person {post['person_id']}, {row['at']}" for row in run if came is not None and came < row["id"]]
    return missed, needless


def _said(connection: sqlite3.Connection, step: sqlite3.Row, closes_at: int) -> bool:
    """Whether the notice of a step went out, or the same card with the news of a later step in its place.

    A step that is run after an outage, when its shift is over, is written down and told to nobody any more.
    """
    query = "SELECT state, reason FROM outbox WHERE dedup_key LIKE ? || ':%'"
    rows = connection.execute(query, (step["step"],)).fetchall()
    if step["run_at"] >= closes_at:
        return bool(rows)
    return bool(rows) and all(row["state"] == "sent" or row["reason"] == "superseded" for row in rows)


async def check(watch: Watch, lane: Lane) -> None:
    """Count and assert. The program has ended, and everything that fell due was done."""
    kept = read(watch)
    unmarked = await checks.unmarked_copies(watch.town.client)
    lane.count(
        check_ins=len(watch.told.checked_in),
        stand_ins=len(watch.told.took_post),
        calls_for_help=len(watch.told.called),
        lost=len(kept.lost),
        effects_doubled=kept.doubled,
        steps_missed=len(kept.missed),
        steps_early=kept.early + len(kept.needless),
        steps_twice=kept.twice,
        without_a_clock=kept.without_a_clock,
        said_again_without_a_word=len(unmarked),
        given_up=kept.given_up,
    )
    assert not unmarked, unmarked
    assert kept == Kept("ok", [], 0, 0, 0, [], [], 0, 0, 0)
