"""Who is involved: enter a party, take one out that was a slip of the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import note, open_mediation
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.mediation import Side
    from storage.parties import Party, PartyWords
    from storage.unit_of_work import UnitOfWork

MOST_PARTIES = 20


async def add_party(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    side: Side,
    words: PartyWords,
    *,
    minor: bool,
    may_contact: bool,
    by: int,
) -> Party:
    """Enter a party. Raises Refusal(LIST_FULL) for one too many."""
    await open_mediation(work, case)
    if len(await work.parties.of(case.id)) >= MOST_PARTIES:
        raise Refusal(RefusalCode.LIST_FULL, {"count": MOST_PARTIES})
    party = await work.parties.add(case.id, side, words, minor=minor, may_contact=may_contact, added_by=by)
    await note(
        work, rules, case.id, EventKind.PARTY_CHANGED, by, {"party": party.id, "side": side.value, "added": True}
    )
    return party


async def remove_party(work: UnitOfWork, rules: Rules, case: Case, party: Party, by: int) -> None:
    """Take a party out; what was sealed of them goes."""
    await work.parties.remove(party.id)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "party": party.id,
        "side": party.side.value,
        "added": False,
    }
    await note(work, rules, case.id, EventKind.PARTY_CHANGED, by, detail)


async def party_of(work: UnitOfWork, case: Case, party_id: int) -> Party:
    """A party of this case. Raises Refusal(PARTY_GONE)."""
    party = await work.parties.get(party_id)
    if party is None or party.case_id != case.id:
        raise Refusal(RefusalCode.PARTY_GONE)
    return party
