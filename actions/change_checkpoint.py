"""Add, move, rename, resize and take away a team's checkpoints, and replace a poster that was lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from actions.make_team_link import new_token
from domain.events import EventKind
from domain.team_ground import must_lie_here

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Checkpoint
    from storage.unit_of_work import UnitOfWork

RADIUS_METRES = 80
PREFIX = "c_"
"""Of a poster's start parameter."""


async def add_checkpoint(
    work: UnitOfWork, rules: Rules, unit: str, name: str, place: tuple[float, float], by: int
) -> Checkpoint:
    """A new one, still without a poster. Raises Refusal(PLACE_FAR_OFF)."""
    must_lie_here(rules.township.patrol, place)
    known = await work.checkpoints.codes_of(unit)
    code = next(code for number in count(1) if (code := f"chat_{number}") not in known)
    checkpoint = await work.checkpoints.put(unit, code, name, place, RADIUS_METRES)
    await _note(work, checkpoint, by, "added")
    return checkpoint


async def move_checkpoint(
    work: UnitOfWork, rules: Rules, checkpoint: Checkpoint, place: tuple[float, float], by: int
) -> Checkpoint:
    """It lies elsewhere; its poster stays good. Raises Refusal(PLACE_FAR_OFF)."""
    must_lie_here(rules.township.patrol, place)
    latitude, longitude = place
    return await _changed(work, replace(checkpoint, latitude=latitude, longitude=longitude), by, "moved")


async def rename_checkpoint(work: UnitOfWork, checkpoint: Checkpoint, name: str, by: int) -> Checkpoint:
    """It is called otherwise; its poster stays good."""
    return await _changed(work, replace(checkpoint, name=name), by, "renamed")


async def resize_checkpoint(work: UnitOfWork, checkpoint: Checkpoint, radius: int, by: int) -> Checkpoint:
    """Somebody within so many metres is at it."""
    return await _changed(work, replace(checkpoint, radius=radius), by, "resized")


async def replace_poster(work: UnitOfWork, rules: Rules, checkpoint: Checkpoint, by: int) -> str:
    """The poster that was lost is good for nothing; the start parameter of the new one."""
    token = new_token(rules)
    await work.checkpoints.set_token(checkpoint.id, token)
    await _note(work, checkpoint, by, "poster")
    return PREFIX + token


async def remove_checkpoint(work: UnitOfWork, checkpoint: Checkpoint, by: int) -> None:
    """It is not used any more. Its check-ins stay."""
    await work.checkpoints.revoke(checkpoint.id)
    await _note(work, checkpoint, by, "removed")


async def _changed(work: UnitOfWork, now: Checkpoint, by: int, change: str) -> Checkpoint:
    place = (now.latitude, now.longitude)
    kept = await work.checkpoints.put(now.unit, now.code, now.name, place, now.radius)
    await _note(work, now, by, change)
    return kept


async def _note(work: UnitOfWork, checkpoint: Checkpoint, by: int, change: str) -> None:
    detail = {"unit": checkpoint.unit, "code": checkpoint.code, "change": change}
    await work.events.append(EventKind.CHECKPOINT_CHANGED, None, by, detail)
