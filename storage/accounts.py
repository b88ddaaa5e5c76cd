"""A person's account and name as they stand in the file: sealed under the person's own key, found by a short keyed hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.key_ring import Sealed, Subject

if TYPE_CHECKING:
    from storage.key_ring import KeyRing
    from storage.rows import SqlValue
    from storage.vault import Vault

TAG_DIGITS = 4
"""Of the hash, in hexadecimal. Of all the accounts there are a hundred thousand share such a tag, of a township's hardly two: it
finds a row, and whoever has the keys and a copy from before somebody was forgotten cannot try out accounts until one fits."""


class Account(NamedTuple):
    """What is known of a person by Telegram's number for them, which is also that of their chat, and the name they go by."""

    telegram_id: int
    name: str


FORGOTTEN = Account(0, "")
"""Of whom nothing is known any more. No account has the number 0."""


def account_tag(vault: Vault, telegram_id: int) -> int:
    """By what the rows are found that may be this account's."""
    return int(vault.tag("account", str(telegram_id))[:TAG_DIGITS], 16)


def seal_account(ring: KeyRing, person_id: int, account: Account) -> bytes:
    """As it stands in the file. Raises KeyDestroyed."""
    return ring.seal_for(of_person(person_id), f"{account.telegram_id} {account.name}".encode())


def open_account(ring: KeyRing, person_id: int, sealed: SqlValue) -> Account:
    """Read it; FORGOTTEN where nothing stands. Raises CryptoError when it was altered, KeyDestroyed once it is to be gone."""
    if not isinstance(sealed, bytes):
        return FORGOTTEN
    number, _, name = ring.unseal_again(of_person(person_id), sealed).decode().partition(" ")
    return Account(int(number), name)


def of_person(person_id: int) -> Subject:
    """Under whose key it is."""
    return Subject(Sealed.PERSON, person_id)
