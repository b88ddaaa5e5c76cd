"""Twenty-one teams on the evening that is measured: everybody on a shift at eight, and on the next day's as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.keep_shift_due import keep_shift_due
from bot.application import build
from bot.logging import set_up_logging
from bot.settings import Settings, load_settings
from domain.durations import HOUR_MS
from domain.presence import published
from domain.shifts import PostState, Shift, ShiftState, Way
from domain.teams import MemberState
from domain.words import Language, Role
from playground.clock import MovedClock
from storage.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[1]
PLACE = (27.33, 112.634175)
FIRST = 100_000
"""The telegram number of the first of them; the heads of the villages come behind all others."""
HEADS, STAFF = 900_000, 990_000
LASTS_MS = 3 * HOUR_MS


@dataclass(frozen=True)
class Town:
    """Who is on a shift, team by team, and the poster of each team."""

    teams: tuple[tuple[int, ...], ...]
    posters: tuple[str, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody who checks in."""
        return tuple(number for team in self.teams for number in team)


def settings_for(environment: dict[str, str]) -> Settings:
    """The shipped configuration with the files where the measured program will look for them."""
    named = {name: value for name, value in environment.items() if name.startswith("SHOUWANG_")}
    return load_settings(ROOT / "config.toml", named)


async def seat(environment: dict[str, str], begins_at: int, teams: int, size: int) -> Town:
    """Fill the database, an hour and more before the evening begins (UTC ms), and let the reminders of that hour be said.

    Everybody said that they will come; the card of the start lies ready for everybody, as it does in life.
    """
    settings = settings_for(environment)
    set_up_logging(settings.log)
    clock = MovedClock(start_at=begins_at - 61 * 60_000)
    shouwang = build(settings, clock)
    await shouwang.start()
    seated, posters = [], []
    units = [team.unit for team in settings.township.patrol.teams][:teams]
    async with shouwang.database.transaction() as work:
        staff = await work.people.meet(STAFF, "值班员", Language.ZH_HANS)
        await work.people.grant(staff.id, Role.CENTRE_STAFF, settings.township.centre.code)
        for place, unit in enumerate(units):
            numbers = tuple(range(FIRST + place * size, FIRST + (place + 1) * size))
            persons = [await _member(work, unit, number, leads=number == numbers[0]) for number in numbers]
            head = await work.people.meet(HEADS + place, f"主任{place}", Language.ZH_HANS)
            await work.people.grant(head.id, Role.VILLAGE_HEAD, unit)
            kept = await work.checkpoints.put(unit, "committee", "村委会", PLACE, 80)
            posters.append(f"poster-{place}")
            await work.checkpoints.set_token(kept.id, posters[-1])
            # Of the shift after the next night it is asked at the very moment at which this one begins.
            later = begins_at + settings.township.patrol.day_before_ms
            for slot, starts_at, state in (
                ("evening", begins_at, PostState.COMING),
                ("later", later, PostState.ASSIGNED),
            ):
                shift_id = await _plan(work, unit, slot, starts_at, persons, state)
                await keep_shift_due(work, shouwang.rules, shift_id)
            seated.append(numbers)
    await shouwang.settle()
    clock.set(begins_at - 60 * 60_000 + 1_000)
    await shouwang.settle()
    await shouwang.stop()
    return Town(tuple(seated), tuple(posters))


async def _member(work: UnitOfWork, unit: str, number: int, *, leads: bool) -> int:
    person = await work.people.meet(number, f"队员{number}", Language.ZH_HANS)
    await work.people.welcomed(person.id)
    await work.people.grant(person.id, Role.SHIFT_LEAD if leads else Role.PATROLLER, unit)
    await work.teams.decide(await work.teams.ask(unit, person.id), MemberState.MEMBER, None)
    return person.id


async def _plan(work: UnitOfWork, unit: str, slot: str, starts_at: int, persons: list[int], state: PostState) -> int:
    wanted = Shift(
        id=0,
        unit=unit,
        slot=slot,
        day=datetime.fromtimestamp(starts_at / 1000, ZoneInfo("Asia/Shanghai")).date().isoformat(),
        starts_at=starts_at,
        ends_at=starts_at + LASTS_MS,
        strength=len(persons),
        special=False,
        state=ShiftState.PLANNED,
        published_at=None,
        chased_until=0,
        version=1,
    )
    shift = await work.shifts.add(wanted)
    if shift is None:
        raise RuntimeError("two shifts of one name")
    for place, person in enumerate(persons):
        await work.shifts.assign(shift.id, person, Way.ROSTER, leads=place == 0, state=state)
    await work.shifts.save(published(shift, work.now))
    return shift.id
