"""A patrol team in a world made from a number: who they are, what they may do next, and what must hold of it."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from typing import Any

from actions.keep_shift_due import keep_shift_due
from actions.rules import Rules
from domain.presence import published
from domain.shifts import Shift, ShiftState, Way
from domain.teams import MemberState
from domain.words import Language, Role
from playground.people_api import Editing, Hands, Pressing, Sending, Wrong
from playground.places import SentPlace
from playground.world import World
from storage.due import DueKind
from storage.unit_of_work import UnitOfWork
from tests.faults import watch_checks
from tests.faults.watch import POSTER, put_up_poster
from tests.journeys.patrol_evening import OFFICE

TEAM = (51, 52, 53, 54, 55, 56)
LEADS = (51, 52)
ON_SHIFT = TEAM[:3]
HOUR_MS = 3_600_000
BEGINS_IN_MS, LASTS_MS = 20 * 60_000, 3 * HOUR_MS
NEWEST = 4
"""Of so many messages the buttons are pressed mostly."""
ONWARD = ("确认求救", "我来", "人平安", "签退")
PROMISES = {
    "签到好了": "SELECT 1 FROM post JOIN check_in ON check_in.post_id = post.id WHERE checked_in_at IS NOT NULL AND ",
    "这一班是您的了": "SELECT 1 FROM post WHERE way <> 'roster' AND ",
    "已经求救": "SELECT 1 FROM sos AS post WHERE ",
    "签退好了": "SELECT 1 FROM post WHERE checked_out_at IS NOT NULL AND ",
}
"""What somebody is told, and what the database has of it from then on."""
IN_TWO_PLACES = """
SELECT count(*) FROM post AS one JOIN shift AS here ON here.id = one.shift_id
JOIN post AS other ON other.person_id = one.person_id AND other.id > one.id
JOIN shift AS there ON there.id = other.shift_id
WHERE here.starts_at < there.ends_at AND there.starts_at < here.ends_at AND here.state = 'planned' AND there.state = 'planned'
AND one.state IN ('assigned', 'coming', 'present') AND other.state IN ('assigned', 'coming', 'present')
"""
NONE_OF = {
    watch_checks.WITHOUT_A_CLOCK: "published shifts or calls for help without a clock",
    watch_checks.EARLY: "steps of a shift that were run before their time",
    watch_checks.TWICE: "steps of a shift that were run again",
    watch_checks.DOUBLED: "posts taken, calls answered or shifts closed twice",
    watch_checks.AFTER_SOMEBODY_CAME: "calls said again though somebody was coming",
    IN_TWO_PLACES: "people in two places at once",
}
"""Of each of these there is none, at any time."""
Query = Callable[..., list[tuple[Any, ...]]]


async def seat_team(work: UnitOfWork, rules: Rules, unit: str) -> None:
    """The team, a shift that begins before long, and a roster that is made in a moment."""
    persons = {}
    for number in TEAM:
        person = await work.people.meet(number, f"人{number}", Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, Role.SHIFT_LEAD if number in LEADS else Role.PATROLLER, unit)
        await work.teams.decide(await work.teams.ask(unit, person.id), MemberState.MEMBER, None)
        persons[number] = person.id
    await put_up_poster(work, unit)
    begins = work.now + BEGINS_IN_MS
    day = rules.calendar.local(begins).date().isoformat()
    wanted = Shift(0, unit, "morning", day, begins, begins + LASTS_MS, 3, False, ShiftState.PLANNED, None, 0, 1)
    shift = await work.shifts.add(wanted)
    assert shift is not None
    for number in ON_SHIFT:
        await work.shifts.assign(shift.id, persons[number], Way.ROSTER, leads=number in LEADS[:1])
    await work.shifts.save(published(shift, work.now))
    await keep_shift_due(work, rules, shift.id)
    await work.due.set(DueKind.ROSTER, unit, work.now)


def act(hands: Hands, world: World, chance: random.Random, person: int) -> None:
    """Somebody of the team does something."""
    draw = chance.random()
    messages = world.chats[person].messages
    buttons = _buttons(messages)
    if buttons and draw < 0.55:
        onward = [each for each in buttons if any(label in each[1] for label in ONWARD)]
        number, _label, data = onward[-1] if onward and chance.random() < 0.4 else chance.choice(buttons)
        hands.press(person, number, Pressing(from_id=person, data=data))
    elif draw < 0.75:
        hands.send(
            person,
            Sending(from_id=person, location=_place(chance), forward_from_id=chance.choice((None,) * 9 + TEAM[:1])),
        )
    elif draw < 0.83 and (shared := _shared(messages, person)):
        # What was shared for some hours may be over.
        with contextlib.suppress(Wrong):
            hands.edit(person, chance.choice(shared), Editing(from_id=person, location=_place(chance, live=False)))
    elif draw < 0.87:
        hands.send(person, Sending(from_id=person, text=f"/start c_{POSTER}"))
    else:
        text = chance.choice(("/sos", "/sos", "🆘 有危险", "🚶 巡逻", "路上有棵树倒了"))
        hands.send(person, Sending(from_id=person, text=text))


def _buttons(messages: dict[int, dict[str, Any]]) -> list[tuple[int, str, str]]:
    """The buttons of the newest messages."""
    with_buttons = [
        (number, row)
        for number, message in messages.items()
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
    ]
    newest = sorted({number for number, _row in with_buttons})[-NEWEST:]
    return [
        (number, str(button["text"]), str(button["callback_data"]))
        for number, row in with_buttons
        for button in row
        if number in newest and "callback_data" in button
    ]


def _place(chance: random.Random, *, live: bool | None = None) -> SentPlace:
    """Mostly where they are to be, sometimes anywhere."""
    off = 0.003 if chance.random() < 0.8 else 2.0
    latitude, longitude = (degrees + chance.uniform(-off, off) for degrees in OFFICE)
    shared = chance.random() < 0.3 if live is None else live
    return SentPlace(
        latitude=latitude,
        longitude=longitude,
        horizontal_accuracy=chance.choice((None, 5.0, 60.0, 1_500.0)),
        live_period=28_800 if shared else None,
    )


def _shared(messages: dict[int, dict[str, Any]], person: int) -> list[int]:
    return [
        number
        for number, message in messages.items()
        if message["from"]["id"] == person and "live_period" in message.get("location", {})
    ]


def kept(query: Query, promise: str, person: int) -> bool:
    """Whether the database has what somebody was told."""
    return bool(query(PROMISES[promise] + watch_checks.WHOSE, person))


def wrong(query: Query) -> str:
    """What must not be and is; empty for nothing."""
    return "; ".join(what for sql, what in NONE_OF.items() if query(sql) != [(0,)])
