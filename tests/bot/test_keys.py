"""The key file: made once, closed to others, and never replaced by a new one behind somebody's back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.keys import Keys, KeysUnusable, fresh_keys, keys_for, read_keys


def test_the_first_start_makes_keys_that_nobody_else_can_read(tmp_path: Path) -> None:
    """Five different ones, in a file of mode 0600; the next start reads the same."""
    path = tmp_path / "secret" / "keys.json"
    keys = keys_for(path, tmp_path / "none.sqlite")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({getattr(keys, name) for name in Keys.model_fields}) == 5
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
    assert all(getattr(keys, name) not in shown for name in Keys.model_fields)
    assert keys.storage.vault.hex() not in shown
