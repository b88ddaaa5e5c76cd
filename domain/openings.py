"""Opening a sealed identity: who may ask, who may say yes, and what time does to a request. It always takes two people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.access import excluded_by, may_know, superiors_of
from domain.cases import OPEN_STATES, KnownAs
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.access import Holder, Viewer
    from domain.cases import Case
    from domain.shield import Shield

OPENING_WHYS = ("talk", "safety", "visit", "law", "other")
"""Why a name is asked for, as a code: speaking to them in person, their safety, a visit, an order of law, something else."""
RUNGS = 2
"""How often a request is passed on before it lapses: to the director, then to the oversight contact."""


class OpeningState(StrEnum):
    """How far a request has come."""

    ASKED = "asked"
    """Waits for a second person's word."""
    GRANTED = "granted"
    """Whoever asked may see the name, until it ends."""
    REFUSED = "refused"
    """The second person said no."""
    LAPSED = "lapsed"
    """Nobody answered, or there was no longer a reason to ask."""
    ENDED = "ended"
    """The time is over, or whoever asked has the case no longer."""


LIVE = frozenset({OpeningState.ASKED, OpeningState.GRANTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One request. Roles and units are those in which people asked and decided. Times are UTC ms."""

    id: int
    matter_id: int
    asked_by: int
    asked_role: Role
    asked_unit: str
    asked_at: int
    why: str
    state: OpeningState
    rung: int
    decided_by: int | None = None
    decided_role: Role | None = None
    decided_unit: str | None = None
    decided_at: int | None = None
    ends_at: int | None = None
    ended_at: int | None = None


class OpeningStep(StrEnum):
    """What falls due around a request."""

    AGAIN = "again"
    """The officers are asked again and the director hears that it waits."""
    OVERSIGHT = "oversight"
    """The oversight contact is asked as well."""
    LAPSE = "lapse"
    """Nobody has answered: it is at an end."""
    END = "end"
    """The time for which it was granted is over."""


class DueOpening(NamedTuple):
    """The next step of a request and when it falls due (UTC ms)."""

    step: OpeningStep
    at: int


def capacity_to_ask(viewer: Viewer, case: Case, conflicts: frozenset[int]) -> Holder | None:
    """The office in which somebody may ask who reported a case, or None.

    Its handler, the head of one of its villages, the centre's staff and the director: whoever has to do with it by office.
    """
    if not may_know(viewer, conflicts):
        return None
    units = {case.unit, case.responsible_unit}
    for held in viewer.holdings:
        if held.role in {Role.CENTRE_STAFF, Role.DIRECTOR}:
            return held
        if held.role is Role.VILLAGE_HEAD and held.unit in units:
            return held
    if case.handler_id == viewer.person_id and viewer.holdings:
        own = (held for held in viewer.holdings if held.unit == case.responsible_unit)
        return next(own, viewer.holdings[0])
    return None


def can_be_opened(case: Case) -> bool:
    """Whether there is a sealed name to open: not of a named reporter, not of an unlinked tip, not once it is over."""
    return case.known_as is KnownAs.CONFIDENTIAL and case.state in OPEN_STATES


def deciders(role: Role, asked_by: int, holders: Sequence[Holder], conflicts: frozenset[int]) -> tuple[Holder, ...]:
    """Those of a role who may say yes or no: not the asker, nobody who answers to the asker, nobody the case must not reach."""
    shut_out = excluded_by(conflicts, holders) | {asked_by}
    found: dict[int, Holder] = {}
    for held in holders:
        if held.role is role and held.person_id not in shut_out:
            found.setdefault(held.person_id, held)
    return tuple(held for person, held in found.items() if asked_by not in superiors_of(person, holders))


def first_asked(asked_by: int, holders: Sequence[Holder], conflicts: frozenset[int]) -> tuple[Holder, ...]:
    """Who is asked first: the identity officers; where none of them may, the oversight contact, who answers to nobody here."""
    return deciders(Role.IDENTITY_OFFICER, asked_by, holders, conflicts) or deciders(
        Role.OVERSIGHT, asked_by, holders, conflicts
    )


def decides_as(person_id: int, asked_by: int, holders: Sequence[Holder], conflicts: frozenset[int]) -> Holder | None:
    """The office in which somebody may decide, or None."""
    for role in (Role.IDENTITY_OFFICER, Role.OVERSIGHT):
        for held in deciders(role, asked_by, holders, conflicts):
            if held.person_id == person_id:
                return held
    return None


def next_opening_step(opening: Opening, shield: Shield) -> DueOpening | None:
    """What falls due next, from the request alone; None for one that is over."""
    if opening.state is OpeningState.GRANTED and opening.ends_at is not None:
        return DueOpening(OpeningStep.END, opening.ends_at)
    if opening.state is not OpeningState.ASKED:
        return None
    if opening.rung < RUNGS:
        step = OpeningStep.AGAIN if opening.rung == 0 else OpeningStep.OVERSIGHT
        return DueOpening(step, opening.asked_at + shield.answer_within_ms * (opening.rung + 1))
    return DueOpening(OpeningStep.LAPSE, opening.asked_at + shield.lapse_after_ms)
