"""The people of a patrol replay as they sit before their phones: patrollers, leads, those who are called for help.

Each thing that they do is a generator that yields where the bot must have answered before it goes on.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from actions.give_role import give_role
from bot.replay_patrol_script import How
from bot.replay_people import SURNAMES, seat_officials
from domain.teams import MemberState
from domain.words import Language, Role
from playground.client import Phone, PlaygroundError, SeenMessage

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Sequence
    from datetime import date

    from actions.rules import Rules
    from bot.replay_people import Labels, Officials
    from domain.patrol_plan import TeamPlan
    from domain.township import Township
    from playground.client import PlaygroundClient
    from storage.database import Database

FIRST_PATROLLER = 300_000
GIVEN = "春夏秋冬松柏梅竹山河江海云霞雨雪田禾稻麦桥石泉溪青红金银福禄寿喜"
PEOPLE_TO_A_LEAD = 6
LEADS_AT_LEAST = 2
FEWEST_IN_A_TEAM = 4
CHANGING_PEOPLE = 5
"""One in so many has a day of the week on which they cannot come."""
LOOKED_BACK = 60
"""So many of the newest messages of a chat somebody looks through for a button."""
FAR = 0.02
"""Degrees by which a place that is not theirs lies off: some two kilometres."""
FOR_HOURS = 4 * 3600


@dataclass
class Patroller:
    """One member of a team."""

    phone: Phone
    person_id: int
    unit: str
    leads: bool
    live: SeenMessage | None = None
    steps: int = 0
    seen: int = 0

    async def recent(self) -> list[SeenMessage]:
        """The newest messages from the bot, oldest first."""
        path = f"/chats/{self.phone.id}/messages?after={max(0, self.seen - LOOKED_BACK)}"
        messages = [SeenMessage.of(raw) for raw in (await self.phone.town.get(path))["messages"]]
        self.seen = max([self.seen, *(message.message_id for message in messages)])
        return [message for message in messages if message.from_bot]

    async def press(self, label: str, *words: str) -> bool:
        """Press the newest button of this label under a message with these words; False where there is none."""
        for message in reversed(await self.recent()):
            fits = all(word in message.text for word in words)
            if fits and any(label in text for row in message.buttons for text in row):
                await self.phone.press_in(message, label, settle=False)
                return True
        return False


@dataclass
class Team:
    """A team with its people and the ground that they walk."""

    plan: TeamPlan
    people: list[Patroller]
    posters: list[str] = field(default_factory=list)

    def place(self, chance: random.Random) -> tuple[float, float]:
        """Somewhere near the village's office."""
        middle = self.plan.checkpoints[0].place
        return middle.latitude + chance.uniform(-0.003, 0.003), middle.longitude + chance.uniform(-0.003, 0.003)


@dataclass
class Patrols:
    """Everybody of a patrol replay."""

    teams: dict[str, Team]
    officials: Officials
    by_person: dict[int, Patroller] = field(default_factory=dict)


