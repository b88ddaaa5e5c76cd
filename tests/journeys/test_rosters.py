"""A team and its roster over the phone: published, handed on, swapped, arranged by the lead, shown as it is now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.messages import Button, Message, phrase
from domain.shifts import RosteredShift
from domain.teams import MemberState
from domain.words import Language, Role
from playground.client import Phone, SeenMessage
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.journeys.village import Village, a_village

NAMES = ("石建国", "周小禾", "吴青山", "郑秋月", "冯大江", "褚春生", "卫长河", "蒋满仓", "沈翠竹")
DAY = 86_400_000


@dataclass
class Team:
    """A village with a patrol team; the first two may lead."""

    village: Village
    phones: dict[str, Phone]
    persons: dict[str, int]

    @property
    def lead(self) -> Phone:
        """The first of the leads."""
        return self.phones[NAMES[0]]

    async def shifts(self) -> tuple[RosteredShift, ...]:
        """The team's coming shifts."""
        async with self.village.shouwang.database.transaction() as work:
            return await work.shifts.of_team(self.village.home, work.now, work.now + 60 * DAY)

    async def shift(self, shift_id: int) -> RosteredShift:
        """One of them, as it is now."""
        async with self.village.shouwang.database.transaction() as work:
            found = await work.shifts.get(shift_id)
        assert found is not None
        return found

    def phone_of(self, person_id: int) -> Phone:
        """The phone of a member."""
        return self.phones[next(name for name, person in self.persons.items() if person == person_id)]

    async def a_shift_with(self, *, not_lead: bool = True, after: int = 3) -> tuple[RosteredShift, Phone]:
        """A shift some days ahead, and the phone of somebody on it."""
        now = await self.village.town.now()
        for each in await self.shifts():
            if each.shift.starts_at - now > after * DAY:
                post = next(post for post in each.standing if post.leads is not not_lead)
                return each, self.phone_of(post.person_id)
        raise AssertionError("no such shift")

    async def open_shift(self, phone: Phone, shift: RosteredShift) -> None:
        """From one's own roster to the card of a shift."""
        await phone.press("我的班")
        label = await self.label(shift)
        await phone.press(label)

    async def label(self, shift: RosteredShift) -> str:
        """How a shift's button begins: its day and hour."""
        moment = self.village.shouwang.foundation.rules.calendar.local(shift.shift.starts_at)
        return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Team]:
    """A team on the Tuesday on which its roster was published."""
    async with a_village(tmp_path) as village:
        phones, persons = {}, {}
        for number, name in enumerate(NAMES):
            phones[name] = await village.town.person(name, id=100 + number)
            async with village.shouwang.database.transaction() as work:
                person = await work.people.meet(100 + number, name, Language.ZH_HANS)
                await work.people.welcomed(person.id)
                role = Role.SHIFT_LEAD if number < 2 else Role.PATROLLER
                await work.people.grant(person.id, role, village.home)
                member = await work.teams.ask(village.home, person.id)
                await work.teams.decide(member, MemberState.MEMBER, None)
            persons[name] = person.id
        await village.town.advance(days=1)
        yield Team(village, phones, persons)


async def test_everybody_hears_of_their_shifts_in_one_message_at_nine(team: Team) -> None:
    """Not at night, and not one for each shift; nobody outside the team hears anything."""
    for phone in team.phones.values():
        news = [each for each in await phone.screen() if "排班出来了" in each.text]
        assert len(news) == 1
        assert "➕" in news[0].text
    assert not await team.village.li.sees("排班")
    await team.village.town.advance(minutes=30)
    for phone in team.phones.values():
        assert len([each for each in await phone.screen() if "排班出来了" in each.text]) == 1


async def test_my_roster_and_the_teams(team: Team) -> None:
    """One's own shifts each with a button; the team's two weeks in lines that name everybody."""
    phone = team.phones[NAMES[4]]
    await phone.press("我的班")
    mine = await phone.last()
    assert "您的班" in mine.text
    assert mine.buttons[0][0].startswith("❔ ")
    await phone.press("的排班")
    shown = (await phone.last()).text
    assert "★" in shown
    assert shown.count("•") == len(await team.shifts())
    assert sum(name in shown for name in NAMES) == len(NAMES)


