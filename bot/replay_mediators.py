"""What takes more than a few buttons: parties and their links, a proposed day, an agreement, its paper, a merger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.replay_officials import MEDIATION, PANEL, Way
from bot.replay_people import flat

if TYPE_CHECKING:
    import random

    from bot.replay_officials import Official
    from bot.replay_people import Labels
    from playground.client import Phone, PlaygroundClient

PARTIES = Way((MEDIATION, "button-mediation-parties", "button-party-new"), "mediation_party")
PARTICULARS, CONTACT = "男，56 岁，本镇人", "13900000000"
SIDES = ("side-a", "side-b")
DAYS_IN_ADVANCE = (2, 3, 4, 5)
PROMISED_WITHIN = (7, 15, 30)


@dataclass
class Mediated:
    """What people know of one mediation: the names of its parties, who is reached, and in how many days something is promised."""

    names: tuple[str, ...] = ()
    reached: Phone | None = None
    promised_within: int = 0


@dataclass
class Mediations:
    """All mediations of a replay, by case number, and how the mediators go about them."""

    town: PlaygroundClient
    labels: Labels
    of: dict[str, Mediated] = field(default_factory=dict)

    async def enter_parties(self, mediator: Official, number: str) -> bool:
        """Enter one on each side; the second agrees to be reached and takes up their link."""
        count = len(self.of) + 1
        names = (f"甲家{count}号", f"乙家{count}号")
        for name, side, agrees in zip(names, SIDES, ("choice-party-not", "choice-party-agrees"), strict=True):
            way = PARTIES._replace(answers=(side, "choice-party-grown", agrees), words=(name, PARTICULARS, CONTACT))
            if not await mediator.go(way, number):
                return False
        parties = await mediator.newest()
        link = next(label for label in flat(parties) if names[1] in label and label.startswith("📱"))
        await mediator.phone.press_in(parties, link)
        phone = await self.town.person(names[1])
        shown = await mediator.phone.find("?start=")
        await phone.send(f"/start {shown.text.split('?start=')[1].split()[0]}")
        self.of[number] = Mediated(names, phone)
        return True

    async def propose(self, mediator: Official, number: str, chance: random.Random) -> bool:
        """Propose a day in two to five days."""
        way = Way((MEDIATION, "button-mediation-appoint"), "mediation_appoint")
        day, hour = chance.choice(DAYS_IN_ADVANCE), chance.randrange(5)
        if not await mediator.go(way._replace(form=""), number):
            return False
        for place in (day, hour, 0):
            card = await mediator.newest()
            await mediator.phone.press_in(card, flat(card)[place])
        await mediator.fill_in(way)
        return True

    async def come(self, number: str) -> bool:
        """The party who is reached comes."""
        reached = self.of[number].reached if number in self.of else None
        label = self.labels.of("button-mediation-come")
        if reached is None or not any(label in flat(each) for each in await reached.screen()):
            return False
        await reached.press(label)
        return True

    async def agree(self, mediator: Official, number: str, way: Way, chance: random.Random) -> bool:
        """Write the agreement, with one promise within a week, two or a month."""
        days = chance.choice(PROMISED_WITHIN)
        if not await mediator.go(way._replace(answers=(*way.answers, f"{days} 天内")), number):
            return False
        self.of[number].promised_within = days
        return True

    async def sign(self, mediator: Official, number: str) -> bool:
        """Send the photo of the signed paper, signed today."""
        way = Way((MEDIATION, "button-mediation-sign"), "mediation_sign")
        if not await mediator.go(way._replace(form=""), number):
            return False
        await mediator.phone.photo()
        await mediator.fill_in(way)
        return True


async def merge(centre: Official, leading: str, other: str) -> bool:
    """Have a case dealt with together with an older one: from the older one's panel, by typing the number."""
    way = Way((PANEL, "button-n-merge"), "merge")
    if not await centre.go(way._replace(form=""), leading):
        return False
    card = await centre.newest()
    offered = next((label for label in flat(card) if other in label), None)
    if offered is not None:
        await centre.phone.press_in(card, offered)
    else:
        await centre.phone.send(other)
    await centre.fill_in(way)
    return True
