"""The program's two doors as values: who handles what a person says, and who does what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.change_duty import run_due_duty
from actions.end_offers import run_due_offers
from actions.erase_case import run_due_retention
from actions.erase_incident import run_due_incident
from actions.expire_invitation import expire_invitation
from actions.meetings import run_due_meeting
from actions.publish_rosters import publish_rosters
from actions.purge import purge
from actions.run_due_case import run_due_case
from actions.run_due_draft import run_due_draft
from actions.run_due_mediation import run_due_mediation
from actions.run_due_opening import run_due_opening
from actions.run_due_shift import run_due_shift
from actions.run_due_sos import run_due_sos
from actions.screening import run_due_screening
from actions.send_audit_head import send_audit_head
from actions.watch_special_days import run_due_special_period
from handlers.menu import labels_of_menu
from handlers.routes import COMMANDS, forms, register
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from telegram.ext import Application

    from actions.rules import Rules
    from handlers.form_register import RegisteredForm
    from scheduler.due_work import Action
    from storage.unit_of_work import UnitOfWork
    from texts.renderer import Renderer


@dataclass(frozen=True, slots=True)
class Doors:
    """What the assembly needs to know of handlers and actions; a test may bring its own."""

    register: Callable[[Application], None]  # type: ignore[type-arg]
    """Gives each kind of update its handler."""
    forms: Mapping[str, RegisteredForm]
    menu_labels: Callable[[Renderer], Mapping[str, str]]
    commands: tuple[str, ...]
    """What the menu button offers; each is described by the phrase `command-<name>`."""
    due_actions: Mapping[DueKind, Action]


def usual_doors() -> Doors:
    """Those of the program."""
    return Doors(
        register=register,
        forms=forms(),
        menu_labels=labels_of_menu,
        commands=COMMANDS,
        due_actions={
            DueKind.CASE: _case,
            DueKind.DRAFT: _draft,
            DueKind.INVITATION_EXPIRY: _invitation,
            DueKind.PURGE: _purge,
            DueKind.SOS: _sos,
            DueKind.SHIFT: _shift,
            DueKind.OFFERS: _offers,
            DueKind.MEDIATION: _mediation,
            DueKind.ROSTER: publish_rosters,
            DueKind.DUTY: run_due_duty,
            DueKind.SCREENING: run_due_screening,
            DueKind.MEETING: run_due_meeting,
            DueKind.SPECIAL_PERIOD: run_due_special_period,
            DueKind.RETENTION: _retention,
            DueKind.INCIDENT: _incident,
            DueKind.AUDIT_HEAD: send_audit_head,
            DueKind.OPENING: _opening,
        },
    )


async def _case(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_case(work, rules, int(subject))


async def _draft(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_draft(work, rules, int(subject))


async def _invitation(work: UnitOfWork, _rules: Rules, subject: str) -> None:
    await expire_invitation(work, int(subject))


async def _purge(work: UnitOfWork, _rules: Rules, _subject: str) -> None:
    await purge(work)


async def _sos(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_sos(work, rules, int(subject))


async def _offers(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_offers(work, rules, int(subject))


async def _shift(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_shift(work, rules, int(subject))


async def _retention(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_retention(work, rules, int(subject))


async def _incident(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_incident(work, rules, int(subject))


async def _mediation(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_mediation(work, rules, int(subject))


async def _opening(work: UnitOfWork, rules: Rules, subject: str) -> None:
    await run_due_opening(work, rules, int(subject))
