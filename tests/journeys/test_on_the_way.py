"""What a patroller meets on the way, what they take along, and what comes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.shifts import Mark, PostState, Shift, ShiftState, Way
from domain.words import Role
from tests.journeys.patrol_people import BRIDGE, HOUR, Team, a_team, offer
from tests.journeys.village import Village, a_village

FLOOD = "石桥头的水渠塌了一段，路上全是水。"
VAGUE = "看到一件怪事"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def incident(village: Village, team: Team, text: str) -> None:
    """One tap, a few words, one send."""
    await offer(village, team.phones[1], "o-incident")
    await team.phones[1].press("o-incident")
    await team.phones[1].send(text)
    await team.phones[1].press("✅ 记下")


async def test_an_incident_is_kept_with_the_last_place_and_the_lead_hears_of_it(village: Village) -> None:
    """With a picture, though it is night; the others of the shift and the village hear nothing."""
    await village.town.advance(hours=14, jump=True)
    team = await a_team(village)
    await team.check_in(1)
    await offer(village, team.phones[1], "o-incident")
    await team.phones[1].press("o-incident")
    await team.phones[1].photo(caption=FLOOD)
    await team.phones[1].press("✅ 记下")
    assert "带班也知道了" in (await team.phones[1].last()).text
    told = await team.phones[0].find("队员1 巡逻时遇到一件事")
    assert FLOOD in told.text
    assert [each for each in await team.phones[0].screen() if "photo" in each.media]
    assert [each for each in await team.phones[0].screen() if "location" in each.media]
    for phone in (team.phones[2], village.head, village.mediator):
        assert not await phone.sees(FLOOD)
    async with village.shouwang.database.transaction() as work:
        (kept,) = await work.incidents.of_shift(team.shift_id)
    assert (kept.text, kept.place, len(kept.attachments)) == (FLOOD, BRIDGE, 1)


async def test_a_form_in_which_nothing_was_written_is_not_offered_again(village: Village) -> None:
    """Whoever only looked is not told, after everything they do, that they have not finished."""
    team = await a_team(village)
    await offer(village, team.phones[1], "t-join")
    await team.phones[1].press("t-join")
    assert await team.phones[1].sees("您想参加哪个村")
    await incident(village, team, FLOOD)
    assert not await team.phones[1].sees("没说完")


async def test_one_more_tap_makes_it_a_case_in_the_patrollers_name(village: Village) -> None:
    """Nothing is missing, so it is filed at once; the mediators have it, and the incident knows its case."""
    team = await a_team(village)
    await team.check_in(1)
    await incident(village, team, FLOOD)
    await team.phones[1].press("以我的名义上报")
    number = await village.case_number(team.phones[1])
    card = await village.mediator.find(number)
    assert "水渠塌了" in card.text
    assert "实名" in card.text
    await village.mediator.press("我来受理")
    assert "队员1" in (await village.mediator.find(number)).text
    async with village.shouwang.database.transaction() as work:
        (kept,) = await work.incidents.of_shift(team.shift_id)
        case = await work.cases.by_number(number)
        assert case is not None
        assert kept.matter_id == case.id
        assert (await work.cases.place(case.id)).latitude == pytest.approx(BRIDGE[0])
    await offer(village, team.phones[1], f"o-case:{kept.id}")
    await team.phones[1].press("o-case")
    assert number in (await team.phones[1].alert() or "")


async def test_what_kind_it_is_is_asked_when_the_words_do_not_say(village: Village) -> None:
    """Kind and category are asked; the way to be known, the village and the words are there already."""
    team = await a_team(village)
    await incident(village, team, VAGUE)
    await team.phones[1].press("以我的名义上报")
    assert "哪一类" in (await team.phones[1].last()).text
    await team.phones[1].press("有隐患")
    await team.phones[1].press("其他")
    confirmation = await team.phones[1].last()
    assert VAGUE in confirmation.text
    assert "实名（队员1）" in confirmation.text
    assert "枫林村" in confirmation.text
    await team.phones[1].press("提交")
    number = await village.case_number(team.phones[1])
    assert await village.mediator.sees(number)


async def test_a_case_that_became_confidential_is_not_tied_to_the_patroller(village: Village) -> None:
    """Who changes their mind about the name is not betrayed by the incident."""
    team = await a_team(village)
    await incident(village, team, VAGUE)
    await team.phones[1].press("以我的名义上报")
    await team.phones[1].press("有隐患")
    await team.phones[1].press("其他")
    await team.phones[1].press("修改")
    await team.phones[1].press("身份")
    await team.phones[1].press("保密")
    await team.phones[1].press("提交")
    assert await village.case_number(team.phones[1])
    async with village.shouwang.database.transaction() as work:
        (kept,) = await work.incidents.of_shift(team.shift_id)
    assert kept.matter_id is None


async def test_off_duty_an_incident_is_a_report_like_everybodys(village: Village) -> None:
    """There is no shift and no lead to tell, so the report begins."""
    team = await a_team(village, begins_in_ms=5 * HOUR)
    await offer(village, team.phones[1], "o-incident")
    await team.phones[1].press("o-incident")
    assert "什么事？写字、说话" in (await team.phones[1].last()).text


async def test_somebody_elses_incident_cannot_be_made_a_case(village: Village) -> None:
    """Only whoever met it has the button, and it asks again whose it is."""
    team = await a_team(village)
    await incident(village, team, FLOOD)
    await offer(village, team.phones[2], "o-case:1")
    await team.phones[2].press("o-case")
    assert "您不能办" in (await team.phones[2].alert() or "")


async def test_an_incident_whose_time_is_over_becomes_no_case(village: Village) -> None:
    """Its words are gone: the old button says so, and that one may report anew."""
    team = await a_team(village)
    await incident(village, team, FLOOD)
    async with village.shouwang.database.transaction() as work:
        await work.incidents.erase(1)
    await offer(village, team.phones[1], "o-case:1")
    await team.phones[1].press("o-case")
    assert "已经删除" in (await team.phones[1].alert() or "")


async def test_equipment_goes_out_and_back_with_one_tap_each(village: Village) -> None:
    """The list shows what one has; what is back is no longer out."""
    team = await a_team(village)
    await offer(village, team.phones[1], "o-equipment")
    await team.phones[1].press("o-equipment")
    await team.phones[1].press("手电筒")
    assert ("✅ 带了：手电筒",) in (await team.phones[1].last()).buttons
    await team.phones[1].press("反光背心")
    await team.phones[1].press("手电筒")
    async with village.shouwang.database.transaction() as work:
        taken = {each.code: each.back_at for each in await work.equipment.of(team.posts[1])}
    assert taken["vest"] is None
    assert taken["torch"] is not None


async def test_off_duty_no_equipment_goes_out(village: Village) -> None:
    """Also not from the list of a shift that is over."""
    team = await a_team(village)
    await offer(village, team.phones[1], "o-equipment")
    await team.phones[1].press("o-equipment")
    await village.town.advance(hours=4, jump=True)
    await team.phones[1].press("手电筒")
    async with village.shouwang.database.transaction() as work:
        assert await work.equipment.of(team.posts[1]) == ()
    await team.phones[1].press("o-equipment")
    assert "不在班上" in (await team.phones[1].last()).text


async def a_past_shift(village: Village, team: Team, hours_ago: int, day: str, state: PostState) -> None:
    """A shift of three hours that ended, with the second of the team on it."""
    async with village.shouwang.database.transaction() as work:
        begins = work.now - hours_ago * HOUR
        planned = Shift(
            id=0,
            unit=village.home,
            slot="evening",
            day=day,
            starts_at=begins,
            ends_at=begins + 3 * HOUR,
            strength=1,
            special=False,
            state=ShiftState.ENDED,
            published_at=begins,
            chased_until=begins,
            version=1,
        )
        shift = await work.shifts.add(planned)
        assert shift is not None
        post = await work.shifts.assign(shift.id, team.persons[1], Way.ROSTER, leads=True)
        assert post is not None
        there = state is PostState.CHECKED_OUT
        done = replace(
            post,
            state=state,
            checked_in_at=begins if there else None,
            checked_out_at=begins + 2 * HOUR if there else None,
        )
        await work.shifts.save_post(done, post.state)


async def test_my_hours_count_what_was_stood_and_thank_for_it(village: Village) -> None:
    """Two hours of one evening, one that was missed; the month before is one tap away."""
    team = await a_team(village)
    await a_past_shift(village, team, 37, "2026-09-26", PostState.CHECKED_OUT)
    await a_past_shift(village, team, 13, "2026-09-27", PostState.ABSENT)
    await offer(village, team.phones[1], "b-hours")
    await team.phones[1].press("b-hours")
    page = await team.phones[1].last()
    assert "2026 年 9 月" in page.text
    assert "守了 1 班，共 2 小时" in page.text
    assert "没有来 1 次" in page.text
    assert "谢谢您" in page.text
    await team.phones[1].press_in(page, "上个月")
    before = await team.phones[1].last()
    assert before.message_id == page.message_id
    assert "8 月" in before.text
    assert "还没有守过班" in before.text


async def test_the_leads_board_shows_tonight_the_gaps_and_the_month(village: Village) -> None:
    """Who stands today with the state of each, which shift lacks a lead, the team's sum; a patroller may not see it."""
    team = await a_team(village)
    await team.check_in(1)
    async with village.shouwang.database.transaction() as work:
        running = await work.shifts.shift(team.shift_id)
        assert running is not None
        later = running.starts_at + 30 * HOUR
        gap = replace(running, day="2026-09-29", starts_at=later, ends_at=later + HOUR, strength=4, version=1)
        assert await work.shifts.add(gap)
    await offer(village, team.phones[0], "b-board")
    await team.phones[0].press("b-board")
    board = (await team.phones[0].last()).text
    assert "枫林村巡逻队" in board
    assert "队员0（带班）：说好来" in board
    assert "队员1：已签到" in board
    assert "0/4 人，没有带班" in board
    assert "守了 1 人次" in board
    await offer(village, team.phones[2], "b-board", "b-town")
    for act in ("b-board", "b-town"):
        await team.phones[2].press(act)
        assert "您不能办" in (await team.phones[2].alert() or "")


