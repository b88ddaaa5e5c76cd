"""Who holds which office, for admins: the units, the people of one, one of them, and what is said when an office ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import unit_name
from documents.triage_board import turns_of
from domain.messages import Button, Day, Localised, Message, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.calendar import Calendar
    from domain.messages import MenuKey, Phrase, Value
    from domain.township import Township, Unit
    from domain.words import Role
    from storage.people import Office

PAGE = 12


def units_card(units: Sequence[Unit], page: int) -> Message:
    """Of which unit?"""
    shown = [
        Button(label=phrase("choice-name", name=Localised(name=unit.name)), act="i-unit", subject=f"{unit.code}.0")
        for unit in units[page * PAGE : (page + 1) * PAGE]
    ]
    rows = [tuple(shown[start : start + 2]) for start in range(0, len(shown), 2)]
    turns = turns_of("i-people", page, PAGE, len(units), "")
    return Message(lines=(phrase("ask-offices-unit"),), buttons=(*rows, turns))


def holders_card(unit: Unit, offices: Sequence[Office], names: Mapping[int, str], page: int) -> Message:
    """Who holds an office there, a button for each."""
    rows = [
        (
            Button(
                label=phrase("choice-office", name=_name(office, names), role=role_name(office.role)),
                act="i-holder",
                subject=str(office.id),
            ),
        )
        for office in offices[page * PAGE : (page + 1) * PAGE]
    ]
    turns = turns_of("i-unit", page, PAGE, len(offices), f"{unit.code}.")
    back = Button(label=phrase("button-back"), act="i-people")
    line = phrase("offices-of-unit" if offices else "offices-none", unit=Localised(name=unit.name))
    return Message(lines=(line, phrase("offices-teams")), buttons=(*rows, turns, (back,)))


def office_card(office: Office, names: Mapping[int, str], township: Township, calendar: Calendar) -> Message:
    """One person in one office, since when, and the button that ends it."""
    lines = (
        phrase("office-held", **_said(office, names, township)),
        phrase("office-since", day=Day(at=office.from_at), year=str(calendar.local(office.from_at).year)),
    )
    end = Button(label=phrase("button-office-end"), act="i-end", subject=str(office.id))
    back = Button(label=phrase("button-back"), act="i-unit", subject=f"{office.unit}.0")
    return Message(lines=lines, buttons=((end,), (back,)))


def asks_once(office: Office, names: Mapping[int, str], township: Township, count: int) -> Message:
    """Is it to end? With how many cases go to others then."""
    lines = [phrase("ask-office-end", **_said(office, names, township))]
    if count:
        lines.append(phrase("office-end-cases", count=count))
    yes = Button(label=phrase("button-office-end-yes"), act="i-end-yes", subject=str(office.id))
    no = Button(label=phrase("button-office-stays"), act="i-holder", subject=str(office.id))
    return Message(lines=tuple(lines), buttons=((no,), (yes,)))


def done_card(office: Office, names: Mapping[int, str], township: Township, count: int) -> Message:
    """It has ended."""
    lines = [phrase("office-end-done", **_said(office, names, township))]
    if count:
        lines.append(phrase("office-end-went", count=count))
    back = Button(label=phrase("button-back"), act="i-people")
    return Message(lines=tuple(lines), buttons=((back,),))


def ended_message(role: Role, unit: Unit, keyboard: tuple[tuple[MenuKey, ...], ...]) -> Message:
    """What whoever held it is told, with the keys that are left to them."""
    line = phrase("office-ended", role=role_name(role), unit=Localised(name=unit.name))
    return Message(lines=(line,), menu=keyboard)


def role_name(role: Role) -> Phrase:
    """What a role is called."""
    return phrase(f"role-{role.value.replace('_', '-')}")


def _said(office: Office, names: Mapping[int, str], township: Township) -> dict[str, Value]:
    return {
        "name": _name(office, names),
        "unit": unit_name(office.unit, township),
        "role": role_name(office.role),
    }


def _name(office: Office, names: Mapping[int, str]) -> str:
    return names.get(office.person_id, "—")
