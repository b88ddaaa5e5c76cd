"""Messages wait in order of their lane, are edited in place, and are never said twice under one key."""

from __future__ import annotations

import pytest

from domain.messages import say
from domain.notices import Condition, Truth
from domain.words import Language
from storage.arrivals import Sent
from storage.cases import Place
from storage.database import Database
from storage.outbox import OutboxState
from storage.outgoing import Lane, Outgoing, ToGroup, ToPerson, ToReporter
from storage.people import Person
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.conftest import HandClock
from tests.domain.samples import filed


async def somebody(work: UnitOfWork, telegram_id: int = 500) -> Person:
    """A person to write to."""
    return await work.people.meet(telegram_id, "春禾", Language.ZH_HANS)


async def test_pressing_lanes_go_first_and_each_in_order(database: Database) -> None:
    """SOS before replies, replies before reminders; within a lane first come, first sent."""
    async with database.transaction() as work:
        for lane, name in ((Lane.REMINDER, "a"), (Lane.REPLY, "b"), (Lane.SOS, "c"), (Lane.REPLY, "d")):
            person = await somebody(work, ord(name))
            await work.outbox.put(Outgoing(ToPerson(person.id), lane, say(name)))
        rows = await work.outbox.claim(10)
    assert [(row.message.lines[0].id, row.chat_id) for row in rows] == [(name, ord(name)) for name in "cbda"]


async def test_a_claim_takes_two_messages_to_a_chat_at_the_most(database: Database) -> None:
    """The most pressing ones, whether their receiver is a person or a sealed reporter; what was left counts no attempt."""
    async with database.transaction() as work:
        person, other = await somebody(work), await somebody(work, 501)
        case = filed(work.now)
        await work.cases.add(case, Place(), None)
        await work.vault.keep(case.id, Identity(person_id=person.id, telegram_id=person.telegram_id, name="春禾"))
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a")))
        await work.outbox.put(Outgoing(ToReporter(case.id), Lane.REPLY, say("b")))
        await work.outbox.put(Outgoing(ToReporter(case.id), Lane.SOS, say("c")))
        await work.outbox.put(Outgoing(ToPerson(other.id), Lane.REPLY, say("d")))
        rounds = [await work.outbox.claim(limit) for limit in (3, 10, 10)]
    assert [[row.message.lines[0].id for row in rows] for rows in rounds] == [["c", "a", "d"], ["b"], []]
    assert [row.attempts for rows in rounds for row in rows] == [0, 0, 0, 0]


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.BROADCAST])
async def test_what_is_not_said_twice_is_claimed_when_its_turn_has_come(database: Database, lane: Lane) -> None:
    """A crash while it waited behind another message would leave it in doubt, and so unsaid."""
    async with database.transaction() as work:
        person = await somebody(work)
        for name in ("a", "b"):
            await work.outbox.put(Outgoing(ToPerson(person.id), lane, say(name)))
        assert [row.message.lines[0].id for row in await work.outbox.claim(10)] == ["a"]


async def test_a_message_waits_for_its_time(database: Database, clock: HandClock) -> None:
    """What quiet hours hold back is not claimed before they end, and the next time is known."""
    async with database.transaction() as work:
        person = await somebody(work)
        later = work.now + 60_000
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, say("a"), not_before=later))
        assert await work.outbox.claim(10) == []
        assert await work.outbox.next_at() == later
    clock.forward(minutes=1)
    async with database.transaction() as work:
        assert len(await work.outbox.claim(10)) == 1


async def test_a_key_is_said_once(database: Database) -> None:
    """The second message with the same key is not kept."""
    async with database.transaction() as work:
        person = await somebody(work)
        first = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a"), dedup_key="k"))
        second = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a"), dedup_key="k"))
        assert first is not None
        assert second is None
        assert len(await work.outbox.claim(10)) == 1


async def test_a_card_is_edited_where_it_was_shown(database: Database) -> None:
    """The second face of a card changes the message in which the first was sent."""
    async with database.transaction() as work:
        person = await somebody(work)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a"), card_key="card"))
        (row,) = await work.outbox.claim(10)
        assert row.edit_message_id is None
        await work.outbox.mark_sent([Sent(row.id, 42, row.chat_id, row.card_key)])
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("b"), card_key="card"))
        (second,) = await work.outbox.claim(10)
    assert second.edit_message_id == 42


async def test_a_card_that_was_not_sent_yet_is_repainted(database: Database) -> None:
    """Two faces before the first is sent are one message with the second face, at the first one's time."""
    async with database.transaction() as work:
        person = await somebody(work)
        later = work.now + 60_000
        notice = Outgoing(ToPerson(person.id), Lane.ESCALATION, say("a"), not_before=later, card_key="card")
        await work.outbox.put(notice)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, say("b"), card_key="card"))
        assert await work.outbox.claim(10) == []
        assert await work.outbox.next_at() == later


async def test_what_is_said_on_a_card_that_was_not_sent_yet_depends_on_its_own_truth(database: Database) -> None:
    """News and answers take the place of the condition that the earlier word had; a mere new face leaves it as it is."""
    waits, other = (Condition(case_id=1, truth=truth) for truth in (Truth.UNACCEPTED, Truth.UNCLOSED))
    async with database.transaction() as work:
        person = await somebody(work)
        for card in ("refreshed", "told", "answered"):
            first = Outgoing(ToPerson(person.id), Lane.ESCALATION, say("a"), card_key=card, condition=waits)
            await work.outbox.put(first._replace(dedup_key=f"{card}:a"))
        to = ToPerson(person.id)
        await work.outbox.put(Outgoing(to, Lane.REMINDER, say("b"), card_key="refreshed"))
        await work.outbox.put(Outgoing(to, Lane.ESCALATION, say("b"), dedup_key="b", card_key="told", condition=other))
        await work.outbox.put(Outgoing(to, Lane.REPLY, say("b"), card_key="answered"))
        rows = [*await work.outbox.claim(2), *await work.outbox.claim(2)]
    assert {row.card_key: row.condition for row in rows} == {"refreshed": waits, "told": other, "answered": None}


