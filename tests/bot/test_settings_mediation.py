"""Mistakes about mediation are told like all others: by key, with what was found and what is right."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.settings_mediation import mediation_contradictions
from domain.durations import parse_duration
from tests.domain.samples import township

DAY = parse_duration("1d")


@pytest.mark.parametrize(
    ("changes", "key", "right"),
    [
        ({"confirmation_remind_ms": (27 * DAY, 20 * DAY)}, "mediation.confirmation_remind.1", "later than"),
        ({"confirmation_remind_ms": (20 * DAY, 30 * DAY)}, "mediation.confirmation_remind.1", "30d"),
        ({"hour_before_ms": DAY}, "mediation.hour_before", "less than day_before"),
        ({"elsewhere": township().mediation.elsewhere[:1] * 2}, "mediation.elsewhere.1.code", "twice"),
    ],
)
def test_what_does_not_fit_together_is_told_by_its_key(changes: Mapping[str, object], key: str, right: str) -> None:
    """Each mistake alone."""
    wrong = township().changed(mediation=township().mediation.changed(**changes))
    found = list(mediation_contradictions(wrong))
    assert [".".join(map(str, each.key)) for each in found] == [key]
    assert right in found[0].right


def test_the_shipped_mediation_fits_together() -> None:
    """Nothing to find."""
    assert list(mediation_contradictions(township())) == []
