"""What a query gives back, and the narrow connection that every repository works through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

SqlValue = None | int | float | str | bytes
Parameters = Sequence[SqlValue]
Row = dict[str, SqlValue]


class Connection(Protocol):
    """One statement at a time inside the caller's transaction. It neither begins nor commits."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query, each by column name."""

    async def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""

    async def number(self, sql: str, parameters: Parameters = ()) -> int | None:
        """The single integer a query answers with, or None."""

    async def text(self, sql: str, parameters: Parameters = ()) -> str | None:
        """The single text a query answers with, or None."""

    async def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that changes something; how many rows it changed."""

    async def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run an INSERT; the identifier of the new row."""

    async def execute_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement once for each set of parameters."""


def marks(count: int) -> str:
    """As many question marks as a list of parameters needs: `?, ?, ?`."""
    return ", ".join("?" * count)


def json_list(numbers: Iterable[int]) -> str:
    """Numbers for `SELECT value FROM json_each(?)`: the same statement for any count, which SQLite reads only once."""
    return f"[{', '.join(map(str, numbers))}]"


def integer(value: SqlValue) -> int:
    """A value that must be an integer."""
    if not isinstance(value, int):
        message = f"an integer was expected, not {type(value).__name__}"
        raise TypeError(message)
    return value
