"""What is passed on of a tip in place of its words, sealed for the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.wording import Particulars

if TYPE_CHECKING:
    from storage.rows import Connection
    from storage.vault import Vault

_PARTICULARS = TypeAdapter(Particulars)


class TipParticulars:
    """Particulars by case."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def keep(self, case_id: int, particulars: Particulars) -> None:
        """Keep them for a new case."""
        sealed = self._vault.seal_for_case(case_id, _PARTICULARS.dump_json(particulars))
        await self._connection.execute(
            "INSERT INTO tip_particulars (matter_id, sealed) VALUES (?, ?)", (case_id, sealed)
        )

    async def of(self, case_id: int) -> Particulars | None:
        """Those of a case; None where there are none. Raises nacl.exceptions.CryptoError once its texts are gone."""
        row = await self._connection.row("SELECT sealed FROM tip_particulars WHERE matter_id = ?", (case_id,))
        if row is None or not isinstance(row["sealed"], bytes):
            return None
        return _PARTICULARS.validate_json(self._vault.unseal_for_case(case_id, row["sealed"]))
