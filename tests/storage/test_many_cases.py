"""With very many cases: lists are read from their indices, and what a transaction remembers is what stands in the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.access import Scope
from domain.cases import Case, CaseState, KnownAs, Urgency, chased
from domain.local_names import LocalName
from domain.messages import Button, Localised, Message, Moment, phrase
from domain.words import CaseKind, Language, Level, Role
from storage.cases import Place
from storage.database import Database
from storage.due import DueKind
from storage.outbox_rows import subject_of
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.conftest import HandClock

DAY_MS = 86_400_000


def a_case(case_id: int, at: int, state: CaseState = CaseState.FILED) -> Case:
    """A case of a village."""
    return Case(
        id=case_id,
        number=f"{case_id:03d}-0000",
        kind=CaseKind.DISPUTE,
        category="noise",
        unit="fenglin",
        responsible_unit="fenglin",
        level=Level.VILLAGE,
        state=state,
        urgency=Urgency.NORMAL,
        known_as=KnownAs.CONFIDENTIAL,
        pseudonym="ABC",
        filed_at=at,
        awaiting_since=at,
        closed_at=at if state is CaseState.CLOSED else None,
        chased_until=at,
    )


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (
            "SELECT count(*) FROM matter WHERE matter.state IN ('filed', 'accepted', 'in_progress', 'settled')",
            "COVERING INDEX matter_open",
        ),
        (
            (
                "SELECT * FROM matter WHERE matter.state IN ('filed', 'accepted', 'in_progress', 'settled') "
                "ORDER BY awaiting_since, id LIMIT 9"
            ),
            "INDEX matter_open",
        ),
        ("SELECT id FROM matter WHERE matter.state = 'closed' AND matter.closed_at >= 5", "INDEX matter_closed"),
        (
            "SELECT id FROM due WHERE state = 'waiting' AND kind = 'case' AND due_at <= 5 ORDER BY due_at, id LIMIT 9",
            "INDEX due_by_kind",
        ),
    ],
)
async def test_a_list_is_read_from_its_index_without_sorting(database: Database, sql: str, index: str) -> None:
    """A million closed cases must not be walked for the few that are open."""
    async with database.alone() as connection:
        plan = " ".join(str(row["detail"]) for row in await connection.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan


async def test_watched_are_open_cases_and_those_closed_lately(database: Database, clock: HandClock) -> None:
    """What was followed up is not looked at again."""
    now = clock.now()
    async with database.transaction() as work:
        cases = (
            a_case(1, now - 90 * DAY_MS),
            a_case(2, now - 90 * DAY_MS, CaseState.CLOSED),
            a_case(3, now - DAY_MS, CaseState.CLOSED),
            a_case(4, now, CaseState.WITHDRAWN),
        )
        for case in cases:
            await work.cases.add(case, Place(), None)
        watched = await work.cases.watched(now - 31 * DAY_MS)
        assert sorted(watched) == [1, 3]
        assert {case.id for case in await work.cases.several(watched)} == {1, 3}
        assert await work.cases.count_open_in(Scope(9, town=True)) == 1


async def test_a_chased_case_changes_in_nothing_but_watermark_and_version(database: Database, clock: HandClock) -> None:
    """And its watermark never goes back."""
    case = a_case(1, clock.now())
    later = chased(case, clock.now() + 5)
    assert later == replace(case, chased_until=clock.now() + 5, version=2)
    assert chased(later, clock.now()).chased_until == clock.now() + 5
    async with database.transaction() as work:
        await work.cases.add(case, Place(), None)
        await work.cases.save_chased(later)
        assert await work.cases.get(1) == later


async def test_claimed_are_as_many_as_asked_for_cases_before_all_else(database: Database, clock: HandClock) -> None:
    """Among cases what has been due longest."""
    now = clock.now()
    async with database.transaction() as work:
        await work.due.set(DueKind.DRAFT, "9", now - 50)
        for number in range(4):
            await work.due.set(DueKind.CASE, str(number), now - number)
        assert [row.subject for row in await work.due.claim(3)] == ["3", "2", "1"]
        assert [row.subject for row in await work.due.claim(9)] == ["3", "2", "1", "0", "9"]


async def test_the_next_time_is_that_of_the_first_free_row_or_the_first_lease(
    database: Database, clock: HandClock
) -> None:
    """A row that somebody works on counts from the end of its lease."""
    now = clock.now()
    async with database.transaction() as work:
        assert await work.due.next_at() is None
        await work.due.set(DueKind.CASE, "1", now)
        await work.due.set(DueKind.BACKUP, "", now + 500)
        (row,) = await work.due.claim(9)
        await work.due.lease(row, now + 900)
        assert await work.due.next_at() == now + 500
        await work.due.clear(DueKind.BACKUP, "")
        assert await work.due.next_at() == now + 900


async def test_roles_names_and_conflicts_are_remembered_only_while_they_are_true(database: Database) -> None:
    """What is given, taken or undone inside the transaction is seen in it at once."""
    async with database.transaction() as work:
        person = await work.people.meet(1, "李春禾", Language.ZH_HANS)
        case = a_case(1, work.now)
        await work.cases.add(case, Place(), None)
        assert (await work.people.viewer(person.id)).holdings == ()
        with pytest.raises(ArithmeticError):
            async with work.savepoint():
                await work.people.grant(person.id, Role.MEDIATOR, "fenglin")
                await work.people.set_name(person.id, "李调解员")
                await work.conflicts.add(1, person.id)
                assert len((await work.people.viewer(person.id)).holdings) == 1
                assert await work.people.names([person.id]) == {person.id: "李调解员"}
                assert await work.conflicts.of(1) == {person.id}
                raise ArithmeticError
        assert (await work.people.viewer(person.id)).holdings == ()
        assert await work.people.names([person.id, 77]) == {person.id: "李春禾"}
        assert await work.conflicts.of(1) == frozenset()


async def test_a_row_whose_new_time_was_undone_goes_when_it_is_done(database: Database, clock: HandClock) -> None:
    """Otherwise it would be done again and again."""
    async with database.transaction() as work:
        await work.due.set(DueKind.CASE, "1", clock.now() - 5)
        (row,) = await work.due.claim(1)
        with pytest.raises(ArithmeticError):
            async with work.savepoint():
                await work.due.set(DueKind.CASE, "1", clock.now() + 5)
                raise ArithmeticError
        await work.due.done(row)
        assert await work.due.of(DueKind.CASE, "1") is None


async def test_a_message_is_kept_as_pydantic_would_write_it(database: Database) -> None:
    """It is written by orjson; rows of older programs must stay readable and the other way round."""
    name = LocalName(zh_hans="枫林村", zh_hant="楓林村", en="Fenglin")
    inner = phrase("deadline-accept")
    line = phrase("card-title", number="001-0000", unit=Localised(name=name), at=Moment(at=5), what=inner, count=3)
    message = Message(lines=(line,), buttons=((Button(label=inner, act="c-open", subject="1", version=7),),))
    async with database.transaction() as work:
        person = await work.people.meet(1, "李春禾", Language.ZH_HANS)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    async with database.alone() as connection:
        row = await connection.row("SELECT sealed, about, key_day FROM outbox")
    assert row is not None
    assert isinstance(row["sealed"], bytes)
    assert database.ring.unseal_for(subject_of(row), row["sealed"]).decode() == message.model_dump_json()
    async with database.transaction() as work:
        (claimed,) = await work.outbox.claim(1)
        assert claimed.message == message
