"""The boards: one team's for its lead, the town's for the centre. They count shifts and rank nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from documents.patrol_hours import count_lines
from documents.patrol_words import manned_line
from domain.messages import Button, Day, Localised, Message, phrase
from domain.patrol_counts import coverage_of
from domain.shifts import PostState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.messages import Phrase
    from domain.patrol_counts import PatrolCounts
    from domain.shifts import Post, RosteredShift
    from domain.township import Township

GAPS_SHOWN = 8
PAGE = 24
"""Teams on one page of the town's board."""
COLUMNS = 3


class TeamBoard(NamedTuple):
    """One team as its lead sees it: who stands today, the next shifts that lack somebody, and the month's sum."""

    unit: str
    today: Sequence[RosteredShift]
    gaps: Sequence[RosteredShift]
    planned: bool
    """Whether any shift lies ahead."""
    month: PatrolCounts
    names: Mapping[int, str]
    others: Sequence[str]
    """Further teams whose board the reader may open."""
    arranges: bool
    """Whether the reader may put people on its shifts."""
    town: bool
    """Whether the reader came from the town's board."""


class TownDay(NamedTuple):
    """One day of all teams. `teams` are on this page, in the order of the configuration; `at` lies in the day (UTC ms)."""

    at: int
    day: str
    teams: Sequence[tuple[str, Sequence[RosteredShift]]]
    page: int
    pages: int
    earlier: str
    later: str
    covered: Sequence[tuple[int, int, int]]
    """Of the days up to this one: an instant of it, how many shifts had all their people, and how many there were."""


def team_board(board: TeamBoard, township: Township, now: int) -> Message:
    """The page of one team."""
    lines = [phrase("board-team", unit=_unit(board.unit, township)), phrase("board-today")]
    for rostered in board.today:
        lines.append(manned_line(rostered.shift, coverage_of(rostered, now), township))
        lines += [_post_line(post, board.names) for post in rostered.posts if post.state is not PostState.PASSED_ON]
    if not board.today:
        lines.append(phrase("board-no-shift"))
    full = "board-no-gaps" if board.planned else "board-none-ahead"
    lines.append(phrase("board-gaps" if board.gaps else full))
    lines += [manned_line(each.shift, coverage_of(each, now), township) for each in board.gaps[:GAPS_SHOWN]]
    lines += [phrase("board-month"), *count_lines(board.month, "board-stood")]
    others = [
        Button(label=phrase("choice-name", name=_unit(unit, township)), act="b-board", subject=unit)
        for unit in board.others
    ]
    ways = [Button(label=phrase("button-patrol-roster"), act="b-roster-picture", subject=board.unit)]
    if board.gaps and board.arranges:
        ways.insert(0, Button(label=phrase("button-roster-manage"), act="x-manage", subject=board.unit))
    back = (Button(label=phrase("button-back"), act="b-town"),) if board.town else ()
    return Message(lines=tuple(lines), buttons=(tuple(ways), *_rows(others), back))


def town_board(day: TownDay, township: Township, now: int) -> Message:
    """The page of the town: one line for each team, and how many shifts of the last days had all their people."""
    lines = [phrase("board-town", at=Day(at=day.at))]
    lines += [_team_line(unit, shifts, township, now) for unit, shifts in day.teams if shifts]
    if free := [unit for unit, shifts in day.teams if not shifts]:
        lines.append(phrase("board-team-free", units=_listed(free, township)))
    if day.pages > 1:
        lines.append(phrase("board-page", page=day.page + 1, pages=day.pages))
    covered = [phrase("board-day", at=Day(at=at), full=full, count=count) for at, full, count in day.covered if count]
    lines += [phrase("board-days"), *covered] if covered else []
    teams = [
        Button(label=phrase("choice-name", name=_unit(unit, township)), act="b-board", subject=f"{unit}.town")
        for unit, _shifts in day.teams
    ]
    turns = [_turn("button-previous", day.day, day.page - 1)] if day.page > 0 else []
    turns += [_turn("button-next", day.day, day.page + 1)] if day.page + 1 < day.pages else []
    days = (_turn("button-day-before", day.earlier, day.page), _turn("button-day-after", day.later, day.page))
    papers = (
        Button(label=phrase("button-heatmap"), act="b-heatmap"),
        Button(label=phrase("button-ledger"), act="b-ledger"),
    )
    return Message(lines=tuple(lines), buttons=(*_rows(teams), tuple(turns), days, papers))


def _listed(units: Sequence[str], township: Township) -> Phrase:
    """Several units one after another."""
    first, *rest = units
    if not rest:
        return phrase("choice-name", name=_unit(first, township))
    return phrase("board-and", first=_unit(first, township), rest=_listed(rest, township))


def _team_line(unit: str, shifts: Sequence[RosteredShift], township: Township, now: int) -> Phrase:
    name = _unit(unit, township)
    manned = [coverage_of(each, now) for each in shifts]
    there, needed = sum(each.there for each in manned), sum(each.needed for each in manned)
    begun = any(each.shift.starts_at <= now for each in shifts)
    if all(each.full for each in manned):
        return phrase("board-team-full", unit=name, there=there, needed=needed)
    if there == 0 and begun:
        return phrase("board-team-nobody", unit=name, needed=needed)
    if all(each.led for each in manned):
        return phrase("board-team-short", unit=name, there=there, needed=needed)
    return phrase("board-team-not-led", unit=name, there=there, needed=needed)


def _post_line(post: Post, names: Mapping[int, str]) -> Phrase:
    name = names.get(post.person_id, "—")
    state = phrase(f"board-post-{post.state.value.replace('_', '-')}")
    return phrase("board-lead" if post.leads else "board-person", name=name, state=state)


def _unit(code: str, township: Township) -> Localised:
    return Localised(name=township.unit(code).name)


def _rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + COLUMNS]) for start in range(0, len(buttons), COLUMNS))


def _turn(label: str, day: str, page: int) -> Button:
    return Button(label=phrase(label), act="b-town", subject=f"{day}.{page}")
