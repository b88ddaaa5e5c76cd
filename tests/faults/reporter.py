"""Somebody who reports, one thing after another, and remembers what they were told."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from domain.numbers import read_number
from playground.client import Phone
from tests.faults.town import Town

FIRST_SIGN, LAST_SIGN = 0x4E00, 0x9FA5


@dataclass
class Reporter:
    """A villager before their phone. `told` has the number that each text was acknowledged with."""

    phone: Phone
    told: dict[str, str] = field(default_factory=dict)

    async def report(self, town: Town, text: str) -> str:
        """Report something from the first word to the number."""
        before = max((message.message_id for message in await self.phone.screen()), default=0)
        await self.phone.send(text, settle=False)
        for label in ("枫林村", "保密", "提交"):
            await town.press(self.phone, label, after=before)
        number = ""

        async def acknowledged() -> bool:
            nonlocal number
            known = set(self.told.values())
            for message in await self.phone.screen():
                found = read_number(message.text) if message.from_bot else None
                if found is not None and found not in known:
                    number = found
            return bool(number)

        await town.until(acknowledged)
        self.told[text] = number
        return number


def words(chance: random.Random) -> str:
    """A text like no other: what resembles one's own open case would be asked about."""
    return "路灯坏了：" + "".join(chr(chance.randint(FIRST_SIGN, LAST_SIGN)) for _sign in range(40))
