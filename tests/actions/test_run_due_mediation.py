"""What time does to a mediation: who is told what at which moment, once, honest about being late, and nobody who must not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from actions.accept_case import accept_case
from actions.answer_promise import answer_promise
from actions.appoint import answer_appointment, cancel_appointment, propose_appointment
from actions.change_parties import add_party
from actions.close_case import close_case
from actions.draft_agreement import draft_agreement
from actions.joint_mediators import toggle_joint_mediator
from actions.link_party import end_contact, make_party_link, take_up_party_link
from actions.mediating import mediates
from actions.note_court import note_confirmation, note_court
from actions.record_session import record_session
from actions.reopen_case import reopen_case
from actions.run_due_mediation import run_due_mediation
from actions.sign_agreement import sign_agreement
from actions.stop_mediation import stop_mediation
from actions.withdraw_case import withdraw_case
from domain.cases import Case, CaseState, KnownAs, Urgency
from domain.events import EventKind
from domain.mediation import Confirmation, Court, PromiseState, Side
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.agreements import PromisedWords
from storage.due import DueKind
from storage.parties import Party, PartyWords
from tests.actions.office import Office, Told

HOUR = 3_600_000
DAY = 24 * HOUR
SECRET = "王二水不可外传"


@dataclass
class Dispute:
    """A dispute with a party on each side; the second has an account and agreed to be reached."""

    case: Case
    party: Party
    wang: int


@pytest.fixture
async def dispute(office: Office) -> Dispute:
    """Accepted, and nobody has been told anything that is still to be sent."""
    wang = await office.seat("wang")
    case = await office.file()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        await add_party(
            work,
            office.rules,
            case,
            Side.A,
            PartyWords(name="李大田"),
            minor=False,
            may_contact=False,
            by=office.mediator,
        )
        party = await add_party(
            work, office.rules, case, Side.B, PartyWords(name=SECRET), minor=False, may_contact=True, by=office.mediator
        )
        link = await make_party_link(work, office.rules, party)
        party = (await take_up_party_link(work, office.rules, link, wang)).party
    await office.told()
    return Dispute(case, party, wang)


async def due_at(office: Office, case: Case) -> int | None:
    """When the mediation's next step is due; None if none is."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.MEDIATION, str(case.id))
    return row.due_at if row else None


async def run(office: Office, case: Case) -> None:
    """Run what is due now."""
    async with office.at_work() as work:
        await run_due_mediation(work, office.rules, case.id)


async def let_time_pass(office: Office, case: Case, hours: float) -> list[Told]:
    """Let time pass with the program running: each step at its moment, everything sent. What was told."""
    told = await office.told()
    end = office.clock.at + round(hours * HOUR)
    while (at := await due_at(office, case)) is not None and at <= end:
        office.clock.at = max(at, office.clock.at)
        await run(office, case)
        told += await office.told()
    office.clock.at = end
    return told + await office.told()


def who(told: list[Told]) -> list[tuple[int, str]]:
    """To whom, and under which first line."""
    return [(each.person_id, each.phrases[0]) for each in told if not each.silently]


async def appoint(office: Office, dispute: Dispute, hours: float) -> int:
    """Propose a session; its identifier."""
    async with office.at_work() as work:
        at = office.clock.at + round(hours * HOUR)
        made = await propose_appointment(work, office.rules, dispute.case, at, "大樟树下", office.mediator)
    return made.id


async def agree(office: Office, dispute: Dispute, *days: int) -> None:
    """Write an agreement with promises so many days ahead, and have it signed now."""
    async with office.at_work() as work:
        promised = [PromisedWords(Side.B, office.clock.at + day * DAY, f"{SECRET} 退墙") for day in days]
        await draft_agreement(work, office.rules, dispute.case, "墙", promised, office.mediator)
        case = await work.cases.get(dispute.case.id)
        assert case is not None
        await sign_agreement(work, office.rules, case, work.now, "", (), office.mediator)


