"""The oversight contact that the configuration names is kept from what names them, like anybody in an office."""

from __future__ import annotations

from dataclasses import replace

from actions.keep_names import keep_names
from actions.seat_oversight import seat_oversight
from domain.events import EventKind
from domain.words import Language, Role
from tests.actions.office import Office


async def test_a_new_contact_is_compared_with_the_names_that_cases_are_about(office: Office) -> None:
    """Seated twice they hold the role once."""
    contact = office.rules.township.oversight.changed(telegram_id=990_001)
    rules = replace(office.rules, township=office.rules.township.changed(oversight=contact))
    case = await office.file()
    async with office.at_work() as work:
        await keep_names(work, case.id, [contact.name.in_language(Language.ZH_HANS)])
    async with office.at_work() as work:
        await seat_oversight(work, rules)
        await seat_oversight(work, rules)
        person = await work.people.by_telegram_id(990_001)
        assert person is not None
        assert [held.role for held in await work.people.holdings_of(person.id)] == [Role.OVERSIGHT]
        assert await work.conflicts.of(case.id) == {person.id}
    assert EventKind.NAMED_LATER in [event.kind for event in await office.events(case)]
