"""How often somebody may try a receipt's digits: few times an hour, and fewer while very many are being tried by others."""

from __future__ import annotations

TRIES_AN_HOUR = 5
"""Wrong ones of one account, then it pauses."""
MANY = 200
"""So many wrong tries of all accounts together within an hour are no mistakes of typing any more."""
TRIES_WHILE_MANY = 1
"""Then an account has as many: who holds a receipt still comes in, who guesses with a thousand accounts gets a thousand tries."""


def may_try(own: int, everybodys: int) -> bool:
    """Whether an account with some wrong tries within the last hour may try once more."""
    return own < (TRIES_WHILE_MANY if everybodys >= MANY else TRIES_AN_HOUR)
