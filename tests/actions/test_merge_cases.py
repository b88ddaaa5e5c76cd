"""Cases of one matter: merged, separated, passed on; whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.accept_case import accept_case
from actions.add_to_case import add_to_case
from actions.assign_case import assign_case
from actions.change_case import case_of
from actions.close_case import close_case
from actions.erase_case import Why, erase_case
from actions.log_progress import log_progress
from actions.merge_cases import link_cases, merge_cases, separate_case
from actions.nudge_case import nudge_case
from actions.reopen_case import reopen_case
from actions.split_case import Part, split_case
from actions.withdraw_case import withdraw_case
from domain.access import Act, Holder, may
from domain.cases import CaseState, KnownAs, Urgency
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind, Role
from storage.due import DueKind
from storage.rows import Parameters
from storage.sqlite_connection import SqliteConnection
from tests.actions.office import VILLAGE, Office


class PowerCut(Exception):
    """The machine goes off in the middle."""


async def two(office: Office, *, about: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Two open cases of one matter; the second names somebody."""
    first, second = await office.file(), await office.file(about=about)
    await office.told()
    return first.id, second.id


async def merged(office: Office, first: int, second: int) -> None:
    """The second merged into the first."""
    async with office.at_work() as work:
        one, other = await work.cases.get(first), await work.cases.get(second)
        assert one is not None
        assert other is not None
        await merge_cases(work, office.rules, one, other, office.staff)


async def test_a_merged_case_has_no_clock_and_its_reporter_hears_what_becomes_of_the_other(office: Office) -> None:
    """Under their own number, once for each step; the reporter of the first hears nothing of the merging."""
    first, second = await two(office)
    await merged(office, first, second)
    told = [each for each in await office.told() if each.person_id == office.li]
    assert [each.phrases for each in told] == [("told-merged",)]
    async with office.at_work() as work:
        assert await work.due.of(DueKind.CASE, str(second)) is None
        leading = await work.cases.get(first)
        other = await work.cases.get(second)
        assert leading is not None
        assert other is not None
        await accept_case(work, office.rules, leading, office.mediator)
    told = [each for each in await office.told() if each.person_id == office.li]
    assert {str(each.line("told-accepted").values["number"]) for each in told} == {leading.number, other.number}
    assert len(told) == 2


async def test_whom_one_of_them_must_not_reach_the_other_does_not_reach_either(office: Office) -> None:
    """Conflicts of both count for both, also those that are found later, and whoever had it has it no longer."""
    first, second = await two(office, about=frozenset({office.mediator}))
    async with office.at_work() as work:
        one = await work.cases.get(first)
        assert one is not None
        await accept_case(work, office.rules, one, office.mediator)
    await office.told()
    await merged(office, first, second)
    told = await office.told()
    assert not [each for each in told if each.person_id == office.mediator and not each.silently]
    async with office.at_work() as work:
        leading = await work.cases.get(first)
        assert leading is not None
        assert leading.handler_id is None
        assert leading.responsible_unit == VILLAGE
        await work.conflicts.add(second, office.head)
        for case_id in (first, second):
            assert await work.conflicts.of(case_id) == {office.mediator, office.head}
            case = await work.cases.get(case_id)
            assert case is not None
            for person in (office.mediator, office.head, office.second):
                viewer = await work.people.viewer(person)
                assert not may(viewer, Act.VIEW, case, await work.conflicts.of(case_id))


async def test_what_was_merged_into_a_merged_case_goes_with_it(office: Office) -> None:
    """There is one leading case, and every other is merged into it directly."""
    first, second = await two(office)
    third = (await office.file()).id
    await merged(office, first, second)
    await merged(office, third, first)
    async with office.at_work() as work:
        assert [case.id for case in await work.cases.merged_into(third)] == [first, second]
        assert await work.cases.merged_into(first) == ()


