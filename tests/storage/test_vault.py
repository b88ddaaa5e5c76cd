"""What is private of a case is sealed for that case."""

from __future__ import annotations

import nacl.exceptions
import pytest

from storage.database import Database


async def test_what_is_sealed_for_a_case_comes_back_for_it_alone(database: Database) -> None:
    """Moved to another case, it does not open; and nothing of it can be read."""
    async with database.transaction() as work:
        sealed = work.vault.seal_for_case(7, b"two words")
        assert work.vault.unseal_for_case(7, sealed) == b"two words"
        assert b"two words" not in sealed
        with pytest.raises(nacl.exceptions.CryptoError):
            work.vault.unseal_for_case(8, sealed)
