"""Equipment goes out on a shift and comes back; what is missing at the end the lead is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_patrol import in_reach, tell_persons
from domain.events import EventKind
from domain.messages import Localised, Message, phrase
from domain.patrol_plan import PatrolRecipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.patrol_plan import Equipment
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def take_out(work: UnitOfWork, post: Post, code: str) -> bool:
    """Somebody takes a thing along; False if they have it already."""
    changed = await work.equipment.take_out(post.id, code)
    if changed:
        await _write_down(work, post, code, out=True)
    return changed


async def bring_back(work: UnitOfWork, post: Post, code: str) -> bool:
    """Somebody has brought a thing back; False if they did not have it."""
    changed = await work.equipment.bring_back(post.id, code)
    if changed:
        await _write_down(work, post, code, out=False)
    return changed


async def still_out(work: UnitOfWork, rules: Rules, post: Post) -> tuple[Equipment, ...]:
    """What somebody took along on a shift and has not brought back, in the order of the configuration."""
    out = {taken.code for taken in await work.equipment.of(post.id) if taken.back_at is None}
    return tuple(each for each in rules.township.patrol.equipment if each.code in out)


async def tell_of_missing_equipment(work: UnitOfWork, rules: Rules, post: Post) -> tuple[Equipment, ...]:
    """Tell the lead once what did not come back; what that is. Also for a shift that the clock has closed."""
    missing = await still_out(work, rules, post)
    rostered = await work.shifts.get(post.shift_id)
    if not missing or rostered is None:
        return missing
    name = (await work.people.names([post.person_id])).get(post.person_id, "—")
    lines = (
        phrase("equipment-missing", name=name),
        *(phrase("equipment-missing-thing", thing=Localised(name=each.name)) for each in missing),
    )
    lead = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, post.person_id)
    key = f"equipment:{post.id}:{'.'.join(each.code for each in missing)}"
    await tell_persons(work, rules, lead, Message(lines=lines), key, Lane.REMINDER)
    return missing


async def _write_down(work: UnitOfWork, post: Post, code: str, *, out: bool) -> None:
    detail: dict[str, str | int | bool | list[int] | None] = {"post": post.id, "thing": code, "out": out}
    await work.events.append(EventKind.EQUIPMENT_MOVED, None, post.person_id, detail)
