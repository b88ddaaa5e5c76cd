"""A second life of a case: what happens in it again is said again."""

from __future__ import annotations

from actions.accept_case import accept_case
from actions.change_parties import add_party
from actions.close_case import close_case
from actions.draft_agreement import draft_agreement
from actions.extend_case import extend_case
from actions.note_court import note_confirmation
from actions.reopen_case import reopen_case
from actions.sign_agreement import sign_agreement
from domain.cases import Case
from domain.mediation import Confirmation, Side
from storage.parties import PartyWords
from tests.actions.office import Office


async def reopened(office: Office, case: Case) -> Case:
    """Closed, later opened again by its reporter, and accepted anew."""
    office.clock.forward(hours=1)
    async with office.at_work() as work:
        closed = await close_case(work, office.rules, case, office.mediator, "done", "好了", ())
        again = await reopen_case(work, office.rules, closed)
        return await accept_case(work, office.rules, again, office.staff)


async def times_told(office: Office, phrase_id: str) -> int:
    """How often the reporter is told something now."""
    return sum(phrase_id in each.phrases for each in await office.told_to(office.li))


async def test_more_time_that_was_agreed_to_after_a_reopening(office: Office) -> None:
    """The reporter may say so if nobody asked them: each time."""
    case = await office.file()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        case = await extend_case(work, office.rules, case, office.mediator)
    assert await times_told(office, "told-extended") == 1
    case = await reopened(office, case)
    async with office.at_work() as work:
        await extend_case(work, office.rules, case, office.staff)
    assert await times_told(office, "told-extended") == 1


async def applied(office: Office, case: Case, by: int) -> Case:
    """An agreement that was signed, and that the parties want the court to confirm."""
    async with office.at_work() as work:
        await draft_agreement(work, office.rules, case, "围墙占道", (), by)
        settled = await sign_agreement(work, office.rules, case, work.now, "", (), by)
        await note_confirmation(work, office.rules, settled, Confirmation.APPLIED, by)
    return settled


async def test_an_application_to_the_court_for_a_second_agreement(office: Office) -> None:
    """What it means is told to them as it was of the first."""
    case = await office.file()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        for side in (Side.A, Side.B):
            words = PartyWords(name="王二水")
            await add_party(work, office.rules, case, side, words, minor=False, may_contact=False, by=office.mediator)
    case = await applied(office, case, office.mediator)
    assert await times_told(office, "told-confirmation-applied") == 1
    case = await reopened(office, case)
    await applied(office, case, office.staff)
    assert await times_told(office, "told-confirmation-applied") == 1
