"""A shift on the cards of those who stand on it and of those who answer for it, in every state and language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.shift_card import about_card, lead_card, patroller_card
from domain.shifts import Mark, PostState, ShiftState
from domain.words import Language
from tests.domain.samples import HOUR, township
from tests.domain.shift_samples import EVENING, evening, post
from texts.catalogue import Catalogue
from texts.renderer import Renderer

NAMES = {1: "石建国"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("state", list(PostState))
def test_every_state_of_a_post_can_be_said(state: PostState, language: Language) -> None:
    """Somebody's post as they see it themselves and as others do, before the shift, on it and after it, and called off.

    A lead keeps the card of a post that somebody else has taken meanwhile: it says so.
    """
    renderer = Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)
    each = replace(post(1, state, leads=True), checked_in_at=EVENING, marks=tuple(Mark))
    for now in (EVENING - 30 * HOUR, EVENING - 1, EVENING + HOUR, EVENING + 9 * HOUR):
        for shift_state in ShiftState:
            rostered = evening(each, state=shift_state)
            for message in (
                patroller_card(rostered, each, township(), now),
                about_card(rostered, each, NAMES, township(), now),
                lead_card(rostered, NAMES, township(), now),
            ):
                assert renderer.render(message, language, 1).html