async def test_a_session_is_proposed_to_who_agreed_and_reminded_of_twice(office: Office, dispute: Dispute) -> None:
    """Reporter and linked party, and nobody else; a day and an hour before; then the record is asked for."""
    await appoint(office, dispute, 29)
    told = await let_time_pass(office, dispute.case, 33)
    assert who(told) == [
        (dispute.wang, "told-appointment"),
        (office.li, "told-appointment"),
        (office.mediator, "headline-mediation-day-before"),
        (dispute.wang, "told-appointment-day-before"),
        (office.li, "told-appointment-day-before"),
        (office.mediator, "headline-mediation-hour-before"),
        (dispute.wang, "told-appointment-hour-before"),
        (office.li, "told-appointment-hour-before"),
        (office.mediator, "headline-mediation-record"),
    ]


async def test_nobody_is_reminded_in_the_quiet_hours_nor_of_what_is_over_by_then(
    office: Office, dispute: Dispute
) -> None:
    """A session at six in the morning: what could only be said at seven is not said."""
    await appoint(office, dispute, 21)
    told = await let_time_pass(office, dispute.case, 20.5)
    assert [each for each in who(told) if each[1] == "told-appointment-hour-before"] == []
    assert await let_time_pass(office, dispute.case, 2) == []


async def test_of_an_urgent_dispute_everybody_is_reminded_at_any_hour(office: Office, dispute: Dispute) -> None:
    """Handler, party and reporter at five in the morning: by the rule that holds for whatever else is told of it."""
    async with office.at_work() as work:
        case = await work.cases.get(dispute.case.id)
        assert case is not None
        await work.cases.save(replace(case, urgency=Urgency.URGENT, version=case.version + 1))
    await appoint(office, dispute, 21)
    told = await let_time_pass(office, dispute.case, 20.5)
    assert {person for person, line in who(told) if line.endswith("appointment-hour-before")} == {
        dispute.wang,
        office.li,
    }
    assert (office.mediator, "headline-mediation-hour-before") in who(told)


async def test_whoever_wants_no_messages_gets_none(office: Office, dispute: Dispute) -> None:
    """The others are told as before."""
    async with office.at_work() as work:
        await end_contact(work, office.rules, dispute.party)
    await appoint(office, dispute, 29)
    assert dispute.wang not in [person for person, _line in who(await let_time_pass(office, dispute.case, 30))]


async def test_a_session_that_was_called_off_is_not_reminded_of(office: Office, dispute: Dispute) -> None:
    """Those who were asked hear that they need not come, and nothing more."""
    await appoint(office, dispute, 29)
    await office.told()
    async with office.at_work() as work:
        await cancel_appointment(work, office.rules, dispute.case, office.mediator)
    told = who(await let_time_pass(office, dispute.case, 60))
    assert told == [(dispute.wang, "told-appointment-cancelled"), (office.li, "told-appointment-cancelled")]
    assert await due_at(office, dispute.case) is None


@pytest.mark.parametrize("ends", ["closed", "withdrawn"])
async def test_a_case_that_ends_calls_its_session_off(office: Office, dispute: Dispute, ends: str) -> None:
    """Whoever was asked hears that they need not come, and is not reminded."""
    await appoint(office, dispute, 29)
    await office.told()
    async with office.at_work() as work:
        if ends == "closed":
            await close_case(work, office.rules, dispute.case, office.mediator, "failed", "谈不拢", ())
        else:
            await withdraw_case(work, office.rules, dispute.case)
    told = who(await let_time_pass(office, dispute.case, 40))
    assert (dispute.wang, "told-appointment-cancelled") in told
    assert [each for each in told if each[1].startswith("told-appointment-")] == [
        (dispute.wang, "told-appointment-cancelled"),
        (office.li, "told-appointment-cancelled"),
    ]


async def test_a_notice_that_waits_is_dropped_when_the_session_is_called_off(office: Office, dispute: Dispute) -> None:
    """The last look before sending sees that it does not stand any more."""
    await appoint(office, dispute, 29)
    async with office.at_work() as work:
        await cancel_appointment(work, office.rules, dispute.case, office.mediator)
    assert "told-appointment" not in [line for _person, line in who(await office.told())]


async def test_an_answer_to_a_session_that_was_changed_is_refused(office: Office, dispute: Dispute) -> None:
    """The old card's button changes nothing."""
    first = await appoint(office, dispute, 29)
    await appoint(office, dispute, 50)
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await answer_appointment(work, office.rules, dispute.case, first, dispute.party, None)
    assert refused.value.code is RefusalCode.APPOINTMENT_GONE


