"""Where cards that are edited in place were last shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.rows import Connection


class Cards:
    """Message identifiers by card. A card's name says for whom it is, so the chat need not be kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def forget(self, card_key: str) -> None:
        """Show the card as a new message next time."""
        await self._connection.execute("DELETE FROM card WHERE card_key = ?", (card_key,))

    async def message_of(self, card_key: str) -> int | None:
        """The message in which the card stands."""
        return await self._connection.number("SELECT message_id FROM card WHERE card_key = ?", (card_key,))

    async def persons_shown(self, case_id: int) -> tuple[int, ...]:
        """The persons in whose chats the card of a case stands (`case:<case>:<person>`)."""
        rows = await self._connection.rows(
            "SELECT card_key FROM card WHERE card_key >= ? AND card_key < ?", (f"case:{case_id}:", f"case:{case_id};")
        )
        return tuple(int(str(row["card_key"]).rsplit(":", 1)[1]) for row in rows)

    async def persons_with(self, card: str) -> tuple[int, ...]:
        """The persons whose card `card:<person>` stands in their chat or is on its way there."""
        rows = await self._connection.rows(
            "SELECT card_key FROM card WHERE card_key >= ? AND card_key < ? UNION SELECT card_key FROM outbox "
            "WHERE card_key IS NOT NULL AND state IN ('pending', 'sending') AND card_key >= ? AND card_key < ?",
            (f"{card}:", f"{card};", f"{card}:", f"{card};"),
        )
        return tuple(int(str(row["card_key"]).rsplit(":", 1)[1]) for row in rows)
