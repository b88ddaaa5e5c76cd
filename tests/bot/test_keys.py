"""The key file: made once, closed to others, and never replaced by a new one behind somebody's back."""

from __future__ import annotations

import json
import secrets
import stat
from pathlib import Path

import pytest

from bot.keys import Keys, KeysUnusable, fresh_keys, keys_for, read_keys
from storage.key_ring import KeyDestroyed, Sealed, Subject
from storage.key_tree import Span


def test_the_first_start_makes_keys_that_nobody_else_can_read(tmp_path: Path) -> None:
    """All different, in a file of mode 0600; the next start reads the same."""
    path = tmp_path / "secret" / "keys.json"
    keys = keys_for(path, tmp_path / "none.sqlite")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(set(secrets_of(keys))) == 6
    assert keys_for(path, tmp_path / "none.sqlite") == keys


def test_without_its_keys_a_database_is_not_started(tmp_path: Path) -> None:
    """New keys would make every sealed identity unreadable, so none are made."""
    database = tmp_path / "shouwang.sqlite"
    database.touch()
    with pytest.raises(KeysUnusable, match="is missing"):
        keys_for(tmp_path / "keys.json", database)
    assert not (tmp_path / "keys.json").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_keys_that_others_can_read_are_refused(tmp_path: Path, mode: int) -> None:
    """The message says how to close the file."""
    path = tmp_path / "keys.json"
    keys_for(path, tmp_path / "none.sqlite")
    path.chmod(mode)
    with pytest.raises(KeysUnusable, match="chmod 600"):
        read_keys(path)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"vault": "00"}', "\xff"])
def test_a_file_that_is_no_key_file_is_refused_without_showing_it(tmp_path: Path, text: str) -> None:
    """What stands in it may be half a key."""
    path = tmp_path / "keys.json"
    path.write_text(text, encoding="latin-1")
    path.chmod(0o600)
    with pytest.raises(KeysUnusable) as raised:
        read_keys(path)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_keys_are_not_shown_by_accident() -> None:
    """Neither printed nor in a traceback's values."""
    keys = fresh_keys()
    shown = f"{keys!r} {keys} {keys.storage!r}"
    assert all(secret not in shown for secret in secrets_of(keys))


def secrets_of(keys: Keys) -> list[str]:
    """Every secret in the file."""
    return [keys.tags, keys.chain, keys.buttons, keys.numbers, keys.renewed.vault, *keys.renewed.tree.values()]


def test_a_file_of_the_first_versions_is_completed_once(tmp_path: Path) -> None:
    """What it held stays; keys for cases come to it, and the next start finds the same ones."""
    path = tmp_path / "keys.json"
    first = {name: secrets.token_hex(32) for name in ("vault", "tags", "chain", "buttons", "numbers")}
    path.write_text(json.dumps(first))
    path.chmod(0o600)
    keys = read_keys(path)
    assert (keys.renewed.vault, keys.tags, keys.numbers) == (first["vault"], first["tags"], first["numbers"])
    assert read_keys(path) == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_destroyed_is_gone_from_the_file_and_the_rest_is_as_before(tmp_path: Path) -> None:
    """A copy from the first day opens what lives; the file of today does not open what was destroyed."""
    path = tmp_path / "keys.json"
    keys = keys_for(path, tmp_path / "none.sqlite")
    (tmp_path / "copy.json").write_bytes(path.read_bytes())
    (tmp_path / "copy.json").chmod(0o600)
    ring = keys.storage.ring
    sealed = {number: ring.seal_for(Subject(Sealed.CASE, number), b"words") for number in (7, 8)}
    ring.destroy([(Sealed.CASE, Span(7, 7))])
    again, copy = read_keys(path).storage.ring, read_keys(tmp_path / "copy.json").storage.ring
    with pytest.raises(KeyDestroyed):
        again.unseal_for(Subject(Sealed.CASE, 7), sealed[7])
    assert again.unseal_for(Subject(Sealed.CASE, 8), sealed[8]) == b"words"
    assert copy.unseal_for(Subject(Sealed.CASE, 8), sealed[8]) == b"words"
    assert list(tmp_path.glob("*.fresh")) == []


def test_a_file_that_cannot_be_written_leaves_the_keys_as_they_were(tmp_path: Path) -> None:
    """Neither the file nor the running program loses anything; it is tried again later."""
    path = tmp_path / "secret" / "keys.json"
    ring = keys_for(path, tmp_path / "none.sqlite").storage.ring
    sealed, before = ring.seal_for(Subject(Sealed.CASE, 7), b"words"), path.read_bytes()
    (path.parent / "keys.json.fresh").mkdir()
    with pytest.raises(IsADirectoryError):
        ring.destroy([(Sealed.CASE, Span(7, 7))])
    assert path.read_bytes() == before
    assert ring.unseal_for(Subject(Sealed.CASE, 7), sealed) == b"words"