async def test_a_case_that_is_being_mediated_leads_and_is_not_joined_to_another(office: Office) -> None:
    """Its parties, sessions and promises stay with whoever deals with the matter."""
    first, second = await two(office)
    async with office.at_work() as work:
        await work.mediations.begin(second)
    with pytest.raises(Refusal) as refused:
        await merged(office, first, second)
    assert refused.value.code is RefusalCode.IN_MEDIATION
    await merged(office, second, first)
    async with office.at_work() as work:
        assert [case.id for case in await work.cases.merged_into(second)] == [first]


async def test_what_was_merged_into_a_case_is_erased_with_it(office: Office) -> None:
    """And not before: while the matter is open its words are needed."""
    first, second = await two(office)
    await merged(office, first, second)
    async with office.at_work() as work:
        with pytest.raises(Refusal):
            await erase_case(work, await case_of(work, second), Why.RETENTION)
        taken = await accept_case(work, office.rules, await case_of(work, first), office.mediator)
        await close_case(work, office.rules, taken, office.mediator, "done", "已修好", ())
    async with office.at_work() as work:
        await erase_case(work, await case_of(work, first), Why.RETENTION)
        for each in (first, second):
            assert (await case_of(work, each)).erased_at == work.now
            assert await work.entries.of(each) == ()


async def test_what_cannot_be_merged(office: Office) -> None:
    """A case with itself, one that is closed or merged, and one that goes past the village with one that does not."""
    first, second = await two(office)
    tip = await office.file(kind=CaseKind.TIP)
    assert tip.past_unit
    async with office.at_work() as work:
        seen_in_the_village = replace(tip, past_unit=False, version=tip.version + 1)
        await work.cases.save(seen_in_the_village)
    with pytest.raises(Refusal) as refused:
        await merged(office, first, tip.id)
    assert refused.value.code is RefusalCode.OTHER_WAY
    async with office.at_work() as work:
        await work.cases.save(replace(seen_in_the_village, past_unit=True, version=tip.version + 2))
    for one, other, code in (
        (first, first, RefusalCode.SAME_CASE),
        (first, tip.id, RefusalCode.OTHER_WAY),
    ):
        with pytest.raises(Refusal) as refused:
            await merged(office, one, other)
        assert refused.value.code is code
    await merged(office, first, second)
    with pytest.raises(Refusal) as refused:
        await merged(office, first, second)
    assert refused.value.code is RefusalCode.NOT_OPEN


async def test_an_urgent_report_makes_the_matter_urgent(office: Office) -> None:
    """Nobody had said that they have seen it, so the ladder goes on with the leading case."""
    first, second = (await office.file()).id, (await office.file(urgent=True)).id
    await merged(office, first, second)
    async with office.at_work() as work:
        leading = await work.cases.get(first)
    assert leading is not None
    assert leading.urgency is Urgency.URGENT


async def test_additions_and_nudges_of_a_merged_report_reach_whoever_has_the_matter(office: Office) -> None:
    """The words stay with their own case."""
    first, second = await two(office)
    await merged(office, first, second)
    office.clock.forward(days=2)
    async with office.at_work() as work:
        own = await work.cases.get(second)
        assert own is not None
        await add_to_case(work, office.rules, own, "又塌了一截", ())
        own = await work.cases.get(second)
        assert own is not None
        await nudge_case(work, office.rules, own)
        assert [entry.text for entry in await work.entries.of(second)][-1] == "又塌了一截"
        assert len(await work.entries.of(first)) == 1
    headlines = [each.phrases[0] for each in await office.told_to(office.mediator)]
    assert "headline-added" in headlines
    assert "headline-nudged" in headlines


