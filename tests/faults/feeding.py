"""Feed updates to a running bot and hold what becomes of them to the promises: nothing crashes, is lost or is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.dispatch import BATCH, update_id_of
from domain.forms import texts_of
from storage.outbox import OutboxState
from storage.quarantine import QuarantineSource
from tests.faults.update_kinds import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.shouwang import Shouwang
    from playground.server import Playground
    from tests.faults.strange_updates import Made, Maker

FIRST_STRANGER = 10_000
SETTLE_EVERY = 2
"""Batches between two looks at what was sent."""
EXPECTED = (
    "message is not modified", "message to edit not found", "message can't be edited", "there is no text in the message",
    "chat not found", "query is too old", "bot is not a member", "bot was blocked", "wrong file identifier",
    "invalid location specified",
)  # fmt: skip
"""What the Bot API may say of what is gone, unknown or made up by a spoiled update."""


@dataclass
class Findings:
    """What broke a promise, as sentences; and how much there was."""

    broken: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    updates: int = 0
    well_formed: int = 0
    quarantined: int = 0
    calls: int = 0


class Feeding:
    """One run against one bot and one playground."""

    def __init__(self, shouwang: Shouwang, playground: Playground, maker: Maker) -> None:
        self._shouwang = shouwang
        self._playground = playground
        self._maker = maker
        self._calls_seen = playground.api.call_number
        self.found = Findings()

    async def feed(self, count: int) -> Findings:
        """Feed one of each kind, then others up to a count in batches of different sizes; look at everything afterwards."""
        batches = 0
        for kinds in batched(sorted(set(ALL_KINDS)), BATCH):
            await self.batch([self._maker.well_formed(kind) for kind in kinds])
        while self.found.updates < count:
            size = min(self._maker.random.choice((2, 7, 50, BATCH)), count - self.found.updates)
            person, text = FIRST_STRANGER + batches, f"{batches} 枫林村的路灯坏了"
            # The last of every batch is an ordinary message: what went before must not stand in its way.
            made = [self._maker.next() for _number in range(size - 1)]
            await self.batch([*made, self._maker.ordinary(person, text)])
            await self._look_for(person, text)
            batches += 1
            if batches % SETTLE_EVERY == 0:
                await self.look()
        await self.look()
        await self._everybody_is_answered()
        return self.found

    async def batch(self, made: Sequence[Made]) -> None:
        """One batch through the door by which the long poll brings it."""
        found, dispatch = self.found, self._shouwang.parts.dispatch
        handled, set_aside = dispatch.handled, dispatch.set_aside
        found.updates += len(made)
        found.well_formed += sum(each.well_formed for each in made)
        found.kinds.update(each.kind for each in made)
        try:
            await dispatch.take([each.raw for each in made], moves_offset=True)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            found.broken.append(f"a batch of {len(made)} was not taken: {type(error).__name__}: {error}"[:300])
            return
        if dispatch.handled - handled != len(made):
            found.broken.append(f"{dispatch.handled - handled} of {len(made)} updates were handled")
        await self._look_at_quarantine(made, dispatch.set_aside - set_aside)

    async def _everybody_is_answered(self) -> None:
        """Nothing that was kept of a person's strange messages spoils their next one."""
        for person in self._maker.cast.people:
            await self.batch([self._maker.ordinary(person, text) for text in ("路灯坏了", "/cancel", "还有一件事")])

    async def _look_for(self, person_id: int, text: str) -> None:
        async with self._shouwang.database.transaction() as work:
            person = await work.people.by_telegram_id(person_id)
            draft = await work.drafts.active(person.id) if person is not None else None
        if draft is None or texts_of(draft.answers) != (text,):
            self.found.broken.append(f"what came behind others was not taken: {text}")

    async def look(self) -> None:
        """Let everything arrive; look at the calls and the dead letters; find the buttons that now stand on phones."""
        await self._shouwang.settle()
        found, world = self.found, self._playground.world
        new = [call for call in self._playground.api.calls if call["seq"] > self._calls_seen]
        self._calls_seen = self._playground.api.call_number
        found.calls += len(new)
        for call in new:
            if not call["ok"] and not any(expected in str(call["error"]) for expected in EXPECTED):
                found.broken.append(f"{call['method']} was refused: {call['error']}: {str(call['params'])[:300]}")
        async with self._shouwang.database.transaction() as work:
            dead = await work.outbox.count(OutboxState.DEAD)
            waiting = await work.outbox.count(OutboxState.SENDING)
            letters = [item for item in await work.quarantine.latest(1_000) if item.source is QuarantineSource.OUTBOX]
        if dead or waiting:
            reasons = {item.error_kind for item in letters} - {"attachment"}
            found.broken.append(f"{dead} messages are dead, {waiting} on their way for ever: {reasons}")
        self._maker.cast.presses[:] = [
            (chat.id, number, str(button.get("callback_data")))
            for chat in world.chats.values()
            if chat.id > 0
            for number, message in list(chat.messages.items())[-2:]
            for row in _rows(message)
            for button in row
            if "callback_data" in button
        ]

    async def _look_at_quarantine(self, made: Sequence[Made], count: int) -> None:
        found = self.found
        found.quarantined += count
        async with self._shouwang.database.transaction() as work:
            items = await work.quarantine.latest(count + 20) if count else []
            mine = [item for item in items if item.source is QuarantineSource.UPDATE][:count]
            kept = [await work.quarantine.raw(item.id) for item in mine]
        if len(mine) != count or not all(kept):
            found.broken.append(f"{count} updates were set aside, {len(mine)} are in the quarantine")
        kinds = {item.reference: item.error_kind for item in mine}
        for each in made:
            error = kinds.get(str(update_id_of(each.raw)))
            if each.well_formed and error is not None:
                found.broken.append(f"{each.kind} is well-formed and was set aside: {error}: {str(each.raw)[:600]}")


def batched(kinds: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Kinds in parts of a size."""
    for start in range(0, len(kinds), size):
        yield kinds[start : start + size]


def _rows(message: dict[str, Any]) -> list[list[dict[str, Any]]]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard")
    return rows or []
