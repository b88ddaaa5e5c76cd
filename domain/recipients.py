"""The one place that says which persons a notice is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.access import excluded_by
from domain.words import Level, Recipient, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.access import Holder
    from domain.cases import Case

FALLBACK = (Recipient.CENTRE_STAFF, Recipient.DIRECTOR, Recipient.OVERSIGHT)
"""Who is told instead when a recipient is nobody: the next one up, until somebody is there."""


def resolve(
    recipient: Recipient, case: Case, holders: Sequence[Holder], conflicts: frozenset[int]
) -> tuple[int, ...]:
    """The persons a recipient means for this case now, in the order in which they came to their roles.

    `conflicts` are the persons the case names: neither they nor anybody who answers to them is ever among the answer.
    It is empty only for REPORTER, who is reached through the vault, and where not even an oversight contact exists.
    """
    if recipient is Recipient.REPORTER:
        return ()
    excluded = excluded_by(conflicts, holders)
    start = FALLBACK.index(recipient) if recipient in FALLBACK else -1
    for candidate in (recipient, *FALLBACK[start + 1 :]):
        found = dict.fromkeys(
            person for person in _persons(candidate, case, holders) if person not in excluded
        )
        if found:
            return tuple(found)
    return ()


def _persons(recipient: Recipient, case: Case, holders: Sequence[Holder]) -> list[int]:
    match recipient:
        case Recipient.HANDLER:
            return [case.handler_id] if case.handler_id is not None else _takers(case, holders)
        case Recipient.VILLAGE_HEAD:
            return _with(holders, Role.VILLAGE_HEAD, case.unit)
        case Recipient.RESIDENT_CADRE:
            return _with(holders, Role.RESIDENT_CADRE, case.unit)
        case Recipient.DUTY_OFFICER | Recipient.CENTRE_STAFF:
            return _with(holders, Role.CENTRE_STAFF)
        case Recipient.DIRECTOR:
            return _with(holders, Role.DIRECTOR)
        case Recipient.OVERSIGHT:
            return _with(holders, Role.OVERSIGHT)
        case Recipient.REPORTER:
            return []


def _takers(case: Case, holders: Sequence[Holder]) -> list[int]:
    """Who may take a case that nobody has."""
    if case.level is not Level.VILLAGE:
        officers = _with(holders, Role.DEPARTMENT_OFFICER, case.responsible_unit)
        return officers or _with(holders, Role.CENTRE_STAFF)
    mediators = _with(holders, Role.MEDIATOR, case.responsible_unit)
    return mediators or _with(holders, Role.VILLAGE_HEAD, case.responsible_unit)


def _with(holders: Sequence[Holder], role: Role, unit: str | None = None) -> list[int]:
    return [held.person_id for held in holders if held.role is role and unit in (None, held.unit)]
