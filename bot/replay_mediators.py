"""What takes more than a few buttons: parties, their links and answers, who helps, a proposed day, an agreement, its paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.replay_deeds import Deed
from bot.replay_officials import MEDIATION, PANEL, Way
from bot.replay_people import flat

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from bot.replay_officials import Official
    from bot.replay_people import Labels
    from playground.client import Phone, PlaygroundClient

PARTIES = Way((MEDIATION, "button-mediation-parties", "button-party-new"), "mediation_party")
PARTICULARS, CONTACT = "男，56 岁，本镇人", "13900000000"
GUARDIAN = "母亲"
OTHER_TIME = "那天有事，过两天行不行"
MINOR_EVERY = 3
"""In one mediation of so many there are two on one side, one of them a minor."""
DAYS_IN_ADVANCE = (2, 3, 4, 5)
PROMISED_WITHIN = (7, 15, 30)
PRESSED_BY_PARTY: Mapping[Deed, tuple[str, ...]] = {
    Deed.COME: ("button-mediation-come",),
    Deed.OTHER_TIME: ("button-mediation-other",),
    Deed.QUIT: ("button-mediation-quit", "button-mediation-quit-yes"),
    Deed.HOLDS: ("button-mediation-holds",),
    Deed.FAILS: ("button-not-settled",),
}


@dataclass
class Mediated:
    """What people know of one mediation: the names of its parties, who is reached, and in how many days something is promised."""

    names: tuple[str, ...] = ()
    reached: Phone | None = None
    promised_within: int = 0
    joint: Phone | None = None
    """Who was asked to mediate along."""


@dataclass
class Mediations:
    """All mediations of a replay, by case number, and how the mediators go about them."""

    town: PlaygroundClient
    labels: Labels
    of: dict[str, Mediated] = field(default_factory=dict)

    async def enter_parties(self, mediator: Official, number: str) -> bool:
        """Enter one on each side, in one case of three a minor with a guardian besides; the last takes up their link."""
        count = len(self.of) + 1
        entered = [(f"甲家{count}号", "side-a", "choice-party-grown", "choice-party-not")]
        if count % MINOR_EVERY == 0:
            entered.insert(0, (f"甲家{count}号的孩子", "side-a", "choice-party-minor", "choice-party-not"))
        entered.append((f"乙家{count}号", "side-b", "choice-party-grown", "choice-party-agrees"))
        for name, *answers in entered:
            guardian = (GUARDIAN,) if "choice-party-minor" in answers else ()
            words = (name, *guardian, PARTICULARS, CONTACT)
            if not await mediator.go(PARTIES._replace(answers=tuple(answers), words=words), number):
                return False
        names = tuple(name for name, *_answers in entered)
        parties = await mediator.newest()
        link = next(label for label in flat(parties) if names[-1] in label and label.startswith("📱"))
        await mediator.phone.press_in(parties, link)
        phone = await self.town.person(names[-1])
        shown = await mediator.phone.find("?start=")
        await phone.send(f"/start {shown.text.split('?start=')[1].split()[0]}")
        self.of[number] = Mediated(names, phone)
        return True

    async def propose(self, mediator: Official, number: str, chance: random.Random) -> bool:
        """Propose a day in two to five days, in the place of one that stands."""
        way = Way((MEDIATION, "button-mediation-appoint"), "mediation_appoint")
        day, hour = chance.choice(DAYS_IN_ADVANCE), chance.randrange(5)
        again = way._replace(form="", buttons=(MEDIATION, "button-mediation-again"))
        if not (await mediator.go(again, number) or await mediator.go(way._replace(form=""), number)):
            return False
        for place in (day, hour, 0):
            card = await mediator.newest()
            await mediator.phone.press_in(card, flat(card)[place])
        await mediator.fill_in(way)
        return True

    async def join(self, mediator: Official, number: str, other: Phone, unit: str) -> bool:
        """Ask somebody of another unit to mediate along."""
        way = Way((MEDIATION, "button-mediation-joint"), "mediation_joint")
        if not await mediator.go(way._replace(answers=("choice-joint-elsewhere", unit, other.name)), number):
            return False
        self.of[number].joint = other
        return True

    async def by_party(self, deed: Deed, number: str) -> bool:
        """What the party who is reached presses; False where no message offers it."""
        reached = self.of[number].reached if number in self.of else None
        for button in PRESSED_BY_PARTY[deed]:
            label = self.labels.of(button)
            if reached is None or not any(label in flat(each) for each in await reached.screen()):
                return False
            await reached.press(label)
        if deed is Deed.OTHER_TIME and reached is not None:
            await reached.send(OTHER_TIME)
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


async def bring_together(centre: Official, deed: Deed, leading: str, other: str) -> bool:
    """Merge a case into an older one, or link the two: from the older one's panel, by typing the number."""
    way = Way((PANEL, f"button-n-{deed.value}"), deed.value)
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
