"""An independent reading of the clocks around a mediation: what was to be said, when, and whether it is still true then.

It shares no code with `domain/mediation_clocks.py`: it walks from event to event, as `bot/replay_check.py` does, and knows
of an agreement only what people did, in how many days something was promised among it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.events import EventKind

if TYPE_CHECKING:
    from domain.township import Township
    from storage.events import Event

BEGINS = frozenset(
    {
        *(EventKind.PARTY_CHANGED, EventKind.APPOINTED, EventKind.SESSION_HELD),
        *(EventKind.AGREEMENT_DRAFTED, EventKind.COURT_NOTED, EventKind.JOINT_MEDIATOR_CHANGED),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """Something to be said around a mediation: when (UTC ms), what, about what, and until when it is worth anything."""

    at: int
    name: str
    matter: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Stands:
    """What is known of a mediation after the events so far. Times are UTC ms."""

    begun: bool = False
    ended: str = ""
    """"closed" or "withdrawn" or "merged", empty while it is open."""
    closed_at: int | None = None
    appointment: int | None = None
    meets_at: int = 0
    proposed_at: int = 0
    drafted_at: int | None = None
    signed_at: int | None = None
    entered_at: int = 0
    answered: bool = False
    confirmation: str = "none"
    applied_at: int = 0
    court: str = "none"
    sent_at: int = 0

    def open_matters(self) -> frozenset[str]:
        """What waits for something now."""
        signed, gone = self.signed_at is not None, self.ended == "withdrawn"
        found = {
            f"appointment:{self.appointment}": self.appointment is not None and not self.ended,
            f"paper:{self.drafted_at}": self.drafted_at is not None and not signed and not self.ended,
            f"promise:{self.signed_at}": signed and not self.answered and not gone,
            f"confirmation:{self.signed_at}": signed and self.confirmation == "none" and not gone,
            "applied": self.confirmation == "applied" and not gone,
            "court": self.court == "referred" and not gone,
            f"closed:{self.closed_at}": self.begun and self.ended == "closed",
        }
        return frozenset(matter for matter, is_open in found.items() if is_open)


class MediationReading:
    """The reading of one case's mediation, from its events and the days within which something was promised."""

    def __init__(self, township: Township, events: Sequence[Event], promised_within: int) -> None:
        self._township = township
        self._policy = township.mediation
        self._zone = ZoneInfo(township.time_zone)
        self._days = promised_within
        own = [event for event in events if event.kind is not EventKind.MEDIATION_STEP_RUN]
        self._times = [event.at for event in own]
        self._stands = [Stands()]
        for event in own:
            self._stands.append(_after(self._stands[-1], event))

    def asked(self, until: int) -> list[Reminder]:
        """Everything that was to be said up to an instant, in order."""
        found: list[Reminder] = []
        ends = [*self._times[1:], until]
        for start, end, stands in zip(self._times, ends, self._stands[1:], strict=True):
            found += [each for each in self._reminders(stands, end) if start < each.at <= end]
        return sorted(found)

    def arrives(self, reminder: Reminder, *, by_night: bool = False) -> int | None:
        """When it reaches people; None where the quiet hours hold it back until it is untrue or worth nothing."""
        morning = None if by_night else self._morning_after(reminder.at)
        if morning is None:
            return reminder.at
        if reminder.until is not None and morning >= reminder.until:
            return None
        stands = self._stands[bisect_right(self._times, morning)]
        return morning if reminder.matter in stands.open_matters() else None

    def _reminders(self, stands: Stands, end: int) -> Iterator[Reminder]:
        matters = stands.open_matters()
        found = (
            *self._of_a_meeting(stands, end),
            *self._of_a_paper(stands, end),
            *self._of_the_court(stands, end),
            *(
                Reminder((stands.closed_at or 0) + after, "follow_up", f"closed:{stands.closed_at}")
                for after in self._township.clocks.follow_up_ms
            ),
        )
        return (each for each in found if each.matter in matters)

    def _of_a_meeting(self, stands: Stands, end: int) -> Iterator[Reminder]:
        policy, meeting = self._policy, f"appointment:{stands.appointment}"
        for name, before in (("day_before", policy.day_before_ms), ("hour_before", policy.hour_before_ms)):
            if stands.meets_at - before > stands.proposed_at:
                yield Reminder(stands.meets_at - before, name, meeting, stands.meets_at)
        if stands.appointment is not None:
            yield from self._weekly(stands.meets_at + policy.record_after_ms, "record", meeting, end)

    def _of_a_paper(self, stands: Stands, end: int) -> Iterator[Reminder]:
        policy, drafted, signed = self._policy, stands.drafted_at, stands.signed_at
        if drafted is not None:
            yield from self._weekly(drafted + policy.sign_after_ms, "sign", f"paper:{drafted}", end)
        if signed is not None:
            day, promise = self._promised_day(stands), f"promise:{signed}"
            yield Reminder(day, "promise", promise)
            yield from self._weekly(day + policy.late_after_ms, "promise_late", promise, end)
            for after in policy.confirmation_remind_ms:
                until = signed + policy.confirmation_within_ms
                yield Reminder(signed + after, "confirmation", f"confirmation:{signed}", until)

    def _of_the_court(self, stands: Stands, end: int) -> Iterator[Reminder]:
        for matter, since, name in (
            ("applied", stands.applied_at, "confirmation_outcome"),
            ("court", stands.sent_at, "court_outcome"),
        ):
            if since:
                yield from self._weekly(since + self._policy.outcome_after_ms, name, matter, end)

    def _weekly(self, at: int, name: str, matter: str, end: int) -> Iterator[Reminder]:
        while at <= end:
            yield Reminder(at, name, matter)
            at += self._policy.again_every_ms

    def _promised_day(self, stands: Stands) -> int:
        """The morning of the day that was chosen when it was written, or the next one if that is past."""
        written = self._local(stands.drafted_at or 0)
        morning = self._instant(written + timedelta(days=self._days))
        if morning > stands.entered_at:
            return morning
        entered = self._local(stands.entered_at)
        today = self._instant(entered)
        return today if today > stands.entered_at else self._instant(entered + timedelta(days=1))

    def _instant(self, day: datetime) -> int:
        return round(datetime.combine(day.date(), self._policy.ask_at, self._zone).timestamp() * 1000)

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)

    def _morning_after(self, at: int) -> int | None:
        """When the quiet hours end in which an instant lies; None by day."""
        quiet, local = self._township.quiet_hours, self._local(at)
        if quiet.end <= local.time() < quiet.start:
            return None
        day = local.date() + timedelta(days=1 if local.time() >= quiet.start else 0)
        return round(datetime.combine(day, quiet.end, self._zone).timestamp() * 1000)


