"""What one mistake that no single key shows looks like, and the check for doubles that all lists share."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.settings_errors import KeyPath, shown


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One such mistake."""

    key: KeyPath
    found: str
    right: str


def doubles(key: KeyPath, values: Iterable[str], part: str | None = None) -> Iterator[Contradiction]:
    """Values that stand there twice; `part` is the key of the value within each entry."""
    seen: Counter[str] = Counter()
    for index, value in enumerate(values):
        if seen[value]:
            path = (*key, index) if part is None else (*key, index, part)
            yield Contradiction(path, shown(value), "a value that does not stand there twice")
        seen[value] += 1
