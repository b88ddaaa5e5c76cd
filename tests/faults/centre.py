"""A centre at work in a town whose program may end at any moment: cases are given, merged, split and supervised, a name is opened.

Everybody goes on as people do: they wait until they see what they are asked, and remember what they saw done.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from playground.client import Phone, SeenMessage
from tests.faults.opened import opened
from tests.faults.town import Town

WATER, POLICE = "water_office", "police_post"
NAMES = {WATER: "青禾镇水利站", POLICE: "青禾镇派出所"}
REASON, RESULT = "两家闹得厉害", "狗已经送走"
DAY_MS = 86_400_000
ON_ITS_WAY = """
SELECT count(*) FROM outbox JOIN person ON person.id = outbox.person_id
WHERE account(person.id, person.sealed) = ? AND outbox.state IN ('pending', 'sending')
"""


@dataclass(frozen=True)
class Matter:
    """A case that stands before the centre. `words` stand in no other."""

    id: int
    number: str
    words: str
    reporter: Phone


@dataclass(frozen=True)
class Ready:
    """The last button of an act, under somebody's thumb; `done` stands in its place once it was done."""

    phone: Phone
    message: SeenMessage
    label: str
    done: str

    async def press(self) -> None:
        """Press it."""
        await self.phone.press_in(self.message, self.label, settle=False)

    async def is_done(self) -> bool:
        """Whether that is what the person sees."""
        screen = {each.message_id: each for each in await self.phone.screen()}
        now = screen[self.message.message_id]
        return self.done in now.text and not any(self.label in each for row in now.buttons for each in row)


@dataclass(frozen=True)
class Promise:
    """What somebody was shown as done to a case: it is in the log exactly once, with these details."""

    kind: str
    name: str
    details: tuple[tuple[str, str | int], ...] = ()


