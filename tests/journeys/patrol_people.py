"""A shift with its people, for the stories of a patrol: who leads, who walks along, and a menu to press."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages import Button, Message, phrase
from domain.shifts import CheckInKind, PostState, Shift, ShiftState, Way
from domain.words import Language, Role
from playground.client import Phone
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.journeys.village import Village

HOUR = 3_600_000
BRIDGE = (27.3272, 112.637775)


@dataclass
class Team:
    """The people of one shift, their phones, and which posts they have."""

    village: Village
    shift_id: int
    phones: tuple[Phone, ...]
    persons: tuple[int, ...]
    posts: tuple[int, ...]

    async def check_in(self, number: int, place: tuple[float, float] | None = BRIDGE) -> None:
        """One of them checks in somewhere."""
        async with self.village.shouwang.database.transaction() as work:
            post = await work.shifts.post(self.posts[number])
            assert post is not None
            await work.check_ins.add(post.id, CheckInKind.LOCATION, place)
            changed = type(post)(
                post.id,
                post.shift_id,
                post.person_id,
                post.leads,
                PostState.PRESENT,
                post.way,
                post.assigned_at,
                checked_in_at=work.now,
            )
            await work.shifts.save_post(changed, post.state)


async def a_team(village: Village, count: int = 3, *, begins_in_ms: int = 0) -> Team:
    """A shift of the home village that begins now; the first of its people leads it."""
    async with village.shouwang.database.transaction() as work:
        planned = Shift(
            id=0,
            unit=village.home,
            slot="evening",
            day="2026-09-28",
            starts_at=work.now + begins_in_ms,
            ends_at=work.now + begins_in_ms + 3 * HOUR,
            strength=min(count, 50),
            special=False,
            state=ShiftState.PLANNED,
            published_at=work.now,
            chased_until=work.now,
            version=1,
        )
        shift = await work.shifts.add(planned)
        assert shift is not None
    phones = [await village.town.person(f"队员{number}", id=500 + number) for number in range(count)]
    persons, posts = [], []
    async with village.shouwang.database.transaction() as work:
        for number, phone in enumerate(phones):
            person = await work.people.meet(phone.id, f"队员{number}", Language.ZH_HANS)
            await work.people.welcomed(person.id)
            await work.people.grant(person.id, Role.SHIFT_LEAD if number == 0 else Role.PATROLLER, village.home)
            post = await work.shifts.assign(shift.id, person.id, Way.ROSTER, leads=number == 0, state=PostState.COMING)
            assert post is not None
            persons.append(person.id)
            posts.append(post.id)
    return Team(village, shift.id, tuple(phones), tuple(persons), tuple(posts))


async def offer(village: Village, phone: Phone, *acts: str) -> None:
    """Buttons with these acts in somebody's chat, as the menu of patrolling has them; each bears its act as its label.

    An act may be followed by a colon and its subject.
    """
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        rows = tuple(
            (Button(label=phrase("told-words", text=act), act=act.split(":")[0], subject=act.partition(":")[2]),)
            for act in acts
        )
        message = Message(lines=(phrase("more"),), buttons=rows)
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    await village.town.settle()
