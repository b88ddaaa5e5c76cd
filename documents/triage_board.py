"""The centre's board as a message, the piles behind it, and the panel from which one case is sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import category_name, stage_of, unit_name, units_lines
from domain.access import Act, may
from domain.cases import OPEN_STATES, CaseState, Step, can
from domain.messages import Button, Message, listed, phrase
from domain.triage import Pile
from domain.words import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.access import Viewer
    from domain.cases import Case
    from domain.messages import Phrase
    from domain.routing import Routing
    from domain.township import Township
    from domain.triage import Board

PILES = (Pile.NEW, Pile.FREE, Pile.LATE, Pile.ASKED, Pile.KEPT)
UNITS = 8
"""Units to a page of the board."""
EVERYWHERE = "-"
"""Stands for all units in a button's subject."""


def board_message(board: Board, township: Township, page: int, *, more: bool) -> Message:
    """A button with its count for every pile that holds something, and for every unit with something open.

    `more`: there are more open cases than were counted.
    """
    lines = [phrase("board-title", count=board.piles[Pile.ALL])]
    if not any(board.piles[pile] for pile in PILES):
        lines.append(phrase("board-quiet"))
    if more:
        lines.append(phrase("board-more"))
    piles = [
        (_pile_button(pile, EVERYWHERE, phrase(f"button-pile-{pile.value}", count=board.piles[pile])),)
        for pile in PILES
        if board.piles[pile]
    ]
    order = [unit.code for unit in township.units if unit.code in board.by_unit]
    order.sort(key=lambda code: -board.by_unit[code][Pile.LATE])
    shown = order[page * UNITS : (page + 1) * UNITS]
    units = [(_pile_button(Pile.ALL, code, _unit_label(board, code, township)),) for code in shown]
    turns = turns_of("n-board", page, UNITS, len(order), "")
    search = Button(label=phrase("button-search"), act="q-ask")
    duty = Button(label=phrase("button-duty"), act="k-duty")
    rounds = Button(label=phrase("button-rounds"), act="k-rounds")
    meetings = Button(label=phrase("button-meetings"), act="k-meetings")
    return Message(
        lines=tuple(lines), buttons=(*piles, *units, *((turns,) if turns else ()), (duty, rounds), (meetings, search))
    )


def turns_of(act: str, page: int, size: int, total: int, prefix: str) -> tuple[Button, ...]:
    """Buttons for the page before and the page after."""
    found = []
    if page > 0:
        found.append(Button(label=phrase("button-previous"), act=act, subject=f"{prefix}{page - 1}"))
    if (page + 1) * size < total:
        found.append(Button(label=phrase("button-next"), act=act, subject=f"{prefix}{page + 1}"))
    return tuple(found)


def panel(
    case: Case, viewer: Viewer, conflicts: frozenset[int], township: Township, others: Mapping[str, Sequence[Case]]
) -> Message:
    """What the centre can do to one case. `others` are cases that may be seen too: similar ones, linked ones, the leading one."""
    lines: list[Phrase] = [phrase("panel-title", number=case.number)]
    lines += units_lines(case, township)
    rows: list[tuple[Button, ...]] = []
    for relation, cases in others.items():
        lines += [phrase(f"panel-{relation}", numbers=listed(each.number for each in cases))] if cases else []
        rows += [
            (
                Button(label=phrase(f"button-open-{relation}", number=each.number), act="c-open", subject=str(each.id)),
                *(_unlink_buttons(case, each, viewer, conflicts) if relation == "linked" else ()),
            )
            for each in cases
        ]
    steps = _steps(case, viewer, conflicts)
    rows += [tuple(steps[start : start + 2]) for start in range(0, len(steps), 2)]
    rows.append((Button(label=phrase("button-back"), act="c-open", subject=str(case.id)),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def reroute_card(case: Case, wanted: Routing, township: Township) -> Message:
    """Asks whether a case goes on as the routes of its new category have it, with who leads and who helps then."""
    lines = [
        phrase("ask-reroute", number=case.number, category=category_name(case, township)),
        phrase("card-leading", unit=unit_name(wanted.leading, township)),
        *(phrase("card-helping", unit=unit_name(code, township)) for code in wanted.helping),
        *([phrase("card-past-unit")] if wanted.past_unit else []),
    ]
    yes = Button(label=phrase("button-n-reroute"), act="n-reroute", subject=str(case.id), version=stage_of(case))
    stays = Button(label=phrase("button-stays"), act="c-open", subject=str(case.id))
    return Message(lines=tuple(lines), buttons=((yes,), (stays,)))


def _steps(case: Case, viewer: Viewer, conflicts: frozenset[int]) -> list[Button]:
    directs = may(viewer, Act.SUPERVISE, case, conflicts)
    sorts = may(viewer, Act.TRIAGE, case, conflicts)
    is_open = case.state in OPEN_STATES
    offered = (
        ("n-route", sorts and can(case, Step.ROUTE)),
        ("n-kind", sorts and can(case, Step.RECATEGORISE)),
        ("n-merge", sorts and can(case, Step.MERGE)),
        ("n-link", sorts and is_open),
        ("n-split", sorts and is_open),
        ("n-apart", sorts and can(case, Step.SEPARATE)),
        ("n-dismiss", sorts and can(case, Step.DISMISS)),
        ("n-propose", sorts and not directs and can(case, Step.PROPOSE)),
        ("n-supervise", directs and can(case, Step.SUPERVISE)),
        ("n-decline", directs and can(case, Step.DECLINE)),
        ("n-lift", directs and can(case, Step.LIFT)),
        ("n-county", directs and can(case, Step.REFER)),
        ("n-report", sorts and case.level is Level.COUNTY and case.state is not CaseState.MERGED),
    )
    version = stage_of(case)
    return [
        Button(label=phrase(f"button-{act}"), act=act, subject=str(case.id), version=version)
        for act, possible in offered
        if possible
    ]


def _unlink_buttons(case: Case, other: Case, viewer: Viewer, conflicts: frozenset[int]) -> tuple[Button, ...]:
    if not may(viewer, Act.TRIAGE, case, conflicts):
        return ()
    subject, version = f"{case.id}.{other.id}", stage_of(case)
    return (
        Button(label=phrase("button-n-unlink", number=other.number), act="n-unlink", subject=subject, version=version),
    )


def _pile_button(pile: Pile, unit: str, label: Phrase) -> Button:
    return Button(label=label, act="n-pile", subject=f"{pile.value}.{unit}.0")


def _unit_label(board: Board, code: str, township: Township) -> Phrase:
    counts = board.by_unit[code]
    return phrase(
        "board-unit",
        unit=unit_name(code, township),
        count=counts[Pile.ALL],
        free=counts[Pile.FREE],
        late=counts[Pile.LATE],
    )
