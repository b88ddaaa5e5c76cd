"""The prepared report by which the town asks the county to see to a case: to the director, to print, sign and send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell import recipients
from domain.made_documents import county_report
from domain.messages import Message, phrase
from domain.words import Recipient
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def give_county_report(work: UnitOfWork, case: Case) -> None:
    """Put it on its way. It is made when it is sent, and says what is known of the case then, without the reporter's name."""
    for person in await recipients(work, case, (Recipient.DIRECTOR,)):
        message = Message(
            lines=(phrase("county-report", number=case.number),), attachments=(county_report(case.id, person),)
        )
        key = f"{case.id}:county:{case.version}:{person}"
        await work.outbox.put(Outgoing(ToPerson(person), Lane.ESCALATION, message, dedup_key=key, about=case.id))
