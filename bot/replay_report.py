"""What a replay printed: counts, tables, and a last line that sums it up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table

from bot.replay_outcomes import DAY_MS
from domain.words import Language

if TYPE_CHECKING:
    from rich.console import Console

    from bot.replay_reading import Outcome
    from domain.township import Township

FAULTS_SHOWN = 20


def print_outcome(outcome: Outcome, township: Township, console: Console) -> bool:
    """Print all of it; True when every check holds."""
    console.print(_villages(outcome, township))
    console.print(_categories(outcome, township))
    console.print(_steps(outcome))
    console.print(_states(outcome))
    console.print(_ends(outcome))
    for fault in outcome.faults[:FAULTS_SHOWN]:
        console.print(f"[red]✗[/red] {fault}", highlight=False)
    if len(outcome.faults) > FAULTS_SHOWN:
        console.print(f"… and {len(outcome.faults) - FAULTS_SHOWN} more")
    labelled, hit = outcome.suggested["labelled"], outcome.suggested["hit"]
    share = (
        f"{hit}/{labelled} suggestions hit the label ({100 * hit / labelled:.0f} %)" if labelled else "no labels map"
    )
    steps = sum(outcome.steps.values())
    verdict = "every check holds" if not outcome.faults else f"{len(outcome.faults)} checks failed"
    console.print(
        f"{len(outcome.cases)} reports stored, {share}, {steps} steps of the clocks run, "
        f"{outcome.notices} notices told, {outcome.dropped} of them untrue before the night was over, "
        f"{outcome.checked['reminders of mediations']} reminders of mediations, "
        f"{outcome.checked['outcomes']} outcomes, "
        f"{outcome.checked['cases that name an official']} cases that name an official, "
        f"{outcome.checked['names opened by two']} names opened by two: {verdict}",
        highlight=False,
        soft_wrap=True,
    )
    return not outcome.faults


def _villages(outcome: Outcome, township: Township) -> Table:
    table = Table("village or unit", "cases", title="Cases by village")
    counts = Counter(case.unit for case in outcome.cases)
    for code, count in counts.most_common():
        table.add_row(township.unit(code).name.in_language(Language.ZH_HANS), str(count))
    return table


def _categories(outcome: Outcome, township: Township) -> Table:
    table = Table("kind", "category", "cases", title="Cases by category")
    counts = Counter((case.kind.value, case.category) for case in outcome.cases)
    for (kind, code), count in counts.most_common():
        table.add_row(kind, township.category(code).name.in_language(Language.ZH_HANS), str(count))
    return table


def _steps(outcome: Outcome) -> Table:
    table = Table("around", "step", "run", title="Reminders and escalations, each as the policy asks")
    for (deadline, name), count in sorted(outcome.steps.items()):
        table.add_row(deadline, name, str(count))
    return table


def _states(outcome: Outcome) -> Table:
    table = Table("what the officials did", "cases", title="How the cases were dealt with")
    for temper, count in outcome.tempers.most_common():
        table.add_row(temper, str(count))
    for state, count in Counter(case.state.value for case in outcome.cases).most_common():
        table.add_row(f"now {state}", str(count))
    return table


def _ends(outcome: Outcome) -> Table:
    table = Table(
        *("what came of it", "cases", "reporters heard", "days, middle", "longest"),
        title="How the cases ended, counted from the filing; each as people did it",
    )
    for end in outcome.ends:
        table.add_row(
            end.outcome,
            str(end.cases),
            str(end.heard or ""),
            f"{end.middle / DAY_MS:.1f}",
            f"{end.longest / DAY_MS:.1f}",
        )
    for deed, count in sorted(outcome.undone.items()):
        table.add_row(f"not to be done any more: {deed}", str(count), "", "", "")
    return table
