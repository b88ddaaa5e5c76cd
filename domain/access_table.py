"""Who may press what, written out in full: one table for people to read, from which `docs/access.md` is made.

It decides nothing. `domain/access.py` and its like decide, and the tests hold them to this table one combination at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Seat(StrEnum):
    """Who presses."""

    ANYBODY = "anybody"
    """Somebody without any office who has nothing to do with the case."""
    AUTHOR = "author"
    """Whoever reported the case, without any office."""
    PARTY = "party"
    """A party of its mediation who came in by their own link, without any office."""
    PATROLLER = "patroller"
    """A member of the village's patrol."""
    SHIFT_LEAD = "shift_lead"
    """Who leads the village's patrol."""
    MEDIATOR = "mediator"
    """A mediator of the unit."""
    VILLAGE_HEAD = "village_head"
    """The head of the village."""
    RESIDENT_CADRE = "resident_cadre"
    """The town's cadre posted to the village."""
    DEPARTMENT_OFFICER = "department_officer"
    """An officer of a department; the department is their unit."""
    CENTRE_STAFF = "centre_staff"
    """The centre's staff; the centre is their unit."""
    DIRECTOR = "director"
    """The centre's director."""
    IDENTITY_OFFICER = "identity_officer"
    """Who gives the second word on opening a name."""
    ADMIN = "admin"
    """An admin who is nothing else."""
    OVERSIGHT = "oversight"
    """The contact outside the town."""


class Standing(StrEnum):
    """How whoever presses stands to the case."""

    FREE = "F"
    """A case of their unit that nobody has accepted."""
    THEIRS = "T"
    """A case that they handle and have accepted."""
    OTHERS = "O"
    """A case of their unit that somebody else handles."""
    HELPING = "H"
    """Another unit leads, theirs shares in it."""
    PAST = "P"
    """It happened in their village and was routed past it to a department."""
    ELSEWHERE = "W"
    """A case of another village."""
    JOINED = "J"
    """An open case of another village that somebody else handles, and that they mediate along."""
    NAMED = "N"
    """A case of their unit that they handle, and that names them."""
    BELOW = "B"
    """A case of their unit that they handle, and that names somebody to whom they answer."""
    FORMER = "X"
    """A case of their unit that they handled, and their office has ended."""
    MERGED = "M"
    """A case of their unit that was merged into another."""
    ERASED = "E"
    """A case of their unit whose texts were destroyed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do something: a sentence, and for each seat in each standing whether they may; None where there is no such."""

    name: str
    sentence: str
    grid: Mapping[Seat, Mapping[Standing, bool | None]]


_MARKS = {"y": True, "-": False, ".": None}


def case_rule(name: str, sentence: str, written: str) -> Rule:
    """A rule as it is written here: a line for each seat, in it a mark for each standing."""
    grid = {}
    for line in written.strip().splitlines():
        seat, *marks = line.split()
        grid[Seat(seat)] = dict(zip(Standing, (_MARKS[mark] for mark in marks), strict=True))
    if set(grid) != set(Seat):
        message = f"{name}: not every seat has a line"
        raise ValueError(message)
    return Rule(name, sentence, grid)


#                      F T O H P W J N B X M E
SEES = case_rule(
    "sees it",
    "Those of its units, the centre, the oversight contact, whoever handles it, and who mediates along while it is open.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           y y y y - - y - - - y -
    village_head       y y y y - - y - - - y -
    resident_cadre     y y y y - - y - - - y -
    department_officer y y y y - - y - - - y -
    centre_staff       y y y y y y y - - - y -
    director           y y y y y y y - . - y -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          y y y y y y y - . - y -
    """,
)
TAKES = case_rule(
    "takes it",
    "Those of the leading unit who take cases, the centre, the oversight contact; of one that was given to somebody, they alone.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           y y - - - - - - - - y -
    village_head       y y - - - - - - - - y -
    resident_cadre     - y - - - - - - - - - -
    department_officer y y - - - - - - - - y -
    centre_staff       y y - - y y - - - - y -
    director           y y - - y y - - . - y -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          y y - - y y - - . - y -
    """,
)
HANDLES = case_rule(
    "handles it",
    "Whoever handles the case, as long as they hold an office.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           - y - - - - - - - - - -
    village_head       - y - - - - - - - - - -
    resident_cadre     - y - - - - - - - - - -
    department_officer - y - - - - - - - - - -
    centre_staff       - y - - - - - - - - - -
    director           - y - - - - - - . - - -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          - y - - - - - - . - - -
    """,
)
WORKS = case_rule(
    "works on it",
    "Whoever handles the case, and those who take cases in a unit that shares in it.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           - y - y - - - - - - - -
    village_head       - y - y - - - - - - - -
    resident_cadre     - y - - - - - - - - - -
    department_officer - y - y - - - - - - - -
    centre_staff       - y - - - - - - - - - -
    director           - y - - - - - - . - - -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          - y - - - - - - . - - -
    """,
)
ASSIGNS = case_rule(
    "gives it to somebody",
    "The head of the leading village, the centre, the oversight contact.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       y y y - - - - - - - y -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       y y y y y y y - - - y -
    director           y y y y y y y - . - y -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          y y y y y y y - . - y -
    """,
)
SORTS = case_rule(
    "sorts it",
    "The centre's staff, its director, the oversight contact.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       y y y y y y y - - - y -
    director           y y y y y y y - . - y -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          y y y y y y y - . - y -
    """,
)
DIRECTS = case_rule(
    "puts it under supervision",
    "The director.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       - - - - - - - - - - - -
    director           y y y y y y y - . - y -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          - - - - - - - - . - - -
    """,
)
ASKS_NAME = case_rule(
    "asks for the name",
    "The handler, the head of the village, the centre's staff, the director.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           - y - - - - - - - - - -
    village_head       y y y - - - - - - - y -
    resident_cadre     - y - - - - - - - - - -
    department_officer - y - - - - - - - - - -
    centre_staff       y y y y y y y - - - y -
    director           y y y y y y y - . - y -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          - y - - - - - - . - - -
    """,
)
AGREES = case_rule(
    "agrees to open a name",
    "An identity officer; when nobody answers the oversight contact. Asked by somebody of the centre's staff.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       - - - - - - - - - - - -
    director           - - - - - - - - . - - -
    identity_officer   y y y y y y y - - - y -
    admin              - - - - - - - - - - - -
    oversight          y y y y y y y - . - y -
    """,
)
REPORTED = case_rule(
    "reported it",
    "Whoever reported it. An office opens nothing of this.",
    """
    anybody            - - - - - - - - . . - -
    author             y y y y y y y y . . y -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       - - - - - - - - - - - -
    director           - - - - - - - - . - - -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          - - - - - - - - . - - -
    """,
)
NOBODY_ELSE = case_rule(
    "looks at an opened name",
    "A name that was opened: whoever asked for it, and nobody else in any office. The table shows everybody else.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       - - - - - - - - - - - -
    director           - - - - - - - - . - - -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          - - - - - - - - . - - -
    """,
)
DECIDES = case_rule(
    "takes down what a meeting decided",
    "The centre's staff and its director.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       y y y y y y y - - - y -
    director           y y y y y y y - . - y -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          - - - - - - - - . - - -
    """,
)
