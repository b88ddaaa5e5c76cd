"""The official's card: what stands on it, which buttons, and for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.case_card import CARD_STEPS, CaseFile, excerpt, handler_card, stage_of
from domain.access import Act, Holder, may, viewer_among
from domain.cases import Case, KnownAs, Step, can
from domain.messages import Attachment, AttachmentKind, Message, Phrase
from domain.refusals import Refusal
from domain.words import CaseKind, Level, Role
from storage.cases import Place
from storage.entries import Entry, EntryKind
from storage.vault import Identity
from tests.domain.samples import (
    DAY,
    DIRECTOR,
    HEAD,
    HOUR,
    MEDIATOR,
    MONDAY,
    OTHER_MEDIATOR,
    OVERSIGHT,
    STAFF,
    after,
    calendar,
    filed,
    township,
)

VILLAGE, CENTRE = filed().unit, township().centre.code
HOLDERS = (
    Holder(MEDIATOR, Role.MEDIATOR, VILLAGE),
    Holder(OTHER_MEDIATOR, Role.MEDIATOR, VILLAGE),
    Holder(HEAD, Role.VILLAGE_HEAD, VILLAGE),
    Holder(STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(DIRECTOR, Role.DIRECTOR, CENTRE),
    Holder(OVERSIGHT, Role.OVERSIGHT, CENTRE),
)
NAMES = {MEDIATOR: "陈广田", HEAD: "赵玉梅"}
LI = Identity(person_id=9, telegram_id=90, name="李春禾", contact="13800000000")
PHOTO = Attachment(kind=AttachmentKind.PHOTO, file_id="photo-1")
STEPS = tuple(step for step, _label in CARD_STEPS)


def entry(kind: EntryKind, text: str, *files: Attachment) -> Entry:
    """One text of the case."""
    return Entry(1, 1, kind, None, MONDAY, text, files)


def file_for(
    person: int,
    case: Case,
    *entries: Entry,
    conflicts: frozenset[int] = frozenset(),
    identity: Identity | None = None,
    place: Place | None = None,
) -> CaseFile:
    """What is on file, as one person may know it."""
    kept = entries or (entry(EntryKind.REPORT, "狗天天叫"),)
    viewer = viewer_among(person, HOLDERS)
    return CaseFile(case, viewer, conflicts, kept, place or Place(), NAMES, identity)


def card(file: CaseFile, now: int = MONDAY) -> Message:
    """The card."""
    return handler_card(file, township(), calendar(), now)


def acts(message: Message) -> set[str]:
    """What its buttons do."""
    return {button.act for row in message.buttons for button in row}


def line(message: Message, phrase_id: str) -> Phrase:
    """One of its lines."""
    return next(line for line in message.lines if line.id == phrase_id)


def ids(message: Message) -> set[str]:
    """All its lines."""
    return {line.id for line in message.lines}


@st.composite
def lives(draw: st.DrawFn) -> Case:
    """A case after some steps that were possible when they were taken."""
    case = filed(
        kind=draw(st.sampled_from(CaseKind)),
        urgent=draw(st.booleans()),
        known_as=draw(st.sampled_from(KnownAs)),
        level=draw(st.sampled_from([Level.VILLAGE, Level.TOWN])),
    )
    for number, step in enumerate(draw(st.lists(st.sampled_from(Step), max_size=8))):
        try:
            case = after(case, (step, MONDAY + (number + 1) * HOUR))
        except Refusal:
            continue
    return case


@given(lives(), st.sampled_from([holder.person_id for holder in HOLDERS]))
def test_a_button_stands_on_the_card_exactly_when_it_would_work(case: Case, person: int) -> None:
    """Nobody is offered what would be refused, and nobody misses what they may do."""
    shown = acts(card(file_for(person, case)))
    viewer = viewer_among(person, HOLDERS)
    for step, label in CARD_STEPS:
        works = can(case, step) and may(viewer, Act(step.value), case, frozenset())
        nobody_to_ask = step is Step.ASK and case.known_as is KnownAs.UNLINKED
        no_sides = step in {Step.SETTLE, Step.EXTEND} and case.kind is not CaseKind.DISPUTE
        assert (f"c-{label}" in shown) == (works and not nobody_to_ask and not no_sides)


@given(lives(), st.sampled_from(STEPS))
def test_an_old_card_is_known_by_its_stage(case: Case, step: Step) -> None:
    """Whenever a step changes what the card offers to anybody, the stage changes, so that an old button cannot act."""
    if not can(case, step):
        return
    changed = after(case, (step, MONDAY + 20 * HOUR))
    for holder in HOLDERS:
        before, now = (acts(card(file_for(holder.person_id, each))) for each in (case, changed))
        assert before == now or stage_of(case) != stage_of(changed)


@given(lives(), st.sampled_from([holder.person_id for holder in HOLDERS]))
def test_who_is_named_in_a_case_has_no_button_at_all(case: Case, person: int) -> None:
    """Should a card ever reach them, nothing on it works."""
    assert acts(card(file_for(person, case, conflicts=frozenset({person})))) == set()


@pytest.mark.parametrize("known_as", list(KnownAs))
def test_without_an_identity_the_card_names_nobody(known_as: KnownAs) -> None:
    """Named, confidential or unlinked: before the name is given to the card it shows none."""
    shown = card(file_for(MEDIATOR, filed(known_as=known_as))).model_dump_json()
    assert "李春禾" not in shown
    assert (known_as is KnownAs.UNLINKED) == ("card-reporter-unlinked" in shown)


def test_the_identity_shows_name_and_contact() -> None:
    """To reach somebody who agreed to it, the handler needs both."""
    case = after(filed(), (Step.ACCEPT, MONDAY))
    shown = card(file_for(MEDIATOR, case, identity=LI))
    assert line(shown, "card-reporter-contact").values == {"name": "李春禾", "contact": "13800000000"}
    without = card(file_for(MEDIATOR, case, identity=LI.model_copy(update={"contact": None})))
    assert line(without, "card-reporter-named").values == {"name": "李春禾"}


def test_the_card_says_what_has_to_happen_next_and_whether_it_is_late() -> None:
    """The first deadline, in words and with its time."""
    assert "card-deadline-ahead" in ids(card(file_for(MEDIATOR, filed())))
    assert "card-deadline-late" in ids(card(file_for(MEDIATOR, filed()), MONDAY + 2 * DAY))
    closed = after(filed(), (Step.ACCEPT, MONDAY), (Step.CLOSE, MONDAY + HOUR))
    assert not {"card-deadline-ahead", "card-deadline-late"} & ids(card(file_for(MEDIATOR, closed)))


def test_an_urgent_case_says_whether_anybody_has_seen_it() -> None:
    """Until somebody has, that is the first button."""
    case = filed(urgent=True)
    shown = card(file_for(HEAD, case))
    assert "card-urgent" in ids(shown)
    assert shown.buttons[0][0].act == "c-acknowledge"
    seen = after(case, (Step.ACKNOWLEDGE, MONDAY))
    assert "card-urgent-seen" in ids(card(file_for(HEAD, seen)))


def test_a_long_report_is_cut_on_the_card_and_can_be_read_whole() -> None:
    """The card stays short, and a button shows the rest."""
    shown = card(file_for(MEDIATOR, filed(), entry(EntryKind.REPORT, "狗" * 3000)))
    assert len(str(line(shown, "card-text").values["text"])) == 600
    assert "c-files" in acts(shown)
    assert "c-files" not in acts(card(file_for(MEDIATOR, filed())))


def test_what_came_later_stands_below_the_newest_three_of_it() -> None:
    """More than that is behind the button."""
    later = [entry(EntryKind.ADDITION, f"第{number}次") for number in range(5)]
    shown = card(file_for(MEDIATOR, filed(), entry(EntryKind.REPORT, "狗叫"), *later))
    texts = [each.values["text"] for each in shown.lines if each.id == "card-entry-addition"]
    assert texts == ["第2次", "第3次", "第4次"]
    assert "c-files" in acts(shown)


def test_an_entry_without_words_points_to_what_is_attached() -> None:
    """A picture alone leaves no empty line."""
    shown = card(file_for(MEDIATOR, filed(), entry(EntryKind.REPORT, "狗叫"), entry(EntryKind.ADDITION, "", PHOTO)))
    assert line(shown, "card-entry-addition").values["text"] == Phrase(id="told-attached")
    assert line(shown, "card-files").values == {"count": 1}


def test_a_place_is_told_in_words_or_points_to_the_map() -> None:
    """Words first; coordinates alone are behind the button."""
    words = card(file_for(MEDIATOR, filed(), place=Place("村口老樟树下", 26.9, 112.6)))
    assert line(words, "card-place").values == {"place": "村口老樟树下"}
    on_map = card(file_for(MEDIATOR, filed(), place=Place(None, 26.9, 112.6)))
    assert "card-place-on-map" in ids(on_map)
    assert "c-files" in acts(on_map)


def test_the_way_to_take_a_case_is_the_widest_button() -> None:
    """On a new case it stands alone in the first row."""
    shown = card(file_for(MEDIATOR, filed()))
    assert [button.act for button in shown.buttons[0]] == ["c-accept"]


def test_an_excerpt_is_never_longer_than_asked() -> None:
    """It ends with an ellipsis exactly when something was cut."""
    assert excerpt("狗叫", 2) == "狗叫"
    assert excerpt("狗叫了", 2) == "狗…"


def test_a_settled_case_says_so_and_offers_only_its_end() -> None:
    """What is left is to write down the result."""
    case = after(filed(), (Step.ACCEPT, MONDAY), (Step.SETTLE, MONDAY + HOUR))
    shown = card(file_for(MEDIATOR, case))
    assert "card-state-settled" in ids(shown)
    assert acts(shown) == {"c-close", "c-timeline", "d-open"}
    assert acts(card(file_for(MEDIATOR, replace(case, handler_id=None)))) == {"c-timeline", "d-open"}
