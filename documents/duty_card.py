"""Who is on duty at the centre now and in the days to come, as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Message, Moment, phrase
from domain.special_days_form import shown_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.duty import Turn
    from domain.messages import Phrase

    Days = Sequence[tuple[date, int | None]]
    """Days of duty, and whose each is."""


def duty_card(
    turn: Turn | None,
    days: Days,
    names: Mapping[int, str],
    viewer_id: int,
    time_zone: str,
    note: Phrase | None = None,
) -> Message:
    """Who answers now; the days to come; buttons to take it over, to change a day, and to say who takes turns."""
    lines = [*((note,) if note else ()), _now_line(turn, names)]
    if days:
        lines.append(phrase("duty-days"))
    lines += [_day_line(day, person, names, time_zone) for day, person in days]
    rows: list[tuple[Button, ...]] = []
    if turn is None or turn.person_id != viewer_id:
        version = turn.id if turn is not None else 0
        rows.append((Button(label=phrase("button-duty-take"), act="k-duty-take", version=version),))
    if days:
        rows.append((Button(label=phrase("button-duty-day"), act="k-duty-day"),))
    rows.append((Button(label=phrase("button-duty-order"), act="k-duty-order"),))
    rows.append((Button(label=phrase("button-board"), act="n-board", subject="0"),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def _now_line(turn: Turn | None, names: Mapping[int, str]) -> Phrase:
    if turn is None or turn.person_id is None:
        return phrase("duty-nobody")
    name = names.get(turn.person_id, "—")
    return phrase("duty-now", name=name, since=Moment(at=turn.from_at), until=Moment(at=turn.until_at))


def _day_line(day: date, person: int | None, names: Mapping[int, str], time_zone: str) -> Phrase:
    name = names.get(person, "—") if person is not None else "—"
    weekday = phrase(f"team-weekday-{day.isoweekday()}")
    return phrase("duty-day", day=shown_day(day, time_zone), weekday=weekday, name=name)
