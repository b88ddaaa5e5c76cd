"""The access table of what is about no single case is what the handlers do: pressed by every seat on every ground."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from documents.access_page import access_page
from domain.access_acts import (
    CASE_ACTS,
    COMMAND_RULES,
    EVERY_ACT,
    FORM_RULES,
    GROUND_ACTS,
    GROUND_FORMS,
    GROUND_RULES,
    KEY_RULES,
)
from domain.access_grounds import ANSWERS_ROUND, OF_CASES, SEATS, Ground, Of
from domain.access_table import SEES, Seat, Standing
from domain.buttons import sign
from handlers.menu import KEYS
from handlers.presses import _CONVERSATIONS
from handlers.routes import COMMANDS, forms
from tests.handlers.desk import AUTHORITY, TURNED_AWAY, Desk, Tried, press_of
from tests.handlers.ground_presses import form_on, subject_on
from tests.handlers.grounds import Grounds
from tests.handlers.office_of_all import HOME, WITHOUT_OFFICE, OfficeOfAll

ROOT = Path(__file__).parents[2]
NO_ACTS = {"x-published-ttl", "x-wr-calname"}
"""Words of the calendar's format."""
FROM_THE_MENU = {f"g-{name}" for name in ("language", "village", "receipt", "privacy", "help", "invite")}
"""Acts that the menu puts together and names nowhere whole."""


@pytest.fixture
async def grounds(desk: Desk) -> Grounds:
    """Whoever is needed whoever presses."""
    office = OfficeOfAll(desk)
    await office.open()
    await office.file_main()
    return Grounds(office)


def owner_of(of: Of, ground: Ground) -> Ground:
    """Whose things a press on some ground is about: a unit's are those of one's own or of another."""
    return Ground.OWN if of is Of.UNIT and ground is Ground.ENDED else ground


def judged(tried: Tried, *, may: bool) -> list[str]:
    """What is wrong with what came of a press."""
    refused = [each for each in tried.said if each.startswith("refusal-") or each in AUTHORITY]
    if may:
        return [f"refused, {refused}"] if refused else []
    turned_away = not TURNED_AWAY.isdisjoint(tried.said) and tried.without_effect
    return [] if turned_away else [f"allowed, {tried.said}, {tried.events} events"]


@pytest.mark.parametrize("seat", SEATS)
async def test_whatever_is_about_no_case_is_for_whom_the_table_says(desk: Desk, grounds: Grounds, seat: Seat) -> None:
    """Every button, form, command and key: whoever may is not turned away; whoever may not is, and nothing happens."""
    await grounds.make(seat)
    wrong = []
    for ground in grounds.pressers:
        wrong += await pressed(desk, grounds, seat, ground)
        wrong += await sent(desk, grounds, seat, ground)
        wrong += await written(desk, grounds, seat, ground)
    assert not wrong, "\n".join(wrong)


async def pressed(
    desk: Desk, grounds: Grounds, seat: Seat, ground: Ground, only: Collection[str] = EVERY_ACT
) -> list[str]:
    """Every button on a ground, or some; what was wrong with it."""
    presser, unit = grounds.pressers[ground], grounds.office.unit_of(seat) if seat not in WITHOUT_OFFICE else HOME
    expected = {
        act: may for act, rule in GROUND_ACTS.items() if (may := rule.grid[seat][ground]) is not None and act in only
    }
    presses = []
    for act in expected:
        subject = subject_on(grounds, owner_of(GROUND_ACTS[act].of, ground), act, unit)
        assert subject is not None, f"{ground} {act}: nothing to press"
        presses.append(press_of(presser.account, sign(desk.button_key, presser.person, act, subject, 0)))
    return [
        f"{ground.name} {act}: {each}"
        for (act, may), tried in zip(expected.items(), await desk.tried_all(presses), strict=True)
        for each in judged(tried, may=may)
    ]


async def sent(desk: Desk, grounds: Grounds, seat: Seat, ground: Ground) -> list[str]:
    """Every form, answered to the end, whether or not it could be begun now."""
    presser = grounds.pressers[ground]
    expected = {form: may for form, rule in GROUND_FORMS.items() if (may := rule.grid[seat][ground]) is not None}
    finished = []
    for form in expected:
        made = form_on(grounds, owner_of(GROUND_FORMS[form].of, ground), form)
        assert made is not None, f"{ground} {form}: nothing to send"
        finished.append(made)
    tried_all = await desk.finished_all(presser.account, presser.person, finished)
    return [
        f"{ground.name} form {form}: {each}"
        for (form, may), tried in zip(expected.items(), tried_all, strict=True)
        for each in judged(tried, may=may)
    ]