async def test_the_towns_board_has_a_line_for_each_team_and_opens_one(village: Village) -> None:
    """Every team of the configuration, a shift that is short marked, the day before one tap away, no picture yet."""
    team = await a_team(village)
    await team.check_in(1)
    await offer(village, village.staff, "b-town")
    await village.staff.press("b-town")
    board = await village.staff.last()
    names = [village.settings.township.unit(each.unit).name.zh_hans for each in village.settings.township.patrol.teams]
    assert all(name in board.text for name in names[:12])
    assert "⚠️ 枫林村 1/3，没有带班" in board.text
    assert "・9月28日：0/1" in board.text
    assert ("🗓 看覆盖图", "💰 补助") in board.buttons
    await village.staff.press("前一天")
    assert "9月27日" in (await village.staff.last()).text
    await village.staff.press("后一天")
    await village.staff.press("枫林村")
    assert "枫林村巡逻队" in (await village.staff.last()).text
    await village.staff.press("返回")
    assert "各队" in (await village.staff.last()).text


async def test_a_team_of_which_nothing_is_planned_stands_on_the_towns_board(village: Village) -> None:
    """It patrols in the township's shifts, without area or checkpoints in the configuration, and its board opens."""
    township = village.settings.township
    village.settings = village.settings.changed(township=township.changed(patrol=township.patrol.changed(teams=())))
    await village.restart()
    await offer(village, village.staff, "b-town")
    await village.staff.press("b-town")
    assert "枫林村" in (await village.staff.last()).text
    await village.staff.press("枫林村")
    assert "枫林村巡逻队" in (await village.staff.last()).text


async def test_the_head_sees_the_board_of_the_village_and_of_no_other(village: Village) -> None:
    """The role is of one unit, and so is the board."""
    async with village.shouwang.database.transaction() as work:
        head = await work.people.by_telegram_id(village.head.id)
        assert head is not None
        assert {held.role for held in await work.people.holdings_of(head.id)} == {Role.VILLAGE_HEAD}
    await offer(village, village.head, "b-board")
    await village.head.press("b-board")
    shown = await village.head.last()
    assert "枫林村巡逻队" in shown.text
    assert Mark.FORGOTTEN.value not in shown.text
    assert shown.buttons == (("🗓 排班表",),)