async def test_not_settled_said_by_any_of_the_reporters_opens_the_matter_again(office: Office) -> None:
    """The leading case goes one level up."""
    first, second = await two(office)
    await merged(office, first, second)
    async with office.at_work() as work:
        leading = await work.cases.get(first)
        assert leading is not None
        taken = await accept_case(work, office.rules, leading, office.mediator)
        await close_case(work, office.rules, taken, office.mediator, "failed", "没谈成", ())
        own = await work.cases.get(second)
        assert own is not None
        await reopen_case(work, office.rules, own)
        leading = await work.cases.get(first)
    assert leading is not None
    assert (leading.state, leading.reopened) == (CaseState.FILED, 1)


async def test_the_matter_goes_on_for_the_others_when_the_first_takes_it_back(office: Office) -> None:
    """With the same handler and clocks, under the second report's number; the third is merged into that."""
    first, second = await two(office)
    third = (await office.file()).id
    await merged(office, first, second)
    await merged(office, first, third)
    async with office.at_work() as work:
        leading = await work.cases.get(first)
        assert leading is not None
        taken = await accept_case(work, office.rules, leading, office.mediator)
        working = await log_progress(work, office.rules, taken, office.mediator, "去看过", ())
        await withdraw_case(work, office.rules, working)
        heir = await work.cases.get(second)
        assert heir is not None
        assert (heir.state, heir.handler_id) == (CaseState.IN_PROGRESS, office.mediator)
        assert heir.merged_into is None
        assert [case.id for case in await work.cases.merged_into(second)] == [third]
        assert await work.due.of(DueKind.CASE, str(second)) is not None
        assert await work.due.of(DueKind.CASE, str(first)) is None


async def test_who_goes_on_with_a_matter_that_was_filed_at_night_hears_of_it_in_the_morning(office: Office) -> None:
    """Filed, merged, accepted and taken back before anybody was told: that word is not lost with what was no longer true."""
    office.clock.forward(hours=14)
    first, second = await two(office)
    await merged(office, first, second)
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, await case_of(work, first), office.mediator)
        await withdraw_case(work, office.rules, taken)
    office.clock.forward(hours=12)
    told = [each.phrases[0] for each in await office.told_to(office.mediator)]
    assert "headline-heir" in told


async def test_a_merged_report_that_is_taken_back_leaves_the_matter_as_it_is(office: Office) -> None:
    """Only its own reporter hears nothing more."""
    first, second = await two(office)
    await merged(office, first, second)
    async with office.at_work() as work:
        own = await work.cases.get(second)
        assert own is not None
        await withdraw_case(work, office.rules, own)
        assert await work.cases.merged_into(first) == ()
        leading = await work.cases.get(first)
    assert leading is not None
    assert leading.state is CaseState.FILED


async def test_a_case_that_was_merged_by_mistake_waits_anew(office: Office) -> None:
    """It has its clock again and its unit is told; what it must not reach stays so."""
    first, second = await two(office)
    await merged(office, first, second)
    await office.told()
    async with office.at_work() as work:
        own = await work.cases.get(second)
        assert own is not None
        alone = await separate_case(work, office.rules, own, office.staff)
        assert await work.due.of(DueKind.CASE, str(second)) is not None
    assert (alone.state, alone.merged_into) == (CaseState.FILED, None)
    told = await office.told()
    assert ("told-separated",) in [each.phrases for each in told if each.person_id == office.li]
    assert "headline-new" in [each.phrases[0] for each in told if each.person_id == office.mediator]


async def test_a_link_is_made_once_and_shows_nobody_more(office: Office) -> None:
    """Both cases have it in their log; a second time is refused."""
    first, second = await two(office)
    async with office.at_work() as work:
        one, other = await work.cases.get(first), await work.cases.get(second)
        assert one is not None
        assert other is not None
        await link_cases(work, office.rules, one, other, office.staff)
        assert await work.case_links.of(first) == (second,)
        assert await work.case_links.of(second) == (first,)
        with pytest.raises(Refusal):
            await link_cases(work, office.rules, other, one, office.staff)
    assert EventKind.LINKED in [event.kind for event in await office.events(one)]


