"""Screening rounds: begun, answered by tap or by a report, asked again, ended, and what a conflict must not let through."""

from __future__ import annotations

import pytest

from actions.file_report import Report, file_report
from actions.screening import (
    MOST_ROUNDS,
    ROUND_ANSWER,
    answer_nil,
    chase_round,
    close_round,
    file_for,
    link_to_round,
    open_round,
    run_due_screening,
)
from documents.screening_cards import summary_card, table_card
from domain.cases import Case, KnownAs
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.screening import Round, RoundKind, missing, next_chase
from domain.words import CaseKind, Role, UnitKind
from storage.cases import Place
from storage.due import DueKind
from storage.vault import Identity
from tests.actions.office import ACCOUNT, VILLAGE, Office

VILLAGES = 21


async def begin(office: Office, kind: RoundKind = RoundKind.BY_HAND, subject: str = "烟花") -> Round:
    """The centre begins a round."""
    async with office.at_work() as work:
        by = office.staff if kind is RoundKind.BY_HAND else None
        return await open_round(work, office.rules, kind, subject, by)


async def left(office: Office, of: Round) -> int:
    """How many units have not answered."""
    async with office.at_work() as work:
        return len(missing(await work.screenings.answers(of.id)))


async def due(office: Office, of: Round) -> int | None:
    """When the round's row falls due."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.SCREENING, str(of.id))
    return row.due_at if row is not None else None


async def nil(office: Office, of: Round, unit: str = VILLAGE, by: str = "head") -> bool:
    """Somebody taps that there is nothing."""
    async with office.at_work() as work:
        return await answer_nil(work, office.rules, of, unit, office.people[by])


async def file_in(
    office: Office, of: Round, known_as: KnownAs = KnownAs.NAMED, about: frozenset[int] = frozenset()
) -> tuple[Case, bool | None]:
    """The head files a report for the round; whether it counts."""
    category = next(each.code for each in office.rules.township.categories if each.kind is CaseKind.HAZARD)
    who = Identity(person_id=office.head, telegram_id=ACCOUNT + 3, name="head", contact=None)
    report = Report(CaseKind.HAZARD, category, VILLAGE, "路塌了", (), Place(), False, known_as, who, about)
    async with office.at_work() as work:
        filed = await file_report(work, office.rules, report)
        answers = {ROUND_ANSWER: f"{of.id}.{VILLAGE}"}
        counts = await link_to_round(work, office.rules, answers, filed.case, office.head)
    return filed.case, counts


async def test_every_unit_is_asked_through_its_contact_and_the_centre_gets_a_table(office: Office) -> None:
    """The village with a head through them alone; for those without anybody the table asks to ring them up."""
    opened = await begin(office)
    told = await office.told()
    asked = [each for each in told if "round-ask" in each.phrases]
    assert [each.person_id for each in asked] == [office.head]
    table = next(each for each in told if each.person_id == office.staff)
    assert len(office.rules.township.units_of(UnitKind.VILLAGE)) == VILLAGES
    assert [table.phrases.count(name) for name in ("round-row-missing", "round-row-nobody")] == [1, VILLAGES - 1]
    assert {each.person_id for each in told if "round-count" in each.phrases} == {office.staff, office.director}
    assert await due(office, opened) == next_chase(
        opened, office.rules.township.screening.chase_at, office.rules.calendar
    )


async def test_a_nil_return_is_one_tap_and_the_tables_change_in_place(office: Office) -> None:
    """Nobody is rung; a second tap is none; the unit is not asked again."""
    opened = await begin(office)
    await office.told()
    assert await nil(office, opened)
    assert not await nil(office, opened, by="mediator")
    told = await office.told()
    assert {each.person_id for each in told} == {office.head, office.staff, office.director}
    assert all(each.silently for each in told)
    assert await left(office, opened) == VILLAGES - 1
    office.clock.forward(days=1)
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, str(opened.id))
    assert not [each for each in await office.told() if "round-ask-again" in each.phrases]
    async with office.at_work() as work:
        assert await chase_round(work, office.rules, opened, office.staff) == VILLAGES - 1


async def test_nobody_answers_for_another_unit_or_after_the_end(office: Office) -> None:
    """A reporter, and the head of another village, are refused; so is everybody once it is over."""
    opened = await begin(office)
    await office.seat("other", Role.VILLAGE_HEAD, "liutang")
    for person in ("other", "li"):
        with pytest.raises(Refusal) as refusal:
            await nil(office, opened, by=person)
        assert refusal.value.code is RefusalCode.NOT_ALLOWED
    async with office.at_work() as work:
        await close_round(work, office.rules, opened, office.staff)
        closed = await work.screenings.get(opened.id)
    assert closed is not None
    with pytest.raises(Refusal) as refusal:
        await nil(office, closed)
    assert refusal.value.code is RefusalCode.NOT_NOW


async def test_a_report_by_name_is_the_answer_and_stands_in_the_table(office: Office) -> None:
    """One that is filed later on counts as well; what was a nil return is none any more."""
    opened = await begin(office)
    case, counts = await file_in(office, opened)
    assert counts is True
    assert await left(office, opened) == VILLAGES - 1
    async with office.at_work() as work:
        file = await file_for(work, office.rules, opened, office.staff)
        answer = next(each for each in file.answers if each.unit == VILLAGE)
    assert [each.number for each in file.found[VILLAGE]] == [case.number]
    assert not answer.nil


@pytest.mark.parametrize("known_as", [KnownAs.CONFIDENTIAL])
async def test_a_report_without_a_name_is_not_tied_to_the_round(office: Office, known_as: KnownAs) -> None:
    """Nothing on file says that it came from the unit's contact; the unit has yet to answer."""
    opened = await begin(office)
    _case, counts = await file_in(office, opened, known_as)
    assert counts is False
    assert await left(office, opened) == VILLAGES
    async with office.at_work() as work:
        assert await work.screenings.cases(opened.id) == ()


