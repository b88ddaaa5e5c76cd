"""Seals what an older program left in the file in clear: once, at the first start of a program that seals it, in small parts."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import orjson
from pydantic import TypeAdapter

from domain.messages import Attachment
from storage.accounts import Account, account_tag, of_person, seal_account
from storage.called import sealed_word
from storage.cases import Place
from storage.incidents import subject_of
from storage.key_ring import Sealed, Subject
from storage.rows import integer
from storage.teams import sealed_household
from storage.vault import Vault
from storage.written import Written, written_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.keys import StorageKeys
    from storage.rows import Row, SqlValue
    from storage.sqlite_connection import SqliteConnection

    Change = tuple[str, tuple[SqlValue, ...]]
    """A statement with its parameters; the identifier of the row comes after them."""

PART = 500
DAY_MS = 86_400_000
ABOUT = "reporter_of, condition, card_key, dedup_key"
_ATTACHMENTS = TypeAdapter(tuple[Attachment, ...])
_PLACE = TypeAdapter(Place)


async def seal_what_is_clear(connection: SqliteConnection, keys: StorageKeys) -> None:
    """Do it, unless it was done. Begun again after a crash it goes on where it was; at the end the file is written anew.

    SQLite overwrites what it deletes, but not what it moved about before; only a file written anew is free of that.
    """
    done = await connection.number("SELECT done FROM first_sealing") or 0
    if done == len(_STAGES):
        return
    used = await connection.number("SELECT 1 FROM person LIMIT 1")
    if used:
        vault = Vault(connection, keys)
        for find, seal in chain.from_iterable(_STAGES[done:]):
            await _run(connection, vault, find, seal)
        await connection.execute("DELETE FROM unsealed_person")
        await connection.finish("VACUUM")
        await connection.finish("PRAGMA wal_checkpoint(TRUNCATE)")
    await connection.execute("UPDATE first_sealing SET done = ?", (len(_STAGES),))


async def _run(
    connection: SqliteConnection, vault: Vault, find: str, seal: Callable[[Vault, Row], Change | None]
) -> None:
    after = 0
    while rows := await connection.rows(f"{find} LIMIT {PART}", (after,)):
        await connection.execute("BEGIN IMMEDIATE")
        try:
            for row in rows:
                change = seal(vault, row)
                if change is not None:
                    await connection.execute(change[0], (*change[1], row["id"]))
            await connection.finish("COMMIT")
        except BaseException:
            if connection.driver.in_transaction:
                await connection.finish("ROLLBACK")
            raise
        after = integer(rows[-1]["id"])


def _entry(vault: Vault, row: Row) -> Change:
    written = Written(str(row["text"]), _ATTACHMENTS.validate_json(str(row["attachments"])))
    sealed = vault.ring.seal_for(Subject(Sealed.CASE, integer(row["matter_id"])), written_bytes(written))
    return "UPDATE entry SET text = '', attachments = '', sealed = ? WHERE id = ?", (sealed,)


def _incident(vault: Vault, row: Row) -> Change:
    latitude, longitude = row["latitude"], row["longitude"]
    place = (latitude, longitude) if isinstance(latitude, float) and isinstance(longitude, float) else None
    written = Written(str(row["text"]), _ATTACHMENTS.validate_json(str(row["attachments"])), place)
    case_id = None if row["matter_id"] is None else integer(row["matter_id"])
    sealed = vault.ring.seal_for(subject_of(integer(row["id"]), case_id), written_bytes(written))
    return (
        "UPDATE incident SET text = '', attachments = '', latitude = NULL, longitude = NULL, sealed = ? WHERE id = ?",
        (sealed,),
    )


def _place(vault: Vault, row: Row) -> Change:
    place = Place(
        None if row["place"] is None else str(row["place"]),
        row["latitude"] if isinstance(row["latitude"], float) else None,
        row["longitude"] if isinstance(row["longitude"], float) else None,
    )
    sealed = vault.ring.seal_for(Subject(Sealed.CASE, integer(row["id"])), _PLACE.dump_json(place))
    return "UPDATE matter SET place = NULL, latitude = NULL, longitude = NULL, sealed_place = ? WHERE id = ?", (sealed,)


def _draft(vault: Vault, row: Row) -> Change:
    sealed = vault.ring.seal_for(Subject(Sealed.DRAFT, integer(row["id"])), str(row["answers"]).encode())
    return "UPDATE draft SET answers = '', sealed = ? WHERE id = ?", (sealed,)


def _draft_text(vault: Vault, row: Row) -> Change:
    sealed = vault.ring.seal_for(Subject(Sealed.DRAFT, integer(row["draft_id"])), str(row["text"]).encode())
    return "UPDATE draft_text SET text = '', sealed = ? WHERE id = ?", (sealed,)


def _identity(vault: Vault, row: Row) -> Change | None:
    """Sealed by the vault alone so far."""
    case_id, sealed = integer(row["id"]), row["sealed"]
    clear = vault.ring.unseal(sealed if isinstance(sealed, bytes) else b"")
    try:
        orjson.loads(clear)
    except orjson.JSONDecodeError:
        return None
    again = vault.ring.seal(vault.ring.seal_for(Subject(Sealed.CASE, case_id), clear))
    return "UPDATE sealed_identity SET sealed = ? WHERE matter_id = ?", (again,)


def _message(vault: Vault, row: Row) -> Change:
    clear, case_id = str(row["message"]).encode(), _case_of(row)
    if case_id is not None:
        sealed = vault.ring.seal_for(Subject(Sealed.CASE, case_id), clear)
        return "UPDATE outbox SET message = '', sealed = ?, about = ?, key_day = NULL WHERE id = ?", (sealed, case_id)
    day = integer(row["created_at"]) // DAY_MS
    sealed = vault.ring.seal_for(Subject(Sealed.DAY, day), clear)
    return "UPDATE outbox SET message = '', sealed = ?, about = NULL, key_day = ? WHERE id = ?", (sealed, day)


def _case_of(row: Row) -> int | None:
    """The same answer as `Outgoing.case_id` gives, from what was kept."""
    if isinstance(row["reporter_of"], int):
        return row["reporter_of"]
    condition = orjson.loads(str(row["condition"])) if row["condition"] is not None else {}
    if "case_id" in condition:
        return int(condition["case_id"])
    kind, number, *_rest = [*str(row["card_key"] or "").split(":"), ""]
    if kind == "case" and number.isdecimal():
        return int(number)
    # A notice of a case is named after it: `<case>:<notice>:<person>`.
    number = str(row["dedup_key"] or "").partition(":")[0]
    return int(number) if number.isdecimal() else None


def _person(vault: Vault, row: Row) -> Change | None:
    person_id, account = integer(row["id"]), Account(integer(row["telegram_id"]), str(row["name"]))
    if vault.ring.is_destroyed(of_person(person_id)):
        # An older copy was put back, and they have been forgotten since.
        return None
    sealed = seal_account(vault.ring, person_id, account)
    tag = account_tag(vault, account.telegram_id)
    return "UPDATE person SET account_tag = ?, sealed = ? WHERE id = ?", (tag, sealed)


def _household(vault: Vault, row: Row) -> Change:
    unit, person_id, household = str(row["unit"]), integer(row["person_id"]), str(row["household_tag"])
    return "UPDATE member SET household_tag = ?, household = ? WHERE id = ?", sealed_household(
        vault, unit, person_id, household
    )


def _called(vault: Vault, row: Row) -> Change:
    sealed = sealed_word(vault, integer(row["person_id"]), str(row["word_tag"]))
    return "UPDATE called SET word_tag = ?, word = ? WHERE id = ?", sealed


def _sos(vault: Vault, row: Row) -> Change:
    sealed = vault.ring.seal_for(of_person(integer(row["person_id"])), str(row["unsealed_word"]).encode())
    return "UPDATE sos SET unsealed_word = NULL, word = ? WHERE id = ?", (sealed,)


def _invitation(vault: Vault, row: Row) -> Change:
    """Of one that is over nobody has to know whom it was for."""
    sealed = vault.seal(str(row["name"]).encode()) if row["state"] in {"open", "awaiting"} else None
    return "UPDATE invitation SET name = '', sealed = ? WHERE id = ?", (sealed,)


_CASES: tuple[tuple[str, Callable[[Vault, Row], Change | None]], ...] = (
    (
        "SELECT id, matter_id, text, attachments FROM entry WHERE sealed IS NULL AND id > ? ORDER BY id",
        _entry,
    ),
    (
        "SELECT id, text, latitude, longitude, attachments, matter_id FROM incident WHERE sealed IS NULL AND id > ? ORDER BY id",
        _incident,
    ),
    (
        "SELECT id, place, latitude, longitude FROM matter WHERE coalesce(place, latitude) IS NOT NULL AND id > ? ORDER BY id",
        _place,
    ),
    ("SELECT matter_id AS id, sealed FROM sealed_identity WHERE matter_id > ? ORDER BY matter_id", _identity),
    ("SELECT id, answers FROM draft WHERE sealed IS NULL AND id > ? ORDER BY id", _draft),
    ("SELECT id, draft_id, text FROM draft_text WHERE sealed IS NULL AND id > ? ORDER BY id", _draft_text),
    (
        f"SELECT id, message, {ABOUT}, created_at FROM outbox WHERE message <> '' AND id > ? ORDER BY id",
        _message,
    ),
)
_PEOPLE: tuple[tuple[str, Callable[[Vault, Row], Change | None]], ...] = (
    ("SELECT id, telegram_id, name FROM unsealed_person WHERE id > ? ORDER BY id", _person),
    ("SELECT * FROM member WHERE household_tag > '' AND household IS NULL AND id > ? ORDER BY id", _household),
    ("SELECT id, person_id, word_tag FROM called WHERE word IS NULL AND id > ? ORDER BY id", _called),
    ("SELECT id, person_id, unsealed_word FROM sos WHERE unsealed_word IS NOT NULL AND id > ? ORDER BY id", _sos),
    ("SELECT id, name, state FROM invitation WHERE name <> '' AND id > ? ORDER BY id", _invitation),
)
_STAGES = (_CASES, _PEOPLE)
"""What one version of the program after another left clear no longer; `first_sealing.done` counts them."""