async def test_the_first_tap_has_the_post_and_the_others_see_that_it_is_gone(team: Team) -> None:
    """All who are free are asked; they tap at once; one has it, every other card says so, the offerer is told."""
    shift, tired = await team.a_shift_with()
    await team.open_shift(tired, shift)
    await tired.press("找人替我")
    await tired.press("是的，问全队")
    assert "已经问了全队" in (await tired.last()).text
    asked = [phone for phone in team.phones.values() if await phone.sees("谁能替一下")]
    assert len(asked) >= 2
    cards = [(phone, await phone.find("谁能替一下")) for phone in asked]
    await asyncio.gather(*(phone.press_in(card, "我来", settle=False) for phone, card in cards))
    await team.village.town.settle()
    winners = [phone for phone in asked if await phone.sees("这一班是您的了")]
    assert len(winners) == 1
    for phone, card in cards:
        now = next(each for each in await phone.screen() if each.message_id == card.message_id)
        assert not any("我来" in label for row in now.buttons for label in row)
        if phone is not winners[0]:
            assert "已经有人" in now.text
    assert await tired.sees("替您上这一班了")
    standing = {team.phone_of(post.person_id) for post in (await team.shift(shift.shift.id)).standing}
    assert winners[0] in standing
    assert tired not in standing
    assert len(standing) == shift.shift.strength


async def test_who_comes_after_all_takes_the_search_back(team: Team) -> None:
    """The others' cards change, and the lead hears both."""
    shift, tired = await team.a_shift_with()
    await team.open_shift(tired, shift)
    await tired.press("找人替我")
    await tired.press("是的，问全队")
    asked = [phone for phone in team.phones.values() if await phone.sees("谁能替一下")]
    await tired.press("我还是来")
    assert "还是您来" in (await tired.last()).text
    for phone in asked:
        assert "不用替了" in (await phone.last()).text
    lead = shift.lead
    assert lead is not None
    assert await team.phone_of(lead.person_id).sees("来不了")
    assert await team.phone_of(lead.person_id).sees("能来了")


async def test_a_swap_from_the_question_to_the_answer(team: Team) -> None:
    """The other says yes, and both rosters have changed."""
    shift, li = await team.a_shift_with()
    await team.open_shift(li, shift)
    await li.press("和人换班")
    choice = next(row[0] for row in (await li.last()).buttons if "·" in row[0])
    name = choice.split(" · ")[0]
    await li.press(choice)
    assert f"已经问了{name}" in (await li.last()).text
    other = team.phones[name]
    assert "想跟您换班" in (await other.last()).text
    await other.press("行，换")
    assert "换好了" in (await other.last()).text
    assert await li.sees("同意换班")
    standing = {team.phone_of(post.person_id) for post in (await team.shift(shift.shift.id)).standing}
    assert other in standing
    assert li not in standing


async def test_a_swap_that_is_declined_leaves_everything(team: Team) -> None:
    """The one who asked is told kindly."""
    shift, li = await team.a_shift_with()
    await team.open_shift(li, shift)
    await li.press("和人换班")
    choice = next(row[0] for row in (await li.last()).buttons if "·" in row[0])
    await li.press(choice)
    other = team.phones[choice.split(" · ")[0]]
    await other.press("换不了")
    assert "照旧" in (await other.last()).text
    assert await li.sees("这次换不了")
    assert li in {team.phone_of(post.person_id) for post in (await team.shift(shift.shift.id)).standing}


async def test_the_lead_arranges_a_shift(team: Team) -> None:
    """Takes somebody off, puts somebody else on, and at last cancels it; everybody concerned hears of it."""
    shift, off = await team.a_shift_with()
    lead = team.village.head
    await lead.send("/start")
    await _manage(team, shift)
    await lead.press("撤下一人")
    await lead.press(off.name)
    assert "已撤下" in (await lead.last()).text
    assert await off.sees("不用您来了")
    await lead.press("安排人")
    label = next(row[0] for row in (await lead.last()).buttons if "近期" in row[0] and off.name not in row[0])
    await lead.press(label)
    assert "安排好了" in (await lead.last()).text
    on = team.phones[label.split("（")[0]]
    assert await on.sees("安排您上一班")
    await lead.press("取消这班")
    await lead.press("是的，取消")
    assert "取消了" in (await lead.last()).text
    assert await on.sees("这一班取消了")


