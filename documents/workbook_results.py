"""What a workbook's formulas come to, kept in the file beside them: a phone shows that without reckoning.

openpyxl writes a formula without a result, and what only looks at the file then shows an empty cell. Here each formula is put
down together with its result, and the results are written into the finished file. A program that reckons does so anew.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?')
"""A cell as openpyxl writes it, without its result. What a person typed holds no such mark: it is escaped."""


class Results:
    """The numbers of a workbook by sheet and cell, those that are given and those that formulas come to."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float] = {}

    def put(self, sheet: Worksheet, cell: str, value: float, formula: str | None = None) -> None:
        """A number, or a formula of ours with what it comes to."""
        sheet[cell] = value if formula is None else formula
        self._known[sheet.title, cell] = value

    def column(self, sheet: str, letter: str, first: int, last: int) -> list[float]:
        """The numbers of some rows of a column."""
        return [self._known[sheet, f"{letter}{row}"] for row in range(first, last + 1)]

    def saved(self, workbook: Workbook) -> bytes:
        """The file, with a result beside each formula."""
        written, finished = io.BytesIO(), io.BytesIO()
        workbook.save(written)
        sheets = {f"xl{each.path.removeprefix('/xl')}": each.title for each in workbook.worksheets}
        with zipfile.ZipFile(written) as raw, zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED) as packed:
            for entry in raw.infolist():
                content = raw.read(entry)
                title = sheets.get(entry.filename)
                packed.writestr(entry, content if title is None else self._filled(title, content))
        return finished.getvalue()

    def _filled(self, sheet: str, content: bytes) -> bytes:
        return FORMULA.sub(lambda found: self._with_result(sheet, found), content)

    def _with_result(self, sheet: str, found: re.Match[bytes]) -> bytes:
        return found[1] + f"<v>{self._known[sheet, found[2].decode()]!r}</v>".encode()
