"""A notice that cannot reach its person goes to the next one at once, never to somebody who must not know of the case."""

from __future__ import annotations

from dataclasses import dataclass

from actions.tell import Notice, show_case
from bot.shouwang import Shouwang
from domain.cases import Case, CaseState, KnownAs, Urgency
from domain.messages import phrase
from domain.notices import Condition, Truth
from domain.words import CaseKind, Level, Role
from playground.client import Phone
from storage.cases import Place
from storage.outgoing import Lane
from tests.bot.bench import Bench


@dataclass
class Village:
    """A bot, a case, and the people whose it is."""

    bot: Shouwang
    case: Case
    phones: dict[Role, Phone]
    persons: dict[Role, int]


async def village(bench: Bench, conflict: Role | None = None) -> Village:
    """A mediator, the head, one of the town's cadres, one of the centre's staff; `conflict` is the role of whom the case names."""
    bot = await bench.start()
    township = bot.settings.township
    home = township.units[0].code
    seats = (
        *((Role.MEDIATOR, home), (Role.VILLAGE_HEAD, home), (Role.RESIDENT_CADRE, home)),
        (Role.CENTRE_STAFF, township.centre.code),
    )
    phones = {role: await bench.town.person(role.value) for role, _unit in seats}
    persons = {}
    async with bot.database.transaction() as work:
        for role, unit in seats:
            person = await work.people.meet(phones[role].id, role.value, township.default_language)
            await work.people.grant(person.id, role, unit)
            persons[role] = person.id
        case = Case(
            id=1,
            number="482-9137",
            kind=CaseKind.HAZARD,
            category=township.categories_of(CaseKind.HAZARD)[0].code,
            unit=home,
            responsible_unit=home,
            level=Level.VILLAGE,
            state=CaseState.FILED,
            urgency=Urgency.URGENT,
            known_as=KnownAs.CONFIDENTIAL,
            pseudonym="K7Q",
            filed_at=work.now,
            awaiting_since=work.now,
            urgent_since=work.now,
            chased_until=work.now,
        )
        await work.cases.add(case, Place(), None)
        if conflict is not None:
            await work.conflicts.add(case.id, persons[conflict])
    return Village(bot, case, phones, persons)


async def tell(place: Village, role: Role, lane: Lane = Lane.SOS) -> None:
    """Put the notice of the case on its way to the holder of a role."""
    condition = Condition(case_id=1, truth=Truth.UNACKNOWLEDGED)
    notice = Notice("new:1", phrase("headline-urgent"), lane, condition)
    async with place.bot.database.transaction() as work:
        await show_case(work, place.bot.rules, place.case, place.persons[role], notice)


async def test_the_mediator_blocked_the_bot_so_the_head_hears_of_it(bench: Bench) -> None:
    """With the notice as it was, whom it was for, and buttons that are the head's own."""
    place = await village(bench)
    await place.phones[Role.MEDIATOR].block()
    await tell(place, Role.MEDIATOR)
    await bench.town.settle()

    head = place.phones[Role.VILLAGE_HEAD]
    assert await head.sees("482-9137")
    assert await head.sees("mediator")
    assert not await place.phones[Role.CENTRE_STAFF].sees("482-9137")


async def test_nobody_in_the_village_can_be_reached_so_the_centre_hears_of_it(bench: Bench) -> None:
    """From one to the next until somebody is there, in one go."""
    place = await village(bench)
    await place.phones[Role.MEDIATOR].block()
    await place.phones[Role.VILLAGE_HEAD].block()
    await tell(place, Role.MEDIATOR)
    await bench.town.settle()

    assert await place.phones[Role.CENTRE_STAFF].sees("482-9137")


async def test_whoever_the_case_names_is_passed_over(bench: Bench) -> None:
    """The head is complained about: what does not reach the town's cadre in the village goes past the head, to the centre."""
    place = await village(bench, conflict=Role.VILLAGE_HEAD)
    await place.phones[Role.RESIDENT_CADRE].block()
    await tell(place, Role.RESIDENT_CADRE)
    await bench.town.settle()

    assert not await place.phones[Role.VILLAGE_HEAD].sees("482-9137")
    assert await place.phones[Role.CENTRE_STAFF].sees("482-9137")


async def test_a_reminder_is_not_handed_on(bench: Bench) -> None:
    """Only what must be acknowledged looks for somebody else."""
    place = await village(bench)
    await place.phones[Role.MEDIATOR].block()
    await tell(place, Role.MEDIATOR, Lane.REMINDER)
    await bench.town.settle()

    assert not await place.phones[Role.VILLAGE_HEAD].sees("482-9137")


async def test_a_head_who_was_told_already_is_not_told_twice(bench: Bench) -> None:
    """The same notice went to both; the mediator's copy finds that the head has it."""
    place = await village(bench)
    await tell(place, Role.VILLAGE_HEAD)
    await place.phones[Role.MEDIATOR].block()
    await tell(place, Role.MEDIATOR)
    await bench.town.settle()

    told = [message for message in await place.phones[Role.VILLAGE_HEAD].screen() if "482-9137" in message.text]
    assert len(told) == 1
