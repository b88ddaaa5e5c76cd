"""The invented people of the playground: a night can be played with them."""

from __future__ import annotations

from pathlib import Path

from bot.demo import PEOPLE, seat_demo_people
from domain.words import Role, UnitKind
from tests.journeys.village import a_village

WORDS = Path(__file__).parents[2] / "playground/page/scripts/words.js"


async def test_the_first_village_has_a_team_with_its_lead(tmp_path: Path) -> None:
    """Each of them is a member with the roles for it and has the key for patrols; a second start changes nothing."""
    async with a_village(tmp_path) as village:
        database, township = village.shouwang.database, village.settings.township
        for _start in range(2):
            await seat_demo_people(village.town, database, village.shouwang.rules)
        await village.town.settle()
        home = township.units_of(UnitKind.VILLAGE)[0].code
        in_team = [person for person in PEOPLE if person.in_team]
        async with database.transaction() as work:
            members = await work.teams.members(home)
            holders = await work.people.holders()
            known = [await work.people.by_telegram_id(person.id) for person in in_team]
        assert {member.person_id for member in members} == {person.id for person in known if person}
        patrollers = {held.person_id for held in holders if held.role is Role.PATROLLER and held.unit == home}
        assert patrollers == {member.person_id for member in members}
        assert len(patrollers) == 4
        demo_lead = next(person for person in PEOPLE if person.role is Role.SHIFT_LEAD)
        phone = await village.town.person(demo_lead.name, id=demo_lead.id)
        assert any("巡逻" in key for row in (await phone.last()).keys for key in row)
        await village.town.advance(minutes=10)
        for person in in_team:
            phone = await village.town.person(person.name, id=person.id)
            assert await phone.sees("排班出来了")


def test_the_page_knows_what_each_of_them_is() -> None:
    """A label without a word on the page would be shown as code, and nobody shares a number or a colour."""
    words = WORDS.read_text(encoding="utf-8")
    assert [person.label for person in PEOPLE if f"{person.label}: " not in words] == []
    assert len({person.id for person in PEOPLE}) == len({person.color for person in PEOPLE}) == len(PEOPLE)
