"""What the tests of patrol actions share: a shift of three in the office's village."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.keep_shift_due import keep_shift_due
from actions.run_due_shift import run_due_shift
from domain.presence import published
from domain.shifts import Post, RosteredShift, Shift, ShiftState, Way
from domain.words import Role
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office
from tests.domain.samples import at

START, END = at("2026-09-29 20:00"), at("2026-09-29 23:00")
OFFICE = (27.33, 112.634175)
MINUTE = 60_000


@dataclass
class Patrol:
    """A shift on Tuesday evening: lead, zhou, qian."""

    office: Office
    shift_id: int

    async def rostered(self) -> RosteredShift:
        """The shift as it is kept."""
        async with self.office.at_work() as work:
            found = await work.shifts.get(self.shift_id)
        assert found is not None
        return found

    async def post(self, name: str) -> Post:
        """Somebody's post as it is kept."""
        person = self.office.people[name]
        return next(each for each in (await self.rostered()).posts if each.person_id == person)

    def stand_at(self, minutes: float) -> None:
        """It is so many minutes after the start; nothing runs by itself."""
        self.office.clock.at = START + round(minutes * MINUTE)

    async def run_until(self, minutes: float) -> None:
        """Let time pass, running what falls due at its very time."""
        end = START + round(minutes * MINUTE)
        while True:
            async with self.office.at_work() as work:
                row = await work.due.of(DueKind.SHIFT, str(self.shift_id))
            if row is None or row.due_at > end:
                break
            self.office.clock.at = max(self.office.clock.at, row.due_at)
            async with self.office.at_work() as work:
                await run_due_shift(work, self.office.rules, self.shift_id)
        self.office.clock.at = end

    async def call_off(self) -> None:
        """The shift is cancelled."""
        async with self.office.at_work() as work:
            shift = await work.shifts.shift(self.shift_id)
            assert shift is not None
            await work.shifts.save(replace(shift, state=ShiftState.CANCELLED, version=shift.version + 1))
            await keep_shift_due(work, self.office.rules, shift.id)


async def a_patrol(office: Office) -> Patrol:
    """The shift, published on Monday morning."""
    for name, role in (("lead", Role.SHIFT_LEAD), ("zhou", Role.PATROLLER), ("qian", Role.PATROLLER)):
        await office.seat(name, role)
    async with office.at_work() as work:
        shift = await work.shifts.add(
            Shift(0, VILLAGE, "evening", "2026-09-29", START, END, 3, False, ShiftState.PLANNED, None, 0, 1)
        )
        assert shift is not None
        for name in ("lead", "zhou", "qian"):
            await work.shifts.assign(shift.id, office.people[name], Way.ROSTER, leads=name == "lead")
        await work.shifts.save(published(shift, work.now))
        await keep_shift_due(work, office.rules, shift.id)
    return Patrol(office, shift.id)
