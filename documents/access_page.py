"""The access table as a page for people: `docs/access.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.access_acts import CASE_ACTS, COMMAND_RULES, FORM_RULES, KEY_RULES, OTHER_ACTS, TEAM_RULES, Other
from domain.access_table import RULES, Seat, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.access_table import Rule

_MARKS = {True: "yes", False: "–", None: ""}
_LEGEND = {
    Standing.FREE: "A case of their unit that nobody has accepted",
    Standing.THEIRS: "A case that they handle and have accepted",
    Standing.OTHERS: "A case of their unit that somebody else handles",
    Standing.HELPING: "Another unit leads, theirs shares in it",
    Standing.PAST: "It happened in their village and was routed past it to a department",
    Standing.ELSEWHERE: "A case of another village",
    Standing.JOINED: "An open case of another village that somebody else handles, and that they mediate along",
    Standing.NAMED: "A case of their unit that they handle, and that names them",
    Standing.BELOW: "A case of their unit that they handle, and that names somebody to whom they answer",
    Standing.FORMER: "A case of their unit that they handled, and their office has ended",
    Standing.MERGED: "A case of their unit that was merged into another; what would change it is answered with where it went",
    Standing.ERASED: "A case of their unit whose texts were destroyed",
}
_SEATS = {
    Seat.ANYBODY: "anybody",
    Seat.AUTHOR: "its reporter",
    Seat.PATROLLER: "patroller",
    Seat.SHIFT_LEAD: "shift lead",
    Seat.MEDIATOR: "mediator",
    Seat.VILLAGE_HEAD: "village head",
    Seat.RESIDENT_CADRE: "resident cadre",
    Seat.DEPARTMENT_OFFICER: "department officer",
    Seat.CENTRE_STAFF: "centre staff",
    Seat.DIRECTOR: "director",
    Seat.IDENTITY_OFFICER: "identity officer",
    Seat.ADMIN: "admin",
    Seat.OVERSIGHT: "oversight contact",
}
_OTHERS = {
    Other.EVERYBODY: "Whoever presses; it shows and changes only what is their own",
    Other.OFFICIALS: "Whoever sees cases by office: a unit's people, the centre, the oversight contact; it shows what they may see",
    Other.CENTRE: "The centre's staff, its director, the oversight contact; it shows what each of them may see",
    Other.ADMINS: "Admins; of an invitation not the one who made it",
    Other.OWN_DRAFT: "Whoever fills in the form, until it ends; when it is sent it is asked again whether they may",
    Other.PARTIES: "A party of the mediation that came in by its own link",
    Other.SHIFT: "Whose post it is; what concerns others on the shift: who leads the team or answers for it, the centre",
    Other.TEAM: "Members see their team; its leads, the head of the village and admins change it",
    Other.TOWN_PATROLS: "The centre's staff and the director; days of more patrols admins as well",
    Other.CALENDAR: "The centre's staff and director; of a unit its contact and resident cadre; of a meeting who is called to it",
    Other.CALL: "Whoever patrols may call for help; caller, who comes and who was called may end it",
}
_HEAD = """\
# Who may press what

Made by `shouwang access-page` from `domain/access_table.py` and `domain/access_acts.py`; do not edit it here. The tests press every
button of a case in every seat and standing below against the program's own handlers, send every form about a case for whoever
may not, and look through the lists. A button, command, key or form that is missing here fails them, and so does a page that was
not made anew.

An empty field: there is no such case, for whoever answers to nobody or holds no office that could end.

| | how whoever presses stands to the case |
|---|---|
"""


def access_page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD.rstrip("\n")
    yield from (f"| {standing.value} | {_LEGEND[standing]} |" for standing in Standing)
    for rule in RULES:
        yield from _rule(rule)
    yield from _teams()
    yield "\n## What is about no single case\n"
    yield "| who | buttons | commands and keys |"
    yield "|---|---|---|"
    for other in Other:
        typed = [f"/{name}" for name, rule in COMMAND_RULES.items() if rule is other]
        typed += [name for name, rule in KEY_RULES.items() if rule is other]
        yield f"| {_OTHERS[other]} | {_listed(OTHER_ACTS[other])} | {_listed(typed)} |"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"\n## Who {rule.name}\n"
    yield f"{rule.sentence}\n"
    yield f"Buttons: {_listed(act for act, its in CASE_ACTS.items() if its is rule)}"
    forms = [name for name, its in FORM_RULES.items() if its is rule]
    yield f"Forms, asked again when they are sent: {_listed(forms)}\n" if forms else ""
    yield f"| | {' | '.join(standing.value for standing in Standing)} |"
    yield f"|---{'|:-:' * len(Standing)}|"
    for seat in Seat:
        yield f"| {_SEATS[seat]} | {' | '.join(_MARKS[rule.grid[seat][standing]] for standing in Standing)} |"


def _teams() -> Iterator[str]:
    for name, (acts, grid) in TEAM_RULES.items():
        yield f"\n## Who {name}\n"
        yield f"Buttons: {_listed(acts)}\n"
        yield "| | their own village's | another village's | office has ended |"
        yield "|---|:-:|:-:|:-:|"
        for seat, marks in grid.items():
            yield f"| {_SEATS[seat]} | {' | '.join('yes' if mark == 'y' else '–' for mark in marks)} |"
        yield "| everybody else | – | – | – |"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
