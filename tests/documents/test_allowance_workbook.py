"""The ledger's workbook, opened again: totals are formulas, rows name the check-ins, and nothing typed is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from documents.allowance_ledger import TeamLedger
from documents.allowance_workbook import Book, draw
from domain.allowance import ledger
from domain.shifts import CheckInKind, Mark, PostState, RosteredShift
from domain.words import Language
from storage.allowances import Allowance
from tests.documents.patrol_samples import NAMES, check_in, office, post, shift
from tests.domain.samples import at, township

AFTER = at("2026-10-02 09:00")
OURS = re.compile(
    r"=K\d+\*\(1-J\d+\)|=K\d+-L\d+|=SUM\([A-Z]+\d+:[A-Z]+\d+\)|=(SUM|COUNT)\('[^']+'![A-Z]+\d+:[A-Z]+\d+\)"
)
"""Every formula that we write."""


def team(unit: str, first_id: int, released: Allowance | None = None) -> TeamLedger:
    """Two evenings of three people: one is absent once, one check-in waits for the lead's word."""
    rostered, shown = [], {}
    for number, day in enumerate(("2026-09-01", "2026-09-03")):
        own = shift(first_id + number, day, unit=unit)
        states = (PostState.CHECKED_OUT, PostState.CHECKED_OUT, PostState.ABSENT if number else PostState.CHECKED_OUT)
        posts = tuple(
            post(first_id + number * 10 + turn, own, first_id + turn, state) for turn, state in enumerate(states)
        )
        rostered.append(RosteredShift(own, posts))
        for each in posts:
            if each.checked_in_at:
                marks = (Mark.OUTSIDE,) if number and each is posts[0] else ()
                made = check_in(each.id * 7, each, *marks, kind=CheckInKind.POSTER)
                shown[each.id] = (replace(made, checkpoint_id=4),)
    return TeamLedger(unit, "2026-09", ledger(rostered, shown, township().patrol.rates, AFTER), released, complete=True)


def book(
    *teams: TeamLedger,
    names: Mapping[int, str] = NAMES,
    checkpoint: str = "石桥头",
    language: Language = Language.ZH_HANS,
) -> Workbook:
    """The workbook as somebody opens it."""
    made = draw(Book(office(language), "2026-09", teams, names, {4: checkpoint}, "a.xlsx"))
    return load_workbook(io.BytesIO(made.content))


