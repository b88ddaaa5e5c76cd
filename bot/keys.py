"""The key file: made at the first start, readable by nobody else, and never in the database or its backups."""

from __future__ import annotations

import os
import secrets
import stat
from typing import TYPE_CHECKING, Annotated

import structlog
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from storage.keys import StorageKeys

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 32
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

log = structlog.get_logger(__name__)


class KeysUnusable(Exception):
    """The key file cannot be used; the message says why and what to do, and shows nothing of it."""


class Keys(BaseModel):
    """Five independent keys of 32 random bytes, written in hexadecimal."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    vault: Key
    """Seals identities and updates that were set aside. Lost: nobody can be answered any more."""
    tags: Key
    """Finds a person's own cases."""
    chain: Key
    """Ties the events to one another."""
    buttons: Key
    """Signs buttons."""
    numbers: Key
    """Turns a case's identifier into its number."""

    def __repr__(self) -> str:
        """Nothing of the keys."""
        return "Keys()"

    def __str__(self) -> str:
        """Nothing of the keys."""
        return "Keys()"

    @property
    def storage(self) -> StorageKeys:
        """What storage needs."""
        return StorageKeys(bytes.fromhex(self.vault), bytes.fromhex(self.tags), bytes.fromhex(self.chain))

    @property
    def button_key(self) -> bytes:
        """What buttons are signed with."""
        return bytes.fromhex(self.buttons)

    @property
    def number_key(self) -> bytes:
        """What case numbers are made with."""
        return bytes.fromhex(self.numbers)


def fresh_keys() -> Keys:
    """New random keys."""
    return Keys(**{name: secrets.token_hex(KEY_BYTES) for name in Keys.model_fields})


def read_keys(path: Path) -> Keys:
    """The keys in a file.

    Raises:
        KeysUnusable: there is none, others can read it, or it holds something else.
    """
    try:
        mode = path.stat().st_mode
        text = path.read_bytes()
    except OSError as error:
        raise KeysUnusable(f"{path}: the key file cannot be read ({error.strerror})") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeysUnusable(f"{path}: others on this machine can read the keys; run: chmod 600 {path}")
    try:
        return Keys.model_validate_json(text)
    except ValidationError:
        pass
    raise KeysUnusable(
        f"{path}: this is no key file of Shouwang; put back the copy that you keep apart from the backups"
    )


def keys_for(path: Path, database: Path) -> Keys:
    """The keys in a file, which is made if neither it nor the database is there yet.

    Raises:
        KeysUnusable: as `read_keys`, or the file is missing although a database exists that was sealed with it.
    """
    if path.exists():
        return read_keys(path)
    if database.exists():
        raise KeysUnusable(
            f"{path}: the key file is missing, and {database} was sealed with it. Put the file back from the copy"
            " that you keep apart from the backups. Without it nobody who reported can be answered."
        )
    keys = fresh_keys()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(keys.model_dump_json(indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    log.warning(
        "New keys were made. Keep a copy of the file where the backups are not: without it nobody can be answered",
        action="keys_made",
        path=str(path),
    )
    return keys
