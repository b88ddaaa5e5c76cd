"""Many people of a centre with their thumb on the last button of the same thing: who comes first, and what the others see."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from actions.accept_case import accept_case
from actions.ask_opening import ask_opening
from actions.rules import Rules
from bot.application import build
from domain.case_forms import STOOD, standing_of
from domain.centre_forms import ENOUGH, MERGE, ROUTE
from domain.forms import Answers, Facts
from domain.words import Role
from handlers.form_cards import confirmation_of
from handlers.routes import forms
from playground.client import Phone, SeenMessage
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.unit_of_work import UnitOfWork
from tests.faults.bustle import all_done, press_at_once
from tests.faults.centre import POLICE, REASON, WATER, Centre
from tests.faults.centre_begins import PATIENCE, centre_in, file_for, person_of
from tests.faults.town import Town, a_town
from tests.journeys.village import settings_in


class Rush(StrEnum):
    """What all of them are about to do, half of them this way and half the other."""

    DECIDE = "decide"
    """Say yes, or no, to the same request for a name."""
    GIVE = "give"
    """Give the same case to the one unit, or to the other."""
    MERGE = "merge"
    """Merge the one case into the other, or the other into the one."""


LABELS = {
    Rush.DECIDE: ("同意打开", "不同意"),
    Rush.GIVE: ("就这样办", "就这样办"),
    Rush.MERGE: ("就这样办", "就这样办"),
}


@dataclass
class Crowd:
    """The people, each with the message that has the button, and the cases "one" and "other"."""

    centre: Centre
    rush: Rush
    people: list[Phone]

    @property
    def town(self) -> Town:
        """Where it is."""
        return self.centre.town

    async def press(self, kill_after: int | None) -> None:
        """All at once; the program is killed after so much has happened, unless that is None. Then all is done."""
        cards: list[tuple[Phone, SeenMessage, str]] = []
        for number, phone in enumerate(self.people):
            label = LABELS[self.rush][number % 2]
            cards.append((phone, await self.town.wait_for_button(phone, label), label))
        await press_at_once(self.town, cards, kill_after)

    async def seen(self, *texts: str) -> int:
        """How many of them have a message with all of some texts."""
        screens = [await phone.screen() for phone in self.people]
        return sum(any(all(text in each.text for text in texts) for each in screen) for screen in screens)

    def rows(self, query: str) -> list[tuple[int | str, ...]]:
        """Rows of the database."""
        with closing(sqlite3.connect(self.town.database)) as connection:
            return connection.execute(query).fetchall()


@asynccontextmanager
async def a_rush(
    folder: Path, lives: asyncio.subprocess.Process, rush: Rush, count: int, broken: str = ""
) -> AsyncIterator[Crowd]:
    """So many people, all with the button before them."""
    async with a_town(folder, lives) as town:
        town.patience, town.broken = PATIENCE, broken
        centre = await centre_in(town)
        people = [await town.client.person(f"办事员{number}", id=3_000 + number) for number in range(count)]
        shouwang = build(settings_in(folder, town.url), town.playground.clock)
        await shouwang.start()
        async with shouwang.database.transaction() as work:
            await _before_the_rush(work, shouwang.rules, centre, rush, people)
        await shouwang.stop()
        await town.start()
        await all_done(town)
        yield Crowd(centre, rush, people)
        assert await town.stop() == 0


async def _before_the_rush(work: UnitOfWork, rules: Rules, centre: Centre, rush: Rush, people: list[Phone]) -> None:
    role = Role.IDENTITY_OFFICER if rush is Rush.DECIDE else Role.CENTRE_STAFF
    numbers = [await person_of(work, phone, role, rules.township.centre.code) for phone in people]
    for unit, officer in centre.officers.items():
        await person_of(work, officer, Role.DEPARTMENT_OFFICER, unit)
    one = await file_for(work, rules, centre, "one", centre.reporters[0])
    other = await file_for(work, rules, centre, "other", centre.reporters[1])
    if rush is Rush.DECIDE:
        mediator = await person_of(work, centre.town.mediator)
        taken = await accept_case(work, rules, one, mediator)
        await ask_opening(work, rules, taken, mediator, "talk", REASON)
    elif rush is Rush.GIVE:
        for number, person in enumerate(numbers):
            unit = (WATER, POLICE)[number % 2]
            answers: Answers = {STOOD: standing_of(one), "leading": unit, "helping": ENOUGH}
            await _put_form(work, rules, person, ROUTE, one.id, answers)
    else:
        for number, person in enumerate(numbers):
            leading, joins = ((one, other), (other, one))[number % 2]
            await _put_form(work, rules, person, MERGE, leading.id, {"other": joins.number})


async def _put_form(work: UnitOfWork, rules: Rules, person_id: int, form: str, case_id: int, answers: Answers) -> None:
    """A form that somebody has filled in, to be confirmed."""
    case = await work.cases.get(case_id)
    draft = await work.drafts.open(person_id, form, str(case_id), {})
    draft = await work.drafts.save(draft, answers, None)
    card = confirmation_of(draft, forms()[form], Facts(rules.township, case=case), None)
    await work.outbox.put(Outgoing(ToPerson(person_id), Lane.REPLY, card, card_key=f"draft:{draft.id}"))