def cells(workbook: Workbook) -> Iterator[Cell]:
    """Every cell that holds something."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value not in {None, ""})


def worth(workbook: Workbook, sheet: str, place: str) -> float:
    """What a cell comes to: a small reckoner for the few formulas that we write."""
    value = workbook[sheet][place].value
    if not isinstance(value, str):
        return float(value or 0)
    if found := re.fullmatch(r"=(SUM|COUNT)\((?:'([^']+)'!)?([A-Z]+)(\d+):[A-Z]+(\d+)\)", value):
        kind, other, column, first, last = found.groups()
        parts = [worth(workbook, other or sheet, f"{column}{row}") for row in range(int(first), int(last) + 1)]
        return len(parts) if kind == "COUNT" else sum(parts)
    if found := re.fullmatch(r"=(K\d+)\*\(1-(J\d+)\)", value):
        return worth(workbook, sheet, found[1]) * (1 - worth(workbook, sheet, found[2]))
    found = re.fullmatch(r"=(K\d+)-(L\d+)", value)
    assert found, value
    return worth(workbook, sheet, found[1]) - worth(workbook, sheet, found[2])


def test_totals_are_formulas_and_come_to_what_was_verified() -> None:
    """Four of six posts at 30 yuan, on every sheet; no sum stands there as a number."""
    workbook = book(team("fenglin", 1))
    for sheet, place in (("各队", "E6"), ("各人", "G8"), ("明细", "M11")):
        assert str(workbook[sheet][place].value).startswith("=SUM(")
        assert worth(workbook, sheet, place) == 120
    assert worth(workbook, "明细", "L11") == worth(workbook, "各队", "D5") == 60
    assert [worth(workbook, "各人", f"E{row}") for row in (5, 6, 7)] == [1, 2, 1]


def test_each_formula_has_its_result_beside_it() -> None:
    """What a phone shows without reckoning is what comes of reckoning, in every cell and on every sheet."""
    made = draw(Book(office(), "2026-09", (team("fenglin", 1), team("liutang", 200)), NAMES, {4: "桥"}, "a.xlsx"))
    reckons, shows = (load_workbook(io.BytesIO(made.content), data_only=only) for only in (False, True))
    formulas = [cell for cell in cells(reckons) if cell.data_type == "f"]
    assert len(formulas) > 40
    for cell in formulas:
        title = cell.parent.title
        assert shows[title][cell.coordinate].value == worth(reckons, title, cell.coordinate), (title, cell.coordinate)


def test_a_mended_line_changes_the_totals() -> None:
    """Whoever writes 1 for 0 sees the sums follow."""
    workbook = book(team("fenglin", 1))
    sheet = workbook["明细"]
    row = next(row for row in range(5, 11) if sheet[f"J{row}"].value == 0)
    sheet[f"J{row}"].value = 1
    assert worth(workbook, "各队", "E6") == worth(workbook, "各人", "G8") == 150


def test_rows_name_the_check_ins_and_say_why_something_is_deducted() -> None:
    """The check-in's own number, its time, how and where; the reason beside what it costs."""
    sheet = book(team("fenglin", 1))["明细"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=10)]
    assert lines[0][6] == "#7 19:55 扫码 石桥头"
    assert [line[13] for line in lines if line[9] == 0] == ["签到记录要带班确认，还没确认", "没有签到记录"]
    assert next(line[14] for line in lines if line[9] == 0) == "不在片区里"
    assert sum(int(str(line[9])) for line in lines) == 4


def test_each_team_has_its_own_sums_and_its_state() -> None:
    """A team without shifts has no row; one that was released says by whom."""
    paid = Allowance("liutang", "2026-09", 10, AFTER)
    workbook = book(
        team("fenglin", 1), team("liutang", 200, paid), TeamLedger("zhuxi", "2026-09", (), None, complete=True)
    )
    sheet = workbook["各队"]
    assert [sheet[f"A{row}"].value for row in (5, 6, 7)] == ["枫林义务巡逻队", "柳塘义务巡逻队", "合计"]
    assert [worth(workbook, "各队", f"E{row}") for row in (5, 6, 7)] == [120, 120, 240]
    assert sheet["F5"].value == "待审核"
    assert sheet["F6"].value == "何知远 于 10月2日 09:00 审核发放"


@pytest.mark.parametrize("language", Language)
def test_an_empty_month_is_a_workbook_too(language: Language) -> None:
    """With heads and no sums over nothing."""
    workbook = book(language=language)
    assert [cell for cell in cells(workbook) if cell.data_type == "f"] == []
    assert len(workbook.worksheets) == 3


TEXTS = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            '=HYPERLINK("http://x","y")',
            "+1",
            "-1",
            "@SUM(A1)",
            "#N/A",
            "\t=1",
            "\r=2",
            "{=1}",
            "'=1",
            "=cmd|' /C calc'!A0",
            "1",
            "TRUE",
        ]
    ),
    st.text(max_size=40),
    st.text(st.characters(codec=None), max_size=20).map("=".__add__),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXTS, checkpoint=TEXTS)
def test_nothing_that_somebody_typed_is_a_formula(name: str, checkpoint: str) -> None:
    """Whatever names are: the only formulas in the file are ours, and a name is a text that stays one when it is edited."""
    workbook = book(team("fenglin", 1), names=dict.fromkeys(NAMES, name), checkpoint=checkpoint)
    formulas = [str(cell.value) for cell in cells(workbook) if cell.data_type == "f"]
    assert formulas
    assert [formula for formula in formulas if not OURS.fullmatch(formula)] == []
    for cell in cells(workbook):
        assert cell.data_type in {"f", "n", "s", "d"}
        assert cell.data_type != "s" or cell.quotePrefix
