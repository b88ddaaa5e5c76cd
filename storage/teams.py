"""Members of patrol teams and when they cannot come. Every list is one team's or one person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.teams import Member, MemberState, Unavailable
from storage.accounts import of_person
from storage.rows import integer

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = "id, unit, person_id, state, household, joined_at"
_MEMBER = TypeAdapter(Member)
_UNAVAILABLE = TypeAdapter(tuple[Unavailable, ...])


class Teams:
    """Who belongs to which team. The role of a patroller is given and taken beside it, with the person's other roles."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def member(self, unit: str, person_id: int) -> Member | None:
        """How one person stands to one team; None for who never asked."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM member WHERE unit = ? AND person_id = ?", (unit, person_id)
        )
        return self._member(row) if row else None

    async def by_id(self, member_id: int) -> Member | None:
        """One membership."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM member WHERE id = ?", (member_id,))
        return self._member(row) if row else None

    async def members(self, unit: str, state: MemberState = MemberState.MEMBER) -> tuple[Member, ...]:
        """One team's members, in the order in which they asked."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM member WHERE unit = ? AND state = ? ORDER BY asked_at, id", (unit, state.value)
        )
        return tuple(map(self._member, rows))

    async def of_person(self, person_id: int) -> tuple[Member, ...]:
        """The teams one person belongs to."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM member WHERE person_id = ? AND state = 'member' ORDER BY id", (person_id,)
        )
        return tuple(map(self._member, rows))

    async def household(self, unit: str, household: str) -> Member | None:
        """The member who stands for a household in a team."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM member WHERE unit = ? AND household_tag = ? AND state = 'member'",
            (unit, household_tag(self._vault, unit, household)),
        )
        return self._member(row) if row else None

    async def ask(self, unit: str, person_id: int, household: str | None = None) -> Member:
        """The person wants to join (again). Who is a member already stays one."""
        await self._connection.execute(
            "INSERT INTO member (unit, person_id, state, household_tag, household, asked_at) VALUES (?, ?, 'asked', ?, ?, ?) "
            "ON CONFLICT (unit, person_id) DO UPDATE SET state = 'asked', asked_at = excluded.asked_at, "
            "household_tag = coalesce(excluded.household_tag, household_tag), "
            "household = coalesce(excluded.household, household) WHERE member.state <> 'member'",
            (unit, person_id, *sealed_household(self._vault, unit, person_id, household), self._now),
        )
        found = await self.member(unit, person_id)
        if found is None:
            raise LookupError(unit)
        return found

    async def decide(self, member: Member, state: MemberState, decided_by: int | None) -> bool:
        """Let somebody in or refuse them; False if another has decided."""
        joined = self._now if state is MemberState.MEMBER else None
        changed = await self._connection.execute(
            "UPDATE member SET state = ?, decided_by = ?, joined_at = coalesce(joined_at, ?) WHERE id = ? AND state = ?",
            (state.value, decided_by, joined, member.id, MemberState.ASKED.value),
        )
        return changed == 1

    async def leave(self, member: Member) -> bool:
        """They belong to it no longer; False if they did not."""
        changed = await self._connection.execute(
            "UPDATE member SET state = 'left' WHERE id = ? AND state = 'member'", (member.id,)
        )
        return changed == 1

    async def set_household(self, member: Member, household: str | None) -> None:
        """Which household they stand for."""
        await self._connection.execute(
            "UPDATE member SET household_tag = ?, household = ? WHERE id = ?",
            (*sealed_household(self._vault, member.unit, member.person_id, household), member.id),
        )

    async def unavailable(self, member_id: int) -> tuple[Unavailable, ...]:
        """When one member cannot come."""
        rows = await self._connection.rows(
            "SELECT id, member_id, weekday, first, last FROM unavailable WHERE member_id = ? ORDER BY id", (member_id,)
        )
        return _UNAVAILABLE.validate_python(rows)

    async def unavailable_in(self, unit: str) -> tuple[Unavailable, ...]:
        """When a team's members cannot come."""
        rows = await self._connection.rows(
            "SELECT unavailable.id, member_id, weekday, first, last FROM unavailable "
            "JOIN member ON member.id = unavailable.member_id WHERE member.unit = ? ORDER BY unavailable.id",
            (unit,),
        )
        return _UNAVAILABLE.validate_python(rows)

    async def add_unavailable(
        self, member_id: int, *, weekday: int | None = None, first: str | None = None, last: str | None = None
    ) -> None:
        """They cannot come on a day of the week, or from one day to another ("YYYY-MM-DD")."""
        await self._connection.execute(
            "INSERT INTO unavailable (member_id, weekday, first, last) VALUES (?, ?, ?, ?)",
            (member_id, weekday, first, last),
        )

    async def remove_unavailable(self, member_id: int, unavailable_id: int) -> None:
        """They can after all."""
        await self._connection.execute(
            "DELETE FROM unavailable WHERE id = ? AND member_id = ?", (unavailable_id, member_id)
        )

    def _member(self, row: Row) -> Member:
        sealed, opened = row["household"], None
        if isinstance(sealed, bytes):
            opened = self._vault.ring.unseal_again(of_person(integer(row["person_id"])), sealed).decode()
        return _MEMBER.validate_python({**row, "household": opened})


def household_tag(vault: Vault, unit: str, household: str) -> str:
    """By what it is found that another of a household is in the team, without the file saying which household."""
    return vault.tag("household", f"{unit}:{household}")


def sealed_household(
    vault: Vault, unit: str, person_id: int, household: str | None
) -> tuple[str, bytes] | tuple[None, None]:
    """A household as it stands in the file: its tag, and the word under the person's key."""
    if household is None:
        return None, None
    return household_tag(vault, unit, household), vault.ring.seal_for(of_person(person_id), household.encode())
