"""What the auditor found, and what somebody has in hand and is therefore not forgotten."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.due import DueRow
    from storage.overlooked import Waiting


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody in this program has in hand: due rows and messages, by identifier."""

    due_rows: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Findings:
    """What an audit found. `set_aside` waits for a person, who knows of it; everything else is the program's fault."""

    wrong_cases: tuple[int, ...] = ()
    """Cases whose due row was missing or stood at a wrong time; it was set."""
    wrong_shifts: tuple[int, ...] = ()
    """Shifts of which the same holds."""
    wrong_calls: tuple[int, ...] = ()
    """Calls of somebody in need that were not to be said again in time; they were said again at once."""
    wrong_kept: tuple[int, ...] = ()
    """Cases whose texts were not to be destroyed when their time is over; that was set."""
    wrong_mediations: tuple[int, ...] = ()
    """Cases of whose mediation the same holds as of cases; it was set."""
    wrong_openings: tuple[int, ...] = ()
    """Requests to open a name, and opened ones, of which the same holds as of cases."""
    wrong_calendar: tuple[str, ...] = ()
    """What of the centre's calendar (the kinds of due rows) was missing or stood at a wrong time; it was set."""
    wrong_recurring: tuple[str, ...] = ()
    """What comes again and again (the kinds of due rows) and was not to come, or not in time; it was set."""
    left_work: tuple[DueRow, ...] = ()
    """Due rows that were leased to nobody; they were freed."""
    late_work: tuple[DueRow, ...] = ()
    stuck_messages: tuple[Waiting, ...] = ()
    """Messages that were on their way with nobody, put back, and those whose time is long past."""
    set_aside: int = 0

    @property
    def all_well(self) -> bool:
        """Whether nothing was forgotten."""
        times = (
            *self.wrong_times_of_cases,
            *self.wrong_shifts,
            *self.wrong_calls,
            *self.wrong_openings,
            *self.wrong_calendar,
            *self.wrong_recurring,
        )
        return not (times or self.left_work or self.late_work or self.stuck_messages)

    @property
    def wrong_times_of_cases(self) -> tuple[int, ...]:
        """The cases of which some time was wrong, once for each such time."""
        return (*self.wrong_cases, *self.wrong_mediations, *self.wrong_kept)

    @property
    def cases(self) -> tuple[int, ...]:
        """The cases that all this is about, as far as it is about cases."""
        mediations = self._named(self.wrong_mediations, DueKind.MEDIATION, ())
        wrong = (*self.wrong_cases, *self.wrong_kept)
        cases = self._named(wrong, DueKind.CASE, (each.case_id for each in self.stuck_messages))
        return tuple(sorted({*mediations, *cases}))

    @property
    def shifts(self) -> tuple[int, ...]:
        """The same for shifts."""
        return self._named(self.wrong_shifts, DueKind.SHIFT, (each.shift_id for each in self.stuck_messages))

    @property
    def calls(self) -> tuple[int, ...]:
        """The same for calls of somebody in need."""
        return self._named(self.wrong_calls, DueKind.SOS, (each.sos_id for each in self.stuck_messages))

    def counts(self) -> dict[str, int]:
        """How much of each was found."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value if isinstance(value, int) else len(value) for name, value in found.items()}

    def _named(self, wrong: tuple[int, ...], kind: DueKind, messages: Iterable[int | None]) -> tuple[int, ...]:
        rows = {int(row.subject) for row in (*self.left_work, *self.late_work) if row.kind is kind}
        return tuple(sorted({*wrong, *rows, *(about for about in messages if about is not None)}))
