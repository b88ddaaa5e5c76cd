"""A shift is called the same wherever it is said: on cards, boards, rosters, and in documents that are made as files."""

from __future__ import annotations

import pytest

from documents.document_words import slot_name as written_slot_name
from documents.patrol_words import listed_line, manned_line, shift_line, shift_words, short_words, team_name
from domain.messages import Message
from domain.patrol_counts import Coverage
from domain.shifts import Shift
from domain.words import Language
from tests.documents.patrol_samples import office, renderer, shift
from tests.domain.samples import calendar, township

EVENING = shift(1, "2026-09-28")
SCHOOL = shift(2, "2026-10-02", slot="school", start=16, hours=1.5)
EXTRA = shift(3, "2026-09-28", slot="extra_1")


@pytest.mark.parametrize(("of", "called"), [(EVENING, "晚班"), (SCHOOL, "放学护学"), (EXTRA, "临时班")])
def test_a_shift_is_called_the_same_everywhere(of: Shift, called: str) -> None:
    """By its slot; one that stands in no plan is an extra one."""
    manned = manned_line(of, Coverage(there=2, needed=3, led=True), township())
    lines = [shift_line(of, township()), listed_line(of, township()), manned]
    lines += [words(of, township(), calendar()) for words in (shift_words, short_words)]
    for line in lines:
        assert called in renderer().render(Message(lines=(line,)), Language.ZH_HANS, 1).html
    assert written_slot_name(office(), of) == called


def test_a_team_without_slots_of_its_own_has_those_of_the_township() -> None:
    """And whatever a team has beside its own is called as the township calls it."""
    patrol = township().patrol
    own = patrol.slot_of("fenglin", "school")
    assert own is not None
    assert own.code == "school"
    assert patrol.slot_of("liutang", "evening") == patrol.slots[0]
    assert patrol.slot_of("nowhere", "evening") == patrol.slots[0]
    assert patrol.slot_of("liutang", "school") is None


def test_a_unit_without_a_team_is_named_itself() -> None:
    """Words about a team that is no more still name somebody."""
    village = township().unit("fenglin")
    assert team_name(village).name == village.team
    assert team_name(village.changed(team=None)).name == village.name