async def written(desk: Desk, grounds: Grounds, seat: Seat, ground: Ground) -> list[str]:
    """Every command and key: what may not be is said in words; of a case hears only who may see it."""
    presser, number = grounds.pressers[ground], grounds.office.main.number
    key_of = {key: label for label, key in desk.dispatch._slot.menu_labels.items()}
    typed = {f"/{command}": rule for command, rule in COMMAND_RULES.items()}
    typed |= {key_of[key]: rule for key, rule in KEY_RULES.items()}
    # The one case there is lies with the village; a department has nothing to do with it.
    near = SEES.grid[seat][Standing.FREE] and seat is not Seat.DEPARTMENT_OFFICER
    sees = near and ground is not Ground.ENDED
    wrong = []
    for text, rule in typed.items():
        may = rule.grid[seat][ground]
        if may is None:
            continue
        tried = await desk.write(presser.account, text)
        found = judged(tried, may=may) + ([] if tried.sent else ["no answer"])
        found += [] if sees or number not in tried.words else ["told"]
        wrong += [f"{ground.name} {text}: {each}" for each in found]
    return wrong


@pytest.mark.parametrize("seat", SEATS)
async def test_what_a_unit_was_asked_is_its_own_also_when_the_round_is_over(
    desk: Desk, grounds: Grounds, seat: Seat
) -> None:
    """An old button of a round that has ended shows that to the same people, and to nobody else."""
    await grounds.make(seat)
    async with desk.database.transaction() as work:
        await work.screenings.close(grounds.town.round)
    wrong = []
    for ground in grounds.pressers:
        wrong += await pressed(desk, grounds, seat, ground, only=ANSWERS_ROUND.acts)
    assert not wrong, "\n".join(wrong)


EVERY_LITERAL = re.compile(r"[a-z](-[a-z]+)+")


def written_acts() -> set[str]:
    """Every text in the program's sources that has the form of an act and begins with a conversation's letter."""
    found = set()
    for floor in ("actions", "documents", "domain", "handlers"):
        for path in (ROOT / floor).glob("*.py"):
            if path.stem.startswith("access_"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and EVERY_LITERAL.fullmatch(node.value)
                ):
                    found.add(node.value)
    return {each for each in found if each.partition("-")[0] in _CONVERSATIONS}


def without_a_line(written: set[str], table: frozenset[str]) -> set[str]:
    """Acts of the program for which the table does not say who may press them."""
    return written - table - NO_ACTS


def test_every_act_is_in_the_table() -> None:
    """A new button has to be entered before it may be pressed; one that is gone has to be taken out."""
    written = written_acts()
    assert without_a_line(written, EVERY_ACT) == set()
    assert EVERY_ACT - written - FROM_THE_MENU - {"f"} == set()
    assert written >= NO_ACTS
    # Control: any act that had no line would be found.
    for act in EVERY_ACT - FROM_THE_MENU - {"f"}:
        assert without_a_line(written, EVERY_ACT - {act}) == {act}
    assert sum(len(rule.acts) for rule in GROUND_RULES) + len(CASE_ACTS) == len(EVERY_ACT)
    assert {act.partition("-")[0] for act in EVERY_ACT} == set(_CONVERSATIONS)


def test_every_form_is_in_the_table() -> None:
    """Those that are registered, each once: among those about a case, or among the others."""
    assert sorted([*FORM_RULES, *(form for rule in GROUND_RULES for form in rule.forms)]) == sorted(forms())


async def test_every_command_and_key_is_in_the_table(desk: Desk) -> None:
    """Those that are registered, no more and no fewer."""
    (handlers,) = [
        [each for each in group if isinstance(each, CommandHandler)]
        for number, group in desk.dispatch._application.handlers.items()
        if number == 0
    ]
    registered = {command for each in handlers for command in each.commands}
    assert registered == set(COMMAND_RULES)
    assert set(COMMANDS) <= registered
    assert set(KEYS) == set(KEY_RULES)


def test_every_seat_has_its_line_on_every_ground() -> None:
    """And whoever is somebody only by a case has none."""
    assert set(SEATS) | OF_CASES == set(Seat)
    assert all(set(line) == set(Ground) for rule in GROUND_RULES for line in rule.grid.values())


def test_the_page_is_what_the_table_says() -> None:
    """`shouwang access-page` writes it; a page that was not made anew fails here."""
    assert (ROOT / "docs/access.md").read_text(encoding="utf-8") == access_page()
