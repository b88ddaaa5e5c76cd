"""The independent reading of a mediation's clocks and of what came to phones, on histories worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.replay_mediation_check import MediationReading, Reminder
from bot.replay_mediators import Mediated
from bot.replay_people import Labels, Officials
from bot.replay_phones import Came, Leading, Phones, Told
from bot.settings import load_settings
from domain.events import EventKind
from domain.township import Township
from playground.client import Phone, PlaygroundClient
from storage.events import Detail, Event
from texts.catalogue import Catalogue
from texts.renderer import Renderer

HOUR = 3_600_000
DAY = 24 * HOUR
MONDAY_MORNING = 1_790_557_200_000
"""Monday, 28 September 2026, 09:00 in Shanghai."""
NUMBER = "482-9137"
HEARD = (
    f"🔓 {NUMBER}：您的姓名和联系方式向一个人打开了。\n申请：调解员。原因：要当面谈。\n同意：保管员。\n"
    "到 9月29日 为止。在“谁看过我”里随时能查。觉得不妥，可以找监督联系人。"
)


@pytest.fixture(scope="module")
def township() -> Township:
    """The township that ships."""
    return load_settings(Path(__file__).parents[2] / "config.toml", {}).township


def history(*happened: tuple[EventKind, float, Detail]) -> list[Event]:
    """Events at so many hours after a filing on Monday morning."""
    events = [Event(1, 1, EventKind.FILED, MONDAY_MORNING, None, {})]
    for number, (kind, hours, detail) in enumerate(happened, 2):
        events.append(Event(number, 1, kind, MONDAY_MORNING + round(hours * HOUR), 7, detail))
    return events


def appointed(at_hours: int, made: float = 1) -> tuple[EventKind, float, Detail]:
    """A session proposed for so many hours after the filing."""
    return EventKind.APPOINTED, made, {"appointment": 4, "at": MONDAY_MORNING + at_hours * HOUR}


def signed(hours: float) -> tuple[EventKind, float, Detail]:
    """The paper came in and was signed that day."""
    return EventKind.AGREEMENT_SIGNED, hours, {"agreement": 1, "at": MONDAY_MORNING + round(hours * HOUR)}


def asked(township: Township, events: list[Event], days: int, promised_within: int = 7) -> list[tuple[float, str]]:
    """What was to be said: hours after the filing, and what."""
    reading = MediationReading(township, events, promised_within)
    return [((each.at - MONDAY_MORNING) / HOUR, each.name) for each in reading.asked(MONDAY_MORNING + days * DAY)]


def test_a_session_is_reminded_of_twice_and_then_asked_for(township: Township) -> None:
    """A day and an hour before, three hours after, and then every week."""
    expected = [(24, "day_before"), (47, "hour_before"), (51, "record"), (51 + 168, "record")]
    assert asked(township, history(appointed(48)), 10) == expected


def test_one_that_took_place_is_not_asked_for(township: Township) -> None:
    """Nor is one that was called off reminded of."""
    held: tuple[EventKind, float, Detail] = (EventKind.SESSION_HELD, 50, {"session": 1})
    assert asked(township, history(appointed(48), held), 10) == [(24, "day_before"), (47, "hour_before")]
    off: tuple[EventKind, float, Detail] = (EventKind.APPOINTMENT_CANCELLED, 5, {"appointment": 4})
    assert asked(township, history(appointed(48), off), 10) == []


def test_a_promise_is_asked_for_on_its_morning_and_chased(township: Township) -> None:
    """Promised within a week: on Monday at nine, three days later, and weekly; the court's days beside it."""
    drafted: tuple[EventKind, float, Detail] = (EventKind.AGREEMENT_DRAFTED, 1, {"agreement": 1, "promises": 1})
    found = asked(township, history(drafted, signed(2)), 28)
    assert found == [
        (168, "promise"),
        (168 + 72, "promise_late"),
        (168 + 72 + 168, "promise_late"),
        (2 + 480, "confirmation"),
        (168 + 72 + 336, "promise_late"),
        (2 + 648, "confirmation"),
    ]


def test_the_court_is_asked_after_a_month(township: Township) -> None:
    """After an application the outcome, until it is known; and who applied is not reminded to."""
    drafted: tuple[EventKind, float, Detail] = (EventKind.AGREEMENT_DRAFTED, 1, {})
    kept: tuple[EventKind, float, Detail] = (EventKind.PROMISE_ANSWERED, 3, {"promise": 1, "state": "kept"})
    applied: tuple[EventKind, float, Detail] = (EventKind.CONFIRMATION_NOTED, 4, {"state": "applied"})
    confirmed: tuple[EventKind, float, Detail] = (EventKind.CONFIRMATION_NOTED, 24 * 38, {"state": "confirmed"})
    events = history(drafted, signed(2), kept, applied, confirmed)
    assert asked(township, events, 60) == [(4 + 720, "confirmation_outcome"), (4 + 720 + 168, "confirmation_outcome")]


def test_following_up_is_of_mediated_cases_alone(township: Township) -> None:
    """A week and thirty days after closing; of a case without a mediation nobody is asked here."""
    closed: tuple[EventKind, float, Detail] = (EventKind.CLOSED, 24, {"outcome": "agreed"})
    assert asked(township, history(closed), 60) == []
    party: tuple[EventKind, float, Detail] = (EventKind.PARTY_CHANGED, 1, {"party": 1})
    assert asked(township, history(party, closed), 60) == [(8 * 24, "follow_up"), (31 * 24, "follow_up")]


