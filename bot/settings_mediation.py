"""Mistakes in the configuration of mediation that no single key shows."""

from collections.abc import Iterator
from itertools import pairwise

from bot.settings_contradiction import Contradiction, doubles
from domain.durations import format_duration
from domain.township import Township

ROOT = "mediation"


def mediation_contradictions(township: Township) -> Iterator[Contradiction]:
    """Everything about mediation that does not fit together."""
    policy = township.mediation
    yield from doubles((ROOT, "elsewhere"), [each.code for each in policy.elsewhere], "code")
    if policy.hour_before_ms >= policy.day_before_ms:
        right = f"less than day_before ({format_duration(policy.day_before_ms)})"
        yield Contradiction((ROOT, "hour_before"), format_duration(policy.hour_before_ms), right)
    reminders = policy.confirmation_remind_ms
    for index, (earlier, later) in enumerate(pairwise(reminders), start=1):
        if later <= earlier:
            right = f"later than the one before it ({format_duration(earlier)})"
            yield Contradiction((ROOT, "confirmation_remind", index), format_duration(later), right)
    for index, after in enumerate(reminders):
        if after >= policy.confirmation_within_ms:
            right = (
                f"before the time for it ends (confirmation_within is {format_duration(policy.confirmation_within_ms)})"
            )
            yield Contradiction((ROOT, "confirmation_remind", index), format_duration(after), right)
