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
from domain.words import CaseKind, Language, Level
from scheduler.auditor import Auditor, Findings
from storage.cases import Place
from storage.outgoing import Lane as Pressing
from storage.outgoing import Outgoing, ToPerson
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.journeys.village import Village, a_village

pytestmark = pytest.mark.faults
CASES = 1_000
MINUTE_MS = 60_000


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


async def _minute_of_audits(village: Village) -> set[int]:
    """Let a minute of the program's time pass in steps of a few seconds; the cases that were named."""
    named: set[int] = set()
    auditor = village.shouwang.parts.auditor
    for _step in range(12):
        village.playground.clock.set(village.playground.clock.now() + MINUTE_MS // 12)
        before = auditor.latest
        await auditor.on_beat()
        if auditor.latest is not before:
            named |= set(auditor.latest.cases)
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
    whole = Auditor._look

    async def blind(auditor: Auditor, work: object, wrong_cases: tuple[int, ...]) -> Findings:
        return replace(await whole(auditor, work, wrong_cases), **{look: ()})  # type: ignore[arg-type]

    monkeypatch.setattr(Auditor, "_look", blind)
    async with a_village(tmp_path) as village:
        forgotten = await _forget(village, await _fill(village, 40), random.Random(3))
        named = await _minute_of_audits(village)
        missed = {omission for case, omission in forgotten.items() if case not in named}
    assert missed == unseen
