"""What one of two merged cases brings with it: nothing that somebody was to see or to answer is lost by the merging."""

from __future__ import annotations

import pytest

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.change_case import case_of
from actions.close_case import close_case
from actions.merge_cases import merge_cases
from actions.reopen_case import reopen_case
from actions.settle_case import settle_case
from actions.stop_mediation import stop_mediation
from actions.supervise_case import supervise_case
from actions.withdraw_case import withdraw_case
from domain.cases import Case, CaseState, KnownAs, Urgency, awaits_answer
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office

MINUTE = 60_000


async def accepted(office: Office, by: int) -> Case:
    """A case that somebody has accepted."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        return await accept_case(work, office.rules, case, by)


async def merged(office: Office, leading: Case, other: Case) -> Case:
    """The leading one, once the other was merged into it."""
    async with office.at_work() as work:
        one, second = await case_of(work, leading.id), await case_of(work, other.id)
        return await merge_cases(work, office.rules, one, second, office.staff)


async def test_whoever_has_the_matter_hears_at_once_and_at_night_that_it_is_urgent(office: Office) -> None:
    """Nobody had said that they have seen the other: the ladder goes on from where it was until somebody does."""
    leading = await accepted(office, office.mediator)
    office.clock.forward(hours=14)
    other = await office.file(urgent=True)
    await office.told()
    office.clock.forward(minutes=10)
    changed = await merged(office, leading, other)
    assert (changed.urgency, changed.handler_id) == (Urgency.URGENT, office.mediator)
    assert "headline-took-in" in [each.phrases[0] for each in await office.told_to(office.mediator)]
    async with office.at_work() as work:
        row = await work.due.of(DueKind.CASE, str(leading.id))
        assert row is not None
        assert row.due_at == other.filed_at + 15 * MINUTE
        seen = await acknowledge_case(work, office.rules, changed, office.mediator)
    assert seen.acknowledged_by == office.mediator


async def test_a_supervision_goes_over_with_its_date(office: Office) -> None:
    """The director still waits for the answer; whoever has the matter now owes it."""
    leading, other = await accepted(office, office.mediator), await accepted(office, office.second)
    async with office.at_work() as work:
        other = await supervise_case(work, office.rules, other, office.director, 7)
    office.clock.forward(hours=1)
    changed = await merged(office, leading, other)
    assert awaits_answer(changed)
    assert changed.supervision_reply_by == other.supervision_reply_by
    assert EventKind.SUPERVISED in [event.kind for event in await office.events(changed)]


async def test_a_settled_matter_takes_in_a_case_that_names_its_handler(office: Office) -> None:
    """It waits for somebody else of the unit, as always when its handler may not have it; its reporters hear so."""
    leading = await accepted(office, office.mediator)
    async with office.at_work() as work:
        leading = await settle_case(work, office.rules, leading, office.mediator, "说好了", ())
    other = await office.file(about=frozenset({office.mediator}))
    await office.told()
    changed = await merged(office, leading, other)
    assert (changed.state, changed.handler_id, changed.responsible_unit) == (CaseState.FILED, None, VILLAGE)
    told = await office.told()
    assert "headline-new" in [each.phrases[0] for each in told if each.person_id == office.second]
    assert "told-taken-over" in [each.phrases[0] for each in told if each.person_id == office.li]


async def test_a_mediation_that_was_stopped_and_begun_anew_is_not_cut_off(office: Office) -> None:
    """After the reopening it goes on: its case leads."""
    leading, other = await office.file(), await accepted(office, office.mediator)
    async with office.at_work() as work:
        await stop_mediation(work, office.rules, other, "failed", by=office.mediator, closes=True)
        closed = await close_case(work, office.rules, other, office.mediator, "failed", "没谈成", ())
    office.clock.forward(days=1)
    async with office.at_work() as work:
        await reopen_case(work, office.rules, closed)
    with pytest.raises(Refusal) as refused:
        await merged(office, leading, other)
    assert refused.value.code is RefusalCode.IN_MEDIATION


async def test_a_tip_whose_reporter_cannot_be_reached_does_not_lead_one_whose_can(office: Office) -> None:
    """Nobody could be asked back or followed up: it is merged the other way round, and is not the heir of the matter either."""
    alone = await office.file(kind=CaseKind.TIP, known_as=KnownAs.UNLINKED)
    first, third = await office.file(kind=CaseKind.TIP), await office.file(kind=CaseKind.TIP)
    with pytest.raises(Refusal) as refused:
        await merged(office, alone, first)
    assert refused.value.code is RefusalCode.OTHER_LEADS
    await merged(office, first, alone)
    leading = await merged(office, first, third)
    async with office.at_work() as work:
        await withdraw_case(work, office.rules, leading)
        assert [case.id for case in await work.cases.merged_into(third.id)] == [alone.id]
