"""Opening a name, as people see it: the request for whoever decides, the name for whoever asked, the list for the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import category_name, excerpt
from domain.messages import Button, Localised, Message, Moment, phrase
from domain.openings import OpeningState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.cases import Case
    from domain.messages import Phrase
    from domain.openings import Opening
    from domain.township import Township
    from domain.words import Role
    from storage.vault import Identity

REASON = 800


def office_of(role: Role, unit: str, township: Township) -> Phrase:
    """An office by its role and its unit; whoever holds it is not named."""
    name = Localised(name=township.unit(unit).name)
    return phrase("opening-office", role=phrase(f"role-{role.value.replace('_', '-')}"), unit=name)


def request_card(
    opening: Opening, case: Case, township: Township, name: str, reason: str, headline: Phrase | None = None
) -> Message:
    """For whoever may say the second word: who asks about what, and why."""
    subject = str(opening.id)
    lines = (
        headline or phrase("opening-headline"),
        phrase("opening-about", number=case.number, category=category_name(case, township), pseudonym=case.pseudonym),
        phrase("opening-asker", name=name, office=office_of(opening.asked_role, opening.asked_unit, township)),
        phrase("opening-why", why=phrase(f"opening-why-{opening.why}")),
        *((phrase("opening-reason", text=excerpt(reason, REASON)),) if reason else ()),
        phrase("opening-mind"),
    )
    yes = Button(label=phrase("button-opening-grant"), act="v-grant", subject=subject)
    no = Button(label=phrase("button-opening-refuse"), act="v-refuse", subject=subject)
    return Message(lines=lines, buttons=((yes,), (no,)))


def decided_card(opening: Opening, case: Case, township: Township) -> Message:
    """What stands in the place of the request once it was decided or is over."""
    by = (
        phrase("opening-by", office=office_of(opening.decided_role, opening.decided_unit, township))
        if opening.decided_role is not None and opening.decided_unit is not None
        else phrase("opening-by-nobody")
    )
    return Message(lines=(phrase(f"opening-is-{opening.state.value}", number=case.number, by=by),))


def opened_card(opening: Opening, case: Case, identity: Identity) -> Message:
    """The name and the contact, for whoever asked and nobody else."""
    lines = (
        phrase("opened-title", number=case.number, pseudonym=case.pseudonym),
        phrase("opened-contact", name=identity.name, contact=identity.contact)
        if identity.contact
        else phrase("opened-name", name=identity.name),
        phrase("opened-until", at=Moment(at=opening.ends_at or 0)),
    )
    back = Button(label=phrase("button-opened-case"), act="c-open", subject=str(case.id))
    return Message(lines=lines, buttons=((back,),))


def hidden_card(case: Case, why: str) -> Message:
    """What stands in the place of the name afterwards. `why` says how it came to an end."""
    return Message(lines=(phrase(f"opened-over-{why}", number=case.number),))


def opening_lines(
    openings: Sequence[Opening], showings: Mapping[int, Sequence[int]], township: Township
) -> tuple[Phrase, ...]:
    """For the reporter: every request with what became of it, and every time the name was shown because of it."""
    lines: list[Phrase] = []
    for opening in openings:
        asker = office_of(opening.asked_role, opening.asked_unit, township)
        why = phrase(f"opening-why-{opening.why}")
        lines.append(phrase("seen-asked", at=Moment(at=opening.asked_at), office=asker, why=why))
        lines.append(_what_became(opening, township))
        lines += [phrase("seen-shown", at=Moment(at=at), office=asker) for at in showings.get(opening.id, ())]
    return tuple(lines)


def _what_became(opening: Opening, township: Township) -> Phrase:
    if opening.decided_role is None or opening.decided_unit is None or opening.decided_at is None:
        waits = opening.state is OpeningState.ASKED
        return phrase("seen-waits" if waits else "seen-lapsed")
    office, at = office_of(opening.decided_role, opening.decided_unit, township), Moment(at=opening.decided_at)
    if opening.ends_at is None:
        return phrase("seen-refused", at=at, office=office)
    until = opening.ended_at if opening.ended_at is not None else opening.ends_at
    return phrase("seen-granted", at=at, office=office, until=Moment(at=until))
