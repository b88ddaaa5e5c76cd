"""Escalation's own guard: whatever is forgotten, the auditor finds within a minute, says of which case, and puts right."""

from __future__ import annotations

import random
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

from actions.keep_due import keep_due
from domain.cases import Case, CaseState, KnownAs, Urgency
from domain.messages import say
from domain.presence import next_shift_step
from domain.shifts import Shift, ShiftState, Way
from domain.words import CaseKind, Language, Level
from scheduler.auditor import Auditor
from scheduler.findings import Findings
from scheduler.wrong_times import WrongTimes
from storage.cases import Place
from storage.due import DueKind
from storage.outgoing import Lane as Pressing
from storage.outgoing import Outgoing, ToPerson
from storage.unit_of_work import UnitOfWork
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.journeys.village import Village, a_village

pytestmark = pytest.mark.faults
CASES = 1_000
SHIFTS = 400
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


class Omission(StrEnum):
    """What is forgotten of a case."""

    DELETED = "DELETE FROM due WHERE kind = 'case' AND subject = CAST(:case AS TEXT)"
    """Its due row is gone."""
    LATER = "UPDATE due SET due_at = due_at + 3600000 WHERE kind = 'case' AND subject = CAST(:case AS TEXT)"
    """Its due row stands at a wrong time."""
    LEASED = "UPDATE due SET lease_until = due_at + 86400000 WHERE kind = 'case' AND subject = CAST(:case AS TEXT)"
    """Somebody was to work on it, and nobody does."""
    STUCK = "UPDATE outbox SET state = 'sending', attempts = 1 WHERE card_key = 'case:' || :case || ':1'"
    """A message about it is on its way with nobody."""


class ShiftOmission(StrEnum):
    """What is forgotten of a shift."""

    DELETED = "DELETE FROM due WHERE kind = 'shift' AND subject = CAST(:shift AS TEXT)"
    """Its due row is gone."""
    LATER = "UPDATE due SET due_at = due_at + 3600000 WHERE kind = 'shift' AND subject = CAST(:shift AS TEXT)"
    """Its due row stands at a wrong time."""
    LEASED = "UPDATE due SET lease_until = due_at + 86400000 WHERE kind = 'shift' AND subject = CAST(:shift AS TEXT)"
    """Somebody was to work on it, and nobody does."""
    STUCK = "UPDATE outbox SET state = 'sending', attempts = 1 WHERE card_key = 'shift:' || :shift || ':1'"
    """A message about it is on its way with nobody."""


async def _fill(village: Village, cases: int) -> list[int]:
    """Open cases with their clocks and, for each, a message that waits for the morning after next."""
    township, rules = village.settings.township, village.shouwang.rules
    numbers = []
    async with village.shouwang.database.transaction() as work:
        mediator = await work.people.meet(village.mediator.id, "", Language.ZH_HANS)
        for number in range(100_000, 100_000 + cases):
            case = Case(
                id=number,
                number=f"{number // 10_000:03d}-{number % 10_000:04d}",
                kind=CaseKind.DISPUTE,
                category=township.categories[0].code,
                unit=village.home,
                responsible_unit=village.home,
                level=Level.VILLAGE,
                state=CaseState.FILED,
                urgency=Urgency.NORMAL,
                known_as=KnownAs.NAMED,
                pseudonym="K7Q",
                filed_at=work.now,
                awaiting_since=work.now,
                chased_until=work.now,
            )
            await work.cases.add(case, Place(), None)
            await keep_due(work, rules, case)
            tomorrow = work.now + 48 * 60 * MINUTE_MS
            card = Outgoing(
                ToPerson(mediator.id), Pressing.REMINDER, say("help"), tomorrow, card_key=f"case:{number}:1"
            )
            await work.outbox.put(card)
            numbers.append(number)
    return numbers


async def _forget(village: Village, cases: list[int], chance: random.Random) -> dict[int, Omission]:
    forgotten = {case: chance.choice(list(Omission)) for case in cases}
    async with village.shouwang.database.alone() as connection:
        for case, omission in forgotten.items():
            changed = connection.direct.execute(omission.value, {"case": case}).rowcount
            assert changed == 1, f"nothing was there to be forgotten: {omission.name}"
    return forgotten


async def _publish(village: Village, shifts: int) -> list[int]:
    """Published shifts of the next weeks with their clocks and, for each, a message that waits for the day after tomorrow."""
    rules = village.shouwang.rules
    numbers = []
    async with village.shouwang.database.transaction() as work:
        patroller = await work.people.meet(village.mediator.id, "", Language.ZH_HANS)
        for number in range(shifts):
            starts_at = work.now + (48 + number) * HOUR_MS
            planned = Shift(
                id=0,
                unit=village.home,
                slot=f"extra{number}",
                day=rules.calendar.local(starts_at).date().isoformat(),
                starts_at=starts_at,
                ends_at=starts_at + 3 * HOUR_MS,
                strength=1,
                special=False,
                state=ShiftState.PLANNED,
                published_at=work.now,
                chased_until=work.now - 1,
                version=1,
            )
            shift = await work.shifts.add(planned)
            assert shift is not None
            await work.shifts.assign(shift.id, patroller.id, Way.ROSTER, leads=True)
            (rostered,) = await work.shifts.several([shift.id])
            step = next_shift_step(rostered, rules.township.patrol, rules.calendar)
            assert step is not None
            await work.due.set(DueKind.SHIFT, str(shift.id), step.at)
            tomorrow = work.now + 48 * HOUR_MS
            card = Outgoing(
                ToPerson(patroller.id), Pressing.REMINDER, say("help"), tomorrow, card_key=f"shift:{shift.id}:1"
            )
            await work.outbox.put(card)
            numbers.append(shift.id)
    return numbers