def said(events: Sequence[Event]) -> list[Event]:
    """What the program says it said around a mediation."""
    return [event for event in events if event.kind is EventKind.MEDIATION_STEP_RUN]


def _after(stands: Stands, event: Event) -> Stands:  # noqa: C901, PLR0911, PLR0912 - one event each
    after = replace(stands, begun=stands.begun or event.kind in BEGINS)
    match event.kind:
        case EventKind.APPOINTED:
            meeting, meets = int(str(event.detail["appointment"])), int(str(event.detail["at"]))
            return replace(after, appointment=meeting, meets_at=meets, proposed_at=event.at)
        case EventKind.APPOINTMENT_CANCELLED | EventKind.MEDIATION_STOPPED:
            return replace(after, appointment=None)
        case EventKind.SESSION_HELD:
            # A session that is on record before the day that was proposed is another one.
            held = stands.meets_at <= event.at
            return replace(after, appointment=None) if held else after
        case EventKind.AGREEMENT_DRAFTED:
            return replace(after, drafted_at=event.at, signed_at=None, answered=False)
        case EventKind.AGREEMENT_SIGNED:
            signed = min(event.at, int(str(event.detail["at"])))
            return replace(after, signed_at=signed, entered_at=event.at, appointment=None, confirmation="none")
        case EventKind.PROMISE_ANSWERED:
            return replace(after, answered=event.detail["state"] != "open")
        case EventKind.CONFIRMATION_NOTED:
            return replace(after, confirmation=str(event.detail["state"]), applied_at=event.at)
        case EventKind.COURT_NOTED:
            return replace(after, court=str(event.detail["state"]), sent_at=event.at)
        case EventKind.CLOSED:
            return replace(after, ended="closed", closed_at=event.at, appointment=None)
        case EventKind.WITHDRAWN | EventKind.MERGED:
            return replace(after, ended=event.kind.value, closed_at=None, appointment=None)
        case EventKind.SEPARATED:
            return replace(after, ended="")
        case EventKind.REOPENED:
            return replace(
                after, ended="", closed_at=None, appointment=None, drafted_at=None, signed_at=None, answered=False
            )
        case _:
            return after
