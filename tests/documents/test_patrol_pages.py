"""Every face of a patrol's cards and boards can be shown in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.incident_card import kept_card, lead_card
from documents.patrol_board import PAGE, TeamBoard, TownDay, team_board, town_board
from documents.patrol_hours import OwnHours, hours_page, hours_said
from documents.sos_card import NAMED_COMING, SosFile, again_card, helper_card, own_card
from domain.messages import Message
from domain.patrol_counts import PatrolCounts
from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState, Way
from domain.words import Language
from storage.incidents import Incident
from storage.sos_calls import Helper, SosCall, SosState
from tests.domain.samples import DAY, HOUR, MINUTE, MONDAY, township
from texts.catalogue import Catalogue
from texts.renderer import Rendered, Renderer

RENDERER = Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)
CALL = SosCall(7, 1, None, MONDAY, None, None, None, SosState.OPEN, None, None, None, None, 0, None)
NAMES = {number: f"N{number}" for number in range(1, 20)}
TWO = (Helper(2, None), Helper(3, None))
PLACED = replace(CALL, latitude=27.3, longitude=112.6, located_at=MONDAY + MINUTE)


def shown(message: Message, language: Language = Language.EN) -> Rendered:
    """The message as somebody sees it."""
    return RENDERER.render(message, language, 2)


def file(call: SosCall, helpers: tuple[Helper, ...] = TWO) -> SosFile:
    """What is on file of a call."""
    return SosFile(call, township().units[0].name, helpers, NAMES)


def rostered(*states: PostState, starts_at: int = MONDAY, slot: str = "evening") -> RosteredShift:
    """A shift of the first team with a post in each state; the first leads."""
    unit = township().patrol.teams[0].unit
    end = starts_at + HOUR
    shift = Shift(1, unit, slot, "2026-03-02", starts_at, end, 3, False, ShiftState.PLANNED, 0, 0, 1)
    posts = [Post(n, 1, n, n == 1, state, Way.ROSTER, 0) for n, state in enumerate(states, start=1)]
    return RosteredShift(shift, tuple(posts))


def faces() -> list[Message]:
    """Every face there is."""
    answered = replace(PLACED, state=SosState.ANSWERED, answered_by=3, answered_at=MONDAY)
    coming = (Helper(2, MONDAY + 5), Helper(3, MONDAY))
    ended = [replace(PLACED, state=SosState.ENDED, ended_by=1, ended_at=MONDAY, word=word) for word in ("#safe", "x")]
    counts = PatrolCounts(9, 8, 30 * HOUR, 3, 2, 1, 1)
    every = rostered(*PostState)
    extra = rostered(slot="gone", starts_at=MONDAY + DAY)
    incident = Incident(1, 1, 1, MONDAY, "水", 27.3, 112.6, (), None)
    hours = [
        OwnHours("2026-03", counts, counts, [every], "2026-02", "2026-04"),
        OwnHours("2026-03", PatrolCounts(), PatrolCounts(), [], "2026-02", None),
    ]
    unit = every.shift.unit
    boards = [
        TeamBoard(unit, [every], [extra], True, counts, NAMES, ["liutang"], arranges=True, town=False),
        TeamBoard(unit, [], [], False, PatrolCounts(), {}, [], arranges=False, town=True),
    ]
    full = rostered(PostState.PRESENT, PostState.PRESENT, PostState.PRESENT)
    short = rostered(PostState.PRESENT)
    nobody = rostered(PostState.ABSENT)
    unled = RosteredShift(short.shift, (replace(short.posts[0], leads=False),))
    teams = [(unit, [each]) for each in (full, short, nobody, unled)]
    days = [
        TownDay(MONDAY, "2026-03-02", [*teams, (unit, [])], 1, 3, "2026-03-01", "2026-03-03", [(MONDAY, 1, 2)]),
        TownDay(MONDAY, "2026-03-02", [], 0, 1, "2026-03-01", "2026-03-03", []),
    ]
    calls = [CALL, PLACED, answered, *ended]
    return [
        *(helper_card(file(each, coming), 2, may_end=end) for each in calls for end in (True, False)),
        *(own_card(file(each, helpers)) for each in calls for helpers in (TWO, TWO[:1], ())),
        again_card(file(CALL), 2, MONDAY + MINUTE, may_end=True),
        lead_card(incident, "N1", township().units[0].name),
        lead_card(replace(incident, text="", latitude=None), "N1", township().units[0].name),
        kept_card(incident),
        *(hours_page(each, township()) for each in hours),
        *(team_board(each, township(), MONDAY) for each in boards),
        *(town_board(each, township(), MONDAY) for each in days),
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_face_can_be_shown(language: Language) -> None:
    """No phrase is missing, no value, no button too long."""
    for face in faces():
        assert shown(face, language).html


def test_the_first_who_comes_stands_first_whoever_was_told_before() -> None:
    """The order is that of the answer, and the card stops growing."""
    many = tuple(Helper(number, MONDAY + 20 - number) for number in range(2, 12))
    answered = replace(CALL, state=SosState.ANSWERED, answered_by=5)
    lines = [line for line in helper_card(file(answered, many), 2, may_end=False).lines if "name" in line.values][1:]
    assert [line.id for line in lines] == ["sos-first", *["sos-also"] * (NAMED_COMING - 1)]
    assert lines[0].values["name"] == "N5"


def test_a_card_offers_only_what_can_be_done() -> None:
    """Who comes need not say so twice; an ended call has no buttons; only who may end it is offered that."""

    def acts(call: SosCall, helpers: tuple[Helper, ...] = TWO, *, may_end: bool = False) -> list[str]:
        card = helper_card(file(call, helpers), 2, may_end=may_end)
        return [button.act for row in card.buttons for button in row if not button.url]

    assert acts(CALL) == ["o-coming"]
    assert acts(CALL, may_end=True) == ["o-coming", "o-end"]
    assert acts(replace(CALL, state=SosState.ANSWERED, answered_by=2), (Helper(2, MONDAY),)) == []
    assert acts(replace(CALL, state=SosState.ENDED, ended_at=MONDAY), may_end=True) == []


def test_the_towns_board_marks_what_is_short_and_ranks_nobody() -> None:
    """The teams stand in the order in which they were given."""
    teams = tuple(team.unit for team in township().patrol.teams[:PAGE])
    day = TownDay(MONDAY, "2026-03-02", [(unit, []) for unit in teams], 0, 1, "a", "b", [])
    card = town_board(day, township(), MONDAY)
    assert [button.subject for row in card.buttons for button in row if button.act == "b-board"] == [
        f"{unit}.town" for unit in teams
    ]


@pytest.mark.parametrize(("ms", "said"), [(0, "0"), (HOUR, "1"), (90 * MINUTE, "1.5"), (100 * HOUR, "100")])
def test_hours_are_said_in_hours(ms: int, said: str) -> None:
    """Never in days: three days would be taken for three evenings."""
    assert hours_said(ms) == said