async def test_the_lead_adds_a_shift_in_four_taps_and_the_roster_fills_it(team: Team) -> None:
    """Day, hour, length, people."""
    before = {each.shift.id for each in await team.shifts()}
    head = team.village.head
    await _open_team(team)
    await head.press("加一班")
    day = (await head.last()).buttons[2][0]
    await head.press(day)
    await head.press("20:00")
    await head.press("2 小时")
    await head.press("1 人")
    assert "加好了" in (await head.last()).text
    (added,) = [each for each in await team.shifts() if each.shift.id not in before]
    assert (added.shift.ends_at - added.shift.starts_at, added.shift.strength) == (2 * 3_600_000, 1)


async def test_old_buttons_show_how_it_stands(team: Team) -> None:
    """A card that was passed on, a shift that was cancelled: the press changes nothing and shows today's card."""
    shift, tired = await team.a_shift_with()
    await team.open_shift(tired, shift)
    old = await tired.last()
    await tired.press("找人替我")
    await tired.press("是的，问全队")
    taker, *_others = [phone for phone in team.phones.values() if await phone.sees("谁能替一下")]
    await taker.press("我来")
    now = await team.shift(shift.shift.id)
    data = next(
        button["callback_data"]
        for row in old.raw["reply_markup"]["inline_keyboard"]
        for button in row
        if "找人" in button["text"]
    )
    await team.village.town.post(
        f"/chats/{tired.id}/messages/{old.message_id}/press", {"from_id": tired.id, "data": data}
    )
    await team.village.town.settle()
    shown = await _with(tired, old.message_id)
    assert taker.name in shown.text
    assert not any("找人" in label for row in shown.buttons for label in row)
    assert await team.shift(shift.shift.id) == now


async def test_who_does_not_lead_cannot_arrange(team: Team) -> None:
    """Neither are the buttons there, nor would they do anything."""
    shift, member = await team.a_shift_with()
    await team.open_shift(member, shift)
    labels = [label for row in (await member.last()).buttons for label in row]
    assert not any(word in label for label in labels for word in ("安排人", "撤下", "取消"))


async def _with(phone: Phone, message_id: int) -> SeenMessage:
    """A message as it is now."""
    return next(each for each in await phone.screen() if each.message_id == message_id)


async def test_a_day_on_which_one_cannot_come_says_what_becomes_of_the_shift_then(team: Team) -> None:
    """What the roster gave goes to others by itself; what somebody said yes to stays theirs until they say otherwise."""
    shift, phone = await team.a_shift_with()
    day = (await team.label(shift)).split(" ", maxsplit=1)[0]

    async def cannot() -> str:
        await phone.send("🚶 巡逻")
        await phone.press("哪天来不了")
        await phone.press("挑这两周的日子")
        await phone.press(day)
        await phone.press("返回")
        return (await phone.last()).text

    assert "请别人来上" in (said := await cannot())
    assert "我的班" not in said
    await cannot()
    await _show_roster(team, phone)
    await phone.press(await team.label(shift))
    await phone.press("我能来")
    assert "答应过要来" in (said := await cannot())
    assert "请别人来上" not in said
    await team.village.town.advance(minutes=6)
    assert not await phone.sees("不用您来了")


async def _open_team(team: Team) -> None:
    """The head comes to the team's roster."""
    head = team.village.head
    await _show_roster(team, head)
    await head.press("的排班")


async def _manage(team: Team, shift: RosteredShift) -> None:
    """The head comes to a shift's card."""
    head = team.village.head
    await _open_team(team)
    await head.press("安排人")
    label = await team.label(shift)
    while not any(label in text for row in (await head.last()).buttons for text in row):
        await head.press("更多 ▸")
    await head.press(label)


async def _show_roster(team: Team, phone: Phone) -> None:
    """The roster's button, as the patrol menu has it."""
    async with team.village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        button = Button(label=phrase("button-roster-mine"), act="x-roster")
        message = Message(lines=(phrase("roster-mine-none"),), buttons=((button,),))
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    await team.village.town.settle()
    await phone.press("我的班")