async def test_the_next_face_of_a_card_waits_while_the_first_is_on_its_way(database: Database) -> None:
    """Until it is known in which message the card stands, a second face would be a second message."""
    async with database.transaction() as work:
        person = await somebody(work)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a"), card_key="card"))
        (first,) = await work.outbox.claim(10)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("b"), card_key="card"))
        assert await work.outbox.claim(10) == []
        await work.outbox.mark_sent([Sent(first.id, 42, first.chat_id, first.card_key)])
        (second,) = await work.outbox.claim(10)
    assert second.edit_message_id == 42


async def test_texts_are_gone_once_they_are_sent(database: Database) -> None:
    """A sent row keeps no words."""
    async with database.transaction() as work:
        person = await somebody(work)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a")))
        (row,) = await work.outbox.claim(10)
        await work.outbox.mark_sent([Sent(row.id, 42, row.chat_id)])
    async with database.alone() as connection:
        assert await connection.rows("SELECT message, sealed FROM outbox") == [{"message": "", "sealed": None}]


async def test_of_an_answer_that_was_sent_nobody_can_read_whose_it_was(database: Database) -> None:
    """A notice says it, since it may not be said twice; the chat is kept for the pace alone, until the next clearing."""
    async with database.transaction() as work:
        person = await somebody(work)
        answer = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a")))
        notice = await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("b"), dedup_key="b"))
        await work.outbox.mark_sent([Sent(row.id, 5, row.chat_id, row.card_key) for row in await work.outbox.claim(9)])
    async with database.alone() as connection:
        rows = await connection.rows("SELECT id, person_id FROM outbox ORDER BY id")
    assert [(row["id"], row["person_id"]) for row in rows] == [(answer, None), (notice, person.id)]


async def test_nothing_private_goes_to_a_group(database: Database) -> None:
    """The outbox itself refuses it."""
    async with database.transaction() as work:
        with pytest.raises(ValueError, match="private"):
            await work.outbox.put(Outgoing(ToGroup(-5), Lane.REPLY, say("a")))


async def test_what_was_being_sent_when_the_program_ended_is_known(database: Database) -> None:
    """Rows left in sending are found again; a put-back row is claimed again and has its number."""
    async with database.transaction() as work:
        person = await somebody(work)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a")))
        (row,) = await work.outbox.claim(10)
    async with database.transaction() as work:
        (interrupted,) = await work.outbox.interrupted()
        await work.outbox.put_back(interrupted.id, work.now, perhaps_arrived=True)
        (again,) = await work.outbox.claim(10)
        await work.outbox.mark_dead(again.id, "refused")
        assert await work.outbox.count(OutboxState.DEAD) == 1
    assert (interrupted.id, again.id, again.attempts) == (row.id, row.id, 1)


async def test_that_a_copy_may_have_arrived_is_not_forgotten(database: Database) -> None:
    """Neither by a later attempt that certainly did not arrive, nor by a program that was started anew in between."""
    async with database.transaction() as work:
        person = await somebody(work)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("a")))
        (first,) = await work.outbox.claim(10)
        await work.outbox.put_back(first.id, work.now, perhaps_arrived=True)
    async with database.transaction() as work:
        (second,) = await work.outbox.claim(10)
        await work.outbox.put_back(second.id, work.now, perhaps_arrived=False)
        (third,) = await work.outbox.claim(10)
    assert [row.perhaps_arrived for row in (first, second, third)] == [False, True, True]


async def test_what_became_of_messages_is_known_by_how_their_keys_begin(database: Database) -> None:
    """One arrived, one was dropped, one waits; another name that begins alike up to a point is none of them."""
    async with database.transaction() as work:
        person = await somebody(work)
        for key in ("shift:1:a", "shift:1:b", "shift:2:c", "shiftless"):
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.ESCALATION, say("hello"), dedup_key=key))
        rows = {row.dedup_key: row for row in [*await work.outbox.claim(1), *await work.outbox.claim(1)]}
        await work.outbox.mark_sent([Sent(rows["shift:1:a"].id, 77, person.telegram_id, None)])
        await work.outbox.drop(rows["shift:1:b"].id, "untrue")
        fates = {fate.dedup_key: (fate.state, fate.message_id) for fate in await work.outbox.fates("shift:")}
    assert fates == {
        "shift:1:a": (OutboxState.SENT, 77),
        "shift:1:b": (OutboxState.DROPPED, None),
        "shift:2:c": (OutboxState.PENDING, None),
    }


async def test_many_messages_to_a_paused_chat_stand_in_nobodys_way(database: Database) -> None:
    """Whose chat it is need be known for that; where it is not, the rounds of a claim still find others, and none goes there."""
    async with database.transaction() as work:
        paused, free = await somebody(work, 500), await somebody(work, 501)
        for number in range(100):
            await work.outbox.put(Outgoing(ToPerson(paused.id), Lane.SOS, say(f"p{number}")))
        await work.outbox.put(Outgoing(ToPerson(free.id), Lane.REMINDER, say("f")))
    async with database.transaction() as work:
        (row,) = await work.outbox.claim(5, {paused.telegram_id: paused.id, -9: None})
        assert row.person_id == free.id
        assert await work.outbox.claim(5, {paused.telegram_id: None}) == []
        assert [row.person_id for row in await work.outbox.claim(1)] == [paused.id]
