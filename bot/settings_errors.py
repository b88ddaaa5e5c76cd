"""What is wrong with a configuration, said so that a person can mend it: place, key, what was found, what is right."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.settings_environment import variable_of
from domain.configured import key_of

KeyPath = tuple[str | int, ...]

_SECRET_KEYS: Final = frozenset({"token", "secret"})
_LONGEST_SHOWN: Final = 60
_LANGUAGE_TAGS: Final = {"zh_hans": "zh-Hans", "zh_hant": "zh-Hant"}
_LIST: Final = 'a list such as ["a", "b"]; in an environment variable it is written as JSON'
_TIME: Final = 'a time of day such as "22:00"'

_RIGHT: Final[Mapping[str, str]] = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "enum": "one of {expected}",
    "float_parsing": "a number",
    "float_type": "a number",
    "greater_than": "a value above {gt}",
    "greater_than_equal": "{ge} or more",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "less_than": "a value below {lt}",
    "less_than_equal": "{le} or less",
    "list_type": _LIST,
    "missing": "a value; docs/configuration.md says what the key means",
    "model_attributes_type": "a table with keys of its own",
    "model_type": "a table with keys of its own",
    "path_type": "a path as a text in quotes",
    "string_too_long": "a text of at most {max_length} characters",
    "string_too_short": "a text that is not empty",
    "string_type": "a text in quotes",
    "time_parsing": _TIME,
    "time_type": _TIME,
    "too_short": "a list of at least {min_length}",
    "tuple_type": _LIST,
}
_RIGHT_PATTERN: Final[Mapping[str, str]] = {
    r"^[a-z][a-z0-9_]{0,31}$": "a short code: a lower-case letter, then up to 31 lower-case letters, digits or _",
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$": 'a day of the year such as "07-01"',
    r"^https?://[^\s/]+(/\S*)?$": 'an address such as "https://api.telegram.org"',
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake."""

    place: str
    """The file, or the environment variable."""
    key: str
    """The key's path, as in `clocks.accept.after` or `units[3].aliases[0]`; entries are counted from 0."""
    found: str
    right: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.place}: {self.key}: found {self.found}; right would be {self.right}"


class ConfigurationError(Exception):
    """The configuration cannot be used. Holds every mistake that was found, never the value of a secret."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = "one mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        super().__init__("\n".join([f"The configuration has {count}:", *(f"  {problem}" for problem in problems)]))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a configuration came from, so that a mistake can be traced to the file or to a variable."""

    path: Path
    environment: Mapping[str, str]

    def place(self, key: KeyPath) -> str:
        """The environment variable that gave this key, or one of the tables around it; else the file."""
        variables = {name.upper(): name for name, value in self.environment.items() if value}
        for length in range(len(key), 0, -1):
            if any(isinstance(part, int) for part in key[:length]):
                continue
            if name := variables.get(variable_of(key[:length])):
                return f"environment variable {name}"
        return str(self.path)


def problem_from(error: ErrorDetails, model: type[BaseModel], origin: Origin) -> Problem:
    """Translate one of pydantic's errors about `model`."""
    context: Mapping[str, object] = error.get("ctx", {})
    path: KeyPath = error["loc"]
    return Problem(
        place=origin.place(path),
        key=written_key(path),
        found=_found(error, path),
        right=_right(error, context, model, path),
    )


def written_key(path: KeyPath) -> str:
    """A key's path as one writes and reads it."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            written += ("." if written else "") + _LANGUAGE_TAGS.get(part, part)
    return written or "the whole"


def shown(value: object) -> str:
    """A found value, short enough for one line."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
        return f'"{text}"'
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}" if value else "an empty list"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _found(error: ErrorDetails, path: KeyPath) -> str:
    if error["type"] == "missing":
        return "nothing"
    if error["type"] == "extra_forbidden":
        # The value is not shown: a misspelt `token` would hold one.
        return "a key that is not known"
    if any(part in _SECRET_KEYS for part in path):
        return "a value that is not shown here"
    return shown(error["input"])


def _right(error: ErrorDetails, context: Mapping[str, object], model: type[BaseModel], path: KeyPath) -> str:
    match error["type"]:
        case "extra_forbidden":
            return _known_key(model, path)
        case "string_pattern_mismatch":
            return _RIGHT_PATTERN.get(str(context["pattern"]), f"a text that matches {context['pattern']}")
        case kind if kind in _RIGHT:
            return _RIGHT[kind].format(**context)
        case _:
            return error["msg"]


def _known_key(model: type[BaseModel], path: KeyPath) -> str:
    table: type[BaseModel] | None = model
    for part in path[:-1]:
        if isinstance(part, str) and table is not None:
            table = _table_under(table, part)
    if table is None:
        return "no key here"
    keys = [_LANGUAGE_TAGS.get(key_of(name), key_of(name)) for name in table.model_fields]
    near = difflib.get_close_matches(str(path[-1]), keys, n=1)
    return f"the key {near[0]}" if near else "one of " + ", ".join(keys)


def _table_under(table: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, field in table.model_fields.items():
        if key in {name, key_of(name)}:
            return _model_within(field.annotation)
    return None


def _model_within(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_within(part))), None)
