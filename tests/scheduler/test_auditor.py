"""The auditor notices what was forgotten, puts right what it can, and feeds the watchdog only when all is well."""

from __future__ import annotations

from datetime import time

import pytest

from actions.change_duty import set_duty_order
from actions.keep_due import keep_due
from actions.keep_mediation_due import keep_mediation_due
from actions.meetings import call_meeting
from actions.screening import open_round
from domain.access import Holder
from domain.cases import Case, CaseState, KnownAs, Urgency
from domain.escalation import next_step
from domain.meetings import next_occurrence
from domain.messages import say
from domain.screening import RoundKind, next_chase
from domain.words import CaseKind, Language, Level, Role
from scheduler.centre_calendar import calendar_work
from scheduler.findings import Findings, Held
from scheduler.recurring import Recurring, daily, keep_recurring
from storage.cases import Place
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.scheduler.watched import Watched, call, publish, told
from texts.catalogue import Catalogue
from texts.renderer import Renderer


async def file(watched: Watched, number: int) -> Case:
    """An open case with its due row."""
    township = watched.rules.township
    async with watched.database.transaction() as work:
        case = Case(
            id=number,
            number=f"000-{number:04d}",
            kind=CaseKind.DISPUTE,
            category=township.categories[0].code,
            unit=township.units[0].code,
            responsible_unit=township.units[0].code,
            level=Level.VILLAGE,
            state=CaseState.FILED,
            urgency=Urgency.NORMAL,
            known_as=KnownAs.NAMED,
            pseudonym="K7Q",
            filed_at=work.now,
            awaiting_since=work.now,
            chased_until=work.now,
        )
        await work.cases.add(case, Place(), None)
        await keep_due(work, watched.rules, case)
    return case


async def test_nothing_forgotten_feeds_the_watchdog(watched: Watched) -> None:
    """With open cases, published shifts and a call for help whose rows stand right."""
    for number in range(1, 4):
        await file(watched, number)
        await publish(watched, number)
    await call(watched)
    assert await watched.auditor.audit() == Findings()
    assert watched.fed == [1]


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 1"])
async def test_a_case_without_its_next_step_is_found_told_and_put_right(watched: Watched, damage: str) -> None:
    """The watchdog is not fed, the admin hears of it once, and the row stands right again."""
    case = await file(watched, 1)
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    found = await watched.auditor.audit()
    step = next_step(case, watched.rules.township, watched.rules.calendar)
    async with watched.database.transaction() as work:
        times = await work.due.times(DueKind.CASE, ["1"])
        alarms = await work.outbox.claim(10)
    assert step is not None
    assert (found.wrong_cases, times) == ((1,), {"1": step.at})
    assert len(alarms) == 1
    assert watched.fed == []
    watched.held[0] = Held(messages=frozenset(each.id for each in alarms))
    assert (await watched.auditor.audit()).all_well


