"""How well the aids of triage do on a file of real messages: the category they suggest, and the likeness they propose.

What was tuned is kept apart from what is measured by a hash of each message: the first half (`tuned`) may be looked at while
rules are changed, the second (`held out`) only counted. Nobody has marked which messages are of one matter, so two reports of
one matter are made of each message: its clauses in turn. Finding the other half among the halves of other messages is
what the proposal has to do; two people who write of one matter have less in common than that, so it is an upper bound.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from domain.likeness import among, likeness, pairs_of
from domain.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.console import Console

    from bot.replay_messages import CitizenMessage
    from domain.township import Township

PLACE = 60
"""So many open cases are compared with a new one: about what a large village has in four weeks of a bad year."""
SHORTEST = 15
"""Characters of a half; shorter ones say too little to be found by anybody."""
CLAUSES = re.compile(r"[。！？!?；;，,、：:\n]+")
THRESHOLDS = (0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4)

Rank = list[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Suggested:
    """How often the suggested category bears the label of the file: first, and among the first three."""

    messages: int
    first: int
    among_three: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed at one threshold: how many, how many of them rightly, and of how many that should have been."""

    threshold: float
    proposals: int
    right: int
    wanted: int


def is_held_out(message: CitizenMessage) -> bool:
    """Whether a message is only counted. By its words, so that it stays where it is in whatever file it stands."""
    return hashlib.sha256(message.words.encode()).digest()[0] % 2 == 1


def category_suggestions(messages: Sequence[CitizenMessage], township: Township) -> Suggested:
    """Messages whose label no category of the configuration bears are left out."""
    bearing = {category.code: set(category.labels) for category in township.categories}
    known = {label for labels in bearing.values() for label in labels}
    counted = [message for message in messages if message.category in known]
    first = three = 0
    for message in counted:
        ranked = suggest(message.words, township).ranked
        hits = [message.category in bearing[code] for code in ranked[:3]]
        first += hits[:1] == [True]
        three += any(hits)
    return Suggested(len(counted), first, three)


def halves_of(message: CitizenMessage) -> tuple[str, str] | None:
    """Two texts of one matter: the clauses of a message in turn. None where one of them would be too short."""
    clauses = [part for part in CLAUSES.split(message.text) if len(part.strip()) > 1]
    one, other = "".join(clauses[0::2]), "".join(clauses[1::2])
    return (one, other) if min(len(one), len(other)) >= SHORTEST else None


def likeness_proposals(
    messages: Sequence[CitizenMessage], most: int, rank: Callable[[str, Mapping[int, str]], Rank]
) -> list[Proposed]:
    """For the first half of each message the most alike of sixty second halves, its own among them, at every threshold."""
    # The order of the hashes mixes times and subjects, and is the same every day.
    ordered = sorted(messages, key=lambda message: hashlib.sha256(message.words.encode()).digest())
    halves = [cut for message in ordered if (cut := halves_of(message)) is not None]
    ranked = []
    for number, (one, _other) in enumerate(halves):
        place = {(number + step) % len(halves) for step in range(PLACE)}
        ranked.append((number, rank(one, {each: halves[each][1] for each in sorted(place)})[:most]))
    found: list[Proposed] = []
    for threshold in THRESHOLDS:
        proposals = [(number, each) for number, best in ranked for value, each in best if value >= threshold]
        right = sum(number == each for number, each in proposals)
        found.append(Proposed(threshold, len(proposals), right, len(halves)))
    return found


def by_rare_pairs(own: str, others: Mapping[int, str]) -> Rank:
    """As the centre is shown it."""
    return among(pairs_of(own), {key: pairs_of(text) for key, text in others.items()})


def by_all_pairs(own: str, others: Mapping[int, str]) -> Rank:
    """The plain measure, to compare with."""
    return sorted(((likeness(own, text), key) for key, text in others.items()), reverse=True)


def print_measures(messages: Sequence[CitizenMessage], township: Township, console: Console) -> None:
    """Both halves of the file beside one another; only the held-out one may be quoted."""
    halves = {
        "tuned": [message for message in messages if not is_held_out(message)],
        "held out": [message for message in messages if is_held_out(message)],
    }
    categories = Table("messages", "with a known label", "first", "among three", title="Category suggested")
    for name, part in halves.items():
        found = category_suggestions(part, township)
        categories.add_row(
            name, str(found.messages), share(found.first, found.messages), share(found.among_three, found.messages)
        )
    console.print(categories)
    for title, rank in (("rare pairs count more (in use)", by_rare_pairs), ("all pairs alike", by_all_pairs)):
        table = Table(
            "at least",
            *(f"{name}: {what}" for name in halves for what in ("precision", "recall")),
            title=f"Likeness proposed: {title}",
        )
        columns = [likeness_proposals(part, township.likeness.most, rank) for part in halves.values()]
        for row in zip(*columns, strict=True):
            cells = [
                cell for each in row for cell in (share(each.right, each.proposals), share(each.right, each.wanted))
            ]
            table.add_row(f"{row[0].threshold:.2f}", *cells)
        console.print(table)
    console.print(f"In use: at least {township.likeness.at_least:.2f}, at most {township.likeness.most}.")


def share(part: int, whole: int) -> str:
    """A part of a whole in hundredths, with both numbers."""
    return f"{part / whole:.0%} ({part}/{whole})" if whole else "–"