async def test_a_part_keeps_reporter_and_conflicts_and_a_tip_without_identity_is_not_split(office: Office) -> None:
    """Nobody could be given the second number of an unlinked tip."""
    case = await office.file(about=frozenset({office.head}))
    part = Part(CaseKind.HAZARD, "public_facilities", VILLAGE, "路灯坏了")
    async with office.at_work() as work:
        new = await split_case(work, office.rules, case, part, office.staff)
        assert await work.conflicts.of(new.id) == {office.head}
        identity = await work.vault.identity_of(new.id)
        assert identity is not None
        assert identity.person_id == office.li
        assert await work.case_links.of(case.id) == (new.id,)
    told = await office.told()
    assert office.mediator not in {each.person_id for each in told if each.phrases[0] == "headline-new"}
    tip = await office.file(kind=CaseKind.TIP, known_as=KnownAs.UNLINKED)
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await split_case(work, office.rules, tip, part, office.staff)
    assert refused.value.code is RefusalCode.NO_WAY_BACK


TOUCHED = ("matter", "conflict", "assignment", "entry", "event", "outbox", "due", "case_link", "card")


async def everything(office: Office) -> list[list[dict[str, object]]]:
    """All rows of the tables that a merge touches."""
    async with office.database.alone() as connection:
        return [
            [dict(row) for row in await connection.rows(f"SELECT * FROM {table}")]  # noqa: S608 - named above
            for table in TOUCHED
        ]


class Cut:
    """Lets so many writing statements through, and then the power is gone."""

    def __init__(self, through: int) -> None:
        self.left = through
        self.whole = SqliteConnection.execute

    def put_in(self, patched: pytest.MonkeyPatch) -> None:
        """In place of the connection's own way to write."""

        async def execute(connection: SqliteConnection, sql: str, parameters: Parameters = ()) -> int:
            if not sql.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE")):
                if self.left == 0:
                    raise PowerCut
                self.left -= 1
            return await self.whole(connection, sql, parameters)

        patched.setattr(SqliteConnection, "execute", execute)


async def test_a_cut_anywhere_in_a_merge_leaves_nothing_of_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each statement that writes, in turn: all is as before, until the merge comes through whole."""
    first, second = await two(office, about=frozenset({office.mediator}))
    async with office.at_work() as work:
        one = await work.cases.get(first)
        assert one is not None
        await assign_case(work, office.rules, one, Holder(office.second, Role.MEDIATOR, VILLAGE), office.staff)
    await office.told()
    before = await everything(office)
    cuts = 0
    while True:
        with monkeypatch.context() as patched:
            Cut(cuts).put_in(patched)
            try:
                await merged(office, first, second)
            except PowerCut:
                cuts += 1
            else:
                break
        assert await everything(office) == before
    assert cuts > 5
    async with office.at_work() as work:
        other = await work.cases.get(second)
    assert other is not None
    assert (other.merged_into, other.state) == (first, CaseState.MERGED)


async def test_what_waited_for_the_morning_does_not_reach_whom_a_merged_case_names(office: Office) -> None:
    """Filed at night, merged at night: in the morning nobody hears of it whom the other must not reach; the others do."""
    office.clock.forward(hours=14)
    first, second = await two(office, about=frozenset({office.head}))
    await merged(office, first, second)
    office.clock.forward(hours=12)
    told = {each.person_id for each in await office.told() if not each.silently}
    assert not told & {office.head, office.mediator, office.second}
    # The centre's staff has merged them; somebody else who may take it hears of it.
    assert office.director in told


async def test_the_card_of_whom_a_merged_case_names_says_no_more_than_that_it_is_elsewhere(office: Office) -> None:
    """Whoever was shown the one is shown it no longer once it is dealt with together with what names them."""
    first, second = await two(office, about=frozenset({office.head}))
    await merged(office, first, second)
    told = [each for each in await office.told() if each.person_id == office.mediator]
    assert [each.phrases for each in told] == [("card-elsewhere",)]
