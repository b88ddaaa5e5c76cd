"""Rosters read well in every language, and offer each what they may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.roster_card import Places, RosterViewer, gaps_message, my_roster, new_shifts, shift_card, team_roster
from domain.messages import Message
from domain.roster_values import Gap, GapReason
from domain.shifts import PostState, RosteredShift, ShiftState
from domain.words import Language
from tests.domain.samples import HOUR, calendar, township
from tests.domain.shift_samples import EVENING, SHIFT, evening, post
from texts.catalogue import Catalogue
from texts.renderer import Renderer

NAMES = {1: "石建国", 2: "周小禾", 3: "吴青山"}
FULL = evening(post(1, leads=True), post(2, PostState.COMING), post(3, PostState.CANNOT))

RENDERER = Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)


def shown(message: Message, language: Language = Language.ZH_HANS) -> str:
    """The text as somebody reads it."""
    return RENDERER.render(message, language, 1).html


def acts(message: Message) -> set[str]:
    """What can be pressed."""
    return {button.act for row in message.buttons for button in row}


def card(rostered: RosteredShift, person: int, *, leads: bool = False, now: int = EVENING - HOUR) -> Message:
    """A shift as somebody sees it."""
    return shift_card(rostered, NAMES, RosterViewer(person, leads), Places(township(), calendar(), now))


@pytest.mark.parametrize("language", list(Language))
def test_every_line_can_be_said_in_every_language(language: Language) -> None:
    """All states, all reasons, with somebody lacking and without, and no value is left open."""
    states = [RosteredShift(SHIFT, (post(1, state, leads=leads),)) for state in PostState for leads in (True, False)]
    gaps = [
        (SHIFT, Gap(SHIFT.slot, date(2026, 3, 2), 2, lead, reason)) for reason in GapReason for lead in (True, False)
    ]
    messages = [
        my_roster([FULL], 1, ["fenglin"], Places(township(), calendar(), EVENING - HOUR)),
        my_roster([], 1, [], Places(township(), calendar(), EVENING)),
        team_roster("fenglin", [FULL, evening()], NAMES, RosterViewer(1, leads=True), township(), calendar()),
        team_roster("fenglin", [], NAMES, RosterViewer(1, leads=False), township(), calendar()),
        new_shifts("fenglin", [(SHIFT, post(1, leads=True)), (SHIFT, post(2))], [SHIFT], township(), calendar()),
        new_shifts("fenglin", [], [SHIFT], township(), calendar()),
        gaps_message("fenglin", gaps * 2, township(), calendar()),
        *(card(each, 1) for each in states),
        card(evening(state=ShiftState.CANCELLED), 1),
        card(evening(slot="extra_1"), 1),
    ]
    for message in messages:
        text = shown(message, language)
        assert text
        assert "{" not in text
        assert "$" not in text


def test_a_line_of_the_teams_roster_names_everybody() -> None:
    """The lead has a star, whoever cannot come a question mark, and what lacks is said."""
    text = shown(team_roster("fenglin", [FULL], NAMES, RosterViewer(1, leads=False), township(), calendar()))
    assert "★石建国、周小禾、吴青山?" in text
    assert "还差 1 人" in text
    assert "21:00–00:00（周一）" in text


def test_each_sees_what_they_may_do() -> None:
    """A member with their own post, the lead with the whole shift, somebody else nothing but to look."""
    assert acts(card(FULL, 1)) == {"x-say-yes", "x-offer", "x-swap", "x-roster"}
    assert acts(card(FULL, 2)) == {"x-offer", "x-swap", "x-roster"}
    assert acts(card(FULL, 3)) == {"x-withdraw", "x-roster"}
    assert acts(card(FULL, 9)) == {"x-roster"}
    assert acts(card(FULL, 9, leads=True)) == {"x-assign", "x-ask", "x-off", "x-cancel", "x-roster"}


def test_ones_own_list_opens_the_card_to_check_in_with_once_a_shift_is_at_hand() -> None:
    """From an hour before it is about checking in; until then about who stands there."""
    for hours, act in ((30, "x-shift"), (2, "x-shift"), (1, "s-open"), (-1, "s-open")):
        mine = my_roster([FULL], 2, ["fenglin"], Places(township(), calendar(), EVENING - hours * HOUR))
        assert mine.buttons[0][0].act == act


def test_nothing_can_be_changed_once_the_shift_has_begun_or_is_cancelled() -> None:
    """Not even by the lead."""
    assert acts(card(FULL, 2, leads=True, now=EVENING)) == {"x-roster"}
    cancelled = RosteredShift(replace(SHIFT, state=ShiftState.CANCELLED), FULL.posts)
    assert acts(card(cancelled, 2, leads=True)) == {"x-roster"}


def test_a_full_shift_asks_for_nobody() -> None:
    """The button for more people is there only while somebody lacks."""
    full = evening(post(1), post(2), post(3))
    assert "x-ask" not in acts(card(full, 9, leads=True))
