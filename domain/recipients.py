"""The one place that says which persons a notice is for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from domain.access import TAKERS, excluded_by
from domain.duty import on_call
from domain.words import Level, Recipient, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.access import Holder
    from domain.cases import Case

FALLBACK = (Recipient.CENTRE_STAFF, Recipient.DIRECTOR, Recipient.OVERSIGHT)
"""Who is told instead when a recipient is nobody: the next one up, until somebody is there."""

ROLE_OF: Mapping[Recipient, Role] = {
    Recipient.VILLAGE_HEAD: Role.VILLAGE_HEAD,
    Recipient.RESIDENT_CADRE: Role.RESIDENT_CADRE,
    # Where the centre keeps no roster of who is on call, all of its staff are.
    Recipient.DUTY_OFFICER: Role.CENTRE_STAFF,
    Recipient.CENTRE_STAFF: Role.CENTRE_STAFF,
    Recipient.DIRECTOR: Role.DIRECTOR,
    Recipient.OVERSIGHT: Role.OVERSIGHT,
}
"""Recipients that simply are those who hold a role."""


def resolve(recipient: Recipient, case: Case, holders: Sequence[Holder], conflicts: frozenset[int]) -> tuple[int, ...]:
    """The persons a recipient means for this case now, in the order in which they came to their roles.

    `conflicts` are the persons the case names: neither they nor anybody who answers to them is ever among the answer.
    The first group in which somebody is left has it. Empty only for REPORTER, who is reached through the vault, for
    HELPERS where no unit shares in the case, and where not even an oversight contact exists who is not named.
    """
    if recipient is Recipient.REPORTER:
        return ()
    excluded = excluded_by(conflicts, holders)
    if recipient is Recipient.HELPERS:
        takers = (held for held in holders if held.role in TAKERS and held.unit in case.helping)
        return tuple(dict.fromkeys(held.person_id for held in takers if held.person_id not in excluded))
    higher = FALLBACK[FALLBACK.index(recipient) + 1 :] if recipient in FALLBACK else FALLBACK
    further = (_with(holders, ROLE_OF[fallback]) for fallback in higher)
    for group in chain(_groups(recipient, case, holders), further):
        left = dict.fromkeys(person for person in group if person not in excluded)
        if left:
            return tuple(left)
    return ()


def _groups(recipient: Recipient, case: Case, holders: Sequence[Holder]) -> Iterator[list[int]]:
    """Who is meant, in the first place and in each further one."""
    match recipient:
        case Recipient.HANDLER:
            if case.handler_id is not None:
                yield [held.person_id for held in holders if held.person_id == case.handler_id]
            yield from _takers(case, holders)
        case Recipient.VILLAGE_HEAD | Recipient.RESIDENT_CADRE if case.past_unit:
            return
        case Recipient.VILLAGE_HEAD | Recipient.RESIDENT_CADRE:
            yield _with(holders, ROLE_OF[recipient], case.unit)
        case Recipient.DUTY_OFFICER:
            yield from ([person] for person in on_call(holders))
            yield _with(holders, ROLE_OF[recipient])
        case _:
            yield _with(holders, ROLE_OF[recipient])


def _takers(case: Case, holders: Sequence[Holder]) -> Iterator[list[int]]:
    """Who may take a case that nobody has. A handler whose roles have ended is nobody."""
    unit = case.responsible_unit
    if case.level is Level.VILLAGE:
        yield _with(holders, Role.MEDIATOR, unit)
        yield _with(holders, Role.VILLAGE_HEAD, unit)
    else:
        yield _with(holders, Role.DEPARTMENT_OFFICER, unit)
        # The town may have given it back to a village.
        yield _with(holders, Role.MEDIATOR, unit)
        yield _with(holders, Role.VILLAGE_HEAD, unit)


def _with(holders: Sequence[Holder], role: Role, unit: str | None = None) -> list[int]:
    if unit is None:
        return [held.person_id for held in holders if held.role is role]
    return [held.person_id for held in holders if held.unit == unit and held.role is role]
