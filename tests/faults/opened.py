"""A database file opened beside the program, with functions in it that open what is sealed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.keys import read_keys
from storage.accounts import of_person, open_account
from storage.incidents import subject_of
from storage.key_ring import KeyRing, Sealed, Subject
from storage.written import read_written

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


def opened(database: Path, keys: Path | KeyRing) -> AbstractContextManager[sqlite3.Connection]:
    """The file with functions that open what is sealed in it.

    `words(case, sealed)` opens a text of a case, `answers(draft, sealed)` what a form holds, `met(incident, case, sealed)`
    what somebody met on a shift, `account(person, sealed)` whose account it is,
    `told(person, sealed)` how their call for help ended.
    """
    ring = keys if isinstance(keys, KeyRing) else read_keys(keys).storage.ring
    connection = sqlite3.connect(database)

    def words(case_id: int, sealed: bytes) -> str:
        return read_written(ring.unseal_for(Subject(Sealed.CASE, case_id), sealed)).text

    def answers(draft_id: int, sealed: bytes) -> str:
        return ring.unseal_for(Subject(Sealed.DRAFT, draft_id), sealed).decode()

    def met(incident_id: int, case_id: int | None, sealed: bytes) -> str:
        return read_written(ring.unseal_for(subject_of(incident_id, case_id), sealed)).text

    def account(person_id: int, sealed: bytes | None) -> int:
        return open_account(ring, person_id, sealed).telegram_id

    def told(person_id: int, sealed: bytes) -> str:
        return ring.unseal_for(of_person(person_id), sealed).decode()

    connection.create_function("told", 2, told)
    connection.create_function("account", 2, account)
    connection.create_function("words", 2, words)
    connection.create_function("met", 3, met)
    connection.create_function("answers", 2, answers)
    return closing(connection)