@dataclass
class Centre:
    """The people, the cases by name, and what was promised to whom."""

    town: Town
    staff: list[Phone]
    director: Phone
    keepers: list[Phone]
    second: Phone
    officers: dict[str, Phone]
    reporters: list[Phone]
    matters: dict[str, Matter] = field(default_factory=dict)
    promised: list[Promise] = field(default_factory=list)

    @property
    def phones(self) -> list[Phone]:
        """Everybody's."""
        officials = [self.director, *self.staff, *self.keepers, self.second, *self.officers.values()]
        return [*officials, self.town.mediator, self.town.head, *self.reporters]

    @property
    def shut_out(self) -> list[Phone]:
        """Whom the case "named" must not reach: the village head and those who answer to the head."""
        return [self.town.head, self.town.mediator, self.second]

    # ------------------------------------------------------------------------------------------- up to the last button

    async def routing(self, phone: Phone, name: str, *helping: str) -> Ready:
        """Give a case to the water office; others help."""
        matter = self.matters[name]
        after = await self._panel(phone, matter, "分给单位")
        await self.town.press(phone, "水利站", "主办？", after)
        for unit in (*helping, "不用了"):
            await self.town.press(phone, unit, "协助？", after)
        return await self._ready(phone, "就这样办", matter.number, after, "主办：青禾镇水利站")

    async def merging(self, phone: Phone, name: str, other: str) -> Ready:
        """Merge another case into one."""
        matter = self.matters[name]
        after = await self._panel(phone, matter, "合并")
        await self._asked(phone, "把哪一件并到", after)
        await phone.send(self.matters[other].number, settle=False)
        return await self._ready(phone, "就这样办", matter.number, after, matter.number)

    async def splitting(self, phone: Phone, name: str, part: str) -> Ready:
        """Make a part of a case a case of its own."""
        after = await self._panel(phone, self.matters[name], "分出一件")
        await self._asked(phone, "分出来的是什么事", after)
        await phone.send(part, settle=False)
        await self.town.press(phone, "隐患", "是哪一种", after)
        await self.town.press(phone, "公共设施", "归到哪一类", after)
        return await self._ready(phone, "就这样办", part, after, "等人受理")

    async def proposing(self, phone: Phone, name: str) -> Ready:
        """Propose supervision."""
        after = await self._panel(phone, self.matters[name], "建议督办")
        await self._asked(phone, "为什么要督办", after)
        await phone.send(REASON, settle=False)
        return await self._ready(phone, "发送", REASON, after, "建议督办")

    async def supervising(self, name: str) -> Ready:
        """The director sets a date."""
        number = self.matters[name].number
        card = await self.town.wait_for_button(self.director, "挂牌督办", number)
        await self.director.press_in(card, "挂牌督办", settle=False)
        return await self._ready(self.director, "3 天内", "几天内", card.message_id, "前要回复")

    async def lifting(self, name: str) -> Ready:
        """The director writes down what came of it."""
        after = await self._panel(self.director, self.matters[name], "结束督办")
        await self._asked(self.director, "督办的结果是什么", after)
        await self.director.send(RESULT, settle=False)
        return await self._ready(self.director, "发送", RESULT, after, "督办结果")

    async def assigning(self, name: str) -> Ready:
        """The village head gives a case to the second mediator."""
        card = await self.town.wait_for_button(self.town.head, "👉 交给", self.matters[name].number)
        await self.town.head.press_in(card, "👉 交给", settle=False)
        number = self.matters[name].number
        return await self._ready(self.town.head, self.second.name, "交给谁办", card.message_id, number)

    async def asking(self, name: str) -> Ready:
        """The mediator asks who reported it."""
        phone, number = self.town.mediator, self.matters[name].number
        after = await self._newest(phone)
        await self.town.press(phone, "申请看姓名", number)
        await self.town.press(phone, "要当面谈", "为什么要知道", after)
        await self._asked(phone, "请用几句话说明", after)
        await phone.send(REASON, settle=False)
        return await self._ready(phone, "✅ 申请", "申请看姓名", after, f"{number}：已问")

    async def answering(self, keeper: Phone, name: str, *, grants: bool) -> Ready:
        """The second word."""
        number = self.matters[name].number
        label, done = ("同意打开", "已同意打开") if grants else ("不同意", "没有同意")
        return await self._ready(keeper, label, number, 0, f"{number}：{done}")

    async def deleting(self, phone: Phone) -> Ready:
        """Somebody wants gone what is kept of their ended case."""
        await phone.send("☰ 更多", settle=False)
        await self.town.press(phone, "谁看得到")
        await self.town.press(phone, "删除我的资料")
        return await self._ready(phone, "确定删除", "", 0, "已经删了")

    async def _panel(self, phone: Phone, matter: Matter, label: str) -> int:
        """From a case's card by its panel into a form; all that it asks stands below the message whose number is returned."""
        card = await self.town.wait_for_button(phone, "分流", matter.number)
        await phone.press_in(card, "分流", settle=False)
        panel = await self.town.wait_for_button(phone, label, matter.number)
        after = await self._newest(phone)
        await phone.press_in(panel, label, settle=False)
        return after

    async def _newest(self, phone: Phone) -> int:
        """The newest message in a chat, once no copy of an earlier question can come any more: it would be taken for the next."""
        await self.town.until(lambda: self._has_everything(phone))
        return max(each.message_id for each in await phone.screen())

    async def _has_everything(self, phone: Phone) -> bool:
        with opened(self.town.database, self.town.database.with_name("keys.json")) as connection:
            return bool(connection.execute(ON_ITS_WAY, (phone.id,)).fetchone() == (0,))

    async def _asked(self, phone: Phone, question: str, after: int) -> None:
        """Wait for a question that is answered in words: sent before it they would begin a report."""

        async def heard() -> bool:
            return any(question in each.text for each in await phone.screen() if each.message_id > after)

        await self.town.until(heard)

    async def _ready(self, phone: Phone, label: str, about: str, after: int, done: str) -> Ready:
        return Ready(phone, await self.town.wait_for_button(phone, label, about, after), label, done)

    # ------------------------------------------------------------------------------------------------- a day's work

    async def _do(self, ready: Ready, promise: Promise) -> None:
        """Press, wait until it is done, and hold the program to it."""
        await ready.press()
        await self.town.until(ready.is_done)
        self.promised.append(promise)

    async def route(self, name: str, *helping: str) -> None:
        """Given to the water office, and the police post helps where it is asked."""
        units = " ".join({"派出所": POLICE}[each] for each in helping)
        promise = Promise("routed", name, (("unit", WATER), ("helping", units)))
        await self._do(await self.routing(self.staff[0], name, *helping), promise)

    async def merge(self, name: str, other: str) -> None:
        """One case taken into another."""
        promise = Promise("merged", other, (("into", self.matters[name].id),))
        await self._do(await self.merging(self.staff[1], name, other), promise)

    async def split(self, name: str) -> None:
        """A part becomes a case of its own."""
        await self._do(await self.splitting(self.staff[2], name, "还说路灯坏了"), Promise("split", name))

    async def supervise(self, name: str) -> None:
        """Proposed by the staff, led by the director."""
        await self._do(await self.proposing(self.staff[3], name), Promise("supervision_proposed", name))
        await self._do(await self.supervising(name), Promise("supervised", name))

    async def assign(self, name: str) -> None:
        """Given to a person."""
        await self._do(await self.assigning(name), Promise("assigned", name))

    async def ask(self, *names: str) -> None:
        """The mediator asks for names, one after the other."""
        for name in names:
            await self._do(await self.asking(name), Promise("opening_asked", name))

    async def answer(self, keeper: Phone, name: str, *, grants: bool) -> None:
        """A keeper says yes or no."""
        kind = "opening_granted" if grants else "opening_refused"
        await self._do(await self.answering(keeper, name, grants=grants), Promise(kind, name))

    async def progress(self, name: str) -> None:
        """The handler answers the supervision."""
        phone, number = self.town.mediator, self.matters[name].number
        card = await self.town.wait_for_button(phone, "记进展", number)
        await phone.press_in(card, "记进展", settle=False)
        await self._asked(phone, "做了什么", card.message_id)
        await phone.send(RESULT, settle=False)
        ready = await self._ready(phone, "发送", RESULT, card.message_id, number)
        await self._do(ready, Promise("progressed", name))

    async def work(self) -> None:
        """A day and the morning after it, everybody at once."""
        async with asyncio.TaskGroup() as at_once:
            at_once.create_task(self._giving())
            at_once.create_task(self._merging())
            at_once.create_task(self.split("whole"))
            at_once.create_task(self.supervise("watched"))
            at_once.create_task(self.assign("given"))
            at_once.create_task(self.ask("opened", "refused"))
            at_once.create_task(self.answer(self.keepers[0], "opened", grants=True))
            at_once.create_task(self.answer(self.keepers[1], "refused", grants=False))
        self.town.move_clock(DAY_MS)
        await self.town.hears(self.town.mediator, "请今天回复进展")
        await self.town.hears(self.town.mediator, "姓名已收起")
        await self.progress("watched")
        await self._do(await self.lifting("watched"), Promise("supervision_lifted", "watched"))

    async def _giving(self) -> None:
        await self.route("alone")
        await self.route("shared", "派出所")

    async def _merging(self) -> None:
        await self.merge("leads", "joins")
        await self.merge("plain", "named")
