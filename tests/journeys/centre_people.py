"""Further officials of a village's stories, and the ways to the centre's board."""

from __future__ import annotations

from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.village import Village


async def an_official(village: Village, name: str, number: int, role: Role, unit: str) -> Phone:
    """Somebody who holds a role in a unit, with their phone."""
    phone = await village.town.person(name, id=number)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(number, name, Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, role, unit)
    return phone


async def a_clerk(village: Village, name: str = "周正", number: int = 51) -> Phone:
    """A second clerk of the centre."""
    return await an_official(village, name, number, Role.CENTRE_STAFF, village.settings.township.centre.code)


async def a_cadre(village: Village, name: str = "罗建明", number: int = 61) -> Phone:
    """A cadre of the town who is posted to the village."""
    return await an_official(village, name, number, Role.RESIDENT_CADRE, village.home)


async def an_officer(village: Village, name: str = "严守正", number: int = 41, unit: str = "police_post") -> Phone:
    """An officer of a department."""
    return await an_official(village, name, number, Role.DEPARTMENT_OFFICER, unit)


async def labels(phone: Phone) -> list[str]:
    """The buttons under the newest message."""
    return [label for row in (await phone.last()).buttons for label in row]


async def open_board(phone: Phone, *further: str) -> None:
    """From the list of work to the board, and on from there."""
    await phone.send("🗂 待办")
    for press in ("📊 分流台", *further):
        await phone.press(press)
