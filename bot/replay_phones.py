"""What came to people's phones in a replay, held to who may know what: reminders of mediations, conflicts, reporters' names."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.replay_people import TAGS, UNKNOWN
from domain.events import EventKind
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.replay_deeds import Deed
    from bot.replay_mediation_check import MediationReading, Reminder
    from bot.replay_mediators import Mediated
    from bot.replay_people import Labels, Officials
    from playground.client import Json, Phone
    from storage.events import Event

NUMBER = re.compile(r"(?<![0-9])[0-9]{3}-[0-9]{4}(?![0-9])")
TOLD_OFFICIALS = frozenset(
    {
        *("day_before", "hour_before", "record", "sign", "promise", "promise_late"),
        *("confirmation", "confirmation_outcome", "court_outcome"),
    }
)
TOLD_PARTIES: Mapping[str, str] = {
    "day_before": "told-appointment-day-before",
    "hour_before": "told-appointment-hour-before",
    "promise": "told-promise-day",
    "confirmation": "told-confirmation-remind",
    "follow_up": "told-follow-up",
}
"""What the parties are told, and by which phrase. The reporter is told the same, but for the following up."""
TOLD_REPORTER: Mapping[str, str] = {**TOLD_PARTIES, "promise": "told-promise-day-bare"}
GIVEN_UP = frozenset({EventKind.HANDED_UP, EventKind.REOPENED, EventKind.TAKEN_AWAY, EventKind.SEPARATED})
"""After these nobody has the case."""
ENDS = frozenset({EventKind.CLOSED, EventKind.WITHDRAWN, EventKind.MERGED})
OTHER_HEADLINES = (
    *("headline-supervised", "headline-proposed", "headline-declined", "headline-lifted", "headline-took-in"),
    *("headline-withdrawn", "opening-headline", "opening-headline-again"),
)
"""Headlines over a case's title that are no word of its clocks."""


class Came(NamedTuple):
    """A message that was sent or changed: in which chat, when (UTC ms), what it says, and whether it was new."""

    chat: int
    at: int
    text: str
    new: bool


def what_came(calls: Sequence[Json]) -> list[Came]:
    """All that reached phones, oldest first, without mark-up."""
    found = []
    for call in calls:
        text = call["params"].get("text") or call["params"].get("caption")
        if call["ok"] and text and call["chat_id"] is not None:
            plain = html.unescape(TAGS.sub("", str(text)))
            found.append(Came(int(call["chat_id"]), int(call["at"]), plain, str(call["method"]).startswith("send")))
    return found


class Leading(NamedTuple):
    """The mediation of the case that another one was merged into, since when and until when (UTC ms)."""

    reading: MediationReading
    since: int
    until: int


class Did(NamedTuple):
    """A deed that somebody has done, and when (UTC ms)."""

    deed: Deed
    at: int


@dataclass
class Told:
    """What is known of one case from the outside: who reported it, how they wish to be known, and whom they named."""

    reporter: Phone
    known_as: str
    urgent: bool
    unit: str
    named: frozenset[int] = frozenset()
    """Accounts of the officials of whom the reporter said that the matter is about them."""
    mediated: Mediated | None = None
    did: list[Did] = field(default_factory=list)
    """What people did with it, one after the other."""


