"""What can be set and what can be called is written down: a key or a command without a word about it fails here."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import BaseModel

from bot.command_line import main
from bot.settings import Configuration
from domain.case_clocks import Period
from domain.configured import key_of
from domain.local_names import LocalName

ROOT = Path(__file__).parent.parent


def model_within(annotation: object) -> type[BaseModel] | None:
    """The table that a key holds, or of which it holds a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_within(part))), None)


def key_paths(table: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Every key of the configuration. The two keys of a period are explained once for all periods."""
    for name, field in table.model_fields.items():
        path = prefix + key_of(name)
        below = model_within(field.annotation)
        if below is None or below in {LocalName, Period}:
            yield path
        else:
            yield from key_paths(below, path + ".")


def command_paths(command: click.Command, words: tuple[str, ...] = ("shouwang",)) -> Iterator[str]:
    """Every command of the command line, as one types it."""
    if not isinstance(command, click.Group):
        yield " ".join(words)
        return
    for name, below in command.commands.items():
        yield from command_paths(below, (*words, name))


@pytest.mark.parametrize("path", [*key_paths(Configuration), *map(key_of, Period.model_fields)])
def test_every_key_is_documented(path: str) -> None:
    """A key that the configuration knows stands in docs/configuration.md by its full path."""
    assert f"`{path}`" in (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


def test_no_key_is_documented_that_does_not_exist() -> None:
    """The tables of docs/configuration.md name no key that was renamed or taken away."""
    known = set(key_paths(Configuration)) | set(map(key_of, Period.model_fields))
    tables = {path.rsplit(".", 1)[0] for path in known}
    lines = (ROOT / "docs/configuration.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("`")[1] for line in lines if line.startswith("| `")]
    languages = {f"name.{language}" for language in ("zh-Hans", "zh-Hant", "en")} | {"clocks.accept.after"}

    assert [row for row in rows if row not in known | tables | languages] == []


@pytest.mark.parametrize("command", list(command_paths(main)))
def test_every_command_is_documented(command: str) -> None:
    """A command stands in the README or in docs/operations.md as one types it."""
    pages = [ROOT / "README.md", ROOT / "docs/operations.md"]
    assert any(command in page.read_text(encoding="utf-8") for page in pages)


def test_every_make_target_says_what_it_does() -> None:
    """`make` alone lists every target of the Makefile, so each has its word."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    phony = next(line for line in lines if line.startswith(".PHONY:")).split()[1:]
    explained = [line.split(":")[0] for line in lines if "  ## " in line and not line.startswith("\t")]

    assert sorted(phony) == sorted(explained)
