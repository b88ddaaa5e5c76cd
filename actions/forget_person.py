"""Somebody wants gone what is kept about them: what can go goes now, the account in the night."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.erase_case import Why, erase_case
from actions.matter import leading_of
from domain.cases import OPEN_STATES
from domain.events import EventKind
from storage.due import DueKind
from storage.key_ring import Sealed

if TYPE_CHECKING:
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork

MOST_CASES = 100_000


class Known(NamedTuple):
    """What is kept of somebody that can go (`ended`, `drafts`), what is others' as well, and what keeps them known."""

    ended: tuple[Case, ...]
    open: tuple[Case, ...]
    agreed: tuple[Case, ...]
    """They have ended with a signed agreement, which the other side may have to show: they go when their time is over."""
    drafts: tuple[int, ...]
    serves: bool
    """They hold a role or belong to a team, or once did: what they did in others' cases and shifts bears their name."""

    @property
    def can_be_forgotten(self) -> bool:
        """Whether the account itself can go."""
        return not (self.open or self.serves)


async def what_is_known(work: UnitOfWork, person_id: int) -> Known:
    """Look at it now."""
    cases = await work.cases.reported_by(work.vault.reporter_tag(person_id), limit=MOST_CASES)
    active = await work.drafts.active(person_id)
    drafts = [*([active] if active else []), *await work.drafts.parked(person_id)]
    going_on = {case.id for case in cases if await _goes_on(work, case)}
    agreed = {case.id for case in cases if case.id not in going_on and await work.agreements.signed(case.id)}
    return Known(
        tuple(case for case in cases if case.id not in going_on | agreed),
        tuple(case for case in cases if case.id in going_on),
        tuple(case for case in cases if case.id in agreed),
        tuple(draft.id for draft in drafts),
        await work.people.ever_served(person_id),
    )


async def _goes_on(work: UnitOfWork, case: Case) -> bool:
    """Whether a case is still open, is dealt with as another that is, or stands for others who reported the same matter."""
    leading = await leading_of(work, case)
    return leading.state in OPEN_STATES or bool(await work.cases.merged_into(case.id))


async def forget_person(work: UnitOfWork, person_id: int) -> Known:
    """Destroy the texts of their ended cases, throw away their drafts, and let the night forget the account if it can."""
    known = await what_is_known(work, person_id)
    for case in known.ended:
        await erase_case(work, case, Why.ASKED)
    for draft in known.drafts:
        await work.drafts.remove(draft)
        await work.due.clear(DueKind.DRAFT, str(draft))
    if known.can_be_forgotten:
        await work.people.ask_to_be_forgotten(person_id)
    await work.erasure.soon()
    # Not who asked, nor which cases: the log says that there was such a wish, and each case's own event says the rest.
    detail = {"cases": len(known.ended), "drafts": len(known.drafts)}
    await work.events.append(EventKind.FORGOTTEN, None, None, detail)
    return known


async def forget_in_the_night(work: UnitOfWork) -> None:
    """Take name and account from whoever asked for it, and from older copies, unless they have begun something new since."""
    for person_id in await work.people.asked_to_be_forgotten():
        known = await what_is_known(work, person_id)
        wholly = known.can_be_forgotten and not known.drafts and not known.ended
        await work.people.forget(person_id, wholly=wholly)
        if wholly:
            await work.erasure.doom(Sealed.PERSON, person_id, person_id)
