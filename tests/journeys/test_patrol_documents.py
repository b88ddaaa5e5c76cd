"""What people look at, keep and print: the buttons, the files that come, and who gets none."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from PIL import Image

from domain.messages import Button, Message, phrase
from domain.shifts import CheckInKind, PostState, Way
from domain.words import Language, Role
from playground.client import Phone, SeenMessage
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.documents.patrol_samples import shift
from tests.documents.pdf_reading import pages, words
from tests.journeys.village import Village, a_village

TODAY = "2026-09-28"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning, whose team stood two evenings in August and stands tonight."""
    async with a_village(tmp_path) as village:
        async with village.shouwang.database.transaction() as work:
            for number, day in enumerate(("2026-08-01", "2026-08-03", TODAY)):
                own = await work.shifts.add(shift(0, day, strength=2))
                assert own is not None
                for name, phone in (("李春禾", village.li), ("王大河", village.wang)):
                    person = await work.people.meet(phone.id, name, Language.ZH_HANS)
                    await work.people.welcomed(person.id)
                    await work.people.grant(person.id, Role.PATROLLER, village.home)
                    post = await work.shifts.assign(own.id, person.id, Way.ROSTER, leads=name == "李春禾")
                    assert post is not None
                    if number < 2 and (number, name) != (1, "王大河"):
                        came = replace(
                            post, state=PostState.CHECKED_OUT, checked_in_at=own.starts_at, checked_out_at=own.ends_at
                        )
                        await work.shifts.save_post(came, post.state)
                        await work.check_ins.add(post.id, CheckInKind.LOCATION, (27.33, 112.634))
        yield village


async def open_at(village: Village, phone: Phone, act: str, subject: str = "") -> None:
    """Press a button with this act: the menu of another part draws it."""
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        button = Button(label=phrase("button-continue"), act=act, subject=subject)
        message = Message(lines=(phrase("more"),), buttons=((button,),))
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    await village.town.settle()
    label = (await phone.last()).buttons[0][0]
    await phone.press(label)


async def content_of(village: Village, message: SeenMessage) -> bytes:
    """The file that came with a message."""
    found = message.raw.get("document") or message.raw["photo"]
    url = f"{village.settings.telegram.base_url}/playground/api/files/{found['file_id']}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        return await answer.read()


async def test_a_patroller_looks_at_the_roster(village: Village) -> None:
    """Their only team's comes at once, as a picture with words under it; they can leaf two weeks on and back."""
    await open_at(village, village.li, "b-roster-picture")
    seen = await village.li.last()
    assert seen.media == ("photo",)
    assert "枫林义务巡逻队" in seen.text
    picture = Image.open(io.BytesIO(await content_of(village, seen)))
    assert picture.format == "PNG"
    assert picture.width == 1080
    await village.li.press("后两周")
    later = await village.li.last()
    assert later.media == ("photo",)
    assert await content_of(village, later) != await content_of(village, seen)


async def test_who_has_no_team_is_told_how_to_join_and_the_centre_chooses(village: Village) -> None:
    """A village head sees their village's, the centre all 21, a mediator none; a button for another team is refused."""
    await open_at(village, village.mediator, "b-roster-picture")
    assert "还没有参加巡逻队" in (await village.mediator.last()).text
    await open_at(village, village.head, "b-roster-picture")
    assert (await village.head.last()).media == ("photo",)
    await open_at(village, village.staff, "b-roster-picture")
    asked = await village.staff.last()
    assert sum(map(len, asked.buttons)) == 21
    await village.staff.press("柳塘村")
    assert "柳塘义务巡逻队" in (await village.staff.last()).text
    await open_at(village, village.li, "b-roster-picture", "liutang")
    assert (await village.li.last()).media == ()
    assert await village.li.alert()


async def test_a_patroller_takes_their_shifts_into_the_phones_calendar(village: Village) -> None:
    """A file with their own shifts alone; who has none is told so."""
    await open_at(village, village.wang, "b-calendar")
    seen = await village.wang.last()
    assert seen.raw["document"]["file_name"] == "shifts.ics"
    events: list[Any] = list(Calendar.from_ical(await content_of(village, seen)).walk("VEVENT"))
    assert [event["dtstart"].dt.isoformat() for event in events] == ["2026-09-28T12:00:00+00:00"]
    assert "李春禾" not in (await content_of(village, seen)).decode()
    await open_at(village, village.head, "b-calendar")
    assert "没有您的班" in (await village.head.last()).text