async def test_a_session_in_the_past_is_refused(office: Office, dispute: Dispute) -> None:
    """Nothing is kept of it."""
    with pytest.raises(Refusal) as refused:
        await appoint(office, dispute, -1)
    assert refused.value.code is RefusalCode.APPOINTMENT_PAST
    assert await due_at(office, dispute.case) is None


async def test_a_promise_is_asked_for_and_chased_until_it_is_answered(office: Office, dispute: Dispute) -> None:
    """On the day handler and parties, later handler and head; the reporter is not told what was agreed."""
    await agree(office, dispute, 2)
    told = await let_time_pass(office, dispute.case, 24 * 13)
    asked = [each for each in who(told) if "promise" in each[1]]
    assert asked == [
        (office.mediator, "headline-mediation-promise"),
        (dispute.wang, "told-promise-day"),
        (office.li, "told-promise-day-bare"),
        (office.mediator, "headline-mediation-promise-late"),
        (office.head, "headline-mediation-promise-late"),
        (office.mediator, "headline-mediation-promise-late"),
        (office.head, "headline-mediation-promise-late"),
    ]
    assert all(SECRET not in each.values for each in told if each.person_id in {office.li, office.head})
    async with office.at_work() as work:
        file = await work.mediations.file(dispute.case.id)
        assert file is not None
        await answer_promise(
            work, office.rules, dispute.case, file.promises[0].id, PromiseState.BROKEN, office.mediator
        )
    told = await let_time_pass(office, dispute.case, 24)
    assert (dispute.wang, "told-promise-broken") in who(told)
    assert [each for each in who(told) if "headline" in each[1]] == []


async def test_the_court_is_reminded_of_on_day_20_and_27_and_then_asked_after(office: Office, dispute: Dispute) -> None:
    """Until they have applied; then what became of it is asked for, and its answer told."""
    await agree(office, dispute)
    told = who(await let_time_pass(office, dispute.case, 24 * 28))
    assert [each for each in told if "confirmation" in each[1]] == [
        (office.mediator, "headline-mediation-confirmation"),
        (dispute.wang, "told-confirmation-remind"),
        (office.li, "told-confirmation-remind"),
    ] * 2
    async with office.at_work() as work:
        with pytest.raises(Refusal):
            await note_confirmation(work, office.rules, dispute.case, Confirmation.CONFIRMED, office.mediator)
        await note_confirmation(work, office.rules, dispute.case, Confirmation.APPLIED, office.mediator)
    told = who(await let_time_pass(office, dispute.case, 24 * 31))
    assert (office.mediator, "headline-mediation-confirmation-outcome") in told
    async with office.at_work() as work:
        await note_confirmation(work, office.rules, dispute.case, Confirmation.CONFIRMED, office.mediator)
    assert (dispute.wang, "told-confirmation-confirmed") in who(await office.told())
    assert await due_at(office, dispute.case) is None


async def test_after_an_outage_each_thing_is_said_once_and_says_that_it_is_late(
    office: Office, dispute: Dispute
) -> None:
    """Nothing twice when it runs again, and the next step lies ahead."""
    await agree(office, dispute, 2)
    await office.told()
    office.clock.forward(days=6)
    await run(office, dispute.case)
    await run(office, dispute.case)
    told = await office.told()
    assert who(told).count((office.mediator, "headline-late")) == 1
    following = await due_at(office, dispute.case)
    assert following is not None
    assert following > office.clock.at
    ran = [each for each in await office.events(dispute.case) if each.kind is EventKind.MEDIATION_STEP_RUN]
    assert [each.detail["kind"] for each in ran] == ["promise_late"]


async def test_nothing_private_stands_in_the_event_log(office: Office, dispute: Dispute) -> None:
    """No name and no word of what was agreed: codes, numbers and times."""
    await appoint(office, dispute, 29)
    async with office.at_work() as work:
        await answer_appointment(work, office.rules, dispute.case, 1, dispute.party, SECRET)
        await record_session(work, office.rules, dispute.case, SECRET, (), office.mediator)
    await agree(office, dispute, 2)
    await let_time_pass(office, dispute.case, 24 * 6)
    assert all(SECRET not in str(event.detail) for event in await office.events(dispute.case))


