"""Forget a case's mediation: when its texts go, the parties, their promises and its clock go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.due import DueKind

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


async def forget_mediation(work: UnitOfWork, case_id: int) -> None:
    """Take it all away. What is sealed of it could not be opened any more once the case's key is gone."""
    await work.mediations.forget(case_id)
    await work.due.clear(DueKind.MEDIATION, str(case_id))
