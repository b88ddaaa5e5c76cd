"""What people are told and asked as they join a patrol team, lead it, hand it over and leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.patrol_words import team_name
from domain.messages import Button, Message, phrase

if TYPE_CHECKING:
    from domain.messages import MenuKey
    from domain.township import Unit

    Keyboard = tuple[tuple[MenuKey, ...], ...]


def asked_card(member_id: int, name: str, unit: Unit, household: str | None) -> Message:
    """Somebody wants to join: yes or no."""
    lines = [phrase("team-asked", name=name, team=team_name(unit))]
    if household is not None:
        lines.append(phrase("team-household", household=household))
    subject = str(member_id)
    yes = Button(label=phrase("button-team-yes"), act="t-yes", subject=subject)
    no = Button(label=phrase("button-team-no"), act="t-no", subject=subject)
    return Message(lines=tuple(lines), buttons=((yes,), (no,)))


def decided_card(name: str, unit: Unit, *, granted: bool) -> Message:
    """How it was decided."""
    return Message(lines=(phrase("team-granted" if granted else "team-declined", name=name, team=team_name(unit)),))


def joined_message(unit: Unit, keyboard: Keyboard) -> Message:
    """A new member is told what comes next, and has the key for patrols."""
    return Message(lines=(phrase("team-joined", team=team_name(unit)), phrase("team-joined-next")), menu=keyboard)


def refused_message(unit: Unit) -> Message:
    """It cannot be now; nothing is said against anybody."""
    return Message(lines=(phrase("team-refused", team=team_name(unit)),))


def left_message(name: str, unit: Unit, posts: int) -> Message:
    """Those who keep the team hear that somebody is gone from it, and how many posts the team is asked to take."""
    lines = [phrase("team-left-told", name=name, team=team_name(unit))]
    if posts:
        lines.append(phrase("team-left-posts", count=posts))
    return Message(lines=tuple(lines))


def taken_out_message(unit: Unit, keyboard: Keyboard | None) -> Message:
    """Somebody was taken out of the team, with thanks, and how to come back."""
    return Message(lines=(phrase("team-taken-out", team=team_name(unit)),), menu=keyboard)


def lead_message(unit: Unit, keyboard: Keyboard, *, leads_now: bool) -> Message:
    """Somebody leads shifts from now, or no longer."""
    return Message(
        lines=(phrase("team-lead-on" if leads_now else "team-lead-off", team=team_name(unit)),), menu=keyboard
    )


def handover_card(handover_id: int, name: str, unit: Unit) -> Message:
    """A lead would like to hand the team over: yes or no."""
    subject = str(handover_id)
    yes = Button(label=phrase("button-team-take"), act="t-take", subject=subject)
    no = Button(label=phrase("button-team-not"), act="t-not", subject=subject)
    return Message(lines=(phrase("team-handover-asked", name=name, team=team_name(unit)),), buttons=((yes,), (no,)))


def handed_over_message(name: str, unit: Unit, keyboard: Keyboard | None, *, accepted: bool) -> Message:
    """Whoever wanted to hand over hears the answer."""
    line = phrase("team-handover-taken" if accepted else "team-handover-not", name=name, team=team_name(unit))
    return Message(lines=(line,), menu=keyboard)
