"""Guessing receipts as people do it, in the chat and on a real database: they get the tries of the rule, and none more."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from domain.cases import KnownAs
from domain.receipt_tries import MANY, TRIES_AN_HOUR, TRIES_WHILE_MANY
from domain.words import CaseKind
from storage.cases import Place
from storage.receipts import Receipts
from tests.conftest import HandClock
from tests.domain.samples import filed
from tests.handlers.desk import ACCOUNT, Desk, Tried, a_desk, message_of

HOUR_MS = 3_600_000
SHORT, LONG = 450, 6_000
RECEIPTS = 5


@dataclass
class Wrong:
    """An own reading of the rule: who was wrong in the last hour."""

    tries: deque[tuple[int, int]] = field(default_factory=deque)

    def may_try(self, account: int, now: int) -> bool:
        """Whether somebody may try once more."""
        while self.tries and self.tries[0][0] <= now - HOUR_MS:
            self.tries.popleft()
        own = sum(each == account for _at, each in self.tries)
        return own < (TRIES_WHILE_MANY if len(self.tries) >= MANY else TRIES_AN_HOUR)


async def keep_receipts(desk: Desk, dice: random.Random) -> list[str]:
    """Tips without an identity, each with the digits that lead to it."""
    kept = [f"{dice.randrange(10**16):016d}" for _receipt in range(RECEIPTS)]
    async with desk.database.transaction() as work:
        for case_id, digits in enumerate(kept, 1):
            tip = replace(filed(work.now), id=case_id, number=f"00{case_id}-0000")
            await work.cases.add(replace(tip, kind=CaseKind.TIP, known_as=KnownAs.UNLINKED), Place(), None)
            await work.receipts.keep(case_id, digits)
    return kept


async def typed(desk: Desk, account: int, digits: str) -> list[str]:
    """Somebody asks for the tip of some digits; what they are told."""
    tried = Tried()
    async with desk.database.transaction() as work:
        for text in ("/receipt", digits):
            tried = Tried()
            await desk._handle(work, message_of(account, text), tried)
    return tried.said


@pytest.mark.parametrize("accounts", [1, 10, 300])
async def test_guesses_get_the_tries_of_the_rule_and_do_not_come_in(
    tmp_path: Path, clock: HandClock, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, accounts: int
) -> None:
    """Whoever has the digits comes in unless their own account pauses; nothing else is looked up at all."""
    looked_up: list[str] = []
    case_of = Receipts.case_of

    async def watched(receipts: Receipts, digits: str) -> int | None:
        looked_up.append(digits)
        return await case_of(receipts, digits)

    monkeypatch.setattr(Receipts, "case_of", watched)
    dice, wrong = random.Random(accounts), Wrong()
    came_in = paused = most = 0
    async with a_desk(tmp_path, clock) as desk:
        kept = await keep_receipts(desk, dice)
        people = [ACCOUNT + number for number in range(accounts)]
        for account in people:
            await desk.seat(account, "某")
        for _guess in range(LONG if request.config.getoption("--long") else SHORT):
            clock.forward(ms=dice.choice((1, 20, 500, 40_000)))
            account, known = dice.choice(people), dice.random() < (0.3 if accounts == 1 else 0.03)
            digits = dice.choice(kept) if known else f"{dice.randrange(10**16):016d}"
            allowed, before = wrong.may_try(account, clock.at), len(looked_up)
            said = await typed(desk, account, digits)
            assert len(looked_up) - before == allowed
            if not allowed:
                assert "receipt-pause" in said
                paused += 1
            elif known:
                assert not {"receipt-pause", "receipt-wrong"} & set(said)
                came_in += 1
            else:
                assert "receipt-wrong" in said
                wrong.tries.append((clock.at, account))
                most = max(most, len(wrong.tries))
    assert paused
    assert came_in
    # Only many accounts together come to where each has fewer.
    assert (most >= MANY) is (accounts > MANY)
