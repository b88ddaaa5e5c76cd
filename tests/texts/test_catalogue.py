"""The three languages say the same things, and everything the program says is in them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

from domain.cases import CaseState
from domain.refusals import RefusalCode
from domain.words import Language, Role
from handlers.routes import COMMANDS
from texts.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
FLOORS = ("actions", "bot", "documents", "domain", "handlers", "scheduler")
PHRASE_CALLS = {"phrase", "say", "Phrase"}
FAMILIES = "ask|button|card|confirm|choice|headline|told|note|mine|menu|refusal|toast|draft|form|work"
NAMES = re.compile(rf"^({FAMILIES})-[a-z0-9-]*[a-z0-9]$")


class Variables(visitor.Visitor):
    """The variables that a message uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the visitor's own name
        """Note one."""
        self.names.add(node.id.name)


def messages_of(language: Language) -> dict[str, frozenset[str]]:
    """Every message of a language with its variables. A message that stands twice fails."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted((ROOT / "texts" / language.value).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language.value}"
                variables = Variables()
                variables.visit(entry)
                found[entry.id.name] = frozenset(variables.names)
    return found


def phrases_in_code() -> dict[str, str]:
    """Every phrase that the code names whole, and where."""
    found: dict[str, str] = {}
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for name in _named(node):
                    found[name] = str(path.relative_to(ROOT))
    return found


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PHRASE_CALLS and node.args:
        first = node.args[0]
        choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        return [each.value for each in choices if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMES.match(node.value):
        return [node.value]
    return []


@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.EN])
def test_every_language_has_the_same_messages_with_the_same_variables(language: Language) -> None:
    """Nothing is missing in one language, nothing too much, and each message takes the same values."""
    assert messages_of(language) == messages_of(Language.ZH_HANS)


def test_every_phrase_that_the_code_names_exists() -> None:
    """A phrase that no catalogue has would keep a message from being sent."""
    known = messages_of(Language.ZH_HANS)
    assert {name: place for name, place in phrases_in_code().items() if name not in known} == {}


@pytest.mark.parametrize("code", list(RefusalCode), ids=lambda code: code.value)
def test_every_refusal_has_its_sentence(code: RefusalCode) -> None:
    """Whoever is refused something is told so in words."""
    assert f"refusal-{code.value.replace('_', '-')}" in messages_of(Language.ZH_HANS)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_every_role_has_its_name(role: Role) -> None:
    """A role is shown by its name."""
    assert f"role-{role.value.replace('_', '-')}" in messages_of(Language.ZH_HANS)


@pytest.mark.parametrize("state", list(CaseState), ids=lambda state: state.value)
def test_every_state_is_told_to_both_sides(state: CaseState) -> None:
    """Handler and reporter each have a line for every state."""
    name = state.value.replace("_", "-")
    assert {f"card-state-{name}", f"mine-state-{name}", f"mine-mark-{name}"} <= messages_of(Language.ZH_HANS).keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_menu_is_described(command: str) -> None:
    """The menu beside the input field says what each command does."""
    assert f"command-{command}" in messages_of(Language.ZH_HANS)


def test_typed_text_never_becomes_markup() -> None:
    """What the catalogue puts into a sentence is not read as a pattern."""
    catalogue = Catalogue.load()
    shown = catalogue.format(Language.EN, "mine-text", {"text": "{ $x } { DATETIME($y) }"})
    assert "{ $x } { DATETIME($y) }" in shown
