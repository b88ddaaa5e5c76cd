"""The independent reading of the clocks, on histories worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.replay_check import AskedStep, PolicyReading, silenced
from bot.settings import load_settings
from domain.events import EventKind
from domain.township import Township
from storage.events import Event

HOUR = 3_600_000
DAY = 24 * HOUR
MONDAY_MORNING = 1_790_557_200_000
"""Monday, 28 September 2026, 09:00 in Shanghai; from Thursday on is National Day's holiday."""


@pytest.fixture(scope="module")
def township() -> Township:
    """The township that ships."""
    return load_settings(Path(__file__).parents[2] / "config.toml", {}).township


def history(*happened: tuple[EventKind, int], kind: str = "hazard", urgent: bool = False) -> list[Event]:
    """Events at so many ms after a filing on Monday morning."""
    filed: dict[str, str | int | bool | list[int] | None] = {"kind": kind, "known_as": "confidential", "urgent": urgent}
    events = [Event(1, 1, EventKind.FILED, MONDAY_MORNING, None, filed)]
    events += [Event(number, 1, each, MONDAY_MORNING + at, 7, {}) for number, (each, at) in enumerate(happened, 2)]
    return events


def steps(township: Township, events: list[Event], until: int) -> list[tuple[float, str, str]]:
    """What the policy asks for: hours after the filing, step, deadline."""
    asked = PolicyReading(township).asked(events, MONDAY_MORNING + until, in_village=True)
    return [((step.at - MONDAY_MORNING) / HOUR, step.name, step.deadline) for step in asked]


def test_a_hazard_that_nobody_accepts(township: Township) -> None:
    """Reminded at 20 h, due at 24 h, the centre's at 48 h, the director's at 96 h, then every week."""
    assert steps(township, history(), 12 * DAY) == [
        (20, "remind", "accept"),
        (24, "due", "accept"),
        (48, "to_centre", "accept"),
        (96, "to_director", "accept"),
        (96 + 168, "again", "accept"),
    ]


def test_one_that_is_accepted_in_time_and_acted_on(township: Township) -> None:
    """Nothing is asked for until the time for settling comes to its end."""
    events = history((EventKind.ACCEPTED, 2 * HOUR), (EventKind.PROGRESSED, 3 * HOUR))
    assert steps(township, events, 20 * DAY) == []


def test_one_that_is_accepted_late_is_not_hit_by_what_is_past(township: Township) -> None:
    """Accepted at 30 h: the first action's reminder at 20 h and its end at 24 h are not the handler's."""
    events = history((EventKind.ACCEPTED, 30 * HOUR))
    found = steps(township, events, 3 * DAY)
    assert found == [(20, "remind", "accept"), (24, "due", "accept"), (48, "to_centre", "first_action")]


def test_a_dispute_whose_days_end_in_a_holiday(township: Township) -> None:
    """Three days after Monday is the first of October: the first action is due on the first working day after it."""
    events = history((EventKind.ACCEPTED, HOUR), kind="dispute")
    found = [step for step in steps(township, events, 12 * DAY) if step[2] == "first_action"]
    assert found[1] == (10 * 24, "due", "first_action")


def test_what_a_special_period_leaves_of_the_time_is_halved(township: Township) -> None:
    """Filed six hours before it begins: of the 18 hours left there are nine, and what follows comes in half its time as well."""
    begins = Event(90, None, EventKind.CLOCKS_CHANGED, MONDAY_MORNING + 6 * HOUR, None, {"stronger": True})
    ends = Event(91, None, EventKind.CLOCKS_CHANGED, MONDAY_MORNING + 16 * HOUR, None, {"stronger": False})
    reading = PolicyReading(township, (begins,))
    asked = reading.asked(history(), MONDAY_MORNING + 3 * DAY, in_village=True)
    assert [((step.at - MONDAY_MORNING) / HOUR, step.name) for step in asked] == [
        (11, "remind"),
        (15, "due"),
        (27, "to_centre"),
        (51, "to_director"),
    ]
    reading = PolicyReading(township, (begins, ends))
    assert reading.asked(history(), MONDAY_MORNING + 3 * DAY, in_village=True) == asked
    again = reading.asked(history((EventKind.HANDED_UP, 17 * HOUR)), MONDAY_MORNING + 3 * DAY, in_village=True)
    assert [(each.at - MONDAY_MORNING) / HOUR for each in again if each.name == "due"] == [15, 17 + 24]


