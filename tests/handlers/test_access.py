"""The access table is what the handlers do: every seat, standing and button, pressed for real."""

from __future__ import annotations

import pytest

from actions.matter import as_reporter_sees
from actions.search_cases import search_cases
from documents.case_card import stage_of
from documents.mediation_card import mediation_stage
from domain.access_acts import CASE_ACTS, FORM_RULES
from domain.access_table import SEES, Seat, Standing
from domain.buttons import sign
from domain.cases import CaseState
from domain.triage import Pile
from tests.handlers.desk import Desk, Tried, press_of
from tests.handlers.form_answers import form_about
from tests.handlers.office_of_all import HOME, WORDS, OfficeOfAll, Stood, subject_of

HANDLING_ONLY = frozenset({Seat.PATROLLER, Seat.SHIFT_LEAD, Seat.IDENTITY_OFFICER, Seat.ADMIN})
OVER = (["refusal-opening-over"],)


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
    assert not wrong, "\n".join(wrong)


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
async def test_every_form_about_a_case_is_sent_by_whoever_may_alone(
    desk: Desk, office: OfficeOfAll, seat: Seat
) -> None:
    """Answered to the end, also where whoever had begun it may not any more: it does what it is for, or nothing."""
    wrong, sent = [], set()
    for standing in Standing:
        expected = {form: rule.grid[seat][standing] for form, rule in FORM_RULES.items()}
        if set(expected.values()) == {None}:
            continue
        stood = await office.place(seat, standing)
        forms = [await form_about(office, stood, form) for form in expected]
        tried_all = await desk.finished_all(stood.account, stood.person_id, forms)
        for form, tried in zip(expected, tried_all, strict=True):
            wrong += [f"{standing.name} {form}: {each}" for each in judged(tried, stood, may=expected[form])]
            if expected[form] and tried.events and not any(each.startswith("refusal-") for each in tried.said):
                sent.add(form)
    assert not wrong, "\n".join(wrong)
    # Whoever is not turned away may be so because of how the case stands: each form was carried through at least once.
    assert sent == {form for form, rule in FORM_RULES.items() if any(rule.grid[seat].values())}


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
