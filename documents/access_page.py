"""The access table as a page for people: `docs/access.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.access_acts import CASE_ACTS, CASE_RULES, COMMAND_RULES, FORM_RULES, GROUND_RULES, KEY_RULES
from domain.access_grounds import SEATS, Ground, Of
from domain.access_table import Seat, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.access_grounds import GroundRule
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
    Seat.PARTY: "a party of it",
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
_COLUMNS = {
    Of.PERSON: {
        Ground.OWN: "their own",
        Ground.NEAR: "of somebody else near",
        Ground.FAR: "of another village",
        Ground.ENDED: "their own, office ended",
    },
    Of.UNIT: {Ground.OWN: "their village's or unit's", Ground.FAR: "another's", Ground.ENDED: "office ended"},
}
_HEAD = """\
# Who may press what

Made by `shouwang access-page` from the tables in `domain/access_*.py`; do not
edit it here. The tests press every button and send every form in every seat and standing below through the program's own handlers
and compare both ways: whoever may is not turned away; whoever may not is, learns nothing, and nothing happens. They look through
the lists as well. A button, command, key or form that is missing here fails them, and so does a page that was not made anew.

An empty field: there is no such, for whoever answers to nobody, holds no office that could end, or can own no such thing.

# About one case

| | how whoever presses stands to the case |
|---|---|
"""


def access_page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD.rstrip("\n")
    yield from (f"| {standing.value} | {_LEGEND[standing]} |" for standing in Standing)
    for rule in CASE_RULES:
        yield from _rule(rule)
    yield "\n# About no single case\n"
    yield "Whoever reported a case or is a party of one is anybody here."
    for ground_rule in GROUND_RULES:
        yield from _ground_rule(ground_rule)


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


def _ground_rule(rule: GroundRule) -> Iterator[str]:
    yield f"\n## Who {rule.name}\n"
    yield f"{rule.sentence}\n"
    typed = [f"/{name}" for name, its in COMMAND_RULES.items() if its is rule]
    typed += [name for name, its in KEY_RULES.items() if its is rule]
    for what, names in (
        ("Buttons", rule.acts),
        ("Commands and keys", typed),
        ("Forms, asked again when they are sent", rule.forms),
    ):
        if names:
            yield f"{what}: {_listed(names)}\n"
    used = {ground for line in rule.grid.values() for ground, may in line.items() if may is not None}
    columns = [(ground, name) for ground, name in _COLUMNS[rule.of].items() if ground in used]
    yield f"| | {' | '.join(name for _ground, name in columns)} |"
    yield f"|---{'|:-:' * len(columns)}|"
    for seat in SEATS:
        yield f"| {_SEATS[seat]} | {' | '.join(_MARKS[rule.grid[seat][ground]] for ground, _name in columns)} |"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