async def test_names_and_promises_are_sealed_in_the_file(office: Office, dispute: Dispute) -> None:
    """The tables of a mediation hold no word that was typed."""
    await agree(office, dispute, 2)
    await appoint_again(office, dispute)
    async with office.database.alone() as connection:
        for table in ("party", "agreement", "promise", "appointment", "appointment_answer", "mediation"):
            rows = await connection.rows(f"SELECT * FROM {table}")  # noqa: S608 - the names of tables stand above
            held = [value for row in rows for value in row.values()]
            raw = b"".join(value for value in held if isinstance(value, bytes)) + str(held).encode()
            for word in (SECRET, "退墙", "大樟树"):
                assert word.encode() not in raw, table


async def appoint_again(office: Office, dispute: Dispute) -> None:
    """One more session."""
    case = await office.case(dispute.case)
    async with office.at_work() as work:
        await propose_appointment(work, office.rules, case, work.now + HOUR, "大樟树下", office.mediator)


async def test_an_official_who_is_a_party_has_nothing_to_do_with_the_case_any_more(
    office: Office, dispute: Dispute
) -> None:
    """Who takes up a link is named in the case from then on; the handler cannot be a party."""
    async with office.at_work() as work:
        link = await make_party_link(work, office.rules, (await work.parties.of(dispute.case.id))[0])
        with pytest.raises(Refusal):
            await take_up_party_link(work, office.rules, link, office.mediator)
        await take_up_party_link(work, office.rules, link, office.second)
        assert office.second in await work.conflicts.of(dispute.case.id)
        assert not await mediates(work, dispute.case, office.second)


async def test_a_link_is_good_for_nobody_whom_the_case_must_not_reach(office: Office) -> None:
    """Whoever is named in it gets the answer of a link that never existed."""
    case = await office.file(about=frozenset({office.head}))
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.staff)
        party = await add_party(
            work, office.rules, case, Side.B, PartyWords(name="甲"), minor=False, may_contact=True, by=office.staff
        )
        link = await make_party_link(work, office.rules, party)
        for person in (office.head, office.mediator):
            with pytest.raises(Refusal) as refused:
                await take_up_party_link(work, office.rules, link, person)
            assert refused.value.code is RefusalCode.PARTY_LINK_GONE


async def test_a_link_ends_by_itself(office: Office, dispute: Dispute) -> None:
    """After seven days it is good for nothing."""
    async with office.at_work() as work:
        link = await make_party_link(work, office.rules, (await work.parties.of(dispute.case.id))[0])
    office.clock.forward(days=7)
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await take_up_party_link(work, office.rules, link, office.wang)
    assert refused.value.code is RefusalCode.PARTY_LINK_GONE


async def test_who_mediates_along_is_told_and_stops_being_told_when_they_leave(
    office: Office, dispute: Dispute
) -> None:
    """Chosen once they are in, chosen again they are out."""
    async with office.at_work() as work:
        assert await toggle_joint_mediator(work, office.rules, dispute.case, office.second, office.mediator)
    await appoint(office, dispute, 29)
    assert (office.second, "headline-mediation-appointed") in who(await office.told())
    async with office.at_work() as work:
        assert not await toggle_joint_mediator(work, office.rules, dispute.case, office.second, office.mediator)
    assert office.second not in [person for person, _line in who(await let_time_pass(office, dispute.case, 30))]


async def test_a_stopped_mediation_goes_on_with_the_next_session(office: Office, dispute: Dispute) -> None:
    """Nobody loses the way back: a session put on record takes it up again."""
    async with office.at_work() as work:
        await stop_mediation(work, office.rules, dispute.case, "party_stops", by=None, party=dispute.party)
        with pytest.raises(Refusal):
            await propose_appointment(work, office.rules, dispute.case, work.now + HOUR, "家", office.mediator)
        await record_session(work, office.rules, dispute.case, "又谈了", (), office.mediator)
    await appoint_again(office, dispute)
    assert (dispute.wang, "told-mediation-stopped") in who(await office.told())


async def test_signing_settles_the_case_and_is_done_once(office: Office, dispute: Dispute) -> None:
    """A second paper of the same agreement is refused."""
    await agree(office, dispute, 2)
    case = await office.case(dispute.case)
    assert case.state is CaseState.SETTLED
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await sign_agreement(work, office.rules, case, work.now, "", (), office.mediator)
    assert refused.value.code is RefusalCode.AGREEMENT_SIGNED