class Deeds:
    """What people do with their phones, in their own language."""

    def __init__(self, labels: Labels, township: Township) -> None:
        self._labels = labels
        self._zone = ZoneInfo(township.time_zone)

    def when(self, at: int) -> str:
        """How the bot writes a moment."""
        moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)
        return f"{moment.month}月{moment.day}日 {moment:%H:%M}"

    async def say(self, who: Patroller, starts_at: int, *, coming: bool) -> AsyncIterator[None]:
        """Answer the card of a shift."""
        names = ("button-shift-come", "button-shift-come-after-all") if coming else ("button-shift-cannot",)
        for name in names:
            if await who.press(self._labels.of(name), self.when(starts_at)):
                break
        yield

    async def check_in(
        self, who: Patroller, team: Team, how: How, starts_at: int, chance: random.Random
    ) -> AsyncIterator[None]:
        """Show where one is."""
        latitude, longitude = team.place(chance)
        accuracy = chance.choice((8.0, 15.0, 30.0, 65.0))
        if how is How.POSTER and team.posters:
            await who.phone.scan(chance.choice(team.posters))
        elif how is How.PICTURE and await who.press(self._labels.of("button-shift-picture"), self.when(starts_at)):
            yield
            await who.phone.photo()
        elif how is How.LIVE:
            who.live = await who.phone.live(latitude, longitude, period=FOR_HOURS, accuracy=accuracy)
            who.steps = 0
        elif how is How.FAR:
            await who.phone.location(latitude + FAR, longitude, accuracy=accuracy)
        else:
            await who.phone.location(latitude, longitude, accuracy=accuracy)
        yield

    async def move(self, who: Patroller, team: Team) -> AsyncIterator[None]:
        """Walk on to the next point of the team's round; Telegram tells of it as of an edited message."""
        if who.live is None:
            return
        stops = [point.place for point in team.plan.checkpoints]
        stop = stops[who.steps % len(stops)]
        who.steps += 1
        north = 0.0004 * (who.steps // len(stops) % 3)
        place = {"latitude": stop.latitude + north, "longitude": stop.longitude, "horizontal_accuracy": 12}
        path = f"/chats/{who.phone.id}/messages/{who.live.message_id}/edit"
        await who.phone.town.post(path, {"from_id": who.phone.id, "location": place})
        yield

    async def check_out(self, who: Patroller, starts_at: int) -> AsyncIterator[None]:
        """Say that one is done, twice where it is early."""
        if not await who.press(self._labels.of("button-shift-out"), self.when(starts_at)):
            return
        yield
        last = (await who.recent())[-1]
        if any(self._labels.of("button-shift-out-now") in text for row in last.buttons for text in row):
            await who.phone.press_in(last, self._labels.of("button-shift-out-now"), settle=False)
        who.live = None
        yield

    async def take(self, askers: Sequence[Patroller], name: str) -> AsyncIterator[None]:
        """Tap "I take it" on the card that says who cannot come, all at once."""
        for who in askers:
            await who.press(self._labels.of("button-roster-take"), name)
        yield

    async def seek(self, who: Patroller, name: str) -> AsyncIterator[None]:
        """The lead looks for somebody in the place of one who has not answered."""
        await who.press(self._labels.of("button-shift-find"), name)
        yield

    async def settle_missed(self, who: Patroller, name: str, *, there: bool) -> AsyncIterator[None]:
        """The lead excuses somebody who is missed, or says that they are there."""
        label = self._labels.of("button-shift-here" if there else "button-shift-excuse")
        await who.press(label, name)
        yield

    async def swap(self, who: Patroller, shift_at: int, chance: random.Random) -> AsyncIterator[str]:
        """Ask a member to swap; yields at the end who was asked, "" where nobody could be."""
        await who.phone.send(self._labels.of("menu-patrol"), settle=False)
        yield ""
        if not await who.press(self._labels.of("button-patrol-mine")):
            return
        yield ""
        if not await who.press(self.when(shift_at)):
            return
        yield ""
        if not await who.press(self._labels.of("button-roster-swap"), self.when(shift_at)):
            return
        yield ""
        last = (await who.recent())[-1]
        choices = [text for row in last.buttons for text in row if " · " in text]
        if not choices:
            return
        choice = chance.choice(choices)
        await who.phone.press_in(last, choice, settle=False)
        yield choice.split(" · ")[0]

    async def answer_swap(self, who: Patroller, *, agrees: bool) -> AsyncIterator[None]:
        """Say yes or no to whoever asked."""
        await who.press(self._labels.of("button-roster-swap-yes" if agrees else "button-roster-swap-no"))
        yield

    async def be_away(self, who: Patroller, first: date, last: date) -> AsyncIterator[None]:
        """Write on which days one cannot come."""
        await who.phone.send(self._labels.of("menu-patrol"), settle=False)
        yield
        for name in ("button-patrol-days", "button-team-day-words"):
            if not await who.press(self._labels.of(name)):
                return
            yield
        await who.phone.send(f"{first.month}月{first.day}日到{last.month}月{last.day}日", settle=False)
        yield

    async def call(self, who: Patroller) -> AsyncIterator[None]:
        """Call for help: two taps."""
        await who.phone.send("/sos", settle=False)
        yield
        if not await who.press(self._labels.of("button-sos-yes")):
            raise PlaygroundError(f"{who.phone.name} could not call for help")
        yield

    async def come(self, who: Patroller, name: str) -> AsyncIterator[None]:
        """Say to somebody in need that one is coming."""
        await who.press(self._labels.of("button-sos-coming"), name) or await who.press(
            self._labels.of("button-sos-also"), name
        )
        yield

    async def end_call(self, who: Patroller, chance: random.Random) -> AsyncIterator[None]:
        """Say that it is over, and how."""
        if not await who.press(self._labels.of("button-sos-end")):
            return
        yield
        word = chance.choice(("safe", "helped", "mistake"))
        await who.press(self._labels.of(f"sos-word-{word}"))
        yield


async def seat_patrols(
    town: PlaygroundClient, database: Database, rules: Rules, people: int, chance: random.Random
) -> Patrols:
    """The officials, and every team with its people and posters."""
    township, patrols = rules.township, Patrols({}, await seat_officials(town, database, rules))
    username = (await town.get("/state"))["bots"][0]["username"]
    with_team = {unit.code for unit in township.units_with_team}
    plans = [team for team in township.patrol.teams if team.unit in with_team]
    for index, plan in enumerate(plans):
        count = people * (index + 1) // len(plans) - people * index // len(plans)
        first = people * index // len(plans)
        team = Team(plan, [await _seat(town, first + number, plan.unit, number, count) for number in range(count)])
        await _enter(database, rules, team, chance)
        team.posters = [f"https://t.me/{username}?start={token}" for token in await _hang_posters(database, plan)]
        patrols.teams[plan.unit] = team
        patrols.by_person.update({who.person_id: who for who in team.people})
    return patrols


async def _seat(town: PlaygroundClient, number: int, unit: str, place: int, count: int) -> Patroller:
    surname, given = SURNAMES[number % len(SURNAMES)], GIVEN[number // len(SURNAMES) % len(GIVEN)]
    phone = await town.person(f"{surname}{given}{place + 1}", id=FIRST_PATROLLER + number, label=unit)
    return Patroller(phone, 0, unit, leads=place < max(LEADS_AT_LEAST, count // PEOPLE_TO_A_LEAD))


async def _enter(database: Database, rules: Rules, team: Team, chance: random.Random) -> None:
    """Into the books, as if all of them had joined long ago; some cannot come on one day of the week."""
    async with database.transaction() as work:
        for who in team.people:
            person = await work.people.meet(who.phone.id, who.phone.name, Language.ZH_HANS)
            await work.people.welcomed(person.id)
            who.person_id = person.id
            for role in (Role.PATROLLER, *((Role.SHIFT_LEAD,) if who.leads else ())):
                await give_role(work, rules, person.id, role, who.unit)
            member = await work.teams.ask(who.unit, person.id)
            await work.teams.decide(member, MemberState.MEMBER, None)
            if chance.randrange(CHANGING_PEOPLE) == 0:
                await work.teams.add_unavailable(member.id, weekday=chance.randint(1, 7))


async def _hang_posters(database: Database, plan: TeamPlan) -> list[str]:
    tokens = []
    async with database.transaction() as work:
        for point in plan.checkpoints:
            place = (point.place.latitude, point.place.longitude)
            kept = await work.checkpoints.put(plan.unit, point.code, point.name.zh_hans, place, point.radius)
            token = secrets.token_urlsafe(16)
            await work.checkpoints.set_token(kept.id, token)
            tokens.append(f"c_{token}")
    return tokens
