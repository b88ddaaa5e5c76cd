"""The key file: made at the first start, readable by nobody else, and never in the database or its backups."""

from __future__ import annotations

import os
import secrets
import stat
from functools import cached_property
from pathlib import Path
from typing import Annotated

import structlog
from pydantic import BaseModel, ConfigDict, PrivateAttr, StringConstraints, ValidationError

from storage.key_ring import Generation, KeyRing, RingState
from storage.key_tree import KeyTree
from storage.keys import StorageKeys

KEY_BYTES = 32
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

log = structlog.get_logger(__name__)


class KeysUnusable(Exception):
    """The key file cannot be used; the message says why and what to do, and shows nothing of it."""


class _Hidden(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __repr__(self) -> str:
        """Nothing of the keys."""
        return "Keys()"

    def __str__(self) -> str:
        """Nothing of the keys."""
        return "Keys()"


class Renewed(_Hidden):
    """The keys that a rotation renews."""

    vault: Key
    """Seals identities and updates that were set aside. Lost: nobody can be answered any more."""
    tree: dict[int, Key]
    """What is left of the tree of keys for cases and drafts, node by node. Lost: no text can be read any more."""

    @classmethod
    def of(cls, generation: Generation) -> Renewed:
        """As it is written."""
        return cls(
            vault=generation.vault.hex(), tree={place: key.hex() for place, key in generation.tree.nodes.items()}
        )

    @property
    def generation(self) -> Generation:
        """As storage needs it."""
        tree = KeyTree({place: bytes.fromhex(key) for place, key in self.tree.items()})
        return Generation(bytes.fromhex(self.vault), tree)


class Keys(_Hidden):
    """Independent keys of 32 random bytes, written in hexadecimal."""

    renewed: Renewed
    """Seals what people wrote and who they are."""
    earlier: Renewed | None = None
    """The same from before a rotation that is not over."""
    tags: Key
    """Finds a person's own cases."""
    chain: Key
    """Ties the events to one another."""
    buttons: Key
    """Signs buttons."""
    numbers: Key
    """Turns a case's identifier into its number."""
    _path: Path | None = PrivateAttr(None)

    @cached_property
    def storage(self) -> StorageKeys:
        """What storage needs. What it destroys or renews is written to the file that these keys were read from."""
        earlier = None if self.earlier is None else self.earlier.generation
        ring = KeyRing(RingState(self.renewed.generation, earlier), self._keep)
        return StorageKeys(ring, bytes.fromhex(self.tags), bytes.fromhex(self.chain))

    @property
    def button_key(self) -> bytes:
        """What buttons are signed with."""
        return bytes.fromhex(self.buttons)

    @property
    def number_key(self) -> bytes:
        """What case numbers are made with."""
        return bytes.fromhex(self.numbers)

    def kept_in(self, path: Path) -> Keys:
        """The same keys, which write what becomes of them to a file."""
        self._path = path
        return self

    def _keep(self, state: RingState) -> None:
        if self._path is not None:
            earlier = None if state.previous is None else Renewed.of(state.previous)
            _write(self._path, self.model_copy(update={"renewed": Renewed.of(state.current), "earlier": earlier}))


def fresh_keys() -> Keys:
    """New random keys."""
    tags, chain, buttons, numbers = (secrets.token_hex(KEY_BYTES) for _each in range(4))
    return Keys(renewed=Renewed.of(Generation.fresh()), tags=tags, chain=chain, buttons=buttons, numbers=numbers)


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
        return Keys.model_validate_json(text).kept_in(path)
    except ValidationError:
        pass
    try:
        return _completed(path, _FirstKeys.model_validate_json(text))
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
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, keys)
    log.warning(
        "New keys were made. Keep a copy of the file where the backups are not: without it nobody can be answered."
        " Copy it anew, over the old copy, after texts were deleted",
        action="keys_made",
        path=str(path),
    )
    return keys.kept_in(path)


class _FirstKeys(_Hidden):
    """The key file of the first versions, which had no keys for single cases."""

    vault: Key
    tags: Key
    chain: Key
    buttons: Key
    numbers: Key


def _completed(path: Path, first: _FirstKeys) -> Keys:
    """The same keys with a tree for cases and drafts, written back."""
    fresh = Renewed.of(Generation.fresh())
    keys = Keys(
        renewed=Renewed(vault=first.vault, tree=fresh.tree),
        tags=first.tags,
        chain=first.chain,
        buttons=first.buttons,
        numbers=first.numbers,
    )
    _write(path, keys)
    log.warning(
        "Keys for each case were added to the key file. Copy it anew, over the old copy: the old one cannot open them",
        action="keys_completed",
        path=str(path),
    )
    return keys.kept_in(path)


def _write(path: Path, keys: Keys) -> None:
    """Put the keys in the file's place at once, whole, and only return when the disk has them and not the old ones."""
    fresh = path.with_name(path.name + ".fresh")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(keys.model_dump_json(indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
