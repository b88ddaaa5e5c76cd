"""A call for help: who is told, again and again, who has it first, where, and who may end it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answer_sos import answer_sos
from actions.call_for_help import call_for_help, may_call
from actions.end_sos import end_sos
from actions.locate_sos import FOLLOWED_MS, followed_call, locate_sos
from actions.pass_on_sos import pass_on_sos
from actions.run_due_sos import run_due_sos
from actions.say_how_sos_stands import say_how_sos_stands
from actions.tell_sos import sos_card_for
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState
from storage.due import DueKind
from storage.sos_calls import SosCall, SosState
from tests.actions.office import Office
from tests.actions.running_shift import Running, a_running_shift

BRIDGE = (27.3272, 112.637775)


async def call(office: Office, running: Running) -> SosCall:
    """The caller calls."""
    async with office.at_work() as work:
        return await call_for_help(work, office.rules, running.caller.person_id)


async def due_at(office: Office, sos_id: int) -> int | None:
    """When it is said again."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.SOS, str(sos_id))
    return row.due_at if row else None


async def test_everybody_who_must_know_is_told_once(office: Office) -> None:
    """The lead who is the lead of the team as well gets one card, not two."""
    running = await a_running_shift(office, BRIDGE)
    made = await call(office, running)
    told = await office.told()
    assert sorted(each.person_id for each in told) == sorted([office.lead, office.mate, office.head, office.staff])
    assert all(each.message.attachments[0].latitude == BRIDGE[0] for each in told)
    assert await due_at(office, made.id) == office.clock.at + office.rules.township.patrol.sos_again_ms


async def test_a_second_press_is_no_second_call(office: Office) -> None:
    """Two taps in a hurry are one call."""
    running = await a_running_shift(office)
    first, second = await call(office, running), await call(office, running)
    assert first.id == second.id
    assert len(await office.told()) == 4


async def test_only_a_place_of_this_shift_before_the_check_out_is_shown(office: Office) -> None:
    """Who has checked out is not followed, so there is no last place."""
    running = await a_running_shift(office, BRIDGE)
    async with office.at_work() as work:
        out = replace(running.caller, state=PostState.CHECKED_OUT, checked_out_at=work.now)
        await work.shifts.save_post(out, PostState.PRESENT)
    assert (await call(office, running)).latitude is None


async def test_it_is_said_again_while_it_is_open_and_to_who_came_into_reach(office: Office) -> None:
    """The head unblocks the bot: with the next minute the whole card comes, to the others the repetition."""
    running = await a_running_shift(office)
    async with office.at_work() as work:
        await work.people.set_unreachable(office.head, unreachable=True)
    made = await call(office, running)
    assert office.head not in {each.person_id for each in await office.told()}
    async with office.at_work() as work:
        await work.people.set_unreachable(office.head, unreachable=False)
    office.clock.forward(minutes=1)
    async with office.at_work() as work:
        await run_due_sos(work, office.rules, made.id)
    told = await office.told()
    rung = {each.person_id: each.phrases[0] for each in told if not each.silently and "sos-own" not in each.phrases}
    assert rung == {
        office.lead: "sos-again",
        office.mate: "sos-again",
        office.staff: "sos-again",
        office.head: "sos-title",
    }
    assert await due_at(office, made.id) == office.clock.at + office.rules.township.patrol.sos_again_ms


async def test_a_repetition_that_waits_is_dropped_when_somebody_comes(office: Office) -> None:
    """The last look finds it untrue."""
    running = await a_running_shift(office)
    made = await call(office, running)
    await office.told()
    office.clock.forward(minutes=1)
    async with office.at_work() as work:
        await run_due_sos(work, office.rules, made.id)
        await answer_sos(work, office.rules, made.id, office.mate)
    assert "sos-again" not in {each.phrases[0] for each in await office.told()}
    assert await due_at(office, made.id) == office.clock.at + office.rules.township.patrol.sos_stands_ms


