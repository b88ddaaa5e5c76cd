"""What is proposed as alike and what a search finds: never what somebody may not see, nor by words they may not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.change_case import case_of
from actions.erase_case import Why, erase_case
from actions.file_report import Report, file_report
from actions.find_similar import find_similar
from actions.merge_cases import link_cases
from actions.search_cases import search_cases
from actions.withdraw_case import withdraw_case
from domain.cases import Case, KnownAs
from domain.words import CaseKind, Role
from storage.cases import Place
from storage.vault import Identity
from tests.actions.office import ACCOUNT, VILLAGE, Office

CANAL = "村口的水渠塌了一段，再下大雨就要淹田了。"
CANAL_AGAIN = "水渠在村口塌了，下雨田要被淹。"
DOG = "邻居家的狗天天半夜叫，老人睡不好。"


async def reported(
    office: Office,
    text: str,
    *,
    category: str = "land_and_water",
    unit: str = VILLAGE,
    about: frozenset[int] = frozenset(),
    words_held: bool = False,
) -> Case:
    """A case with these words."""
    identity = Identity(person_id=office.li, telegram_id=ACCOUNT, name="李春禾")
    kind = office.rules.township.category(category).kind
    report = Report(kind, category, unit, text, (), Place(), False, KnownAs.CONFIDENTIAL, identity, about)
    async with office.at_work() as work:
        return (await file_report(work, office.rules, replace(report, words_held=words_held))).case


async def similar(office: Office, case: Case, person: int) -> set[int]:
    """What somebody is shown as alike."""
    async with office.at_work() as work:
        viewer = await work.people.viewer(person)
        return {each.id for each in await find_similar(work, office.rules, case, viewer)}


async def found(office: Office, person: int, line: str) -> set[int]:
    """What somebody finds."""
    async with office.at_work() as work:
        return {case.id for case in (await search_cases(work, office.rules, person, line)).cases}


async def test_what_is_alike_is_shown_to_the_centre_alone(office: Office) -> None:
    """Another matter is not; a mediator does not sort cases."""
    first, second = await reported(office, CANAL), await reported(office, CANAL_AGAIN)
    await reported(office, DOG, category="neighbours")
    assert await similar(office, first, office.staff) == {second.id}
    assert await similar(office, first, office.mediator) == set()


async def test_of_another_place_or_long_ago_or_linked_is_not_proposed(office: Office) -> None:
    """Nor what is closed; what was linked is known."""
    old = await reported(office, CANAL)
    await reported(office, CANAL, unit="centre")
    office.clock.forward(days=40)
    new = await reported(office, CANAL_AGAIN)
    assert await similar(office, new, office.staff) == set()
    third = await reported(office, CANAL)
    assert await similar(office, new, office.staff) == {third.id}
    async with office.at_work() as work:
        await link_cases(work, office.rules, new, third, office.staff)
    assert await similar(office, new, office.staff) == set()
    assert old.id != new.id


async def test_a_case_that_names_the_asker_is_never_proposed_nor_found(office: Office) -> None:
    """As if it did not exist; the oversight contact has both."""
    first = await reported(office, CANAL)
    hidden = await reported(office, CANAL_AGAIN, about=frozenset({office.staff}))
    assert await similar(office, first, office.staff) == set()
    assert await similar(office, first, office.oversight) == {hidden.id}
    for line in (hidden.number, "水渠", "枫林村"):
        assert hidden.id not in await found(office, office.staff, line)
        assert hidden.id in await found(office, office.oversight, line)


async def test_a_tip_is_found_by_its_number_and_category_and_not_by_its_words(office: Office) -> None:
    """Whoever guessed the words could otherwise learn who wrote them; nor is it alike to anything."""
    tip = await reported(office, "老王家天天晚上聚赌。", category="gambling_and_drugs", words_held=True)
    other = await reported(office, "老王家天天晚上聚赌。", category="neighbours")
    assert await found(office, office.director, "聚赌") == {other.id}
    assert tip.id in await found(office, office.director, tip.number)
    assert tip.id in await found(office, office.director, "赌博与毒品")
    assert await similar(office, other, office.staff) == set()


@pytest.mark.parametrize(
    ("who", "finds"),
    [("mediator", True), ("officer", False), ("admin", False), ("li", False), ("director", True)],
)
async def test_nobody_finds_outside_of_their_scope(office: Office, who: str, finds: bool) -> None:
    """Neither by number nor by words."""
    case = await reported(office, CANAL)
    for line in (case.number, "水渠 淹田", "待受理"):
        assert (case.id in await found(office, office.people[who], line)) is finds


async def test_all_words_must_stand_in_it_and_values_narrow_it_down(office: Office) -> None:
    """Also across the texts of one case; an empty line finds nothing."""
    canal, dog = await reported(office, CANAL), await reported(office, DOG, category="neighbours")
    assert await found(office, office.staff, "水渠 淹田") == {canal.id}
    assert await found(office, office.staff, "水渠 狗") == set()
    assert await found(office, office.staff, "枫林村 纠纷") == {canal.id, dog.id}
    assert await found(office, office.staff, "邻里纠纷 老人") == {dog.id}
    assert await found(office, office.staff, "办结") == set()
    assert await found(office, office.staff, " ") == set()


async def test_a_route_past_the_village_falls_back_to_the_centre_and_not_to_the_village(office: Office) -> None:
    """Where the post has nobody, and when deadlines pass."""
    tip = await reported(office, "有人偷鸡。", category="theft")
    assert tip.kind is CaseKind.TIP
    told = {each.person_id for each in await office.told() if each.phrases[0] == "headline-new"}
    assert told == {office.officer}
    async with office.at_work() as work:
        await work.people.end(office.officer, Role.DEPARTMENT_OFFICER, "police_post")
    other = await reported(office, "又有人偷鸡。", category="theft")
    told = {each.person_id for each in await office.told() if each.phrases[0] == "headline-new"}
    assert told == {office.staff}
    assert other.past_unit


async def test_nothing_is_found_of_a_case_whose_texts_were_destroyed(office: Office) -> None:
    """Nobody sees it any more, so it stands in no list either."""
    case = await reported(office, CANAL)
    async with office.at_work() as work:
        await withdraw_case(work, office.rules, case)
    assert await found(office, office.director, "撤回") == {case.id}
    async with office.at_work() as work:
        await erase_case(work, await case_of(work, case.id), Why.ASKED)
    assert await found(office, office.director, "撤回") == set()
