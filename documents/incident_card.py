"""Something that was met on a shift, as a card: for the lead, and for the patroller who may make a case of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import excerpt
from documents.sos_card import map_link
from domain.messages import Attachment, AttachmentKind, Button, Hour, Localised, Message, phrase

if TYPE_CHECKING:
    from domain.local_names import LocalName
    from domain.messages import Phrase
    from storage.incidents import Incident

LONGEST = 1500


def lead_card(incident: Incident, name: str, unit: LocalName) -> Message:
    """For the lead: who met what where, with everything that was attached."""
    lines = (
        phrase("incident-told", name=name, unit=Localised(name=unit), at=Hour(at=incident.at)),
        *_words(incident),
    )
    files = incident.attachments
    buttons: tuple[tuple[Button, ...], ...] = ()
    if incident.place is not None:
        latitude, longitude = incident.place
        files = (*files, Attachment(kind=AttachmentKind.LOCATION, latitude=latitude, longitude=longitude))
        buttons = ((Button(label=phrase("button-sos-map"), url=map_link(latitude, longitude)),),)
    return Message(lines=lines, buttons=buttons, attachments=files)


def kept_card(incident: Incident) -> Message:
    """For the patroller: it is kept, and one more tap makes a case of it."""
    lines = (phrase("incident-kept"), *_words(incident))
    button = Button(label=phrase("button-incident-case"), act="o-case", subject=str(incident.id))
    return Message(lines=lines, buttons=((button,),))


def _words(incident: Incident) -> tuple[Phrase, ...]:
    text, files = excerpt(incident.text, LONGEST), len(incident.attachments)
    return (
        *((phrase("incident-text", text=text),) if text else ()),
        *((phrase("confirm-files", count=files),) if files else ()),
        phrase("incident-placed" if incident.place is not None else "incident-not-placed"),
    )
