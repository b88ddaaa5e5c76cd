"""The layout explains the program: what every module, every state and every test has to say about itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("bot", "handlers", "scheduler", "actions", "documents", "storage", "texts", "domain", "playground")
MOST_LINES = 400
LONGER_FOR_A_REASON: dict[str, str] = {}
"""Modules above that length, each with the reason why splitting it would make it harder to read."""
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "base"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
OTHER_CLOCKS = re.compile(r"\btime\.(time|sleep|time_ns)\(|\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(")


MODULES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name_of(path: Path) -> str:
    """How a module is called in a test's name."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_says_what_it_is(floor: str) -> None:
    """A top folder is a package whose docstring tells a newcomer what it is for."""
    assert ast.get_docstring(tree_of(ROOT / floor / "__init__.py"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_does(path: Path) -> None:
    """A module begins with a docstring, and its name means something."""
    assert ast.get_docstring(tree_of(path)), "the module has no docstring"
    assert path.stem not in NAMES_THAT_SAY_NOTHING


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    """A module above 400 lines is split by subject, or says here why it is not."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES or name_of(path) in LONGER_FOR_A_REASON


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_left_unfinished(path: Path) -> None:
    """No note to oneself stands in the program; what is open stands in an issue."""
    assert UNFINISHED.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_time_comes_from_the_injected_clock(path: Path) -> None:
    """Only the modules named `clock` ask the machine for the time."""
    if path.stem != "clock":
        assert OTHER_CLOCKS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_state_has_its_meaning(path: Path) -> None:
    """Each member of a StrEnum is followed by one line that says what it means."""
    without: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("StrEnum") for base in node.bases):
            without += [f"{node.name}.{member}" for member in members_without_meaning(node)]
    assert without == []


def members_without_meaning(enumeration: ast.ClassDef) -> Iterator[str]:
    """The members of an enumeration after which no docstring stands."""
    following = [*enumeration.body[1:], None]
    for statement, after in zip(enumeration.body, following, strict=True):
        explained = (
            isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
        )
        if isinstance(statement, ast.Assign) and not explained:
            yield ast.unparse(statement.targets[0])


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_every_test_reads_as_a_sentence(path: Path) -> None:
    """A test has a docstring that says what holds."""
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if node.name.startswith("test_") and not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_no_test_waits_by_sleeping(path: Path) -> None:
    """A test that sleeps is slow when it passes and wrong when the machine is busy. Yielding with 0 is no sleep."""
    assert re.findall(r"\bsleep\((?!0\))", path.read_text(encoding="utf-8").replace('r"\\bsleep', "")) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_by_hash_and_names_no_registry(name: str) -> None:
    """What is installed is the same everywhere, wherever it is fetched from."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][a-z0-9.-]*(?:\[[a-z,]+\])?==\S+ \\\n    --hash=sha256:", text, flags=re.MULTILINE)

    assert pins
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, flags=re.MULTILINE))
    assert "://" not in text


def test_both_locks_agree() -> None:
    """The development lock holds every runtime package at the same version, so tests run what people run."""
    runtime, development = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development
