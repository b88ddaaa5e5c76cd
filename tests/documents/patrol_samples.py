"""What the tests of patrol documents share: an office, and a team's shifts with invented people on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from documents.made_file import Office
from domain.shifts import CheckIn, CheckInKind, Mark, Post, PostState, RosteredShift, Shift, ShiftState, Way
from domain.words import Language
from tests.domain.samples import HOUR, SHANGHAI, calendar, township
from texts.catalogue import Catalogue
from texts.renderer import Renderer

NAMES = {
    1: "赵玉梅",
    2: "陈广田",
    3: "何小满",
    4: "李春禾",
    5: "王大河",
    6: "孙立言",
    7: "郭长青",
    8: "沈明澜",
    9: "欧阳稻香",
    10: "何知远",
}
"""Invented people by identifier."""
RATE = 3000


@cache
def renderer() -> Renderer:
    """The catalogues that ship."""
    return Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)


def office(language: Language = Language.ZH_HANS) -> Office:
    """The township that ships, for a reader of one language."""
    return Office(township(), calendar(), renderer(), language)


def shift(
    number: int,
    day: str,
    *,
    unit: str = "fenglin",
    slot: str = "evening",
    start: int = 20,
    hours: float = 3,
    strength: int = 3,
    state: ShiftState = ShiftState.PLANNED,
    published: bool = True,
) -> Shift:
    """A shift that begins at a full hour of a day."""
    begins = datetime.fromisoformat(day).replace(hour=start, tzinfo=SHANGHAI)
    at = round(begins.timestamp() * 1000)
    ends = at + round(hours * HOUR)
    return Shift(number, unit, slot, day, at, ends, strength, False, state, at - 9 if published else None, at - 9, 1)


def post(number: int, on: Shift, person: int, state: PostState = PostState.ASSIGNED, *, leads: bool = False) -> Post:
    """A post; whoever was there came five minutes before the start and left at the end."""
    made = Post(number, on.id, person, leads, state, Way.ROSTER, 0)
    if state in {PostState.PRESENT, PostState.CHECKED_OUT}:
        made = replace(made, checked_in_at=on.starts_at - 300_000)
    return replace(made, checked_out_at=on.ends_at) if state is PostState.CHECKED_OUT else made


def check_in(number: int, of: Post, *marks: Mark, kind: CheckInKind = CheckInKind.LOCATION) -> CheckIn:
    """A check-in of a post at its time."""
    return CheckIn(number, of.id, kind, of.checked_in_at or 0, 27.33, 112.63, 20, None, None, marks)


def two_weeks(first: str, now: int) -> tuple[RosteredShift, ...]:
    """Every evening three people in turn, a school shift on the second Friday, and all that can be wrong with a roster."""
    begin = date.fromisoformat(first)
    found = []
    for number in range(14):
        evening = shift(number + 1, (begin + timedelta(number)).isoformat(), strength=5 if number in {3, 4} else 3)
        state = PostState.CHECKED_OUT if evening.ends_at <= now else PostState.ASSIGNED
        crew = 5 if number == 3 else 2 if number == 8 else 3
        people = [(number * 3 + turn) % 10 + 1 for turn in range(crew)]
        posts = [
            post(number * 10 + turn, evening, person, state, leads=turn == 0 and number != 9)
            for turn, person in enumerate(people)
        ]
        if number == 7:
            posts[1] = replace(posts[1], state=PostState.CANNOT)
        if number == 11:
            evening = replace(evening, state=ShiftState.CANCELLED)
        found.append(RosteredShift(evening, tuple(posts)))
        if number == 11:
            school = shift(90, evening.day, slot="school", start=16, hours=1.5, strength=2)
            found.insert(-1, RosteredShift(school, (post(900, school, 9, leads=True), post(901, school, 2))))
    return tuple(found)
