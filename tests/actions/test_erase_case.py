"""The time of keeping begins when a case ends, stops when it is reopened, and at its end leaves a line of statistics."""

from __future__ import annotations

import pytest

from actions.accept_case import accept_case
from actions.close_case import close_case
from actions.erase_case import Why, erase_case, run_due_retention
from actions.reopen_case import reopen_case
from actions.withdraw_case import withdraw_case
from domain.cases import Case
from domain.events import EventKind
from domain.refusals import Refusal
from storage.due import DueKind
from storage.erasure import destroy_doomed
from tests.actions.office import Office
from tests.domain.samples import DAY


async def closed(office: Office) -> Case:
    """A case that was dealt with."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        return await close_case(work, office.rules, case, office.mediator, "settled", "双方和好", ())


async def time_of_keeping(office: Office, case: Case) -> int | None:
    """When its texts are destroyed."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.RETENTION, str(case.id))
        return None if row is None else row.due_at


async def test_the_end_of_a_case_begins_the_time_and_reopening_stops_it(office: Office) -> None:
    """Three years for a dispute; none while it is open."""
    case = await closed(office)
    assert await time_of_keeping(office, case) == office.clock.at + 1095 * DAY
    office.clock.forward(days=1)
    async with office.at_work() as work:
        case = await reopen_case(work, office.rules, case)
    assert await time_of_keeping(office, case) is None
    async with office.at_work() as work:
        case = await withdraw_case(work, office.rules, case)
    assert await time_of_keeping(office, case) == office.clock.at + 90 * DAY


async def test_at_its_end_the_texts_go_and_what_the_statistics_need_stays(office: Office) -> None:
    """The cards in the chats say so; the reporter's list is empty; the events are whole."""
    case = await closed(office)
    await office.told()
    office.clock.forward(days=1095)
    async with office.at_work() as work:
        await run_due_retention(work, office.rules, case.id)
    told = await office.told()
    assert told
    assert {each.phrases for each in told} == {("card-erased",)}
    assert all(each.silently for each in told)
    await destroy_doomed(office.database)
    async with office.at_work() as work:
        stub = await work.cases.get(case.id)
        assert stub is not None
        assert (stub.number, stub.kind, stub.unit, stub.closed_at) == (
            case.number,
            case.kind,
            case.unit,
            case.closed_at,
        )
        assert stub.erased_at == work.now
        assert await work.entries.of(case.id) == ()
        assert await work.vault.identity_of(case.id) is None
        assert await work.cases.reported_by(work.vault.reporter_tag(office.li)) == ()
        assert await work.events.first_broken() is None
        assert [event.kind for event in await work.events.of(case.id)][-1] is EventKind.ERASED
    assert await time_of_keeping(office, case) is None


async def test_a_time_that_was_made_longer_counts(office: Office) -> None:
    """The row of an earlier configuration is set anew instead of destroying too early."""
    case = await closed(office)
    office.clock.forward(days=10)
    async with office.at_work() as work:
        await run_due_retention(work, office.rules, case.id)
        assert len(await work.entries.of(case.id)) == 2
    assert await time_of_keeping(office, case) == (case.closed_at or 0) + 1095 * DAY


async def test_an_open_case_is_not_destroyed(office: Office) -> None:
    """Whoever asks."""
    case = await office.file()
    async with office.at_work() as work:
        with pytest.raises(Refusal):
            await erase_case(work, case, Why.ASKED)
