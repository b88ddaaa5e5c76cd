"""A member stands for a household, or for themselves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.households import household_word
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork


async def set_household(work: UnitOfWork, member: Member, text: str | None) -> str | None:
    """The word for the household as it is kept; None for none. Raises Refusal(HOUSEHOLD_TAKEN) when another stands for it."""
    word = household_word(text or "")
    if word is not None:
        holder = await work.teams.household(member.unit, word)
        if holder is not None and holder.id != member.id:
            raise Refusal(RefusalCode.HOUSEHOLD_TAKEN)
    await work.teams.set_household(member, word)
    return word
