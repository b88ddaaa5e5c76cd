"""A report that is taken back, and what goes on for others who reported the same matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.agree_to_words import agree_to_words
from actions.change_case import case_of
from actions.matter import as_reporter_sees, texts_of_matter
from actions.merge_cases import merge_cases
from actions.withdraw_case import withdraw_case
from domain.cases import Case, CaseState
from domain.words import CaseKind
from tests.actions.office import Office


async def a_tip(office: Office, *, held: bool) -> Case:
    """A tip whose own words are kept back, unless its reporter has agreed."""
    tip = await office.file(kind=CaseKind.TIP)
    async with office.at_work() as work:
        said = replace(tip, words_held=held, version=tip.version + 1)
        await work.cases.save(said)
    return said


@pytest.mark.parametrize("first_agreed", [True, False])
async def test_what_one_reporter_agreed_to_opens_or_shuts_nothing_of_anothers(
    office: Office,
    first_agreed: bool,
) -> None:
    """The words of the one that goes on stay as their own reporter said, merged and afterwards."""
    first, second = await a_tip(office, held=not first_agreed), await a_tip(office, held=first_agreed)
    async with office.at_work() as work:
        leading = await merge_cases(work, office.rules, first, second, office.staff)
        merged = await case_of(work, second.id)
        assert (await as_reporter_sees(work, merged)).words_held is first_agreed
        await withdraw_case(work, office.rules, leading)
        heir = await case_of(work, second.id)
        assert heir.words_held is first_agreed
        texts = await texts_of_matter(work, heir, await work.people.viewer(office.officer))
        assert [entry.text for entry in texts] == ([""] if first_agreed else ["狗天天叫"])


async def test_whoever_deals_with_the_matter_hears_that_a_merged_reporter_agreed(office: Office) -> None:
    """They can read the words from then on, and the case's own people may be others."""
    first, second = await a_tip(office, held=True), await a_tip(office, held=True)
    async with office.at_work() as work:
        leading = await merge_cases(work, office.rules, first, second, office.staff)
        await work.cases.save(replace(leading, handler_id=office.staff, version=leading.version + 1))
    await office.told()
    async with office.at_work() as work:
        agreed = await agree_to_words(work, office.rules, await case_of(work, second.id))
    assert (agreed.state, agreed.words_held) == (CaseState.MERGED, False)
    assert "headline-words-agreed" in [each.phrases[0] for each in await office.told_to(office.staff)]
