"""The people of a replay before their phones: who holds which office, and villagers who report and say how it went."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actions.give_role import give_role
from bot.replay_deeds import Deed
from domain.messages import phrase
from domain.numbers import read_number
from domain.words import Language, Role
from playground.client import Phone, PlaygroundError, SeenMessage

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from actions.rules import Rules
    from bot.replay_messages import CitizenMessage
    from domain.messages import Value
    from domain.township import Township
    from playground.client import PlaygroundClient
    from storage.database import Database
    from texts.renderer import Renderer

LONGEST_MESSAGE = 4000
QUESTIONS = 12
FIRST_OFFICIAL = 200_000
UNKNOWN = "§"
TAGS = re.compile(r"</?[a-z]+>")
SURNAMES = "陈林黄周吴徐孙胡朱高何郭马罗梁宋郑谢韩唐冯"


@dataclass
class Officials:
    """Everybody with a role, by role and unit."""

    mediators: dict[str, Phone] = field(default_factory=dict)
    heads: dict[str, Phone] = field(default_factory=dict)
    centre: list[Phone] = field(default_factory=list)
    others: list[Phone] = field(default_factory=list)
    accounts: dict[int, int] = field(default_factory=dict)
    """The account of each, by what the file calls the person."""
    director: Phone | None = None
    keeper: Phone | None = None

    @property
    def all(self) -> list[Phone]:
        """All of them."""
        keeper = [self.keeper] if self.keeper is not None else []
        return [*self.mediators.values(), *self.heads.values(), *self.centre, *self.others, *keeper]

    def with_account(self, telegram_id: int | None) -> Phone | None:
        """Whose account it is."""
        return next((phone for phone in self.all if phone.id == telegram_id), None)


class Labels:
    """What buttons say in the language of the replay's people."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def of(self, phrase_id: str) -> str:
        """A button's label."""
        return self._renderer.plain(phrase(phrase_id), Language.ZH_HANS)

    def first_of(self, phrase_id: str) -> str:
        """A button's label with its number, for the first of several."""
        return self._renderer.plain(phrase(phrase_id, count=1), Language.ZH_HANS)

    def pieces(self, phrase_id: str, **values: Value) -> tuple[str, ...]:
        """What stands in a phrase whatever is put in for the values that are UNKNOWN."""
        text = self._renderer.plain(phrase(phrase_id, **values), Language.ZH_HANS)
        return tuple(piece for piece in TAGS.sub("", text).split(UNKNOWN) if piece)


async def seat_officials(town: PlaygroundClient, database: Database, rules: Rules) -> Officials:
    """Give every unit that mediates a mediator and a head, the centre two of staff, a director and an oversight contact."""
    officials, township = Officials(), rules.township
    number = FIRST_OFFICIAL

    async def seat(name: str, role: Role, unit: str) -> Phone:
        nonlocal number
        number += 1
        phone = await town.person(name, id=number, label=role.value)
        async with database.transaction() as work:
            person = await work.people.meet(number, name, Language.ZH_HANS)
            await work.people.welcomed(person.id)
            await give_role(work, rules, person.id, role, unit)
        officials.accounts[person.id] = number
        return phone

    for index, unit in enumerate(unit for unit in township.units if unit.mediates):
        surname = SURNAMES[index % len(SURNAMES)]
        officials.mediators[unit.code] = await seat(f"{surname}调解", Role.MEDIATOR, unit.code)
        officials.heads[unit.code] = await seat(f"{surname}主任", Role.VILLAGE_HEAD, unit.code)
    centre = township.centre.code
    officials.centre = [await seat(f"{name}专干", Role.CENTRE_STAFF, centre) for name in ("柳", "竹")]
    officials.others = [
        await seat("松书记", Role.DIRECTOR, centre),
        await seat("县监督", Role.OVERSIGHT, centre),
        await seat("系统员", Role.ADMIN, centre),
    ]
    officials.director = officials.others[0]
    officials.keeper = await seat("封保管", Role.IDENTITY_OFFICER, centre)
    return officials