async def test_due_work_that_comes_after_the_end_does_nothing(office: Office) -> None:
    """A late row finds the call ended."""
    running = await a_running_shift(office)
    made = await call(office, running)
    async with office.at_work() as work:
        await end_sos(work, office.rules, made.id, office.staff, "#safe")
    await office.told()
    async with office.at_work() as work:
        await run_due_sos(work, office.rules, made.id)
    assert await office.told() == []
    assert await due_at(office, made.id) is None


async def answered_call(office: Office) -> SosCall:
    """The mate is coming, and everything that was said has been read."""
    made = await call(office, await a_running_shift(office))
    async with office.at_work() as work:
        await answer_sos(work, office.rules, made.id, office.mate)
    await office.told()
    return made


async def a_quarter_later(office: Office, made: SosCall) -> dict[int, str]:
    """The next time has come; who was told what."""
    office.clock.forward(ms=office.rules.township.patrol.sos_stands_ms)
    async with office.at_work() as work:
        await run_due_sos(work, office.rules, made.id)
    assert await due_at(office, made.id) == office.clock.at + office.rules.township.patrol.sos_stands_ms
    return {each.person_id: each.phrases[0] for each in await office.told()}


async def test_who_is_coming_is_asked_how_it_stands_and_the_others_when_nothing_comes_of_it(office: Office) -> None:
    """After a quarter of an hour the one who is on the way; after another one those who may end it as well."""
    made = await answered_call(office)
    assert await a_quarter_later(office, made) == {office.mate: "sos-how-stands"}
    both = {office.mate: "sos-how-stands", office.caller: "sos-own-not-ended", office.staff: "sos-not-ended"}
    assert await a_quarter_later(office, made) == both


async def test_who_said_that_all_is_well_is_not_asked_again(office: Office) -> None:
    """It is passed on to those who may end the call, and then it is they who are asked. A second tap says nothing."""
    made = await answered_call(office)
    async with office.at_work() as work:
        await say_how_sos_stands(work, office.rules, made.id, office.mate, more=False)
        await say_how_sos_stands(work, office.rules, made.id, office.mate, more=False)
    told = [(each.person_id, each.phrases[0]) for each in await office.told()]
    assert sorted(told) == sorted([(office.caller, "sos-told-met"), (office.staff, "sos-told-met")])
    assert await a_quarter_later(office, made) == {office.caller: "sos-own-not-ended", office.staff: "sos-not-ended"}


async def test_more_people_are_called_by_who_is_there_and_by_nobody_else(office: Office) -> None:
    """Everybody hears it; whoever does not come themselves cannot say how it stands."""
    made = await answered_call(office)
    async with office.at_work() as work:
        await say_how_sos_stands(work, office.rules, made.id, office.mate, more=True)
    told = await office.told()
    assert {each.phrases[0] for each in told} == {"sos-told-more"}
    assert sorted(each.person_id for each in told) == sorted([office.caller, office.lead, office.head, office.staff])
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await say_how_sos_stands(work, office.rules, made.id, office.head, more=False)
    assert refused.value.code is RefusalCode.NOT_ALLOWED


async def test_the_first_has_it_and_the_second_is_noted(office: Office) -> None:
    """All are told who is first; the caller is told of both."""
    running = await a_running_shift(office)
    made = await call(office, running)
    await office.told()
    async with office.at_work() as work:
        await answer_sos(work, office.rules, made.id, office.mate)
        await answer_sos(work, office.rules, made.id, office.head)
        again = await answer_sos(work, office.rules, made.id, office.head)
    assert (again.state, again.answered_by) == (SosState.ANSWERED, office.mate)
    told = await office.told()
    first = {each.person_id for each in told if each.phrases == ("sos-told-coming",)}
    assert first == {office.caller, office.lead, office.head, office.staff}
    assert [each.person_id for each in told if each.phrases == ("sos-told-also",)] == [office.caller]


async def test_who_was_not_told_can_neither_come_nor_end_it(office: Office) -> None:
    """To a stranger with a guessed number the call does not exist."""
    running = await a_running_shift(office)
    made = await call(office, running)
    for person in (office.li, office.mediator, office.director):
        with pytest.raises(Refusal) as refused:
            async with office.at_work() as work:
                await answer_sos(work, office.rules, made.id, person)
        assert refused.value.code is RefusalCode.NOT_ALLOWED
    for person in (office.li, office.mediator, office.head, office.mate):
        with pytest.raises(Refusal):
            async with office.at_work() as work:
                await end_sos(work, office.rules, made.id, person, "没事")


