"""Accepting and acknowledging: one winner, and the reporter hears who it is."""

from __future__ import annotations

import pytest

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.tell import card_for
from domain.cases import CaseState, KnownAs
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from tests.actions.office import Office


async def test_the_reporter_hears_who_accepted(office: Office) -> None:
    """By the name that the township knows the official by."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        await accept_case(work, office.rules, case, office.mediator)
    (told,) = await office.told_to(office.li)
    assert told.line("told-accepted").values == {"number": case.number, "name": "mediator"}


async def test_the_others_cards_are_brought_up_to_date_without_ringing(office: Office) -> None:
    """The second mediator's card says who has it now, in place, and no longer offers to accept."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        await accept_case(work, office.rules, case, office.mediator)
    (card,) = await office.told_to(office.second)
    assert card.silently
    assert card.line("card-state-accepted").values == {"name": "mediator"}
    assert "c-accept" not in {button.act for row in card.message.buttons for button in row}


async def test_the_second_to_accept_is_refused(office: Office) -> None:
    """The case stays with the first, and nobody is told a second time."""
    case = await office.file()
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, office.mediator)
    await office.told()
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await accept_case(work, office.rules, taken, office.second)
    assert refused.value.code is RefusalCode.TAKEN
    assert (await office.case(case)).handler_id == office.mediator
    assert await office.told() == []


async def test_two_who_read_the_same_case_cannot_both_change_it(office: Office) -> None:
    """Whoever saves an older version is refused by the database itself."""
    case = await office.file()
    async with office.at_work() as work:
        await accept_case(work, office.rules, case, office.mediator)
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await accept_case(work, office.rules, case, office.second)
    assert refused.value.code is RefusalCode.ALREADY_CHANGED


async def test_accepting_stands_in_the_event_log_with_its_person(office: Office) -> None:
    """The log says what, when and who."""
    case = await office.file()
    office.clock.forward(hours=2)
    async with office.at_work() as work:
        await accept_case(work, office.rules, case, office.mediator)
    last = (await office.events(case))[-1]
    assert (last.kind, last.at, last.actor_id) == (EventKind.ACCEPTED, office.clock.at, office.mediator)


async def test_a_named_reporter_is_shown_to_who_accepted_and_to_nobody_else(office: Office) -> None:
    """The name stands on one card only, and that it was shown is written down once."""
    case = await office.file(known_as=KnownAs.NAMED)
    async with office.at_work() as work:
        before = await card_for(work, office.rules, case, office.mediator)
        taken = await accept_case(work, office.rules, case, office.mediator)
        own = await card_for(work, office.rules, taken, office.mediator)
        again = await card_for(work, office.rules, taken, office.mediator)
        others = [
            await card_for(work, office.rules, taken, each) for each in (office.second, office.head, office.director)
        ]
    assert "李春禾" not in before.model_dump_json()
    assert "李春禾" in own.model_dump_json()
    assert own == again
    assert all("李春禾" not in card.model_dump_json() for card in others)
    shown = [event for event in await office.events(case) if event.kind is EventKind.IDENTITY_SHOWN]
    assert [event.actor_id for event in shown] == [office.mediator]


async def test_a_confidential_reporter_is_not_even_shown_to_who_accepted(office: Office) -> None:
    """The card says the pseudonym and nothing else."""
    case = await office.file(known_as=KnownAs.CONFIDENTIAL)
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, office.mediator)
        card = await card_for(work, office.rules, taken, office.mediator)
    assert "李春禾" not in card.model_dump_json()
    assert "13800000000" not in card.model_dump_json()
    assert case.pseudonym in card.model_dump_json()


async def test_acknowledging_an_urgent_case_tells_the_reporter_and_leaves_it_to_be_accepted(office: Office) -> None:
    """Somebody has seen it, at night too; the clock of acceptance runs on."""
    office.clock.forward(hours=15)
    case = await office.file(urgent=True)
    await office.told()
    async with office.at_work() as work:
        seen = await acknowledge_case(work, office.rules, case, office.staff)
    assert seen.state is CaseState.FILED
    assert seen.awaiting_since == case.awaiting_since
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("told-acknowledged",)


async def test_who_is_first_to_acknowledge_is_the_one_whose_name_stands(office: Office) -> None:
    """A second person cannot acknowledge what was seen already."""
    case = await office.file(urgent=True)
    async with office.at_work() as work:
        seen = await acknowledge_case(work, office.rules, case, office.staff)
    with pytest.raises(Refusal):
        async with office.at_work() as work:
            await acknowledge_case(work, office.rules, seen, office.head)
    assert (await office.case(case)).acknowledged_by == office.staff
