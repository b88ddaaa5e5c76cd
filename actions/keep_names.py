"""Keep the names a report is about, and leave out at once whoever bears one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.naming import means

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.unit_of_work import UnitOfWork


async def keep_names(work: UnitOfWork, case_id: int, names: Sequence[str]) -> None:
    """Seal them for the case. They are compared with everybody who holds a role now, and later with whoever comes to one."""
    if not names:
        return
    holders = list(dict.fromkeys(held.person_id for held in await work.people.holders()))
    called = await names_of(work, holders)
    for name in names:
        await work.conflicts.keep_name(case_id, work.vault.seal_for_case(case_id, name.encode()))
        for person in holders:
            if means(name, called[person]):
                await work.conflicts.add(case_id, person)


async def kept_names(work: UnitOfWork, case_id: int) -> tuple[str, ...]:
    """The names that were typed of whom a case is about."""
    return tuple(
        work.vault.unseal_for_case(case_id, sealed).decode() for sealed in await work.conflicts.names_kept_of(case_id)
    )


async def names_of(work: UnitOfWork, persons: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """By what names and words each of some people goes."""
    names, called = await work.people.names(persons), await work.called.of(persons)
    return {person: (names.get(person, ""), *called.get(person, ())) for person in persons}
