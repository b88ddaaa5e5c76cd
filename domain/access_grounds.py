"""Who may press what is about no single case, written out: of their own, of somebody else near or far, after their office.

Like `domain/access_table.py` it decides nothing: the tests press every line of it, and `docs/access.md` is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.access_table import Seat


class Ground(StrEnum):
    """Whose it is that a button is about."""

    OWN = "own"
    """Their own: their post, form, membership, call; of what belongs to a team or a unit, their village's or unit's."""
    NEAR = "near"
    """Somebody else's in the same village."""
    FAR = "far"
    """Somebody else's in another village; of what belongs to a team or a unit, another's."""
    ENDED = "ended"
    """Their own from before, and their office has ended or they have left the team."""


class Of(StrEnum):
    """To whom belongs what a button is about."""

    PERSON = "person"
    """To one person."""
    UNIT = "unit"
    """To a team, a village or another unit, or to the town."""


@dataclass(frozen=True, slots=True)
class GroundRule:
    """Who may press some buttons and send some forms, by seat and ground; None where there is no such."""

    name: str
    sentence: str
    of: Of
    acts: tuple[str, ...]
    forms: tuple[str, ...]
    grid: Mapping[Seat, Mapping[Ground, bool | None]]


OTHERS = "others"
OF_CASES = frozenset({Seat.AUTHOR, Seat.PARTY})
"""They are somebody by a case alone: where none is asked about they are anybody, and have no line of their own."""
SEATS = tuple(seat for seat in Seat if seat not in OF_CASES)
"""Everybody who has a line here."""
_MARKS = {"y": True, "-": False, ".": None}


def ground_rule(name: str, sentence: str, of: Of, acts: str, written: str, forms: str = "") -> GroundRule:
    """Read one as it is written: a line for each seat that is not like the others."""
    lines = {seat: marks for seat, *marks in map(str.split, written.strip().splitlines())}
    grid = {}
    for seat in SEATS:
        marks = lines.get(seat.value, lines[OTHERS])
        grid[seat] = dict(zip(Ground, (_MARKS[mark] for mark in marks), strict=True))
    # Whoever never held an office has none that could end.
    grid[Seat.ANYBODY][Ground.ENDED] = None
    if unknown := set(lines) - {seat.value for seat in SEATS} - {OTHERS}:
        message = f"{name}: nobody sits on {unknown}"
        raise ValueError(message)
    return GroundRule(name, sentence, of, tuple(acts.split()), tuple(forms.split()), grid)


#                       own near far ended
EVERYBODY = ground_rule(
    "presses for themselves",
    "Everybody. It shows and changes what is their own, and of cases what they may see.",
    Of.PERSON,
    "g-language g-village g-receipt g-privacy g-help g-work y-about y-forget y-forget-yes y-keep b-hours b-calendar "
    "b-certificate b-feed b-feed-new b-feed-end s-mine x-roster t-menu t-more t-join o-sos o-sos-yes o-sos-no "
    "o-sos-report o-menu o-equipment o-incident",
    """
    others              y . . y
    """,
    "report welcome receipt search team_join incident shift_picture",
)
OWN_FORM = ground_rule(
    "fills in a form",
    "Whoever began it, until it is sent, given up or lapsed; what it is for is asked again when it is sent.",
    Of.PERSON,
    "f f-cancel f-change f-discard f-edit f-send f-show f-toggle",
    """
    others              y - - y
    """,
)
SEARCHES = ground_rule(
    "searches",
    "Those of a unit, the centre, the oversight contact. Found is what each of them may see.",
    Of.UNIT,
    "q-ask q-page",
    """
    mediator            y . . -
    village_head        y . . -
    resident_cadre      y . . -
    department_officer  y . . -
    centre_staff        y . . -
    director            y . . -
    oversight           y . . -
    others              - . . -
    """,
)
BOARD = ground_rule(
    "sees the board",
    "The centre's staff, its director, the oversight contact. It shows what each of them may see.",
    Of.PERSON,
    "n-board n-pile n-pick",
    """
    centre_staff        y . . -
    director            y . . -
    oversight           y . . -
    others              - . . -
    """,
)
PICKS = ground_rule(
    "does several at once",
    "Whoever sees the board, with the list that they have picked from themselves.",
    Of.PERSON,
    "n-turn n-do",
    """
    centre_staff        y - - -
    director            y - - -
    oversight           y - - -
    others              . - - .
    """,
)
IS_CALLED = ground_rule(
    "says what they are also called",
    "Whoever holds an office, of themselves; an admin of anybody.",
    Of.PERSON,
    "v-called",
    """
    anybody             - . . .
    others              y . . -
    """,
)
CALLS = ground_rule(
    "writes down what somebody is called",
    "Whoever holds an office, of themselves; an admin of anybody.",
    Of.PERSON,
    "",
    """
    anybody             - - - .
    admin               y y y -
    others              y - - -
    """,
    "called",
)
INVITES = ground_rule(
    "invites",
    "Admins.",
    Of.UNIT,
    "g-invite",
    """
    admin               y . . -
    others              - . . -
    """,
    "invite",
)
CONFIRMS = ground_rule(
    "confirms an invitation",
    "An admin; never whoever made it.",
    Of.PERSON,
    "i-confirm i-refuse",
    """
    admin               - y . -
    others              . - . .
    """,
)
OFFICES = ground_rule(
    "sees who holds which office",
    "Admins.",
    Of.UNIT,
    "i-people i-unit",
    """
    admin               y . . -
    others              - . . -
    """,
)
ENDS_OFFICE = ground_rule(
    "ends somebody's office",
    "An admin, also their own, as long as there is another admin.",
    Of.PERSON,
    "i-holder i-end i-end-yes",
    """
    admin               . y . -
    others              . - . -
    """,
)
DUTY = ground_rule(
    "keeps the centre's calendar",
    "The centre's staff and its director.",
    Of.UNIT,
    "k-duty k-duty-take k-duty-order k-duty-day k-table k-new k-for k-chase k-close k-close-yes k-meetings k-meeting",
    """
    centre_staff        y . . -
    director            y . . -
    others              - . . -
    """,
    "duty_order duty_day round",
)
ROUNDS = ground_rule(
    "sees what is asked",
    "Whoever answers for a unit: what it is asked; the centre's staff and director: every round.",
    Of.UNIT,
    "k-rounds",
    """
    mediator            y . . -
    village_head        y . . -
    resident_cadre      y . . -
    department_officer  y . . -
    centre_staff        y . . -
    director            y . . -
    others              - . . -
    """,
)
ANSWERS_ROUND = ground_rule(
    "answers for a unit in a round",
    "Its people; the centre's staff and director for whoever is on the telephone.",
    Of.UNIT,
    "k-ask k-nil k-found",
    """
    mediator            y . - -
    village_head        y . - -
    resident_cadre      y . - -
    department_officer  y . - -
    centre_staff        y . y -
    director            y . y -
    others              - . - -
    """,
)
COMES = ground_rule(
    "says whether they come to a meeting",
    "Whoever was called to it, as long as they hold an office.",
    Of.PERSON,
    "k-come",
    """
    anybody             . - . .
    others              y - . -
    """,
)
OFFICE_RULES = (
    EVERYBODY,
    OWN_FORM,
    SEARCHES,
    BOARD,
    PICKS,
    IS_CALLED,
    CALLS,
    INVITES,
    CONFIRMS,
    OFFICES,
    ENDS_OFFICE,
    DUTY,
    ROUNDS,
    ANSWERS_ROUND,
    COMES,
)
"""In the order of the page; those of patrols stand in `domain/access_patrol.py`."""