async def _forget_shifts(village: Village, shifts: list[int], chance: random.Random) -> dict[int, ShiftOmission]:
    forgotten = {shift: chance.choice(list(ShiftOmission)) for shift in shifts}
    async with village.shouwang.database.alone() as connection:
        for shift, omission in forgotten.items():
            changed = connection.direct.execute(omission.value, {"shift": shift}).rowcount
            assert changed == 1, f"nothing was there to be forgotten: {omission.name}"
    return forgotten


async def _minute_of_audits(village: Village, what: str = "cases") -> set[int]:
    """Let a minute of the program's time pass in steps of a few seconds; the cases that were named, or the shifts."""
    named: set[int] = set()
    auditor = village.shouwang.parts.auditor
    for _step in range(12):
        village.playground.clock.set(village.playground.clock.now() + MINUTE_MS // 12)
        before = auditor.latest
        await auditor.on_beat()
        if auditor.latest is not before:
            named |= set(getattr(auditor.latest, what))
    return named


async def test_a_thousand_omissions(
    tmp_path: Path, lane: Lane, length: Length, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of them are found and named, in the log too; afterwards everything stands right and the watchdog is fed."""
    async with a_village(tmp_path) as village:
        cases = await _fill(village, CASES)
        capsys.readouterr()
        forgotten = await _forget(village, cases, random.Random(9))
        named = await _minute_of_audits(village)
        lane.count(omissions=len(forgotten), named=len(named & forgotten.keys()), within_seconds=60)
        assert named == forgotten.keys()
        log = capsys.readouterr().out
        assert all(str(case) in log for case in forgotten)
        assert (await village.shouwang.parts.auditor.audit()).all_well
        async with village.shouwang.database.alone() as connection:
            right = await connection.number(
                "SELECT count(*) FROM due JOIN matter ON due.subject = CAST(matter.id AS TEXT) "
                "WHERE due.kind = 'case' AND lease_until IS NULL"
            )
        assert right == CASES


def _blind_to(monkeypatch: pytest.MonkeyPatch, look: str) -> None:
    """Take one of its looks away from the auditor."""
    whole = Auditor._look

    async def blind(auditor: Auditor, work: UnitOfWork, wrong: WrongTimes) -> Findings:
        return replace(await whole(auditor, work, wrong), **{look: ()})  # type: ignore[arg-type]

    monkeypatch.setattr(Auditor, "_look", blind)


async def test_shifts_that_are_forgotten(tmp_path: Path, lane: Lane, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is missed unnoticed because a row is missing: each is found and named, and afterwards all stands right."""
    async with a_village(tmp_path) as village:
        shifts = await _publish(village, SHIFTS)
        capsys.readouterr()
        forgotten = await _forget_shifts(village, shifts, random.Random(5))
        named = await _minute_of_audits(village, "shifts")
        lane.count(shift_omissions=len(forgotten), shifts_named=len(named & forgotten.keys()))
        assert named == forgotten.keys()
        log = capsys.readouterr().out
        assert all(str(shift) in log for shift in forgotten)
        assert (await village.shouwang.parts.auditor.audit()).all_well
        async with village.shouwang.database.alone() as connection:
            right = await connection.number("SELECT count(*) FROM due WHERE kind = 'shift' AND lease_until IS NULL")
        assert right == SHIFTS


@pytest.mark.parametrize(
    ("look", "unseen"),
    [
        ("wrong_shifts", {ShiftOmission.DELETED, ShiftOmission.LATER}),
        ("left_work", {ShiftOmission.LEASED}),
        ("stuck_messages", {ShiftOmission.STUCK}),
    ],
)
async def test_an_auditor_that_does_not_look_at_shifts_there_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: str, unseen: set[ShiftOmission]
) -> None:
    """The same control for shifts."""
    _blind_to(monkeypatch, look)
    async with a_village(tmp_path) as village:
        forgotten = await _forget_shifts(village, await _publish(village, 40), random.Random(3))
        named = await _minute_of_audits(village, "shifts")
        missed = {omission for shift, omission in forgotten.items() if shift not in named}
    assert missed == unseen


@pytest.mark.parametrize(
    ("look", "unseen"),
    [
        ("wrong_cases", {Omission.DELETED, Omission.LATER}),
        ("left_work", {Omission.LEASED}),
        ("stuck_messages", {Omission.STUCK}),
    ],
)
async def test_an_auditor_that_does_not_look_there_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: str, unseen: set[Omission]
) -> None:
    """The control: with one of its looks taken away the omissions of that kind, and only those, are not named."""
    _blind_to(monkeypatch, look)
    async with a_village(tmp_path) as village:
        forgotten = await _forget(village, await _fill(village, 40), random.Random(3))
        named = await _minute_of_audits(village)
        missed = {omission for case, omission in forgotten.items() if case not in named}
    assert missed == unseen
