"""What a replay of patrols printed: who stood, who was missed and what was said, and a last line that sums it up."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from rich.table import Table

from domain.events import EventKind
from domain.shifts import STOOD, Mark, PostState, ShiftState
from domain.words import Language

if TYPE_CHECKING:
    from rich.console import Console

    from bot.replay_patrol import PatrolOutcome
    from domain.shifts import Post, RosteredShift
    from domain.township import Township

FAULTS_SHOWN = 20


def print_patrols(outcome: PatrolOutcome, township: Township, console: Console) -> bool:
    """Print all of it; True when every check holds."""
    over = [each for each in outcome.record.rostered if each.shift.state is ShiftState.ENDED]
    console.print(_teams(over, township))
    console.print(_people(outcome, over))
    console.print(_steps(outcome))
    console.print(_tempers(outcome))
    for fault in outcome.faults[:FAULTS_SHOWN]:
        console.print(f"[red]✗[/red] {fault}", highlight=False)
    if len(outcome.faults) > FAULTS_SHOWN:
        console.print(f"… and {len(outcome.faults) - FAULTS_SHOWN} more")
    verdict = "every check holds" if not outcome.faults else f"{len(outcome.faults)} checks failed"
    runs = sum(map(len, outcome.record.runs.values()))
    console.print(
        f"{len(over)} shifts, {_percent(*_strength(over))} of their strength stood, {runs} steps of the clocks run and "
        f"{len(outcome.record.calls)} calls for help, {outcome.messages} messages sent and {outcome.edits} changed in place, "
        f"{outcome.seconds:.0f} s: {verdict}",
        highlight=False,
        soft_wrap=True,
    )
    return not outcome.faults


def _teams(over: list[RosteredShift], township: Township) -> Table:
    columns = ("team", "shifts", "posts", "stood", "full", "late", "missing", "excused", "stand-ins")
    table = Table(*columns, title="Shifts by team")
    for unit in dict.fromkeys(each.shift.unit for each in over):
        own = [each for each in over if each.shift.unit == unit]
        table.add_row(township.unit(unit).name.in_language(Language.ZH_HANS), *_row(own, township))
    table.add_section()
    table.add_row("all", *_row(over, township))
    return table


def _row(shifts: list[RosteredShift], township: Township) -> list[str]:
    posts = [(each, post) for each in shifts for post in each.posts if post.state is not PostState.PASSED_ON]
    states = Counter(post.state for _shift, post in posts)
    stood, wanted = _strength(shifts)
    return [
        str(len(shifts)),
        str(wanted),
        _percent(stood, wanted),
        str(sum(_stood(each) >= each.shift.strength for each in shifts)),
        str(sum(_is_late(each, post, township) for each, post in posts)),
        str(states[PostState.ABSENT]),
        str(states[PostState.EXCUSED]),
        str(sum(post.way.value == "stand_in" for _shift, post in posts)),
    ]


def _people(outcome: PatrolOutcome, over: list[RosteredShift]) -> Table:
    record = outcome.record
    posts = [post for each in over for post in each.posts]
    hows = Counter(str(event.detail["how"]) for event in record.events if event.kind is EventKind.CHECKED_IN)
    answered = [(call.silent_at - call.called_at) / 1000 for call in record.calls if call.silent_at is not None]
    forgotten = sum(Mark.FORGOTTEN in post.marks for post in posts)
    marked = Counter(mark.value for post in posts for mark in post.marks if mark is not Mark.FORGOTTEN)
    table = Table("what", "how many", title="What people did")
    table.add_row("stand-ins", str(record.count(EventKind.STOOD_IN)))
    table.add_row("swaps", str(record.count(EventKind.SWAPPED)))
    table.add_row("days away written", str(outcome.acts["wrote days away"]))
    for how, count in hows.most_common():
        table.add_row(f"check-ins by {how}", str(count))
    for mark, count in marked.most_common():
        table.add_row(f"marked {mark}", str(count))
    table.add_row("check-outs", str(record.count(EventKind.CHECKED_OUT) - forgotten))
    table.add_row("forgot to check out", str(forgotten))
    table.add_row("points of live locations sent", str(outcome.acts["move"]))
    times = f", answered after {median(answered):.0f} s (median), {max(answered):.0f} s at most" if answered else ""
    table.add_row("calls for help", f"{len(record.calls)}{times}")
    return table


def _steps(outcome: PatrolOutcome) -> Table:
    table = Table("step", "run", "told", title="Reminders and escalations, each as the rules ask")
    runs = [run for each in outcome.record.runs.values() for run in each]
    for what in dict.fromkeys(run.said.what for run in runs):
        own = [run for run in runs if run.said.what == what]
        table.add_row(what, str(len(own)), str(sum(len(run.said.told) for run in own)))
    again = [event for event in outcome.record.events if event.kind is EventKind.SOS_SAID_AGAIN]
    table.add_row("sos said again", str(len(again)), str(sum(_told(event.detail["told"]) for event in again)))
    return table


def _tempers(outcome: PatrolOutcome) -> Table:
    table = Table("what became of a post, by the seed", "posts", title="How people took their posts")
    for temper, count in outcome.tempers.most_common():
        table.add_row(temper, str(count))
    return table


def _strength(shifts: list[RosteredShift]) -> tuple[int, int]:
    stood = sum(min(each.shift.strength, _stood(each)) for each in shifts)
    return stood, sum(each.shift.strength for each in shifts)


def _stood(each: RosteredShift) -> int:
    return sum(post.state in STOOD for post in each.posts)


def _is_late(each: RosteredShift, post: Post, township: Township) -> bool:
    first = township.patrol.absence[0].after_ms
    return post.checked_in_at is not None and post.checked_in_at >= each.shift.starts_at + first


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


def _told(value: object) -> int:
    return len(value) if isinstance(value, list) else 0
