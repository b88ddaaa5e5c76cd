"""People and the roles they hold. Names and accounts stand sealed in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.access import Holder, Viewer, viewer_among
from domain.words import Language, Role
from storage.accounts import FORGOTTEN, Account, account_tag, open_account, seal_account
from storage.duty import ranks_on_call
from storage.rows import integer, json_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = "id, sealed, language, unit, welcomed_at, unreachable_at"
BLANK = "account_tag = NULL, sealed = NULL, unit = NULL, welcomed_at = NULL, unreachable_at = ?"
"""What becomes of the row of somebody who is forgotten; the parameter is the time."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has written to the bot, or was entered as an official contact. `telegram_id` is 0 once they are forgotten."""

    id: int
    telegram_id: int
    name: str
    language: Language
    unit: str | None
    welcomed_at: int | None
    unreachable_at: int | None


@dataclass(frozen=True, slots=True)
class Office:
    """A role that a person holds in a unit now, since `from_at` (UTC ms)."""

    id: int
    person_id: int
    role: Role
    unit: str
    from_at: int


_PERSON = TypeAdapter(Person)
_OFFICES = TypeAdapter(tuple[Office, ...])
_HOLDERS = TypeAdapter(tuple[Holder, ...])


class People:
    """The people this township's bot knows. Nothing here lists villagers: only holders of roles can be listed."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault
        self._holders: tuple[Holder, ...] | None = None
        self._viewers: dict[int, Viewer] = {}
        self._names: dict[int, str] = {}

    async def by_id(self, person_id: int) -> Person | None:
        """One person."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM person WHERE id = ?", (person_id,))
        return self._person(row) if row else None

    async def by_telegram_id(self, telegram_id: int) -> Person | None:
        """The person with this account."""
        tag = account_tag(self._vault, telegram_id)
        rows = await self._connection.rows(f"SELECT {COLUMNS} FROM person WHERE account_tag = ? ORDER BY id", (tag,))
        return next((person for person in map(self._person, rows) if person.telegram_id == telegram_id), None)

    async def meet(self, telegram_id: int, name: str, language: Language) -> Person:
        """The person with this account, entered now if they are new. A known person's name and language stay."""
        known = await self.by_telegram_id(telegram_id)
        if known is not None:
            return known
        person_id = await self._connection.insert(
            "INSERT INTO person (account_tag, language, created_at) VALUES (?, ?, ?)",
            (account_tag(self._vault, telegram_id), language.value, self._now),
        )
        await self._seal(person_id, Account(telegram_id, name))
        return Person(person_id, telegram_id, name, language, None, None, None)

    async def set_language(self, person_id: int, language: Language) -> None:
        """The language the person wants to be spoken to in."""
        await self._connection.execute("UPDATE person SET language = ? WHERE id = ?", (language.value, person_id))

    async def set_unit(self, person_id: int, unit: str) -> None:
        """The person's home village."""
        await self._connection.execute("UPDATE person SET unit = ? WHERE id = ?", (unit, person_id))

    async def set_name(self, person_id: int, name: str) -> None:
        """The name that cadres see; taken from an invitation."""
        self._names.pop(person_id, None)
        account = await self._account(person_id)
        if account is not None and account != FORGOTTEN:
            await self._seal(person_id, account._replace(name=name))

    async def welcomed(self, person_id: int) -> None:
        """The person has seen the welcome with its words on privacy."""
        await self._connection.execute("UPDATE person SET welcomed_at = ? WHERE id = ?", (self._now, person_id))

    async def set_unreachable(self, person_id: int, *, unreachable: bool) -> None:
        """The person blocked the bot, or writes again."""
        at = self._now if unreachable else None
        await self._connection.execute("UPDATE person SET unreachable_at = ? WHERE id = ?", (at, person_id))

    async def out_of_reach(self, person_ids: Iterable[int]) -> frozenset[int]:
        """Those among some people who have blocked the bot."""
        rows = await self._connection.rows(
            "SELECT id FROM person WHERE unreachable_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            (json_list(person_ids),),
        )
        return frozenset(int(str(row["id"])) for row in rows)

    async def names(self, person_ids: Sequence[int]) -> dict[int, str]:
        """The names of some people who hold or held a role, by identifier."""
        for unread in set(person_ids) - self._names.keys():
            account = await self._account(unread)
            if account is not None:
                self._names[unread] = account.name
        return {person: self._names[person] for person in person_ids if person in self._names}

    async def holders(self) -> tuple[Holder, ...]:
        """Everybody who holds a role now; read once in a transaction, however many cases ask."""
        if self._holders is None:
            rows = await self._connection.rows(
                "SELECT person_id, role, unit FROM holding WHERE until_at IS NULL AND from_at <= ? ORDER BY id",
                (self._now,),
            )
            ranks = await ranks_on_call(self._connection)
            self._holders = tuple(
                replace(held, on_call=ranks[held.person_id]) if held.person_id in ranks else held
                for held in _HOLDERS.validate_python(rows)
            )
        return self._holders

    async def holders_to_call(self) -> tuple[Holder, ...]:
        """The same, where whoever has blocked the bot is not on call: those who stand in are."""
        holders = await self.holders()
        gone = await self.out_of_reach(held.person_id for held in holders if held.on_call is not None)
        return tuple(replace(held, on_call=None) if held.person_id in gone else held for held in holders)

    async def viewer(self, person_id: int) -> Viewer:
        """One person with the roles they hold now and everybody they answer to."""
        if person_id not in self._viewers:
            self._viewers[person_id] = viewer_among(person_id, await self.holders())
        return self._viewers[person_id]

    async def ever_served(self, person_id: int) -> bool:
        """Whether the person holds or held a role, or belongs or belonged to a patrol team."""
        found = await self._connection.number(
            "SELECT 1 FROM holding WHERE person_id = ? UNION ALL SELECT 1 FROM member WHERE person_id = ? LIMIT 1",
            (person_id, person_id),
        )
        return found is not None

    async def ask_to_be_forgotten(self, person_id: int) -> None:
        """Name and account go in the night: until then the answer can reach them."""
        await self._connection.execute("UPDATE person SET forget_asked_at = ? WHERE id = ?", (self._now, person_id))

    async def asked_to_be_forgotten(self) -> list[int]:
        """Who waits for that."""
        rows = await self._connection.rows("SELECT id FROM person WHERE forget_asked_at IS NOT NULL ORDER BY id")
        return [int(str(row["id"])) for row in rows]

    async def forget(self, person_id: int, *, wholly: bool) -> None:
        """Take name, account and village from the row, which others' rows point at; not wholly: the wish has lapsed.

        What seals them in older copies is the caller's to have destroyed.
        """
        self._names.pop(person_id, None)
        if wholly:
            # Whoever writes from the account is somebody new.
            await self._connection.execute(f"UPDATE person SET {BLANK} WHERE id = ?", (self._now, person_id))
        await self._connection.execute("UPDATE person SET forget_asked_at = NULL WHERE id = ?", (person_id,))

    def forget_read(self) -> None:
        """Read roles and names anew when they are asked for next: some were given or taken, or that was undone."""
        self._holders = None
        self._viewers.clear()
        self._names.clear()

    async def holdings_of(self, person_id: int) -> tuple[Holder, ...]:
        """The roles one person holds now."""
        rows = await self._connection.rows(
            "SELECT person_id, role, unit FROM holding "
            "WHERE person_id = ? AND until_at IS NULL AND from_at <= ? ORDER BY id",
            (person_id, self._now),
        )
        return _HOLDERS.validate_python(rows)

    async def offices_in(self, unit: str) -> tuple[Office, ...]:
        """The roles that are held in one unit now, in the order in which people came to them."""
        return await self._offices("unit = ?", unit)

    async def office(self, office_id: int) -> Office | None:
        """One of them, as long as it is held."""
        found = await self._offices("id = ?", office_id)
        return found[0] if found else None

    async def grant(self, person_id: int, role: Role, unit: str) -> None:
        """The person holds the role from now; nothing changes if they already do. Only `actions/give_role` may ask for it."""
        self.forget_read()
        await self._connection.execute(
            "INSERT INTO holding (person_id, role, unit, from_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (person_id, role.value, unit, self._now),
        )

    async def end(self, person_id: int, role: Role, unit: str) -> bool:
        """The person holds the role no longer; False if they did not. Only `actions/give_role` may ask for it."""
        self.forget_read()
        changed = await self._connection.execute(
            "UPDATE holding SET until_at = ? WHERE person_id = ? AND role = ? AND unit = ? AND until_at IS NULL",
            (self._now, person_id, role.value, unit),
        )
        return changed > 0

    async def _offices(self, condition: str, value: str | int) -> tuple[Office, ...]:
        rows = await self._connection.rows(
            f"SELECT id, person_id, role, unit, from_at FROM holding "
            f"WHERE {condition} AND until_at IS NULL AND from_at <= ? ORDER BY id",
            (value, self._now),
        )
        return _OFFICES.validate_python(rows)

    async def _account(self, person_id: int) -> Account | None:
        row = await self._connection.row("SELECT sealed FROM person WHERE id = ?", (person_id,))
        return open_account(self._vault.ring, person_id, row["sealed"]) if row else None

    async def _seal(self, person_id: int, account: Account) -> None:
        sealed = seal_account(self._vault.ring, person_id, account)
        await self._connection.execute("UPDATE person SET sealed = ? WHERE id = ?", (sealed, person_id))

    def _person(self, row: Row) -> Person:
        account = open_account(self._vault.ring, integer(row["id"]), row["sealed"])
        return _PERSON.validate_python({**row, "telegram_id": account.telegram_id, "name": account.name})
