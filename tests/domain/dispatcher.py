"""An independent reading of the clocks around a shift: a dispatcher with a written agenda, who knows no watermark.

The dispatcher writes down what is to be said when, for each person who gets a post; strikes lines as people answer, come
or pass on; and when they look at the clock, takes off the agenda what is due and says what still makes sense.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tests.domain.samples import at, shown

if TYPE_CHECKING:
    from domain.patrol_plan import Patrol
    from domain.shifts import Shift


class Line(NamedTuple):
    """One line of the agenda, in plain words. `post` is 0 for the whole shift."""

    at: int
    what: str
    post: int
    tell: str


class Dispatcher:
    """Keeps one shift's agenda by hand."""

    def __init__(self, shift: Shift, patrol: Patrol) -> None:
        assert shift.published_at is not None
        evening = date.fromisoformat(shown(shift.starts_at)[:10]) - timedelta(days=1)
        self.start, self.close = shift.starts_at, shift.ends_at + patrol.check_out_after_ms
        self.opened, self.strength = shift.published_at, shift.strength
        self.ask_at = max(shift.published_at, shift.starts_at - patrol.day_before_ms)
        self.evening_at = at(f"{evening.isoformat()} {patrol.answer_by.strftime('%H:%M')}")
        self.remind_at = shift.starts_at - patrol.hour_before_ms
        self.ladder = [(rung.after_ms, rung.tell.value) for rung in patrol.absence]
        self.looked_until = shift.published_at - 1
        self.counted: dict[int, bool] = {}
        """Who counts towards the strength, and whether they lead."""
        self.given: dict[int, int] = {}
        """When each was put on the shift: what lay before is not theirs, also once the clock has been set back behind it."""
        self.agenda: set[Line] = {Line(self.close, "check_out", 0, "patroller")}
        for moment in (self.evening_at, self.remind_at):
            self._write(Line(moment, "gap", 0, "shift_lead"), Line(moment, "gap", 0, "village_head"))

    @property
    def moments(self) -> list[int]:
        """The times at which something may be to do."""
        rungs = [self.start + after for after, _tell in self.ladder]
        return sorted({self.ask_at, self.evening_at, self.remind_at, self.start, *rungs, self.close})

    def gets_post(self, post: int, now: int, *, leads: bool, answered: bool) -> None:
        """Somebody stands on the shift from now on."""
        self.counted[post] = leads
        self.given[post] = now
        self._write_reminders(post, now)
        asked_in_time = self.ask_at < self.evening_at and now <= self.evening_at
        if asked_in_time and not answered:
            self._write(Line(self.evening_at, "unanswered", post, "shift_lead"))
        for after, tell in self.ladder:
            missed_at = max(self.start, now) + after
            if missed_at <= self.close:
                self._write(Line(missed_at, "absence", post, tell))

    def says_yes(self, post: int, now: int, *, leads: bool) -> None:
        """They know it now; what comes later they are still reminded of."""
        self.counted[post] = leads
        self._strike(post, "day_before", "hour_before", "unanswered")
        self._write_reminders(post, max(now, self.given[post]))

    def says_no(self, post: int) -> None:
        """They are asked nothing any more, and missed none the less."""
        self.counted.pop(post, None)
        self._strike(post, "day_before", "hour_before", "unanswered")

    def comes(self, post: int) -> None:
        """They are there, and count."""
        self._strike(post)

    def is_off(self, post: int) -> None:
        """Excused, or somebody else stands there."""
        self.counted.pop(post, None)
        self._strike(post)

    def called_off(self) -> None:
        """The shift will not be."""
        self.agenda.clear()

    def next_look(self) -> int | None:
        """When the agenda asks for the next look."""
        return min((max(line.at, self.looked_until + 1) for line in self.agenda), default=None)

    def look(self, now: int) -> list[Line]:
        """Take off what is due and say what still makes sense."""
        due = {line for line in self.agenda if max(line.at, self.looked_until + 1) <= now}
        self.agenda -= due
        self.looked_until = max(self.looked_until, now)
        said = {line for line in due if line.what in {"absence", "check_out"}}
        if now < self.start:
            said |= {line for line in due if line.what == "unanswered"}
            for post in {line.post for line in due}:
                of_one = [line for line in due if line.post == post and line.what in {"day_before", "hour_before"}]
                said |= set(sorted(of_one)[-1:])
            gaps = sorted(line for line in due if line.what == "gap")
            if len(self.counted) < self.strength or not any(self.counted.values()):
                said |= {line for line in gaps if line.at == gaps[-1].at}
        return sorted(said)

    def _write_reminders(self, post: int, now: int) -> None:
        if now <= self.ask_at < self.start:
            self._write(Line(self.ask_at, "day_before", post, "patroller"))
        if now <= self.remind_at:
            self._write(Line(self.remind_at, "hour_before", post, "patroller"))

    def _write(self, *lines: Line) -> None:
        """What lies before publication or was looked at is past."""
        self.agenda |= {line for line in lines if line.at >= self.opened and line.at > self.looked_until}

    def _strike(self, post: int, *what: str) -> None:
        self.agenda = {line for line in self.agenda if line.post != post or (what and line.what not in what)}
