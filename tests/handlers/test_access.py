"""The access table is what the handlers do: every seat, standing and button, pressed for real."""

from __future__ import annotations

import ast
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from actions.invite import invite
from actions.matter import as_reporter_sees
from actions.search_cases import search_cases
from documents.access_page import access_page
from documents.case_card import stage_of
from documents.mediation_card import mediation_stage
from domain.access_acts import CASE_ACTS, COMMAND_RULES, EVERY_ACT, FORM_RULES, KEY_RULES, OTHER_ACTS, TEAM_RULES
from domain.access_table import SEES, Seat, Standing
from domain.buttons import sign
from domain.cases import CaseState
from domain.triage import Pile
from domain.words import Role
from handlers.menu import KEYS
from handlers.presses import _CONVERSATIONS
from handlers.routes import COMMANDS, forms
from tests.conftest import HandClock
from tests.handlers.desk import Desk, Tried, a_desk, press_of
from tests.handlers.office_of_all import HOME, WORDS, OfficeOfAll, Stood, subject_of

ROOT = Path(__file__).parents[2]
HANDLING_ONLY = frozenset({Seat.PATROLLER, Seat.SHIFT_LEAD, Seat.IDENTITY_OFFICER, Seat.ADMIN})
ABOUT_NO_CASE = frozenset(
    {
        *("report", "welcome", "receipt", "search", "bulk", "called", "invite", "incident", "sos_end", "shift_picture"),
        *("team_join", "team_household", "team_days", "team_checkpoint", "team_checkpoint_place"),
        *("team_checkpoint_name", "team_area", "team_corners", "team_route", "team_hot_spot", "special_days"),
        *("duty_order", "duty_day", "round", "decision"),
    }
)
"""Forms about oneself, a team, a shift or the centre's calendar; `bulk` and `decision` ask for their cases by themselves."""
OVER = (["refusal-opening-over"],)
NO_ACTS = {"x-published-ttl", "x-wr-calname"}
"""Words of the calendar's format."""
OF_NO_TEAM = {"b-town", "b-ledger", "b-heatmap", "t-special", "t-special-new"}
MADE_FROM_PARTS: set[str] = set()
"""Acts that the sources put together and name nowhere whole."""


@pytest.fixture
async def desk(tmp_path: Path, clock: HandClock) -> AsyncIterator[Desk]:
    """The program's handlers on a database."""
    async with a_desk(tmp_path, clock) as ready:
        yield ready


@pytest.fixture
async def office(desk: Desk) -> OfficeOfAll:
    """Whoever is needed whatever is looked at."""
    made = OfficeOfAll(desk)
    await made.open()
    await made.file_main()
    return made


async def version_of(desk: Desk, act: str, stood: Stood) -> int:
    """The version that today's button has."""
    async with desk.database.transaction() as work:
        if act.startswith("m-"):
            return stage_of(await as_reporter_sees(work, stood.case))
        if act.startswith("d-"):
            return mediation_stage(stood.case, await work.mediations.file(stood.case.id))
    return stage_of(stood.case)


@pytest.mark.parametrize("seat", Seat)
async def test_every_button_of_a_case_does_what_the_table_says(desk: Desk, office: OfficeOfAll, seat: Seat) -> None:
    """In every standing: whoever may is not turned away; whoever may not is, learns nothing, and nothing happens."""
    wrong = []
    for standing in Standing:
        expected = {act: rule.grid[seat][standing] for act, rule in CASE_ACTS.items()}
        if set(expected.values()) == {None}:
            continue
        stood = await office.place(seat, standing)
        presses = [
            press_of(
                stood.account,
                sign(desk.button_key, stood.person_id, act, subject_of(act, stood), await version_of(desk, act, stood)),
            )
            for act in expected
        ]
        for act, tried in zip(expected, await desk.tried_all(presses), strict=True):
            wrong += [f"{standing.name} {act}: {each}" for each in judged(tried, stood, may=expected[act])]
    assert wrong == []


