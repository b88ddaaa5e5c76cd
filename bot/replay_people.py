"""The people of a replay as they sit before their phones: villagers who report, officials who press buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.replay_script import Deed
from domain.messages import phrase
from domain.numbers import read_number
from domain.words import Language, Role, UnitKind
from playground.client import Phone, PlaygroundError, SeenMessage

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from bot.replay_messages import CitizenMessage
    from domain.township import Township
    from playground.client import PlaygroundClient
    from storage.database import Database
    from texts.renderer import Renderer

LONGEST_MESSAGE = 4000
QUESTIONS = 8
FIRST_OFFICIAL = 200_000
SURNAMES = "陈林黄周吴徐孙胡朱高何郭马罗梁宋郑谢韩唐冯"


@dataclass
class Officials:
    """Everybody with a role, by role and unit."""

    mediators: dict[str, Phone] = field(default_factory=dict)
    heads: dict[str, Phone] = field(default_factory=dict)
    centre: list[Phone] = field(default_factory=list)
    others: list[Phone] = field(default_factory=list)

    @property
    def all(self) -> list[Phone]:
        """All of them."""
        return [*self.mediators.values(), *self.heads.values(), *self.centre, *self.others]


class Labels:
    """What buttons say in the language of the replay's people."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def of(self, phrase_id: str) -> str:
        """A button's label."""
        return self._renderer.plain(phrase(phrase_id), Language.ZH_HANS)


async def seat_officials(town: PlaygroundClient, database: Database, township: Township) -> Officials:
    """Give every unit that mediates a mediator and a head, the centre two of staff, a director and an oversight contact."""
    officials = Officials()
    number = FIRST_OFFICIAL

    async def seat(name: str, role: Role, unit: str) -> Phone:
        nonlocal number
        number += 1
        phone = await town.person(name, id=number, label=role.value)
        async with database.transaction() as work:
            person = await work.people.meet(number, name, Language.ZH_HANS)
            await work.people.welcomed(person.id)
            await work.people.grant(person.id, role, unit)
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
    return officials


class Villager:
    """Somebody who reports as the file says, and answers the questions as they come."""

    def __init__(self, phone: Phone, labels: Labels, township: Township, chance: random.Random) -> None:
        self._phone = phone
        self._labels = labels
        self._township = township
        self._chance = chance

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

    async def _card(self) -> SeenMessage:
        """The newest message with something to press."""
        screen = await self._phone.screen()
        for message in reversed(screen):
            if message.from_bot and message.buttons:
                return message
        raise PlaygroundError(f"{self._phone.name} was asked nothing; the last message was\n{screen[-1]}")

    def _sent(self, card: SeenMessage) -> bool:
        return self._labels.of("button-show-mine") in _flat(card)

    async def _answer(self, card: SeenMessage) -> None:
        """Press what a villager would: send if it can be sent, else the first or a drawn answer."""
        labels = _flat(card)
        wanted = [self._labels.of("button-send-report"), self._labels.of("button-not-the-same")]
        wanted += [self._labels.of("choice-nobody"), self._labels.of("choice-about-done")]
        for label in wanted:
            if label in labels:
                await self._phone.press_in(card, label)
                return
        last = self._labels.of("button-cancel")
        answers = [label for label in labels if label not in {last, self._labels.of("button-back")}]
        known = [self._labels.of(f"known-as-{way}-button") for way in ("confidential", "named", "unlinked")]
        if set(answers) <= set(known):
            # An unlinked tip has no way back, so its number could not be checked.
            answers = [label for label in answers if label != known[2]]
        await self._phone.press_in(card, self._chance.choice(answers))


class Official:
    """Somebody who deals with cases by the buttons under their cards."""

    def __init__(self, phone: Phone, labels: Labels, send_labels: Mapping[str, str]) -> None:
        self._phone = phone
        self._labels = labels
        self._send = send_labels

    async def do(self, deed: Deed, number: str) -> bool:
        """Do something with a case; False when no card of theirs offers it now."""
        button = {
            Deed.ACKNOWLEDGE: "button-acknowledge",
            Deed.ACCEPT: "button-accept",
            Deed.PROGRESS: "button-progress",
            Deed.HAND_UP: "button-hand-up",
            Deed.SETTLE: "button-settle",
            Deed.CLOSE: "button-close",
        }[deed]
        label = self._labels.of(button)
        stale = self._labels.of("toast-card-changed")
        pressed = await self._press(number, label)
        while pressed and await self._phone.alert() == stale:
            # The card was an old one and shows now how things stand: try the next that has the button.
            pressed = await self._press(number, label)
        if not pressed:
            return False
        if deed in {Deed.PROGRESS, Deed.HAND_UP, Deed.SETTLE, Deed.CLOSE}:
            await self._fill_in(deed)
        return True

    async def _press(self, number: str, label: str) -> bool:
        """Press a button of the newest card of a case that has it."""
        screen = await self._phone.screen()
        card = next(
            (each for each in reversed(screen) if each.from_bot and number in each.text and label in _flat(each)), None
        )
        if card is not None:
            await self._phone.press_in(card, label)
        return card is not None

    async def _fill_in(self, deed: Deed) -> None:
        """Answer the form that the button opened: the first choice where there are any, a few words, send."""
        send = self._labels.of(self._send[deed.value])
        for _question in range(QUESTIONS):
            screen = await self._phone.screen()
            card = next(each for each in reversed(screen) if each.from_bot and each.buttons)
            labels = _flat(card)
            if send in labels:
                await self._phone.press_in(card, send)
                return
            answers = [
                label
                for label in labels
                if label not in {self._labels.of("button-cancel"), self._labels.of("button-skip")}
            ]
            if answers:
                await self._phone.press_in(card, answers[0])
            else:
                await self._phone.send("已经上门了解情况，双方都同意按约定办。")
        raise PlaygroundError(f"the form for {deed.value} of {self._phone.name} did not end")


def mediating_unit(township: Township, unit: str) -> str | None:
    """The unit itself if it mediates, else None: its cases are the centre's."""
    return unit if township.unit(unit).mediates and township.unit(unit).kind is not UnitKind.CENTRE else None


def _flat(message: SeenMessage) -> list[str]:
    return [label for row in message.buttons for label in row]