@dataclass
class Phones:
    """Everything that came, by the number of the case it is about, and the checks on it."""

    came: list[Came]
    labels: Labels
    officials: Officials
    faults: list[str] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Find out which messages are about which case."""
        self._by_number: dict[str, list[Came]] = {}
        for each in self.came:
            for number in set(NUMBER.findall(each.text)):
                self._by_number.setdefault(number, []).append(each)

    def of(self, number: str) -> list[Came]:
        """All messages in which a case's number stands."""
        return self._by_number.get(number, [])

    def is_of_the_clock(self, text: str, number: str) -> bool:
        """Whether a message is a headline of the case's own clocks over its title."""
        lines = text.split("\n")
        if len(lines) < 2 or number not in lines[1]:
            return False
        mediation = self.labels.pieces("mediation-title", number=number, category=UNKNOWN)
        others = (self.labels.pieces(each, at=UNKNOWN) for each in OTHER_HEADLINES)
        return not _says(lines[1], mediation) and not any(_says(lines[0], pieces) for pieces in others)

    def check_mediation(
        self,
        number: str,
        told: Told,
        events: Sequence[Event],
        reading: MediationReading,
        until: int,
        leading: Leading | None = None,
    ) -> list[Reminder]:
        """Each reminder came to everybody it is for, when it was to come, and to nobody twice; what was asked for.

        The reporter of a case that was merged is told under their own number what the leading one's reporter is told.
        """
        asked = reading.asked(until)
        handlers = self._handlers(events)
        wanted: Counter[tuple[int, str, int]] = Counter()
        for reminder in asked:
            arrives = reading.arrives(reminder, by_night=told.urgent)
            if reminder.name in TOLD_OFFICIALS and arrives is not None:
                wanted.update(
                    (chat, f"official:{reminder.name}", arrives) for chat in self._for(reminder, told, handlers)
                )
                along = self.along(events, reminder.at) & self.along(events, arrives)
                wanted.update((chat, f"official:{reminder.name}", arrives) for chat in along)
            reached = told.mediated.reached if told.mediated is not None else None
            if reminder.name in TOLD_PARTIES and reached is not None and arrives is not None:
                wanted[reached.id, f"party:{reminder.name}", arrives] += 1
        wanted.update(_for_reporter(told, reading, asked))
        if leading is not None:
            later = [each for each in leading.reading.asked(until) if leading.since < each.at <= leading.until]
            wanted.update(_for_reporter(told, leading.reading, later))
        found = Counter(self._reminders_that_came(number, told))
        for missing in (wanted - found).elements():
            self.faults.append(f"case {number}: {missing[1]} did not come to {missing[0]} at {missing[2]}")
        for extra in (found - wanted).elements():
            self.faults.append(f"case {number}: {extra[1]} came to {extra[0]} at {extra[2]} and was not to")
        self.checked["reminders of mediations"] += found.total()
        return asked

    def _reminders_that_came(self, number: str, told: Told) -> Iterator[tuple[int, str, int]]:
        headlines = {self._plain(f"headline-mediation-{name.replace('_', '-')}"): name for name in TOLD_OFFICIALS}
        official = {phone.id for phone in self.officials.all}
        party = told.mediated.reached.id if told.mediated is not None and told.mediated.reached is not None else None
        for each in self.of(number):
            lines = each.text.split("\n")
            if not each.new:
                continue
            if each.chat in official and lines[0] in headlines:
                yield each.chat, f"official:{headlines[lines[0]]}", each.at
            for chat, who, phrases in ((party, "party", TOLD_PARTIES), (told.reporter.id, "reporter", TOLD_REPORTER)):
                if each.chat == chat:
                    for name, phrase in phrases.items():
                        if (who, name) != ("reporter", "follow_up") and _says(each.text, self._pieces(phrase, number)):
                            yield each.chat, f"{who}:{name}", each.at

    def _for(self, reminder: Reminder, told: Told, handlers: Sequence[tuple[int, int | None]]) -> set[int]:
        """The accounts of those who deal with the case then; a promise that is late is the village head's as well."""
        handler = next((who for at, who in reversed(handlers) if at < reminder.at), None)
        found = {handler} if handler is not None else set()
        if reminder.name == "promise_late":
            head = self.officials.heads.get(told.unit)
            shut_out = self.shut_out(told)
            found |= (
                {head.id}
                if head is not None and head.id not in shut_out
                else {each.id for each in self.officials.centre}
            )
        return found

    def along(self, events: Sequence[Event], at: int) -> frozenset[int]:
        """The accounts of those from elsewhere who mediated along at an instant: until the case ended."""
        found: set[int] = set()
        for event in events:
            if event.at >= at:
                break
            if event.kind is EventKind.JOINT_MEDIATOR_CHANGED:
                account = self.officials.accounts.get(int(str(event.detail["person"])), 0)
                (found.add if event.detail["joins"] else found.discard)(account)
            elif event.kind in ENDS:
                found.clear()
        return frozenset(found)

    def check_elsewhere(self, number: str, told: Told, events: Sequence[Event]) -> None:
        """To mediators and heads of other villages it came while they mediated along, and then a word of thanks and no more.

        A case that was brought together with another is shown under that one's number as well.
        """
        if any(event.kind in {EventKind.MERGED, EventKind.TOOK_IN} for event in events):
            return
        own = {
            phones[told.unit].id for phones in (self.officials.mediators, self.officials.heads) if told.unit in phones
        }
        others = {each.id for each in (*self.officials.mediators.values(), *self.officials.heads.values())} - own
        thanks = self.labels.pieces("told-joint-over", number=number)
        for each in self.of(number):
            if each.chat not in others:
                continue
            self.checked["messages to those who help from elsewhere"] += 1
            if each.chat not in self.along(events, each.at + 1) and not _says(each.text, thanks):
                self.faults.append(f"case {number} came to {each.chat} of another village at {each.at}")

    def _handlers(self, events: Sequence[Event]) -> list[tuple[int, int | None]]:
        """From when on whose it was, as accounts."""
        found: list[tuple[int, int | None]] = []
        for event in events:
            if event.kind is EventKind.ACCEPTED:
                found.append((event.at, self.officials.accounts.get(event.actor_id or 0)))
            elif event.kind in GIVEN_UP:
                found.append((event.at, None))
        return found

    def shut_out(self, told: Told) -> frozenset[int]:
        """Whom a case must not reach: whom it names, and the mediator of a village whose head it names."""
        below = {
            self.officials.mediators[unit].id
            for unit, head in self.officials.heads.items()
            if head.id in told.named and unit in self.officials.mediators
        }
        return told.named | below

    def check_conflict(self, number: str, told: Told) -> None:
        """Nobody was told of a case who is named in it, or who answers to somebody who is."""
        shut_out = self.shut_out(told)
        reached = {each.chat for each in self.of(number)} & shut_out
        self.checked["cases that name an official"] += bool(shut_out)
        self.faults += [f"case {number} names {chat} or their superior and came to them" for chat in sorted(reached)]

    def check_name(self, number: str, told: Told, events: Sequence[Event]) -> None:
        """The reporter's name came to nobody but who had accepted the case of somebody named, or to whom two have opened it."""
        opened = self._opened(events)
        handlers = self._handlers(events)
        for each in self.of(number):
            if each.chat == told.reporter.id or told.reporter.name not in each.text:
                continue
            self.checked["reporters' names shown"] += 1
            if told.known_as == "named":
                fine = any(who == each.chat and at <= each.at for at, who in handlers)
            else:
                fine = any(who == each.chat and start <= each.at <= end for who, start, end in opened)
            if not fine:
                self.faults.append(f"case {number} ({told.known_as}): the reporter's name came to {each.chat}")
        for _who, start, end in opened:
            self.checked["names opened by two"] += 1
            pieces = self.labels.pieces(
                "told-opened", number=number, office=UNKNOWN, why=UNKNOWN, by=UNKNOWN, until=UNKNOWN
            )
            heard = [each for each in self.of(number) if each.chat == told.reporter.id and _says(each.text, pieces)]
            if not any(start <= each.at <= end for each in heard):
                self.faults.append(f"case {number}: the reporter was not told that their name was opened at {start}")

    def _opened(self, events: Sequence[Event]) -> list[tuple[int, int, int]]:
        """To which accounts the name was opened, from when until when; only where a second person had agreed."""
        asked: dict[object, int] = {}
        found = []
        for event in events:
            if event.kind is EventKind.OPENING_ASKED:
                asked[event.detail["opening"]] = event.actor_id or 0
            elif event.kind is EventKind.OPENING_GRANTED:
                who = asked[event.detail["opening"]]
                if event.actor_id not in {None, who} and event.detail["role"] == Role.IDENTITY_OFFICER.value:
                    account = self.officials.accounts.get(who, 0)
                    found.append((account, event.at, int(str(event.detail["until"]))))
        return found

    def _plain(self, phrase_id: str) -> str:
        return "".join(self.labels.pieces(phrase_id))

    def _pieces(self, phrase_id: str, number: str) -> tuple[str, ...]:
        return self.labels.pieces(phrase_id, number=number, at=UNKNOWN, place=UNKNOWN, text=UNKNOWN, until=UNKNOWN)


def _for_reporter(told: Told, reading: MediationReading, asked: Sequence[Reminder]) -> Iterator[tuple[int, str, int]]:
    """What comes to the reporter, and when; of an urgent case by night as well."""
    for reminder in asked:
        arrives = reading.arrives(reminder, by_night=told.urgent)
        fine = reminder.name in TOLD_REPORTER and reminder.name != "follow_up" and told.known_as != "unlinked"
        if fine and arrives is not None:
            yield told.reporter.id, f"reporter:{reminder.name}", arrives


def _says(text: str, pieces: Sequence[str]) -> bool:
    return all(piece in text for piece in pieces)
