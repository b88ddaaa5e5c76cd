"""A mediation as a card: how far it has come, and for those who mediate the buttons that make sense now."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from documents.case_card import category_name, excerpt, stage_of
from domain.cases import OPEN_STATES, CaseState
from domain.mediation import COURT_OUTCOMES, Confirmation, Court, PromiseState
from domain.messages import Button, Day, Message, Moment, Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.cases import Case
    from domain.mediation import MediationFile, Side
    from domain.township import Township
    from storage.parties import Party

SHOWN = 90
AT_WORK = OPEN_STATES - {CaseState.FILED}
ASKED_ABOUT = frozenset({Confirmation.NONE, Confirmation.APPLIED, Confirmation.NOT_WANTED})
"""While the confirmation stands like this there is more to note of it."""


class MediationView(NamedTuple):
    """What is on file, as far as one viewer may know it: names and words only for those who mediate."""

    case: Case
    file: MediationFile | None
    mediates: bool
    sees_paper: bool
    parties: tuple[Party, ...]
    sides: tuple[Side, ...]
    joint: tuple[tuple[int, str], ...]
    sessions: int
    place: str | None
    answers: Mapping[int, bool]
    promised: Mapping[int, str]
    township: Township
    now: int


def mediation_stage(case: Case, file: MediationFile | None) -> int:
    """A small number that changes when the card's buttons do: an older button then answers with today's card."""
    if file is None:
        return stage_of(case)
    paper, appointment = file.paper, file.appointment
    parts = (
        stage_of(case),
        file.stopped,
        file.mediation.confirmation,
        file.mediation.court,
        appointment.id if appointment else 0,
        (paper.id, paper.signed_at) if paper else 0,
        tuple(each.state for each in file.promises),
    )
    return zlib.crc32(repr(parts).encode()) & 0xFFFF


def mediation_card(view: MediationView, headline: Phrase | None = None, *, own: int | None = None) -> Message:
    """The card. `own` is whose it is: somebody who mediates along does not read their own name there."""
    case = view.case
    lines = [
        *([headline] if headline else []),
        phrase("mediation-title", number=case.number, category=category_name(case, view.township)),
        _parties_line(view.sides),
        *_joint_lines(view.joint, own),
        *_appointment_lines(view),
        *([phrase("mediation-sessions", count=view.sessions)] if view.sessions else []),
        *_paper_lines(view),
        *_court_lines(view),
    ]
    return Message(lines=tuple(lines), buttons=_buttons(view))


def parties_card(view: MediationView) -> Message:
    """The parties by name, each with what may be done; for those who mediate alone."""
    stage, case = mediation_stage(view.case, view.file), view.case
    lines = [phrase("mediation-parties-title", number=case.number)]
    rows: list[tuple[Button, ...]] = []
    for party in view.parties:
        lines.append(_party_line(party))
        subject = f"{case.id}.{party.id}"
        row = [Button(label=phrase("button-party-off", name=party.words.name), act="d-party-off", subject=subject)]
        if party.reachable is None and case.state in OPEN_STATES:
            link = Button(label=phrase("button-party-link", name=party.words.name), act="d-party-link", subject=subject)
            row.insert(0, link)
        rows.append(tuple(row))
    if not view.parties:
        lines.append(phrase("mediation-no-parties"))
    if case.state in OPEN_STATES:
        new = Button(label=phrase("button-party-new"), act="d-party-new", subject=str(case.id), version=stage)
        rows.insert(0, (new,))
    rows.append((_back(case),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def promise_card(view: MediationView, promise_id: int) -> Message:
    """One promise: was it done?"""
    stage, subject = mediation_stage(view.case, view.file), f"{view.case.id}.{promise_id}"
    text = view.promised.get(promise_id, "")
    return Message(
        lines=(phrase("ask-promise", text=text),),
        buttons=(
            (Button(label=phrase("button-promise-kept"), act="d-kept", subject=subject, version=stage),),
            (Button(label=phrase("button-promise-broken"), act="d-broken", subject=subject, version=stage),),
            (_back(view.case),),
        ),
    )


def confirmation_card(view: MediationView) -> Message:
    """How far has the confirmation come?"""
    state = view.file.mediation.confirmation if view.file is not None else Confirmation.NONE
    offered = (
        (Confirmation.CONFIRMED, Confirmation.REFUSED, Confirmation.NOT_WANTED)
        if state is Confirmation.APPLIED
        else (Confirmation.APPLIED, Confirmation.NOT_WANTED)
    )
    return _choices(view, "ask-confirmation", "confirmation", "d-confirm", offered)


def court_card(view: MediationView) -> Message:
    """What became of it at the court, or shall it be noted that it went there?"""
    state = view.file.mediation.court if view.file is not None else Court.NONE
    offered = COURT_OUTCOMES if state is Court.REFERRED else (Court.REFERRED,)
    return _choices(view, "ask-court", "court", "d-court", offered)


def _choices(
    view: MediationView, question: str, family: str, act: str, offered: Sequence[Confirmation | Court]
) -> Message:
    stage, case = mediation_stage(view.case, view.file), view.case
    rows = tuple(
        (
            Button(
                label=phrase(f"{family}-{state.value.replace('_', '-')}"),
                act=act,
                subject=f"{case.id}.{state.value}",
                version=stage,
            ),
        )
        for state in offered
    )
    return Message(lines=(phrase(question),), buttons=(*rows, (_back(case),)))


def _back(case: Case) -> Button:
    return Button(label=phrase("button-back"), act="d-open", subject=str(case.id))


def _parties_line(sides: Sequence[Side]) -> Phrase:
    if not sides:
        return phrase("mediation-no-parties")
    counts = dict.fromkeys(sides, 0)
    for side in sides:
        counts[side] += 1
    parts = [phrase("mediation-side-count", side=phrase(f"side-{side.value}"), count=counts[side]) for side in counts]
    line = parts[0]
    for part in parts[1:]:
        line = phrase("mediation-and", first=line, second=part)
    return phrase("mediation-parties", parties=line)


def _party_line(party: Party) -> Phrase:
    words = party.words
    parts = [
        *([phrase("mediation-word", text=words.particulars)] if words.particulars else []),
        *_representative(party),
        *([phrase("mediation-word", text=words.contact)] if words.contact and party.may_contact else []),
        phrase("mediation-linked" if party.reachable else "mediation-not-linked"),
    ]
    line = phrase("mediation-party-line", side=phrase(f"side-{party.side.value}"), name=words.name)
    for part in parts:
        line = phrase("mediation-and", first=line, second=part)
    return line


def _representative(party: Party) -> list[Phrase]:
    name = party.words.representative
    if party.minor:
        return [phrase("mediation-minor", name=name or "—")]
    return [phrase("mediation-represented", name=name)] if name else []


def _joint_lines(joint: Sequence[tuple[int, str]], own: int | None) -> list[Phrase]:
    others = [name for person, name in joint if person != own]
    return [phrase("mediation-joint", name=name) for name in others]


def _appointment_lines(view: MediationView) -> list[Phrase]:
    file = view.file
    if file is None:
        return []
    lines = []
    if file.stopped and file.mediation.stopped_at is not None:
        lines.append(phrase("mediation-stopped", at=Moment(at=file.mediation.stopped_at)))
    if file.appointment is not None:
        at = Moment(at=file.appointment.at)
        lines.append(
            phrase("mediation-appointment-at", at=at)
            if view.place is None
            else phrase("mediation-appointment", at=at, place=view.place)
        )
        total, coming = len(view.answers), sum(view.answers.values())
        lines.append(phrase("mediation-answers", total=total, coming=coming, other=total - coming))
    return lines


def _paper_lines(view: MediationView) -> list[Phrase]:
    file = view.file
    if file is None or file.paper is None:
        return []
    paper = file.paper
    if paper.signed_at is None:
        return [phrase("mediation-drafted", at=Moment(at=paper.drafted_at))]
    lines = [phrase("mediation-signed", at=Day(at=paper.signed_at))]
    for number, promise in enumerate(file.promises, 1):
        text = view.promised.get(promise.id)
        name = f"mediation-promise-{promise.state.value}"
        side = phrase(f"side-{promise.side.value}")
        what = phrase("mediation-word", text=excerpt(text, SHOWN)) if text is not None else side
        lines.append(phrase(name, count=number, what=what, at=Day(at=promise.due_at)))
    return lines


def _court_lines(view: MediationView) -> list[Phrase]:
    file = view.file
    if file is None:
        return []
    lines, mediation, paper = [], file.mediation, file.paper
    if paper is not None and paper.signed_at is not None:
        until = paper.signed_at + view.township.mediation.confirmation_within_ms
        if mediation.confirmation is not Confirmation.NONE:
            state = mediation.confirmation.value.replace("_", "-")
            lines.append(phrase("mediation-confirmation", state=phrase(f"confirmation-{state}")))
        elif view.now < until:
            lines.append(phrase("mediation-confirmation-until", until=Day(at=until)))
    if mediation.court is not Court.NONE:
        state = mediation.court.value.replace("_", "-")
        lines.append(phrase("mediation-court", state=phrase(f"court-{state}")))
    return lines


def _buttons(view: MediationView) -> tuple[tuple[Button, ...], ...]:
    case, file = view.case, view.file
    back = (Button(label=phrase("button-back"), act="c-open", subject=str(case.id)),)
    if not view.mediates:
        return (*((paper,) for paper in _paper_button(view)), back)
    rows = [
        *(_rows_at_work(view) if case.state in AT_WORK else []),
        *_paper_rows(view),
        *([(_button(view, "button-mediation-court", "d-ask-court"),)] if case.state is not CaseState.WITHDRAWN else []),
    ]
    signed = file is not None and file.paper is not None and file.paper.signed_at is not None
    if case.state in AT_WORK and not signed and not (file is not None and file.stopped):
        rows.append((_button(view, "button-mediation-stop", "d-stop"),))
    return (*rows, back)


def _rows_at_work(view: MediationView) -> list[tuple[Button, ...]]:
    """Parties, appointments and sessions: while the case is open and nothing is signed."""
    file = view.file
    rows: list[tuple[Button, ...]] = [
        (
            _button(view, "button-mediation-parties", "d-parties"),
            _button(view, "button-mediation-joint", "d-joint"),
        )
    ]
    if file is not None and file.paper is not None and file.paper.signed_at is not None:
        return rows
    if file is None or not file.stopped:
        stands = file is not None and file.appointment is not None
        row = [_button(view, "button-mediation-again" if stands else "button-mediation-appoint", "d-appoint")]
        row += [_button(view, "button-mediation-appoint-off", "d-appoint-off")] if stands else []
        rows.append(tuple(row))
    rows.append(
        (_button(view, "button-mediation-session", "d-session"), _button(view, "button-mediation-agree", "d-agree"))
    )
    return rows


def _paper_rows(view: MediationView) -> list[tuple[Button, ...]]:
    """The agreement, its promises that nobody has answered for, and the court's confirmation."""
    file = view.file
    if file is None or file.paper is None:
        return []
    row = [_button(view, "button-mediation-document", "d-document")]
    if file.paper.signed_at is None:
        row += [_button(view, "button-mediation-sign", "d-sign")] if view.case.state in AT_WORK else []
        return [tuple(row)]
    rows = [(*row, *_paper_button(view))]
    rows += [
        (_button(view, "button-promise", "d-promise", promise.id, number),)
        for number, promise in enumerate(file.promises, 1)
        if promise.state is PromiseState.OPEN
    ]
    if file.mediation.confirmation in ASKED_ABOUT:
        rows.append((_button(view, "button-mediation-confirm", "d-ask-confirm"),))
    return rows


def _paper_button(view: MediationView) -> list[Button]:
    """The signed agreement, for whoever may see it."""
    signed = view.file is not None and view.file.paper is not None and view.file.paper.signed_at is not None
    return [_button(view, "button-mediation-paper", "d-paper")] if signed and view.sees_paper else []


def _button(view: MediationView, name: str, act: str, more: int | None = None, count: int | None = None) -> Button:
    subject = str(view.case.id) if more is None else f"{view.case.id}.{more}"
    label = phrase(name) if count is None else phrase(name, count=count)
    return Button(label=label, act=act, subject=subject, version=mediation_stage(view.case, view.file))