class Villager:
    """Somebody who reports as the file says, and answers the questions as they come."""

    def __init__(
        self, phone: Phone, labels: Labels, township: Township, chance: random.Random, names: Sequence[str] = ()
    ) -> None:
        self._phone = phone
        self._labels = labels
        self._township = township
        self._chance = chance
        self._names = names
        self.known_as = ""
        """How they said they wish to be known: the last part of the button's phrase."""
        self.about: list[str] = []
        """Officials of whom they said that the matter is about them, by name."""

    async def report(self, message: CitizenMessage) -> str:
        """Send a message, answer what is asked, confirm; the case number. Raises PlaygroundError when it does not come."""
        words = message.words
        for start in range(0, len(words), LONGEST_MESSAGE):
            await self._phone.send(words[start : start + LONGEST_MESSAGE])
        for _question in range(QUESTIONS):
            card = await self._card()
            number = read_number(card.text) if not card.buttons or self._sent(card) else None
            if number is not None:
                return number
            await self._answer(card)
        raise PlaygroundError(f"no case number came for message {message.id}; the last card was\n{await self._card()}")

    async def do(self, deed: Deed, number: str) -> bool:
        """What a reporter does after reporting; False when nothing offers it any more."""
        if deed is Deed.WITHDRAW:
            return await self.withdraw(number)
        return await self.press_under(number, "rate-5" if deed is Deed.RATE else "button-not-settled")

    async def withdraw(self, number: str) -> bool:
        """Take the report back; False when its card does not offer it any more."""
        show, withdraw = self._labels.of("button-show-mine"), self._labels.of("button-withdraw")
        screen = await self._phone.screen()
        offers = [each for each in reversed(screen) if each.from_bot and is_of(each, number)]
        card = next((each for each in offers if show in flat(each) or withdraw in flat(each)), None)
        if card is None:
            return False
        if show in flat(card):
            await self._phone.press_in(card, show)
            card = await self._again(card)
        if withdraw not in flat(card):
            return False
        await self._phone.press_in(card, withdraw)
        await self._phone.press_in(await self._again(card), self._labels.of("button-withdraw-yes"))
        return True

    async def press_under(self, number: str, button: str) -> bool:
        """Press something under the newest message about a case that offers it; False when none does."""
        label = self._labels.of(button)
        screen = await self._phone.screen()
        offers = (each for each in reversed(screen) if each.from_bot and is_of(each, number) and label in flat(each))
        asked = next(offers, None)
        if asked is not None:
            await self._phone.press_in(asked, label)
        return asked is not None

    async def _again(self, card: SeenMessage) -> SeenMessage:
        """A message as it stands now."""
        return next(each for each in await self._phone.screen() if each.message_id == card.message_id)

    async def _card(self) -> SeenMessage:
        """The newest message with something to press."""
        screen = await self._phone.screen()
        for message in reversed(screen):
            if message.from_bot and message.buttons:
                return message
        raise PlaygroundError(f"{self._phone.name} was asked nothing; the last message was\n{screen[-1]}")

    def _sent(self, card: SeenMessage) -> bool:
        return self._labels.of("button-show-mine") in flat(card)

    async def _answer(self, card: SeenMessage) -> None:
        """Press what a villager would: send if it can be sent, else the first or a drawn answer."""
        labels = flat(card)
        if self._labels.of("choice-nobody") in labels and await self._names_somebody(card):
            return
        wanted = [self._labels.of("button-send-report"), self._labels.of("button-not-the-same")]
        wanted += [self._labels.of("choice-nobody"), self._labels.of("choice-about-done")]
        for label in wanted:
            if label in labels:
                await self._phone.press_in(card, label)
                return
        last = self._labels.of("button-cancel")
        answers = [label for label in labels if label not in {last, self._labels.of("button-back")}]
        if not answers:
            # It has to be said in words.
            await self._phone.send("请到现场看看就知道了。")
            return
        known = {self._labels.of(f"known-as-{way}-button"): way for way in ("confidential", "named", "unlinked")}
        if set(answers) <= set(known):
            # An unlinked tip has no way back, so its number could not be checked.
            answers = [label for label in answers if known[label] != "unlinked"]
        chosen = self._chance.choice(answers)
        self.known_as = known.get(chosen, self.known_as)
        await self._phone.press_in(card, chosen)

    async def _names_somebody(self, card: SeenMessage) -> bool:
        """Say whom it is about, if it is about one of the given names and they are among the buttons."""
        for name in self._names:
            label = next((label for label in flat(card) if label.startswith(f"{name}（")), None)
            if label is not None and not self.about:
                self.about.append(name)
                await self._phone.press_in(card, label)
                return True
        return False


def flat(message: SeenMessage) -> list[str]:
    """All labels of a message's buttons."""
    return [label for row in message.buttons for label in row]


def is_of(message: SeenMessage, number: str) -> bool:
    """Whether a message is about a case: its number stands in the title, which may have a headline above it."""
    return any(number in line for line in message.text.split("\n", 2)[:2])
