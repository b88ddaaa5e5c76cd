"""What is taken away in time."""

from __future__ import annotations

from actions.purge import TRACKS_KEPT_MS, purge
from domain.durations import DAY_MS
from domain.messages import say
from domain.shifts import CheckInKind
from storage.erasure import destroy_doomed
from storage.key_ring import Sealed, Subject
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.quarantine import QuarantineSource
from tests.actions.office import Office
from tests.actions.running_shift import a_running_shift

BRIDGE = (27.3272, 112.637775)


async def test_what_nobody_needs_in_the_night_can_not_be_opened_any_more(office: Office) -> None:
    """Messages of past days with their keys, drafts that were given up, raw updates after a quarter; what waits stays."""
    async with office.at_work() as work:
        await work.outbox.put(Outgoing(ToPerson(office.li), Lane.REPLY, say("a")))
        await work.quarantine.put(QuarantineSource.UPDATE, "1", "ValueError", b"raw")
    today = office.clock.at // DAY_MS
    office.clock.forward(days=1)
    async with office.at_work() as work:
        await purge(work)
    await destroy_doomed(office.database)
    ring = office.database.ring
    assert ring.is_destroyed(Subject(Sealed.DAY, today - 1))
    assert not ring.is_destroyed(Subject(Sealed.DAY, today))
    assert [each.phrases for each in await office.told()] == [("a",)]
    office.clock.forward(days=91)
    async with office.at_work() as work:
        await purge(work)
        assert await work.quarantine.raw(1) is None
        assert await work.quarantine.count() == 1
    await destroy_doomed(office.database)
    assert ring.is_destroyed(Subject(Sealed.DAY, today))
    office.clock.at -= 10 * DAY_MS
    async with office.at_work() as work:
        await work.outbox.put(Outgoing(ToPerson(office.li), Lane.REPLY, say("the clock was ahead")))
        (row,) = await work.outbox.claim(1)
    assert row.message == say("the clock was ahead")


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
