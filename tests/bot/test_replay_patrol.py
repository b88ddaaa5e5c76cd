"""A few evenings of two teams, played end to end; and the check of them, which must be able to fail."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from bot.command_line import main
from bot.replay_patrol import PatrolReplay, PatrolSize, replay_patrol
from bot.replay_patrol_check import HERE, OFF, Run, ShiftFacts
from bot.replay_patrol_record import Record, Wire, not_arrived
from bot.replay_patrol_report import print_patrols
from bot.replay_patrol_script import TICK_MS, Act, Hours, How, Temper, plan_post
from bot.settings import load_settings
from domain.events import EventKind
from domain.presence import ShiftStepKind
from domain.shifts import CheckInKind

ROOT = Path(__file__).parents[2]
MINUTE = 60_000
HOUR = 60 * MINUTE
SEED = 24
"""Five days in which somebody falls ill, swaps, stays away, forgets, and calls for help and is not heard at once."""
Doctoring = Callable[[list[Run], int], list[Run]]


@pytest.fixture(scope="module")
def played() -> PatrolReplay:
    """Five days of two teams of six."""
    settings = load_settings(ROOT / "config.toml", {})
    return asyncio.run(replay_patrol(settings, PatrolSize(days=5, people=12, teams=2, seed=SEED), Console(quiet=True)))


def of_kind(record: Record, kind: ShiftStepKind) -> tuple[int, int]:
    """A shift with a step of a kind, and the place of the step among those of the shift."""
    return next(
        (shift_id, place)
        for shift_id, runs in record.runs.items()
        for place, run in enumerate(runs)
        if run.said.what == kind.value
    )


def doctored(record: Record, kind: ShiftStepKind, change: Doctoring) -> Record:
    """The record with one step changed."""
    shift_id, place = of_kind(record, kind)
    return replace(record, runs={**record.runs, shift_id: change(list(record.runs[shift_id]), place)})


def forgotten(runs: list[Run], place: int) -> list[Run]:
    """Not run at all."""
    return runs[:place] + runs[place + 1 :]


def early(runs: list[Run], place: int) -> list[Run]:
    """A minute before its time."""
    run = runs[place]
    return [*forgotten(runs, place), Run(run.ran_at - MINUTE, run.said._replace(at=run.said.at - MINUTE), run.name)]


def delayed(runs: list[Run], place: int) -> list[Run]:
    """A millisecond after its time."""
    return [*forgotten(runs, place), runs[place]._replace(ran_at=runs[place].ran_at + 1)]


def twice(runs: list[Run], place: int) -> list[Run]:
    """Once more."""
    return [*runs, runs[place]]


def twice_by_another_name(runs: list[Run], place: int) -> list[Run]:
    """Once more, as if it were another step."""
    return [*runs, runs[place]._replace(name="another")]


def to_somebody_else(runs: list[Run], place: int) -> list[Run]:
    """Not to whom it was meant for."""
    run = runs[place]
    return [*forgotten(runs, place), run._replace(said=run.said._replace(told=(999_999,)))]


def test_every_reminder_and_escalation_is_as_an_own_reading_of_the_rules_asks(played: PatrolReplay) -> None:
    """And everything of it arrived; what people did is on file."""
    outcome = played.outcome
    assert outcome.faults == []
    ran = Counter(run.said.what for runs in outcome.record.runs.values() for run in runs)
    assert set(ran) == {kind.value for kind in ShiftStepKind}
    assert sum(ran.values()) > 100
    hows = {str(event.detail["how"]) for event in outcome.record.events if event.kind is EventKind.CHECKED_IN}
    assert {CheckInKind.LOCATION.value, CheckInKind.POSTER.value} <= hows
    for kind in (EventKind.STOOD_IN, EventKind.SWAPPED, EventKind.SOS_ANSWERED, EventKind.SOS_SAID_AGAIN):
        assert outcome.record.count(kind) > 0


def test_what_came_of_it_is_printed(played: PatrolReplay) -> None:
    """A table each of teams, people, steps and tempers, and a last line with the verdict."""
    console = Console(record=True, width=140, file=StringIO())
    settings = load_settings(ROOT / "config.toml", {})
    assert print_patrols(played.outcome, settings.township, console)
    text = console.export_text()
    assert "枫林村" in text
    assert "every check holds" in text
    assert "said again" in text


@pytest.mark.parametrize("kind", list(ShiftStepKind))
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (forgotten, "missing: {kind}"),
        (early, "early: {kind}"),
        (delayed, "{kind} at "),
        (twice, ":{kind}:"),
        (twice_by_another_name, "not asked for: {kind}"),
        (to_somebody_else, "said to (999999,) instead of"),
    ],
)
def test_a_log_with_one_step_wrong_is_caught(
    played: PatrolReplay, kind: ShiftStepKind, change: Doctoring, complaint: str
) -> None:
    """Of every kind: missing, early, late, twice, said to somebody else."""
    faults = played.check(doctored(played.outcome.record, kind, change))
    assert len(faults) == 1
    assert complaint.format(kind=kind.value) in faults[0]


def test_a_call_that_was_not_said_again_or_once_too_often_is_caught(played: PatrolReplay) -> None:
    """Both, for a call that rang on."""
    record = played.outcome.record
    call = next(call for call in record.calls if call.said_again)
    (fault,) = played.check(replace(record, calls=[call._replace(said_again=call.said_again[1:])]))
    assert "not said again" in fault
    (fault,) = played.check(replace(record, calls=[call._replace(said_again=(*call.said_again, 5))]))
    assert "nobody asked for" in fault


def test_steps_that_do_not_fit_to_what_people_did_are_caught(played: PatrolReplay) -> None:
    """Somebody who was missed had been there all the time: the rungs of it were not asked for."""
    record = played.outcome.record
    shift_id, place = of_kind(record, ShiftStepKind.ABSENCE)
    person = record.runs[shift_id][place].said.person

    def there(shift: ShiftFacts) -> ShiftFacts:
        at = shift.starts_at - MINUTE
        posts = [
            replace(post, turns=(post.turns[0]._replace(at=at, what=HERE), post.turns[0]._replace(at=at + 1, what=OFF)))
            if post.person == person and post.turns
            else post
            for post in shift.posts
        ]
        return replace(shift, posts=tuple(posts))

    faults = played.check(
        replace(record, shifts=[there(each) if each.id == shift_id else each for each in record.shifts])
    )
    assert any(f"not asked for: absence at {record.runs[shift_id][place].said.at}" in fault for fault in faults)


def test_a_notice_that_never_reached_a_phone_is_caught(played: PatrolReplay) -> None:
    """The outbox may say what it likes: the phone has to have it, at that moment."""
    record = played.outcome.record
    arrived = {Wire(fate.sent_chat_id or 0, fate.message_id or 0): fate.sent_at or 0 for fate in record.fates.values()}
    assert list(not_arrived(record, arrived)) == []
    assert len(list(not_arrived(record, {}))) > 100


def test_the_same_key_gives_the_same_evening() -> None:
    """Over many posts everything occurs, and nobody acts at the very second of a step."""
    hours = Hours(asked_at=0, evening_at=5 * HOUR, starts_at=30 * HOUR, ends_at=33 * HOUR)
    plans = [plan_post(str(number), 0, hours) for number in range(1500)]
    assert plans == [plan_post(str(number), 0, hours) for number in range(1500)]
    assert {plan.temper for plan in plans} == set(Temper)
    assert {plan.how for plan in plans} == set(How)
    assert {deed.act for plan in plans for deed in plan.deeds} == set(Act)
    assert {deed.at % MINUTE for plan in plans for deed in plan.deeds} == {TICK_MS}


def test_whoever_comes_to_a_post_late_does_nothing_in_the_past() -> None:
    """A stand-in of the last hour was not asked the day before."""
    hours = Hours(asked_at=0, evening_at=5 * HOUR, starts_at=30 * HOUR, ends_at=33 * HOUR)
    late = 30 * HOUR - 20 * MINUTE
    assert all(deed.at > late for number in range(300) for deed in plan_post(str(number), late, hours).deeds)


@pytest.mark.parametrize(
    ("given", "complaint"), [(["--teams", "99"], "21 teams"), (["--people", "20"], "4 people at least")]
)
def test_a_town_that_cannot_be_played_is_refused(given: list[str], complaint: str) -> None:
    """With what would be right."""
    result = CliRunner().invoke(main, ["--config", str(ROOT / "config.toml"), "replay-patrol", *given])
    assert result.exit_code != 0
    assert complaint in result.output


def test_the_readme_names_command_and_target() -> None:
    """Both ways to play it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "shouwang replay-patrol" in text
    assert "make replay-patrol" in text
