"""Guessing receipts: however many accounts guess, the tries they get are so few that none of them comes in."""

from __future__ import annotations

import random
from collections import deque

import pytest

from domain.receipt_tries import MANY, TRIES_AN_HOUR, TRIES_WHILE_MANY, may_try

HOUR_MS = 3_600_000
SHORT, LONG = 20_000, 1_000_000
RECEIPTS = 10_000
"""Tips on file: far more than a township has."""


def attack(guesses: int, accounts: int, seed: int) -> tuple[int, int]:
    """So many guesses by so many accounts, one each few milliseconds: how many were looked up, and how many came in."""
    dice = random.Random(seed)
    receipts = {dice.randrange(10**16) for _receipt in range(RECEIPTS)}
    wrong: deque[tuple[int, int]] = deque()
    own: dict[int, int] = {}
    looked_up = came_in = 0
    at = 0
    for _guess in range(guesses):
        at += dice.randint(1, 20)
        while wrong and wrong[0][0] <= at - HOUR_MS:
            own[wrong.popleft()[1]] -= 1
        account = dice.randrange(accounts)
        if not may_try(own.get(account, 0), len(wrong)):
            continue
        looked_up += 1
        if dice.randrange(10**16) in receipts:
            came_in += 1
            continue
        wrong.append((at, account))
        own[account] = own.get(account, 0) + 1
        assert own[account] <= TRIES_AN_HOUR
    return looked_up, came_in


@pytest.mark.parametrize("accounts", [1, 10, 1_000])
def test_guesses_do_not_come_in(accounts: int, request: pytest.FixtureRequest) -> None:
    """A million guesses in the long form, at fifty and more a second, from one account and from a thousand."""
    guesses = LONG if request.config.getoption("--long") else SHORT
    looked_up, came_in = attack(guesses, accounts, 7)
    hours = guesses * 20 / HOUR_MS + 1
    assert came_in == 0
    assert looked_up <= hours * (accounts * TRIES_WHILE_MANY + MANY + TRIES_AN_HOUR)


def test_who_mistypes_may_try_again() -> None:
    """Five tries an hour; one while the whole town seems to guess."""
    assert [may_try(own, own) for own in range(7)] == [True] * 5 + [False] * 2
    assert may_try(0, 10 * MANY)
    assert not may_try(1, MANY)