def judged(tried: Tried, stood: Stood, *, may: bool | None) -> list[str]:
    """What is wrong with what came of a press."""
    if may is None:
        return []
    # With a case its requests are gone, and everybody hears the same of one that never was.
    over = stood.standing is Standing.ERASED and tried.said in OVER
    if may:
        return [f"refused, {tried.said}"] if tried.refused else []
    found = (
        [] if (tried.refused or over) and tried.without_effect else [f"allowed, {tried.said}, {tried.events} events"]
    )
    told = stood.case.number in tried.words or WORDS in tried.words
    return [*found, "told"] if told else found


@pytest.mark.parametrize("standing", [Standing.FREE, Standing.THEIRS])
async def test_an_unexpected_answer_of_either_kind_is_found(
    desk: Desk, office: OfficeOfAll, standing: Standing
) -> None:
    """Control: against a table in which everything is the other way round, the same looking finds each line of it."""
    stood = await office.place(Seat.MEDIATOR, standing)
    for act in ("c-open", "c-ask", "d-parties", "n-case", "m-show", "v-open"):
        data = sign(desk.button_key, stood.person_id, act, subject_of(act, stood), await version_of(desk, act, stood))
        (tried,) = await desk.tried_all([press_of(stood.account, data)])
        may = CASE_ACTS[act].grid[Seat.MEDIATOR][standing]
        assert judged(tried, stood, may=may) == []
        assert judged(tried, stood, may=not may) != []


@pytest.mark.parametrize("seat", Seat)
async def test_a_form_is_not_sent_by_whoever_may_not(desk: Desk, office: OfficeOfAll, seat: Seat) -> None:
    """Whoever had begun it while they might, and may not any more, is turned away at the end; nothing happens."""
    wrong = []
    for standing in Standing:
        if any(rule.grid[seat][standing] is None for rule in FORM_RULES.values()):
            continue
        stood = await office.place(seat, standing)
        for form, rule in FORM_RULES.items():
            if not rule.grid[seat][standing]:
                subject = f"{stood.case.id}.0.{stood.appointment}" if form == "mediation_other" else str(stood.case.id)
                tried = await desk.finished(stood.account, stood.person_id, form, subject)
                wrong += [f"{standing.name} {form}: {each}" for each in judged(tried, stood, may=False)]
    assert wrong == []


def test_every_form_about_a_case_is_in_the_table() -> None:
    """Else whoever adds one has to say here who may send it, or that it is about no case."""
    assert set(forms()) - ABOUT_NO_CASE == set(FORM_RULES)


@pytest.mark.parametrize("seat", Seat)
async def test_lists_show_what_the_table_says_and_nothing_else(desk: Desk, office: OfficeOfAll, seat: Seat) -> None:
    """The list of work in both views and on every page, the board with its piles, and the search by number."""
    for standing in Standing:
        if SEES.grid[seat][standing] is None:
            continue
        stood = await office.place(seat, standing)
        sees = SEES.grid[seat][standing]
        looked = [
            press_of(stood.account, sign(desk.button_key, stood.person_id, act, subject, 0))
            for act, subject in (
                *((("g-work"), f"{view}.{page}") for view in ("own", "all") for page in range(5)),
                ("n-board", "0"),
                *(("n-pile", f"{pile}.{unit}.{page}") for pile in Pile for unit in ("all", HOME) for page in range(3)),
            )
        ]
        tried = [*await desk.tried_all(looked), await desk.write(stood.account, "/work")]
        shown = any(f'"{stood.case.number}"' in each.words for each in tried)
        assert not shown or sees, f"{standing.name}: shown in a list"
        listed = sees and stood.case.state not in {CaseState.MERGED, CaseState.CLOSED}
        assert not listed or shown or seat in HANDLING_ONLY or standing is Standing.PAST, (
            f"{standing.name}: not in a list"
        )
        async with desk.database.transaction() as work:
            found = await search_cases(work, desk.rules, stood.person_id, stood.case.number)
        assert bool(found.cases) <= bool(sees), f"{standing.name}: found"


EVERY_LITERAL = re.compile(r"[a-z](-[a-z]+)+")


def written_acts() -> set[str]:
    """Every text in the program's sources that has the form of an act and begins with a conversation's letter."""
    found = set()
    for floor in ("actions", "documents", "domain", "handlers"):
        for path in (ROOT / floor).glob("*.py"):
            if path.stem == "access_acts":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and EVERY_LITERAL.fullmatch(node.value)
                ):
                    found.add(node.value)
    return {each for each in found if each.partition("-")[0] in _CONVERSATIONS}