def test_the_ladder_of_an_urgent_one_is_climbed_twice_as_fast(township: Township) -> None:
    """From the moment at which the period begins."""
    begins = Event(90, None, EventKind.CLOCKS_CHANGED, MONDAY_MORNING + HOUR // 4, None, {"stronger": True})
    asked = PolicyReading(township, (begins,)).asked(history(urgent=True), MONDAY_MORNING + HOUR // 2, in_village=True)
    assert [((step.at - MONDAY_MORNING) / 60_000, step.name) for step in asked] == [(15, "1"), (22.5, "2"), (30, "3")]


def test_an_urgent_one_that_is_seen_after_40_minutes(township: Township) -> None:
    """Two rungs were told, at 15 and at 30 minutes."""
    events = history((EventKind.ACKNOWLEDGED, 40 * 60_000), urgent=True)
    assert steps(township, events, 2 * HOUR) == [(0.25, "1", ""), (0.5, "2", "")]


def test_a_closed_one_is_followed_up_twice(township: Township) -> None:
    """Seven and thirty days after closing."""
    events = history((EventKind.ACCEPTED, HOUR), (EventKind.PROGRESSED, 2 * HOUR), (EventKind.CLOSED, DAY))
    assert steps(township, events, 60 * DAY) == [(8 * 24, "1", ""), (31 * 24, "2", "")]


def test_a_supervised_one_is_chased_every_morning_until_something_is_done(township: Township) -> None:
    """Nobody accepts it: from the supervision on it is chased at 08:30, late after the reply's date, and not said again."""
    reply_by = MONDAY_MORNING + 13 * DAY
    supervised = Event(3, 1, EventKind.SUPERVISED, MONDAY_MORNING + 10 * DAY, 9, {"reply_by": reply_by})
    events = [*history(), supervised]
    found = [step for step in steps(township, events, 15 * DAY) if step[0] > 240]
    mornings = [(number * 24 - 0.5, "chase" if number <= 13 else "late", "") for number in range(11, 16)]
    assert found == mornings
    done = Event(4, 1, EventKind.PROGRESSED, MONDAY_MORNING + 12 * DAY, 7, {})
    chased = [step for step in steps(township, [*events, done], 15 * DAY) if step[1] in {"chase", "late"}]
    assert chased == mornings[:2]


def test_a_merged_one_is_asked_for_no_more(township: Township) -> None:
    """Its reporter hears of the case it was merged into; what waited for the night's end about it is dropped."""
    assert steps(township, history((EventKind.MERGED, HOUR)), 60 * DAY) == []
    run = Event(
        2, 1, EventKind.STEP_RUN, MONDAY_MORNING + 14 * HOUR, None, {"step": "due", "deadline": "accept", "told": [5]}
    )
    merged = Event(3, 1, EventKind.MERGED, MONDAY_MORNING + 15 * HOUR, 9, {"into": 2})
    assert silenced([*history(), run, merged], township) == [5]


def test_who_is_spared_a_notice_that_the_night_made_untrue(township: Township) -> None:
    """Told at 23:00, accepted at 06:00, the night ends at 07:00: nobody gets it. Accepted at 08:00: everybody does."""
    eleven = MONDAY_MORNING + 14 * HOUR
    run = Event(2, 1, EventKind.STEP_RUN, eleven, None, {"step": "due", "deadline": "accept", "told": [5, 6]})
    for hours, spared in ((7, [5, 6]), (9, [])):
        accepted = Event(3, 1, EventKind.ACCEPTED, eleven + hours * HOUR, 5, {})
        assert silenced([*history(), run, accepted], township) == spared


def test_steps_are_compared_by_time_name_and_deadline() -> None:
    """Two readings agree only if all three do."""
    assert AskedStep(1, "due", "accept") != AskedStep(2, "due", "accept")
    assert min(AskedStep(2, "a", ""), AskedStep(1, "b", "")).at == 1
