"""What is taken away in time."""

from __future__ import annotations

from actions.purge import TRACKS_KEPT_MS, purge
from domain.shifts import CheckInKind
from tests.actions.office import Office
from tests.actions.running_shift import a_running_shift

BRIDGE = (27.3272, 112.637775)


async def test_the_track_of_a_patrol_goes_and_its_check_ins_stay(office: Office) -> None:
    """After thirty days nobody can see where somebody walked; that they were there stays on record."""
    running = await a_running_shift(office, BRIDGE)
    post = running.caller.id
    async with office.at_work() as work:
        await work.check_ins.add(post, CheckInKind.LIVE, BRIDGE)
    office.clock.forward(ms=TRACKS_KEPT_MS)
    async with office.at_work() as work:
        await purge(work)
        assert len(await work.check_ins.of(post)) == 2
    office.clock.forward(ms=1)
    async with office.at_work() as work:
        await purge(work)
        assert [each.kind for each in await work.check_ins.of(post)] == [CheckInKind.LOCATION]
