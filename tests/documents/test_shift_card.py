"""A shift on the cards of those who stand on it and of those who answer for it: what they read, and what they can press."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.shift_card import (
    about_card,
    forgotten_card,
    lead_card,
    outside_line,
    patroller_card,
    summary_lines,
)
from domain.check_in import TrackSummary
from domain.messages import Message, Phrase, phrase
from domain.shifts import Checkpoint, Mark, Post, PostState, RosteredShift, ShiftState
from domain.words import Language
from tests.domain.samples import HOUR, MINUTE, township
from tests.domain.shift_samples import EVENING, evening, post
from texts.catalogue import Catalogue
from texts.renderer import Renderer

NAMES = {1: "石建国", 2: "周小禾", 3: "吴青山"}
OVER = EVENING + 3 * HOUR
RENDERER = Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)
TO_COME = (PostState.ASSIGNED, PostState.COMING, PostState.CANNOT)


def shown(message: Message, language: Language = Language.ZH_HANS) -> str:
    """The text as somebody reads it."""
    return RENDERER.render(message, language, 1).html


def said(*lines: Phrase) -> str:
    """Some lines as somebody reads them."""
    return shown(Message(lines=lines))


def acts(message: Message) -> list[str]:
    """What can be pressed, from top to bottom."""
    return [button.act for row in message.buttons for button in row]


def own(each: Post, now: int, *, state: ShiftState = ShiftState.PLANNED) -> Message:
    """The card of whoever has the post."""
    return patroller_card(evening(each, state=state), each, township(), now)


def about(each: Post, now: int, *, state: ShiftState = ShiftState.PLANNED) -> Message:
    """The card of the post for whoever may lead."""
    return about_card(evening(each, state=state), each, NAMES, township(), now)


def everybody(rostered: RosteredShift, now: int) -> Message:
    """The card of the whole shift."""
    return lead_card(rostered, NAMES, township(), now)


def here(person: int, minutes: int = 0, *marks: Mark) -> Post:
    """Somebody who checked in so many minutes after the start."""
    came = replace(post(person, PostState.PRESENT), checked_in_at=EVENING + minutes * MINUTE)
    return replace(came, marks=marks)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("state", list(PostState))
def test_every_state_of_a_post_can_be_said(state: PostState, language: Language) -> None:
    """Somebody's post as they see it themselves and as others do, before the shift, on it and after it, and called off.

    A lead keeps the card of a post that somebody else has taken meanwhile: it says so.
    """
    each = replace(post(1, state, leads=True), checked_in_at=EVENING, marks=tuple(Mark))
    for now in (EVENING - 30 * HOUR, EVENING - 1, EVENING + HOUR, EVENING + 9 * HOUR):
        for shift_state in ShiftState:
            rostered = evening(each, state=shift_state)
            for message in (
                own(each, now, state=shift_state),
                about(each, now, state=shift_state),
                lead_card(rostered, NAMES, township(), now),
            ):
                assert shown(message, language)


# ------------------------------------------------------------------------------------------------------- one's own


def test_the_days_before_one_says_whether_one_comes() -> None:
    """One who said yes can still say no, and one who said no can come after all; nobody can check in yet."""
    pressed = {state: acts(own(post(1, state), EVENING - 30 * HOUR)) for state in TO_COME}
    assert pressed == {
        PostState.ASSIGNED: ["s-come", "s-cannot"],
        PostState.COMING: ["s-cannot"],
        PostState.CANNOT: ["s-come"],
    }


def test_the_button_to_check_in_comes_with_the_reminder_an_hour_before() -> None:
    """Not a moment earlier: who is asked a day before has nothing to check in to."""
    shown_from = EVENING - township().patrol.hour_before_ms
    assert acts(own(post(1, PostState.COMING), shown_from - 1)) == ["s-cannot"]
    assert acts(own(post(1, PostState.COMING), shown_from)) == ["s-in", "s-picture", "s-cannot"]


def test_during_the_shift_one_who_is_late_can_come_or_say_no() -> None:
    """Nobody is asked any more whether they will; whoever said no finds only the way to check in."""
    assert acts(own(post(1), EVENING)) == ["s-in", "s-picture", "s-cannot"]
    assert acts(own(post(1, PostState.CANNOT), EVENING)) == ["s-in", "s-picture"]
    assert acts(own(post(1), OVER)) == []


def test_whoever_is_on_the_shift_has_help_first_and_the_way_out_last() -> None:
    """The card says since when they are there, and that their way is shown only if they share it."""
    card = own(here(1), EVENING + HOUR)
    assert acts(card) == ["o-sos", "o-incident", "s-in", "s-picture", "s-out"]
    assert "已签到（21:00）" in shown(card)
    assert "实时位置" in shown(card)


@pytest.mark.parametrize("state", [PostState.CHECKED_OUT, PostState.EXCUSED, PostState.PASSED_ON, PostState.ABSENT])
def test_a_post_that_is_done_with_asks_nothing(state: PostState) -> None:
    """It says how it ended."""
    assert acts(own(post(1, state), EVENING + HOUR)) == []


@pytest.mark.parametrize("state", [ShiftState.ENDED, ShiftState.CANCELLED])
def test_a_shift_that_is_over_or_called_off_has_no_buttons(state: ShiftState) -> None:
    """For nobody, whatever their post was."""
    for each in (post(1), here(1)):
        assert acts(own(each, EVENING - HOUR, state=state)) == []
        assert acts(about(each, EVENING - HOUR, state=state)) == []
        assert acts(everybody(evening(each, state=state), EVENING + HOUR)) == []
    assert "取消" in shown(own(post(1), EVENING - HOUR, state=ShiftState.CANCELLED))


def test_whoever_did_not_check_out_is_asked_whether_they_are_home() -> None:
    """And can call for help from the very same card."""
    card = forgotten_card(evening().shift, here(1), township())
    assert acts(card) == ["s-home", "o-sos"]
    assert "00:00" in shown(card)


# -------------------------------------------------------------------------------------------------- what was walked


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0.4, "走了约 0 米"), (999.4, "走了约 999 米"), (1_000, "走了约 1.0 公里"), (3_449, "走了约 3.4 公里")],
)
def test_a_way_is_said_in_metres_and_from_a_thousand_on_in_kilometres(metres: float, words: str) -> None:
    """As one would say it."""
    assert words in said(*summary_lines(TrackSummary(metres, (), None), ()))


def test_checkpoints_are_named_in_the_order_in_which_they_were_passed() -> None:
    """One that is no longer known is left out."""
    bridge, office = (
        Checkpoint(number, "fenglin", code, name, 27.33, 112.63, 80)
        for number, code, name in ((1, "bridge", "石桥头"), (2, "office", "村委会"))
    )
    (line,) = summary_lines(TrackSummary(0, (2, 9, 1), None), (bridge, office))
    assert said(line) == "📍 到过 2 个点：村委会、石桥头"


def test_where_nothing_was_shared_nothing_is_said() -> None:
    """Nobody is told that they walked nothing: it is only not known."""
    assert summary_lines(TrackSummary(0, (), None), ()) == []
    assert summary_lines(TrackSummary(0, (), 0.0), ()) == []
    assert "50%" in said(*summary_lines(TrackSummary(0, (), 0.5), ()))


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (1, "约 10 米"),
        (84, "约 80 米"),
        (990, "约 990 米"),
        (1_000, "约 1 公里"),
        (2_340, "约 2.3 公里"),
        (29_999, "约 30 公里"),
        (30_000, "多半是手机定错了"),
    ],
)
def test_how_far_outside_is_said_roundly(metres: float, words: str) -> None:
    """From where it does not matter any more, no number is said at all."""
    assert words in said(outside_line(metres))


# -------------------------------------------------------------------------------------------------- what one leads


def test_the_leads_card_counts_who_is_here_and_says_what_lacks() -> None:
    """A shift without a lead says so; one that has its people says nothing."""
    text = shown(everybody(evening(here(1), post(2), post(3, PostState.CANNOT)), EVENING - 1))
    assert "已到 1 人，应到 3 人" in text
    assert "还差 1 人" in text
    assert "还没有人带班" in text
    full = shown(everybody(evening(post(1, leads=True), post(2), post(3)), EVENING - 1))
    assert "⚠️" not in full
    assert "石建国（带班）" in full


def test_before_the_start_the_lead_looks_after_who_has_not_said_yes() -> None:
    """From the start on, after everybody who is not there."""
    rostered = evening(post(1), post(2, PostState.COMING), post(3, PostState.CANNOT))
    assert [row[0].subject for row in everybody(rostered, EVENING - 1).buttons if row[0].act == "s-about"] == [
        "10",
        "30",
    ]
    assert [row[0].subject for row in everybody(rostered, EVENING).buttons] == ["10", "20", "30"]
    assert acts(everybody(rostered, EVENING)) == ["s-about"] * 3


def test_how_long_somebody_is_waited_for_stands_in_their_row() -> None:
    """Only once the shift has begun, and not of who is there."""
    rostered = evening(here(1, 5), post(2, PostState.COMING), post(3, PostState.EXCUSED))
    text = shown(everybody(rostered, EVENING + 12 * MINUTE))
    assert "石建国：到了，21:05" in text
    assert "周小禾：还没到，已过 12" in text
    assert "吴青山：准假" in text
    assert "还没到" not in shown(everybody(evening(post(2)), EVENING))


def test_a_mark_is_a_line_below_its_person_and_a_post_that_was_passed_on_has_none() -> None:
    """What is to be looked at stands with whom it is about."""
    lines = shown(everybody(evening(here(1, 0, Mark.EARLY), post(2, PostState.PASSED_ON)), EVENING)).split("\n")
    found = next(number for number, line in enumerate(lines) if "石建国" in line)
    assert "还没到签到时间" in lines[found + 1]
    assert not any("周小禾" in line for line in lines)


def test_somebody_elses_post_offers_what_can_still_be_done() -> None:
    """Found a stand-in for until the start; said to be there from when check-in opens; excused at any time."""
    opens = EVENING - township().patrol.opens_ms
    assert acts(about(post(1), opens - 1)) == ["s-excuse", "s-find"]
    assert acts(about(post(1), opens)) == ["s-here", "s-excuse", "s-find"]
    assert acts(about(post(1), EVENING)) == ["s-here", "s-excuse"]
    for each in (here(1), post(1, PostState.EXCUSED), post(1, PostState.PASSED_ON)):
        assert acts(about(each, EVENING)) == []


def test_what_is_new_stands_above_the_shift() -> None:
    """On every card that has a headline."""
    news, each = phrase("shift-told-gap"), post(1)
    for message in (
        patroller_card(evening(each), each, township(), EVENING, (news,)),
        about_card(evening(each), each, NAMES, township(), EVENING, (news,)),
        lead_card(evening(each), NAMES, township(), EVENING, (news,)),
    ):
        assert message.lines[0] == news


def test_the_day_before_the_leads_card_counts_who_comes_and_not_who_is_here() -> None:
    """Nobody can be there yet. Once check-in is open, or somebody has come early, it counts who is here."""
    rostered = evening(post(1, PostState.COMING, leads=True), post(2), post(3))
    for hours, said in ((30, "shift-lead-coming"), (1, "shift-lead-coming"), (0.5, "shift-lead-count")):
        lines = lead_card(rostered, NAMES, township(), EVENING - round(hours * HOUR)).lines
        assert [line.id for line in lines if line.id in {"shift-lead-coming", "shift-lead-count"}] == [said]


def test_a_shift_that_lacks_somebody_can_be_filled_from_its_card() -> None:
    """Until it begins, and only where something lacks."""
    full = evening(post(1, PostState.COMING, leads=True), post(2, PostState.COMING), post(3, PostState.COMING))
    short = evening(post(1, PostState.COMING, leads=True))
    leaderless = evening(*(post(number, PostState.COMING) for number in (1, 2, 3)))

    def arranges(rostered: RosteredShift, now: int) -> bool:
        return any(
            button.act == "x-shift" for row in lead_card(rostered, NAMES, township(), now).buttons for button in row
        )

    assert [arranges(each, EVENING - HOUR) for each in (full, short, leaderless)] == [False, True, True]
    assert not arranges(short, EVENING)