def test_every_act_is_in_the_table() -> None:
    """A new button has to be entered before it may be pressed; one that is gone has to be taken out."""
    opened = {f"g-{name}" for name in ("language", "village", "receipt", "privacy", "help", "invite")}
    assert written_acts() - EVERY_ACT == NO_ACTS
    assert EVERY_ACT - written_acts() - opened - {"f"} == MADE_FROM_PARTS
    assert sum(map(len, OTHER_ACTS.values())) + len(CASE_ACTS) == len(EVERY_ACT)
    assert {act.partition("-")[0] for act in EVERY_ACT} == set(_CONVERSATIONS)


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


@pytest.mark.parametrize("seat", Seat)
async def test_commands_and_keys_are_for_whom_the_table_says(desk: Desk, office: OfficeOfAll, seat: Seat) -> None:
    """What is everybody's is answered to everybody; what is the officials' tells others of no case."""
    stood = await office.place(seat, Standing.FREE)
    key_of = {key: label for label, key in desk.dispatch._slot.menu_labels.items()}
    for text in (*(f"/{command}" for command in COMMAND_RULES), *(key_of[key] for key in KEY_RULES)):
        tried = await desk.write(stood.account, text)
        assert tried.sent, f"{text}: no answer"
        may_see = bool(SEES.grid[seat][Standing.FREE]) or seat is Seat.AUTHOR
        assert may_see or stood.case.number not in tried.words


@pytest.mark.parametrize("seat", Seat)
async def test_what_is_the_centres_or_the_admins_is_nobody_elses(desk: Desk, office: OfficeOfAll, seat: Seat) -> None:
    """The board is opened by the town's offices alone; an invitation is confirmed by admins alone."""
    stood = await office.place(seat, Standing.FREE)
    towns = {Seat.CENTRE_STAFF, Seat.DIRECTOR, Seat.OVERSIGHT}
    for act in ("n-board", "n-pile"):
        tried = await desk.press(stood.account, stood.person_id, act, "0")
        assert tried.refused is (seat not in towns), act
    searching = await desk.press(stood.account, stood.person_id, "q-ask")
    assert searching.refused is not any(SEES.grid[seat][each] for each in (Standing.FREE,)), "q-ask"
    async with desk.database.transaction() as work:
        await invite(work, desk.rules, Role.MEDIATOR, HOME, "新来的", office.asker)
        await work._connection.execute("UPDATE invitation SET used_by = ?, used_at = 1", (office.somebody,))
    for act in ("i-confirm", "i-refuse"):
        tried = await desk.press(stood.account, stood.person_id, act, "1")
        assert tried.refused is (seat is not Seat.ADMIN), act


@pytest.mark.parametrize("seat", [seat for seat in Seat if seat is not Seat.AUTHOR])
async def test_a_teams_buttons_are_for_whom_the_table_says(desk: Desk, office: OfficeOfAll, seat: Seat) -> None:
    """Of one's own village's team, another's, and after the office has ended; of both there is somebody who leads it."""
    await desk.seat(999_010, "别村带班", Role.SHIFT_LEAD, office.elsewhere)
    serves = await office.place(seat, Standing.FREE)
    served = await office.place(seat, Standing.FORMER) if SEES.grid[seat][Standing.FORMER] is not None else None
    wrong = []
    for name, (acts, grid) in TEAM_RULES.items():
        for act in acts:
            for who, unit, mark in zip(
                (serves, serves, served), (HOME, office.elsewhere, HOME), grid.get(seat, "---"), strict=True
            ):
                if who is None:
                    continue
                tried = await desk.press(who.account, who.person_id, act, "" if act in OF_NO_TEAM else unit)
                # Of a team that is not theirs to arrange there are no shifts either.
                refused = tried.refused or "refusal-no-such-shift" in tried.said
                if refused is (mark == "y") or (refused and not tried.without_effect):
                    wrong.append(f"{name}: {act} {unit} {mark} {tried.said}")
    assert wrong == []


def test_the_page_is_what_the_table_says() -> None:
    """`shouwang access-page` writes it; a page that was not made anew fails here."""
    assert (ROOT / "docs/access.md").read_text(encoding="utf-8") == access_page()