async def test_who_must_not_know_of_a_case_sees_a_table_as_if_there_were_none(office: Office) -> None:
    """Table and summary of the one it names are, but for the round's number, those of a round with a nil return."""
    with_case = await begin(office)
    await file_in(office, with_case, about=frozenset({office.staff}))
    async with office.at_work() as work:
        seen = await file_for(work, office.rules, with_case, office.director)
        hidden = await file_for(work, office.rules, with_case, office.staff)
    office.clock.forward(minutes=0)
    nil_round = await begin(office)
    await nil(office, nil_round)
    async with office.at_work() as work:
        plain = await file_for(work, office.rules, nil_round, office.staff)
    assert seen.found
    assert hidden.found == {}
    for card in (table_card, summary_card):
        assert card(hidden).lines == card(plain).lines


async def test_the_last_answer_ends_the_round_with_a_summary(office: Office) -> None:
    """The centre and the director get it, and nothing is due any more."""
    opened = await begin(office)
    await file_in(office, opened)
    await office.told()
    for unit in office.rules.township.units_of(UnitKind.VILLAGE)[1:]:
        await nil(office, opened, unit.code, by="staff")
    told = [each for each in await office.told() if "round-closed" in each.phrases]
    assert {each.person_id for each in told} == {office.staff, office.director}
    assert told[0].line("round-found").values["count"] == 1
    assert await due(office, opened) is None


async def test_after_an_outage_units_are_asked_once(office: Office) -> None:
    """However many mornings passed, one question, and the next one the morning after."""
    opened = await begin(office)
    await office.told()
    office.clock.forward(days=4)
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, str(opened.id))
    asked = [each for each in await office.told() if "round-ask-again" in each.phrases]
    assert [each.person_id for each in asked].count(office.head) == 1
    at = await due(office, opened)
    assert at is not None
    assert office.clock.at < at <= office.clock.at + 86_400_000


async def test_a_round_of_the_calendar_takes_the_place_of_the_one_before(office: Office) -> None:
    """The older one ends with its summary, one by hand goes on."""
    by_hand = await begin(office)
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, "")
    office.clock.forward(days=15)
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, "")
        going_on = await work.screenings.going_on()
    assert [each.kind for each in going_on] == [RoundKind.BY_HAND, RoundKind.CALENDAR]
    assert going_on[0].id == by_hand.id
    assert any("round-closed" in each.phrases for each in await office.told())


async def test_who_never_answered_is_named_at_the_end_and_asked_on_in_the_next_round(office: Office) -> None:
    """The centre and the director read which units; the new table says so; a unit that answers is not named."""
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, "")
        (first,) = await work.screenings.going_on()
    await nil(office, first, "liutang", by="staff")
    await office.told()
    office.clock.forward(days=15)
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, "")
        (second,) = await work.screenings.going_on()
        (closed,) = [each for each in await work.events.beside_cases(0, 100) if each.kind is EventKind.ROUND_CLOSED]
    told = await office.told()
    ended = {each.person_id: each for each in told if "round-gave-way" in each.phrases}
    assert set(ended) == {office.staff, office.director}
    silent = [line.values for line in ended[office.director].message.lines if line.id.startswith("round-row")]
    assert len(silent) == VILLAGES - 1
    assert str(closed.detail["silent"]).split() == [
        each.code for each in office.rules.township.units_of(UnitKind.VILLAGE) if each.code != "liutang"
    ]
    asked = next(each for each in told if each.person_id == office.head and "round-ask" in each.phrases)
    assert "round-ask-before" in asked.phrases
    assert any("round-row-before" in each.phrases for each in told if each.person_id == office.staff)
    await nil(office, second)
    office.clock.forward(days=15)
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, "")
    asked = next(each for each in await office.told() if each.person_id == office.head and "round-ask" in each.phrases)
    assert "round-ask-before" not in asked.phrases


async def test_only_the_centre_begins_rounds_and_not_too_many(office: Office) -> None:
    """A village head is refused, and so is one round too many."""
    with pytest.raises(Refusal) as refusal:
        async with office.at_work() as work:
            await open_round(work, office.rules, RoundKind.BY_HAND, "烟花", office.head)
    assert refusal.value.code is RefusalCode.NOT_ALLOWED
    for _number in range(MOST_ROUNDS):
        await begin(office)
    with pytest.raises(Refusal) as refusal:
        await begin(office)
    assert refusal.value.code is RefusalCode.LIST_FULL


async def test_asking_again_by_hand_moves_the_next_time(office: Office) -> None:
    """Those who were just asked are asked next the morning after."""
    opened = await begin(office)
    office.clock.forward(hours=20)
    async with office.at_work() as work:
        assert await chase_round(work, office.rules, opened, office.staff) == VILLAGES
    at = await due(office, opened)
    assert at is not None
    assert at > office.clock.at
