"""A case that is not the township's to deal with ends like any other: who waits for something hears so."""

from __future__ import annotations

from actions.accept_case import accept_case
from actions.appoint import propose_appointment
from actions.change_parties import add_party
from actions.dismiss_case import dismiss_case
from actions.link_party import make_party_link, take_up_party_link
from domain.mediation import AppointmentState, Side
from storage.parties import PartyWords
from tests.actions.office import Office

HOUR = 3_600_000


async def test_a_session_that_was_to_take_place_is_called_off_and_the_parties_hear_the_end(office: Office) -> None:
    """Nobody comes to a session of a case that the centre has ended; of the reason they hear nothing."""
    wang = await office.seat("wang")
    case = await office.file()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        words = PartyWords(name="王二水")
        party = await add_party(
            work, office.rules, case, Side.B, words, minor=False, may_contact=True, by=office.mediator
        )
        link = await make_party_link(work, office.rules, party)
        case = (await take_up_party_link(work, office.rules, link, wang)).case
        session = await propose_appointment(work, office.rules, case, work.now + 30 * HOUR, "大樟树下", office.mediator)
    await office.told()
    async with office.at_work() as work:
        await dismiss_case(work, office.rules, case, office.staff, "请找水利站")
        ended = await work.appointments.get(session.id)
        assert ended is not None
        assert ended.state is AppointmentState.CANCELLED
    told = await office.told()
    assert [each.phrases[0] for each in told if each.person_id == wang] == ["told-appointment-cancelled", "told-closed"]
    assert all("请找水利站" not in each.values for each in told if each.person_id == wang)


async def test_whoever_reported_hears_where_else_they_may_turn(office: Office) -> None:
    """As after every end that is not a good one."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        await dismiss_case(work, office.rules, case, office.staff, "请找水利站")
    told = next(each for each in await office.told_to(office.li) if each.phrases[0] == "told-closed")
    assert "told-where-else" in told.phrases
    assert "请找水利站" in told.values