async def test_the_end_reaches_everybody_and_only_the_first_word_counts(office: Office) -> None:
    """The officer's word stands; the caller's comes too late and changes nothing."""
    running = await a_running_shift(office)
    made = await call(office, running)
    await office.told()
    async with office.at_work() as work:
        await end_sos(work, office.rules, made.id, office.staff, "人已接回")
        late = await end_sos(work, office.rules, made.id, office.caller, "#safe")
    assert late.word == "人已接回"
    rung = [each for each in await office.told() if each.phrases == ("sos-told-ended",)]
    assert sorted(each.person_id for each in rung) == sorted([office.caller, office.lead, office.mate, office.head])
    assert await due_at(office, made.id) is None


async def test_a_place_is_followed_for_some_hours_and_not_longer(office: Office) -> None:
    """A call that nobody ended does not swallow the places of the days after."""
    running = await a_running_shift(office)
    made = await call(office, running)
    office.clock.forward(ms=FOLLOWED_MS)
    async with office.at_work() as work:
        followed = await followed_call(work, office.caller)
        assert followed is not None
        assert await locate_sos(work, office.rules, followed, BRIDGE) is not None
        kept = await work.sos_calls.get(made.id)
    assert kept is not None
    assert (kept.latitude, kept.longitude, kept.located_at) == (*BRIDGE, office.clock.at)
    office.clock.forward(ms=1)
    async with office.at_work() as work:
        assert await followed_call(work, office.caller) is None


async def test_passing_on_calls_nobody_twice(office: Office) -> None:
    """The duty officer is out of reach: the director once, however many messages came back."""
    running = await a_running_shift(office)
    made = await call(office, running)
    await office.told()
    async with office.at_work() as work:
        await work.people.set_unreachable(office.staff, unreachable=True)
        assert await pass_on_sos(work, office.rules, made.id, office.staff) == (office.director,)
        assert await pass_on_sos(work, office.rules, made.id, office.staff) == ()
        helpers = {each.person_id for each in await work.sos_calls.helpers(made.id)}
    assert helpers == {office.lead, office.mate, office.head, office.director}


async def test_a_card_that_cannot_arrive_is_not_painted_again_for_it(office: Office) -> None:
    """The caller has blocked the bot: their own card came back, and putting it on the way again would never end."""
    running = await a_running_shift(office)
    made = await call(office, running)
    await office.told()
    async with office.at_work() as work:
        await work.people.set_unreachable(office.caller, unreachable=True)
        assert await pass_on_sos(work, office.rules, made.id, office.caller) == ()
        assert office.caller not in {row.person_id for row in await work.outbox.claim(50)}
        await work.people.set_unreachable(office.caller, unreachable=False)
        await pass_on_sos(work, office.rules, made.id, None)
        assert office.caller in {row.person_id for row in await work.outbox.claim(50)}


async def test_where_nobody_can_be_reached_the_caller_is_told_so(office: Office) -> None:
    """An honest word: ring. It is tried again each minute all the same."""
    running = await a_running_shift(office)
    async with office.at_work() as work:
        for person in (office.lead, office.mate, office.head, office.staff, office.director, office.admin):
            await work.people.set_unreachable(person, unreachable=True)
    made = await call(office, running)
    assert await office.told() == []
    async with office.at_work() as work:
        card = await sos_card_for(work, office.rules, made, office.caller)
        assert card.lines[0].id == "sos-own-nobody"
    assert await due_at(office, made.id) is not None


async def test_who_patrols_may_call_and_a_villager_has_another_way(office: Office) -> None:
    """By role or by a post on a running shift."""
    await a_running_shift(office)
    async with office.at_work() as work:
        assert await may_call(work, office.rules, office.caller)
        assert await may_call(work, office.rules, office.lead)
        assert not await may_call(work, office.rules, office.li)
        assert not await may_call(work, office.rules, office.head)