def test_what_the_night_makes_untrue_is_not_told(township: Township) -> None:
    """Due at 23:00, it comes at 07:00; if the court's word is known by then, it does not come at all."""
    party: tuple[EventKind, float, Detail] = (EventKind.COURT_NOTED, 14, {"state": "referred"})
    told: tuple[EventKind, float, Detail] = (EventKind.COURT_NOTED, 14 + 720 + 2, {"state": "judged"})
    at = MONDAY_MORNING + (14 + 720) * HOUR
    reminder = Reminder(at, "court_outcome", "court")
    assert MediationReading(township, history(party), 0).arrives(reminder) == at + 8 * HOUR
    assert MediationReading(township, history(party, told), 0).arrives(reminder) is None


# --------------------------------------------------------------------------------------------------------- phones


def phone(number: int, name: str) -> Phone:
    """Somebody's phone, switched off."""
    return Phone(PlaygroundClient("http://localhost"), {"id": number, "first_name": name})


@pytest.fixture(scope="module")
def labels() -> Labels:
    """What stands on buttons and in messages."""
    return Labels(Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32))


def told(named: frozenset[int] = frozenset(), mediated: Mediated | None = None) -> Told:
    """A case of a confidential reporter with the account 1."""
    return Told(phone(1, "村民1号"), "confidential", urgent=False, unit="fenglin", named=named, mediated=mediated)


def officials() -> Officials:
    """A mediator (201), their head (202), and an identity officer (203), whom the file calls 7, 8 and 9."""
    found = Officials({"fenglin": phone(201, "陈调解")}, {"fenglin": phone(202, "陈主任")})
    found.accounts = {7: 201, 8: 202, 9: 203}
    found.keeper = phone(203, "封保管")
    return found


def came(labels: Labels, *messages: tuple[int, float, str]) -> Phones:
    """Phones to which these messages came: account, hours after the filing, text."""
    return Phones(
        [Came(who, MONDAY_MORNING + round(at * HOUR), text, True) for who, at, text in messages], labels, officials()
    )


def test_a_reminder_that_did_not_come_or_came_twice_is_found(township: Township, labels: Labels) -> None:
    """Each of the three is to have it once, and nobody else."""
    accepted: tuple[EventKind, float, Detail] = (EventKind.ACCEPTED, 0.5, {})
    events = history(accepted, appointed(48))
    until = MONDAY_MORNING + 30 * HOUR
    headline = f"📅 快到调解的日子了\n调解 · {NUMBER} · 邻里纠纷"
    invited = f"{NUMBER}：提醒您，9月30日 09:00 在村调解室调解。"
    fine = [(201, 24.0, headline), (1, 24.0, invited), (300, 24.0, invited)]
    case = told(mediated=Mediated(("甲", "乙"), phone(300, "乙"), 0))
    for messages, faults in ((fine, 0), (fine[:2], 1), ([*fine, fine[0]], 1), ([*fine[:2], (300, 25.0, invited)], 2)):
        phones = came(labels, *messages)
        phones.check_mediation(NUMBER, case, events, MediationReading(township, events, 0), until)
        assert len(phones.faults) == faults, phones.faults


def test_whoever_reported_a_merged_case_hears_of_the_leading_ones_session(township: Township, labels: Labels) -> None:
    """Under their own number, from the merger on: here the hour before, and not the day before."""
    events = history((EventKind.MERGED, 30, {"into": 2}))
    leading = Leading(
        MediationReading(township, history(appointed(48)), 0), MONDAY_MORNING + 30 * HOUR, MONDAY_MORNING + 99 * HOUR
    )
    reading, until = MediationReading(township, events, 0), MONDAY_MORNING + 50 * HOUR
    soon = f"{NUMBER}：快到时间了，9月30日 09:00 在村调解室调解。"
    for messages, faults in (([(1, 47.0, soon)], 0), ([], 1)):
        phones = came(labels, *messages)
        phones.check_mediation(NUMBER, told(), events, reading, until, leading)
        assert len(phones.faults) == faults, phones.faults


def test_a_message_to_somebody_named_or_below_them_is_found(labels: Labels) -> None:
    """The head is named: the mediator who answers to them is not to have it either; whoever else may."""
    phones = came(labels, (201, 1, f"🆕 新的事项\n{NUMBER}"), (300, 1, NUMBER))
    phones.check_conflict(NUMBER, told(named=frozenset({202})))
    assert len(phones.faults) == 1
    phones.check_conflict(NUMBER, told())
    assert len(phones.faults) == 1


def test_a_name_that_only_one_has_opened_is_found(labels: Labels) -> None:
    """It takes two, and holds for the one who asked and no longer than it was given."""
    ask: tuple[EventKind, float, Detail] = (EventKind.OPENING_ASKED, 1, {"opening": 1})
    until = MONDAY_MORNING + 26 * HOUR
    grant: tuple[EventKind, float, Detail] = (
        EventKind.OPENING_GRANTED,
        2,
        {"opening": 1, "role": "identity_officer", "until": until},
    )
    twice = [*history(ask), Event(3, 1, grant[0], MONDAY_MORNING + 2 * HOUR, 9, grant[2])]
    alone = [*history(ask), Event(3, 1, grant[0], MONDAY_MORNING + 2 * HOUR, 7, grant[2])]
    heard = (
        1,
        2.0,
        HEARD,
    )
    shown = f"👤 {NUMBER}，报告人 K7Q 是：\n村民1号"
    for events, messages, faults in (
        (twice, [heard, (201, 2.0, shown)], 0),
        (alone, [heard, (201, 2.0, shown)], 1),
        (twice, [heard, (202, 2.0, shown)], 1),
        (twice, [heard, (201, 27.0, shown)], 1),
        (twice, [(201, 2.0, shown)], 1),
        (history(), [(201, 2.0, shown)], 1),
    ):
        phones = came(labels, *messages)
        phones.check_name(NUMBER, told(), events)
        assert len(phones.faults) == faults, phones.faults
