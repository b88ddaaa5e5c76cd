"""Half-made forms, and that no number of theirs is used twice."""

from __future__ import annotations

from domain.words import Language
from storage.database import Database


async def test_a_draft_that_was_sent_leaves_its_number_unused(database: Database) -> None:
    """A card is named by its draft's number: a second draft with it would be shown in another person's chat."""
    async with database.transaction() as work:
        person = await work.people.meet(1, "春禾", Language.ZH_HANS)
        first = await work.drafts.open(person.id, "report", "", {})
        await work.drafts.remove(first.id)
        second = await work.drafts.open(person.id, "report", "", {})
    assert second.id > first.id


async def test_opening_a_form_parks_the_one_that_was_open(database: Database) -> None:
    """There is one active draft, and the other can be taken up again."""
    async with database.transaction() as work:
        person = await work.people.meet(1, "春禾", Language.ZH_HANS)
        first = await work.drafts.open(person.id, "report", "", {"texts": ["a"]})
        second = await work.drafts.open(person.id, "progress", "7", {})
        active, parked = await work.drafts.active(person.id), await work.drafts.parked(person.id)
        assert active is not None
        assert (active.id, [draft.id for draft in parked]) == (second.id, [first.id])
        await work.drafts.resume(parked[0])
        again = await work.drafts.active(person.id)
    assert again is not None
    assert (again.id, again.answers) == (first.id, {"texts": ["a"]})