async def test_more_cases_than_a_page_are_all_looked_at(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one is found as well as the first."""
    monkeypatch.setattr("scheduler.auditor.PAGE", 2)
    for number in range(1, 6):
        await file(watched, number)
    async with watched.database.alone() as connection:
        await connection.execute("DELETE FROM due")
    assert (await watched.auditor.audit()).wrong_cases == (1, 2, 3, 4, 5)


async def test_late_work_and_stuck_messages_are_found(watched: Watched) -> None:
    """A row a minute overdue that nobody does, and a message a minute old that does not go out."""
    async with watched.database.transaction() as work:
        await work.due.set(DueKind.DRAFT, "1", work.now)
        person = await work.people.meet(6, "x", Language.EN)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("help")))
    assert (await watched.auditor.audit()).all_well
    watched.clock.forward(minutes=1, ms=1)
    found = await watched.auditor.audit()
    assert (found.counts()["late_work"], found.counts()["stuck_messages"]) == (1, 1)


async def test_while_telegram_is_silent_waiting_messages_are_no_fault(watched: Watched) -> None:
    """The watchdog must not kill a program that can do nothing about it."""
    async with watched.database.transaction() as work:
        person = await work.people.meet(6, "x", Language.EN)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("help")))
    watched.clock.forward(minutes=5)
    watched.auditor.telegram_answers(answers=False)
    assert (await watched.auditor.audit()).all_well


async def test_after_a_jump_of_the_clock_lateness_is_given_a_minute(watched: Watched) -> None:
    """Everything that fell due in between is late at once, and is being done."""
    async with watched.database.transaction() as work:
        await work.due.set(DueKind.DRAFT, "1", work.now)
    watched.clock.forward(days=2)
    watched.auditor.clock_jumped()
    assert (await watched.auditor.audit()).all_well
    watched.clock.forward(minutes=2)
    assert len((await watched.auditor.audit()).late_work) == 1


async def test_what_was_set_aside_is_told_but_does_not_starve_the_watchdog(watched: Watched) -> None:
    """A person knows of it; killing the program would not help."""
    async with watched.database.transaction() as work:
        await work.due.set(DueKind.DRAFT, "1", work.now)
        (row,) = await work.due.claim(2)
        await work.due.fail(row, "ArithmeticError", None)
    watched.clock.forward(minutes=5)
    found = await watched.auditor.audit()
    assert (found.all_well, found.set_aside) == (True, 1)


async def test_a_lease_that_nobody_holds_is_freed(watched: Watched) -> None:
    """The work begins anew; what somebody works on, and what waits for its next attempt, is left alone."""
    case = await file(watched, 1)
    async with watched.database.transaction() as work:
        row = await work.due.of(DueKind.CASE, str(case.id))
        assert row is not None
        await work.due.lease(row, work.now + 1_800_000)
    watched.held[0] = Held(due_rows=frozenset({row.id}))
    assert (await watched.auditor.audit()).all_well
    watched.held[0] = Held()
    found = await watched.auditor.audit()
    assert (found.cases, [each.id for each in found.left_work]) == ((1,), [row.id])
    assert (await watched.auditor.audit()).all_well


async def test_a_message_on_its_way_with_nobody_is_put_back(watched: Watched) -> None:
    """It may have arrived, so its next copy says so; the case it is about is named."""
    await file(watched, 1)
    async with watched.database.transaction() as work:
        person = await work.people.meet(6, "x", Language.EN)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say("help"), card_key="case:1:2"))
        (row,) = await work.outbox.claim(10)
    watched.held[0] = Held(messages=frozenset({row.id}))
    assert (await watched.auditor.audit()).all_well
    watched.held[0] = Held()
    found = await watched.auditor.audit()
    assert (found.cases, [each.id for each in found.stuck_messages]) == ((1,), [row.id])
    async with watched.database.transaction() as work:
        again = await work.outbox.claim(10)
    assert [each.perhaps_arrived for each in again if each.id == row.id] == [True]


async def test_the_admins_are_told_which_cases(watched: Watched) -> None:
    """The first few by their numbers."""
    for number in range(1, 8):
        await file(watched, number)
    async with watched.database.alone() as connection:
        await connection.execute("DELETE FROM due")
    await watched.auditor.audit()
    async with watched.database.transaction() as work:
        (told,) = await work.outbox.claim(10)
    text = Renderer(Catalogue.load(), watched.rules.township.time_zone, b"key").plain(
        told.message.lines[0], Language.ZH_HANS
    )
    assert "000-0001 000-0002 000-0003 000-0004 000-0005等，还有 2 个" in text


async def test_beats_audit_now_and_then_by_the_programs_time(watched: Watched) -> None:
    """A hundred beats at one time are one audit; a clock set back does not stop them."""
    for _beat in range(100):
        await watched.auditor.on_beat()
    assert watched.fed == [1]
    watched.clock.forward(minutes=1)
    await watched.auditor.on_beat()
    watched.clock.forward(days=-1)
    await watched.auditor.on_beat()
    assert watched.fed == [1, 1, 1]


async def test_at_the_start_rows_are_set_by_the_clocks_configured_now(watched: Watched) -> None:
    """Somebody changed a clock in config.toml: no alarm, and every row stands right."""
    await file(watched, 1)
    await publish(watched, 1)
    async with watched.database.alone() as connection:
        await connection.execute("UPDATE due SET due_at = 0")
    assert await watched.auditor.align() == 2
    async with watched.database.transaction() as work:
        assert await work.outbox.claim(10) == []
    assert await watched.auditor.align() == 0


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 172800000"])
async def test_a_change_of_duty_that_was_forgotten_is_found_told_and_put_right(watched: Watched, damage: str) -> None:
    """Without it nobody else would ever be on duty at the centre; it is made up for at once."""
    rules = watched.rules
    async with watched.database.transaction() as work:
        clerk = await work.people.meet(6, "clerk", Language.EN)
        await work.people.grant(clerk.id, Role.CENTRE_STAFF, rules.township.centre.code)
        await set_duty_order(work, rules, (clerk.id,), clerk.id)
    assert await watched.auditor.audit() == Findings()
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    found = await watched.auditor.audit()
    assert found.wrong_calendar == (DueKind.DUTY.value,)
    assert not found.all_well
    async with watched.database.transaction() as work:
        row = await work.due.of(DueKind.DUTY, "")
    assert row is not None
    assert row.due_at == watched.clock.now()
    assert any("calendar" in line for line in await told(watched))


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 1"])
async def test_a_screening_round_that_would_not_ask_again_is_found_and_put_right(watched: Watched, damage: str) -> None:
    """Its row stands at the next morning again."""
    rules = watched.rules
    async with watched.database.transaction() as work:
        opened = await open_round(work, rules, RoundKind.CALENDAR, "", None)
    assert await watched.auditor.audit() == Findings()
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    found = await watched.auditor.audit()
    assert found.wrong_calendar == (DueKind.SCREENING.value,)
    async with watched.database.transaction() as work:
        row = await work.due.of(DueKind.SCREENING, str(opened.id))
        assert row is not None
        assert row.due_at == next_chase(opened, rules.township.screening.chase_at, rules.calendar)


def everything_that_comes_again(watched: Watched) -> tuple[Recurring, ...]:
    """What the program itself has of it."""
    return (*calendar_work(watched.rules.township), daily(DueKind.AUDIT_HEAD, time(8), "Asia/Shanghai"))


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 40 * 86400000"])
@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (DueKind.SCREENING, "The next screening round"),
        (DueKind.MEETING, "The next meeting"),
        (DueKind.SPECIAL_PERIOD, "The work of special periods"),
        (DueKind.AUDIT_HEAD, "The daily check code"),
    ],
)
async def test_what_comes_again_and_again_is_missed_told_and_put_right(
    watched: Watched, kind: DueKind, named: str, damage: str
) -> None:
    """The watchdog is not fed, the admin hears which it was, and it comes in time again."""
    watched.recurring += everything_that_comes_again(watched)
    async with watched.database.transaction() as work:
        await keep_recurring(work, watched.recurring)
        before = {each.subject: each.next_after(work.now) for each in watched.recurring if each.kind is kind}
    assert await watched.auditor.audit() == Findings()
    async with watched.database.alone() as connection:
        await connection.execute(f"{damage} WHERE kind = ?", (kind.value,))
    assert (await watched.auditor.audit()).wrong_recurring == (kind.value,) * len(before)
    assert watched.fed == [1]
    assert await told(watched) == [f"⚠️ The audit found: {named} was not set to come again; it is now."]
    async with watched.database.transaction() as work:
        assert await work.due.times(kind, list(before)) == before
    assert (await watched.auditor.audit()).all_well


async def test_rows_of_a_clock_that_was_ahead_are_set_without_an_alarm(watched: Watched) -> None:
    """After the clock was set back they lie too far ahead for a moment; they come in time, and nobody is at fault."""
    watched.recurring += everything_that_comes_again(watched)
    watched.clock.forward(days=60)
    async with watched.database.transaction() as work:
        await keep_recurring(work, watched.recurring)
    watched.clock.at -= 60 * 86_400_000
    watched.auditor.clock_jumped()
    assert (await watched.auditor.audit()).all_well
    async with watched.database.transaction() as work:
        assert await keep_recurring(work, watched.recurring) == []


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 1"])
async def test_a_meeting_that_would_not_begin_is_found_and_put_right(watched: Watched, damage: str) -> None:
    """Its row stands at its beginning again."""
    rules = watched.rules
    plan = rules.township.meetings[0]
    at = next_occurrence(plan, rules.calendar, watched.clock.now())
    assert at is not None
    watched.clock.at = at - 3_600_000
    async with watched.database.transaction() as work:
        meeting = await call_meeting(work, rules, plan)
        await work.outbox.claim(10)
    assert meeting is not None
    assert (await watched.auditor.audit()).wrong_calendar == ()
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    assert (await watched.auditor.audit()).wrong_calendar == (DueKind.MEETING.value,)
    async with watched.database.transaction() as work:
        assert await work.due.times(DueKind.MEETING, [str(meeting.id)]) == {str(meeting.id): at}


@pytest.mark.parametrize("damage", ["DELETE FROM due", "UPDATE due SET due_at = due_at + 1"])
async def test_a_mediation_without_its_next_step_is_found_and_put_right(watched: Watched, damage: str) -> None:
    """As for cases: it is named, the watchdog is not fed, and the row stands right again."""
    case = await file(watched, 1)
    async with watched.database.transaction() as work:
        person = await work.people.meet(9, "p", Language.EN)
        await work.mediations.begin(case.id)
        await work.appointments.add(case.id, work.now + 50 * 3_600_000, "place", person.id)
        await keep_mediation_due(work, watched.rules, case.id)
        before = await work.due.times(DueKind.MEDIATION, ["1"])
    assert (await watched.auditor.audit()).all_well
    async with watched.database.alone() as connection:
        await connection.execute(damage + " WHERE kind = 'mediation'")
    found = await watched.auditor.audit()
    async with watched.database.transaction() as work:
        assert await work.due.times(DueKind.MEDIATION, ["1"]) == before
    assert (found.wrong_mediations, found.cases) == ((1,), (1,))
    assert watched.fed == [1]


@pytest.mark.parametrize("damage", ["DELETE FROM due WHERE kind = 'opening'", "UPDATE due SET due_at = due_at + 1"])
async def test_an_opening_without_its_next_step_is_found_and_put_right(watched: Watched, damage: str) -> None:
    """An opened name whose end was forgotten would be shown for ever: its row stands right again within a minute."""
    case = await file(watched, 1)
    shield = watched.rules.township.shield
    async with watched.database.transaction() as work:
        asker = Holder((await work.people.meet(900, "asks", Language.EN)).id, Role.MEDIATOR, case.unit)
        officer = Holder((await work.people.meet(901, "agrees", Language.EN)).id, Role.IDENTITY_OFFICER, "centre")
        opening = await work.openings.ask(case.id, asker, "talk", "to talk")
        ends_at = work.now + shield.opened_for_ms
        assert await work.openings.decide(opening, officer, ends_at)
        await work.due.set(DueKind.OPENING, str(opening.id), ends_at)
    assert (await watched.auditor.audit()).wrong_openings == ()
    async with watched.database.alone() as connection:
        await connection.execute(damage)
    assert (await watched.auditor.audit()).wrong_openings == (opening.id,)
    async with watched.database.transaction() as work:
        row = await work.due.of(DueKind.OPENING, str(opening.id))
    assert row is not None
    assert row.due_at == ends_at


async def test_a_case_that_names_somebody_is_in_no_alarm(watched: Watched) -> None:
    """The admins may answer to whoever is named: the finding stands in the log, and their chats say nothing."""
    case = await file(watched, 1)
    async with watched.database.transaction() as work:
        named = await work.people.meet(900, "named", Language.EN)
        await work.conflicts.add(case.id, named.id)
        admin = await work.people.meet(901, "admin", Language.EN)
        await work.people.grant(admin.id, Role.ADMIN, "centre")
    async with watched.database.alone() as connection:
        await connection.execute("DELETE FROM due")
    assert (await watched.auditor.audit()).wrong_cases == (case.id,)
    async with watched.database.transaction() as work:
        assert await work.outbox.claim(10) == []


@pytest.mark.parametrize("damage", ["missing", "too late"])
async def test_an_incident_that_would_be_kept_for_ever_is_given_its_time(
    watched: Watched, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More of them than a page are looked at one page after another, those of an older program too."""
    monkeypatch.setattr("scheduler.auditor.PAGE", 2)
    rostered = await publish(watched, 1)
    async with watched.database.transaction() as work:
        met = [await work.incidents.add(rostered.posts[0].person_id, rostered.shift.id, str(n)) for n in range(5)]
        if damage == "too late":
            for each in met:
                await work.due.set(DueKind.INCIDENT, str(each.id), work.now + 10**12)
    for _audit in range(3):
        await watched.auditor.audit()
    async with watched.database.transaction() as work:
        times = await work.due.times(DueKind.INCIDENT, [str(each.id) for each in met])
    assert set(times.values()) == {met[0].at + watched.rules.township.retention.incident_ms}
    assert len(times) == len(met)
