"""The card of a case's mediation as one person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.mediation_card import MediationView, mediation_card
from domain.access import Act, may

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Message, Phrase
    from storage.unit_of_work import UnitOfWork


async def mediation_card_for(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, headline: Phrase | None = None, *, mediates: bool
) -> Message:
    """The card. Who does not mediate sees how far it has come, and no words. The caller has asked who may see the case."""
    named = await work.conflicts.of(case.id)
    sees_paper = may(await work.people.viewer(person_id), Act.VIEW_PAPER, case, named)
    view = await view_of(work, rules, case, mediates=mediates, sees_paper=sees_paper)
    return mediation_card(view, headline, own=person_id)


async def view_of(
    work: UnitOfWork, rules: Rules, case: Case, *, mediates: bool, sees_paper: bool = False
) -> MediationView:
    """All that the card is made from."""
    file = await work.mediations.file(case.id)
    appointment = file.appointment if file is not None else None
    joint = await work.mediations.joint(case.id)
    names = await work.people.names(list(joint))
    shows_words = mediates and file is not None
    paper = file.paper if file is not None and shows_words else None
    return MediationView(
        case=case,
        file=file,
        mediates=mediates,
        sees_paper=sees_paper,
        parties=await work.parties.of(case.id) if shows_words else (),
        sides=tuple(party.side for party in await work.parties.of(case.id)),
        joint=tuple((person, names.get(person, "—")) for person in joint),
        sessions=len(await work.mediations.sessions(case.id)),
        place=await work.appointments.place(appointment) if appointment is not None and shows_words else None,
        answers=await work.appointments.answers(appointment.id) if appointment is not None else {},
        promised=await work.agreements.promise_words(paper) if paper is not None else {},
        township=rules.township,
        now=work.now,
    )
