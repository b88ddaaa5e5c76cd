"""What the parties of a mediation are told and asked, each with their own buttons. A party's number is 0 for the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Day, Message, Moment, phrase

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.mediation import Appointment


def appointment_message(line: str, case: Case, appointment: Appointment, place: str, party: int) -> Message:
    """When and where, and whether they come. `line` is the phrase that says why it is said now."""
    return Message(
        lines=(
            phrase(line, number=case.number, at=Moment(at=appointment.at), place=place),
            phrase("told-mediation-free"),
        ),
        buttons=(
            (_come(case, appointment, party),),
            (_other(case, appointment, party),),
            (_quit(case, party),),
        ),
    )


def coming_message(case: Case, appointment: Appointment, place: str, party: int) -> Message:
    """They come: when and where stands there still, and they may think otherwise."""
    line = phrase("mediation-thanks-coming", number=case.number, at=Moment(at=appointment.at), place=place)
    return Message(lines=(line,), buttons=((_other(case, appointment, party),), (_quit(case, party),)))


def cancelled_message(case: Case, appointment: Appointment) -> Message:
    """It does not take place."""
    return Message(
        lines=(phrase("told-appointment-cancelled", number=case.number, at=Moment(at=appointment.at)),),
    )


def quit_message(case: Case, party: int, appointment: Appointment | None) -> Message:
    """Do they really want no more? They are free to, and are told what else there is; coming all the same is open to them."""
    subject = f"{case.id}.{party}"
    rows = [(Button(label=phrase("button-mediation-quit-yes"), act="d-quit-yes", subject=subject),)]
    if party:
        rows.append((Button(label=phrase("button-mediation-silent"), act="d-silent", subject=subject),))
    if appointment is not None:
        rows += [(_come(case, appointment, party),), (_other(case, appointment, party),)]
    return Message(lines=(phrase("ask-mediation-quit"), phrase("told-where-else")), buttons=tuple(rows))


def promise_message(case: Case, promise_id: int, text: str, party: int) -> Message:
    """The day of a promise has come: was it done?"""
    subject = f"{case.id}.{party}.{promise_id}"
    # Whoever reported is not always a party: what was agreed is the parties' own.
    line = (
        phrase("told-promise-day", number=case.number, text=text)
        if party
        else phrase("told-promise-day-bare", number=case.number)
    )
    return Message(
        lines=(line,),
        buttons=(
            (
                Button(label=phrase("button-promise-done"), act="d-done", subject=subject),
                Button(label=phrase("button-promise-not-done"), act="d-not-done", subject=subject),
            ),
        ),
    )


def confirmation_message(case: Case, until: int) -> Message:
    """They may still apply together."""
    return Message(lines=(phrase("told-confirmation-remind", number=case.number, until=Day(at=until)),))


def follow_up_message(case: Case, party: int) -> Message:
    """Does it hold?"""
    subject = f"{case.id}.{party}"
    return Message(
        lines=(phrase("told-follow-up", number=case.number),),
        buttons=(
            (Button(label=phrase("button-mediation-holds"), act="d-holds", subject=subject),),
            (Button(label=phrase("button-not-settled"), act="d-fails", subject=subject),),
        ),
    )


def _come(case: Case, appointment: Appointment, party: int) -> Button:
    return Button(label=phrase("button-mediation-come"), act="d-come", subject=f"{case.id}.{party}.{appointment.id}")


def _other(case: Case, appointment: Appointment, party: int) -> Button:
    return Button(label=phrase("button-mediation-other"), act="d-other", subject=f"{case.id}.{party}.{appointment.id}")


def _quit(case: Case, party: int) -> Button:
    return Button(label=phrase("button-mediation-quit"), act="d-quit", subject=f"{case.id}.{party}")