async def test_the_centre_looks_at_coverage_and_nobody_else_does(village: Village) -> None:
    """This month's first, then the one before; a village head is refused."""
    await open_at(village, village.staff, "b-heatmap")
    seen = await village.staff.last()
    assert seen.media == ("photo",)
    assert seen.buttons == (("2026年8月",),)
    await village.staff.press("2026年8月")
    assert "2026年8月" in (await village.staff.last()).text
    await open_at(village, village.head, "b-heatmap")
    assert (await village.head.last()).media == ()
    assert await village.head.alert()


async def test_the_centre_reviews_and_releases_a_months_allowances(village: Village) -> None:
    """Month, team, workbook, "sure?", released: those who are paid hear of it, and it cannot be released again."""
    staff = village.staff
    await open_at(village, staff, "b-ledger")
    await staff.press("2026年8月")
    month = await staff.last()
    assert "核实 3 班，应发 90.00 元" in month.text
    await staff.press("枫林村 · 90.00 元")
    team = await staff.last()
    assert "没算的 1 班：没有签到记录" in team.text
    await staff.press("看表格")
    file = await staff.last()
    assert file.raw["document"]["file_name"] == "allowance-2026-08-fenglin.xlsx"
    workbook = load_workbook(io.BytesIO(await content_of(village, file)))
    assert workbook.worksheets[2].max_row == 9
    await staff.press_in(await staff.find("没算的"), "审核发放")
    assert not await village.li.sees("补助")
    await staff.press("确定发放")
    assert await staff.alert() == "已发放"
    assert "孙立言 已于" in (await staff.find("枫林义务巡逻队")).text
    assert "核实 2 班，共 60.00 元" in (await village.li.last()).text
    assert "核实 1 班，共 30.00 元" in (await village.wang.last()).text
    assert "觉得哪班不对" in (await village.wang.last()).text
    await open_at(village, village.director, "b-ledger", "2026-08.fenglin.y")
    assert "孙立言 已于" in (await village.director.last()).text
    assert len([each for each in await village.li.screen() if "补助" in each.text]) == 1


async def test_a_sum_that_changed_is_shown_again_before_it_is_released(village: Village) -> None:
    """Between "sure?" and "yes" the lead has vouched for somebody: the card of now comes, and nothing is released."""
    staff = village.staff
    await open_at(village, staff, "b-ledger", "2026-08.fenglin")
    await staff.press("审核发放")
    async with village.shouwang.database.transaction() as work:
        wang = await work.people.by_telegram_id(village.wang.id)
        assert wang is not None
        evening = (await work.shifts.of_person(wang.id, 0, work.now))[1]
        post = evening.post_of(wang.id)
        assert post is not None
        here = replace(post, state=PostState.CHECKED_OUT, checked_in_at=evening.shift.starts_at)
        await work.shifts.save_post(here, post.state)
    await staff.press("确定发放")
    assert "应发 120.00 元" in (await staff.last()).text
    assert not await village.li.sees("补助")


async def test_the_ledger_is_the_centres_alone_and_this_month_waits(village: Village) -> None:
    """A patroller and a village head are refused; September cannot be released in September."""
    for phone in (village.li, village.head, village.admin):
        await open_at(village, phone, "b-ledger", "2026-08.fenglin.f")
        assert (await phone.last()).media == ()
        assert await phone.alert()
    await open_at(village, village.staff, "b-ledger", f"{TODAY[:7]}.fenglin")
    running = await village.staff.last()
    assert "还没过完" in running.text
    assert not any("审核发放" in label for row in running.buttons for label in row)


async def test_a_volunteer_gets_a_certificate_of_their_hours(village: Village) -> None:
    """One year: at once, as a page that says so. Who has not stood a shift is told when they can."""
    await open_at(village, village.li, "b-certificate")
    seen = await village.li.last()
    (page,) = pages(await content_of(village, seen))
    assert "兹证明李春禾" in words(page)
    assert "共2班，服务6.0小时" in words(page)
    await open_at(village, village.head, "b-certificate")
    assert "站完第一班" in (await village.head.last()).text


async def test_words_go_without_a_document_that_cannot_be_made(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The patroller reads why it is sent, the admin hears that something is wrong, and the next one works again."""

    def broken() -> str:
        raise OSError

    monkeypatch.setattr("documents.drawing.font_path", broken)
    await open_at(village, village.li, "b-roster-picture")
    seen = await village.li.last()
    assert seen.media == ()
    assert "枫林义务巡逻队" in seen.text
    assert seen.buttons
    assert await village.admin.sees("attachment")
    monkeypatch.undo()
    await village.li.press("后两周")
    assert (await village.li.last()).media == ("photo",)