async def test_parties_are_asked_whether_it_holds_and_not_settled_opens_it_one_level_up(
    office: Office, dispute: Dispute
) -> None:
    """7 and 30 days after closing; when it is reopened the old agreement asks for nothing more."""
    await agree(office, dispute, 40)
    async with office.at_work() as work:
        case = await work.cases.get(dispute.case.id)
        assert case is not None
        await note_confirmation(work, office.rules, case, Confirmation.NOT_WANTED, office.mediator)
        await close_case(work, office.rules, case, office.mediator, "agreed", "好了", ())
    told = who(await let_time_pass(office, dispute.case, 24 * 8))
    assert (dispute.wang, "told-closed") in told
    assert told.count((dispute.wang, "told-follow-up")) == 1
    async with office.at_work() as work:
        closed = await work.cases.get(dispute.case.id)
        assert closed is not None
        await reopen_case(work, office.rules, closed)
    assert await due_at(office, dispute.case) is None


async def test_a_dispute_at_the_court_is_noted_in_order(office: Office, dispute: Dispute) -> None:
    """No outcome before it went there, and not twice."""
    async with office.at_work() as work:
        with pytest.raises(Refusal):
            await note_court(work, office.rules, dispute.case, Court.JUDGED, office.mediator)
        await note_court(work, office.rules, dispute.case, Court.REFERRED, office.mediator)
        with pytest.raises(Refusal):
            await note_court(work, office.rules, dispute.case, Court.REFERRED, office.mediator)
        await note_court(work, office.rules, dispute.case, Court.NOT_TAKEN, office.mediator)
    assert (dispute.wang, "told-court-not-taken") in who(await office.told())


async def test_an_unlinked_reporter_is_told_nothing_and_the_parties_are(office: Office) -> None:
    """Nobody knows who reported; the session goes on all the same."""
    wang = await office.seat("wang")
    case = await office.file(known_as=KnownAs.UNLINKED)
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        party = await add_party(
            work, office.rules, case, Side.A, PartyWords(name="甲"), minor=False, may_contact=True, by=office.mediator
        )
        await take_up_party_link(work, office.rules, await make_party_link(work, office.rules, party), wang)
    await office.told()
    await appoint(office, Dispute(case, party, wang), 5)
    assert who(await office.told()) == [(wang, "told-appointment")]


async def test_a_handler_who_lost_their_role_is_not_told(office: Office, dispute: Dispute) -> None:
    """The resolver finds the next: the other mediator of the village."""
    await agree(office, dispute, 2)
    await office.told()
    async with office.at_work() as work:
        await work.people.end(office.mediator, Role.MEDIATOR, "fenglin")
    told = who(await let_time_pass(office, dispute.case, 49))
    assert (office.second, "headline-mediation-promise") in told
    assert office.mediator not in [person for person, _line in told]


async def test_a_partys_name_is_told_to_who_mediates_alone(office: Office, dispute: Dispute) -> None:
    """Whoever is told in the handler's place reads that a party has answered, and not which."""
    appointment = await appoint(office, dispute, 29)
    async with office.at_work() as work:
        await work.people.end(office.mediator, Role.MEDIATOR, "fenglin")
    await office.told()
    async with office.at_work() as work:
        await answer_appointment(work, office.rules, dispute.case, appointment, dispute.party, SECRET)
    told = await office.told()
    assert who(told) == [(office.second, "headline-mediation-news")]
    assert SECRET not in told[0].values


async def test_a_mediation_whose_case_is_erased_leaves_nothing(office: Office, dispute: Dispute) -> None:
    """No row, no clock; and the clock's door finds nothing to do."""
    appointment = await appoint(office, dispute, 29)
    async with office.at_work() as work:
        await answer_appointment(work, office.rules, dispute.case, appointment, dispute.party, None)
        await record_session(work, office.rules, dispute.case, "谈了", (), office.mediator)
        await toggle_joint_mediator(work, office.rules, dispute.case, office.second, office.mediator)
    await agree(office, dispute, 2)
    async with office.at_work() as work:
        await work.erasure.case(dispute.case.id)
        assert await work.parties.of(dispute.case.id) == ()
        assert await work.mediations.file(dispute.case.id) is None
        assert await work.mediations.joint(dispute.case.id) == ()
        await run_due_mediation(work, office.rules, dispute.case.id)
    assert await due_at(office, dispute.case) is None
