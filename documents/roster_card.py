"""Rosters and single shifts as messages: one's own, the team's of two weeks, and one shift with what may be done on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.patrol_words import shift_words, short_words, slot_name, team_name, weekday
from documents.shift_card import is_at_hand
from domain.exchanges import CLOSED, MOVABLE, open_to_change
from domain.messages import Button, Message, Moment, Phrase, listed, phrase
from domain.shifts import PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.calendar import Calendar
    from domain.roster import Gap
    from domain.shifts import Post, RosteredShift, Shift
    from domain.township import Township

MOST_BUTTONS = 14
MOST_LINES = 8
"""So many shifts are named in a message that comes by itself; the rest is a tap away."""


@dataclass(frozen=True, slots=True)
class Places:
    """What turns a shift into words: the township's names, its calendar, and what time it is (UTC ms)."""

    township: Township
    calendar: Calendar
    now: int


@dataclass(frozen=True, slots=True)
class RosterViewer:
    """Who looks at a roster: whether they may do what a team's lead may."""

    person_id: int
    leads: bool


def open_button(shift_id: int) -> Button:
    """To the card of a shift."""
    return Button(label=phrase("button-roster-shift"), act="x-shift", subject=str(shift_id))


def my_roster(shifts: Sequence[RosteredShift], person_id: int, units: Sequence[str], places: Places) -> Message:
    """One person's coming shifts, with the ways to their teams' rosters.

    One that is at hand opens the card to check in with, the others the card of who stands there.
    """
    township, calendar = places.township, places.calendar
    own = [(each, post) for each in shifts if (post := each.post_of(person_id)) is not None]
    lines = [phrase("roster-mine" if own else "roster-mine-none", count=len(own))]
    rows: list[tuple[Button, ...]] = []
    for each, post in own[:MOST_BUTTONS]:
        label = phrase(
            "roster-label",
            mark=phrase(f"shift-own-mark-{post.state.value.replace('_', '-')}"),
            start=Moment(at=each.shift.starts_at),
            weekday=weekday(each.shift, calendar),
            slot=slot_name(each.shift, township),
        )
        act = "s-open" if is_at_hand(each.shift, township, places.now) else "x-shift"
        rows.append((Button(label=label, act=act, subject=str(each.shift.id)),))
    for unit in units:
        name = team_name(township.unit(unit))
        rows.append((Button(label=phrase("button-roster-team", team=name), act="x-team", subject=unit),))
    if own:
        rows.append((Button(label=phrase("button-roster-calendar"), act="b-calendar"),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def team_roster(
    unit: str,
    shifts: Sequence[RosteredShift],
    names: Mapping[int, str],
    viewer: RosterViewer,
    township: Township,
    calendar: Calendar,
) -> Message:
    """A team's coming shifts, a line each. Whoever leads it gets the way to each of them."""
    shown = [each for each in shifts if each.shift.state is not ShiftState.CANCELLED]
    team = team_name(township.unit(unit))
    lines = [phrase("roster-team" if shown else "roster-team-none", team=team)]
    lines += [_team_line(each, names, township, calendar) for each in shown]
    rows: list[tuple[Button, ...]] = [
        (
            Button(label=phrase("button-roster-picture"), act="b-roster-picture", subject=unit),
            Button(label=phrase("button-roster-calendar"), act="b-calendar"),
        )
    ]
    if viewer.leads:
        rows = [arranging(unit), *rows]
    rows.append((Button(label=phrase("button-roster-mine"), act="x-roster"),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def arranging(unit: str) -> tuple[Button, ...]:
    """What whoever leads a team does to its roster."""
    return (
        Button(label=phrase("button-roster-manage"), act="x-manage", subject=unit),
        Button(label=phrase("button-roster-extra"), act="x-extra", subject=unit),
    )


def new_shifts(
    unit: str,
    gained: Sequence[tuple[Shift, Post]],
    lost: Sequence[Shift],
    township: Township,
    calendar: Calendar,
) -> Message:
    """What a new roster means for one person."""
    team = team_name(township.unit(unit))
    lines = [phrase("roster-new" if gained else "roster-fewer", team=team, count=len(gained))]
    for shift, post in gained[:MOST_LINES]:
        words = short_words(shift, township, calendar)
        lines.append(phrase("roster-new-line", shift=words, leads=int(post.leads)))
    if len(gained) > MOST_LINES:
        lines.append(phrase("roster-new-more", count=len(gained) - MOST_LINES))
    lines += [phrase("roster-lost-line", shift=short_words(shift, township, calendar)) for shift in lost[:MOST_LINES]]
    if len(lost) > MOST_LINES:
        lines.append(phrase("roster-new-more", count=len(lost) - MOST_LINES))
    return Message(lines=tuple(lines), buttons=((Button(label=phrase("button-roster-mine"), act="x-roster"),),))


def gaps_message(unit: str, gaps: Sequence[tuple[Shift, Gap]], township: Township, calendar: Calendar) -> Message:
    """What the roster could give to nobody, and why, for the lead: a line for each shift, and each reason once."""
    of_shift: dict[int, list[Gap]] = {}
    shifts = {shift.id: shift for shift, _gap in gaps}
    for shift, gap in gaps:
        of_shift.setdefault(shift.id, []).append(gap)
    lines = [phrase("roster-gaps", team=team_name(township.unit(unit)), count=len(shifts))]
    lines += [
        phrase(
            "roster-gaps-line",
            shift=short_words(shifts[number], township, calendar),
            missing=sum(gap.missing for gap in found if not gap.needs_lead),
            lead=int(any(gap.needs_lead for gap in found)),
        )
        for number, found in list(of_shift.items())[:MOST_LINES]
    ]
    if len(shifts) > MOST_LINES:
        lines.append(phrase("roster-gaps-more", count=len(shifts) - MOST_LINES))
    for reason in dict.fromkeys(gap.reason for _shift, gap in gaps):
        lines.append(phrase("roster-gaps-why", reason=phrase(f"roster-reason-{reason.value.replace('_', '-')}")))
    button = Button(label=phrase("button-roster-manage"), act="x-manage", subject=unit)
    return Message(lines=tuple(lines), buttons=((button,),))


def picture_line(unit: str, township: Township) -> Phrase:
    """What stands under the roster as a picture."""
    return phrase("picture-roster", team=team_name(township.unit(unit)))


def shift_card(
    rostered: RosteredShift,
    names: Mapping[int, str],
    viewer: RosterViewer,
    places: Places,
    headline: Phrase | None = None,
) -> Message:
    """One shift with everybody on it, and what the viewer may do there now."""
    shift = rostered.shift
    lines = [
        *([headline] if headline else []),
        phrase(
            "roster-card-title",
            shift=shift_words(shift, places.township, places.calendar),
            team=team_name(places.township.unit(shift.unit)),
        ),
    ]
    if shift.state is ShiftState.CANCELLED:
        lines.append(phrase("roster-card-cancelled"))
        return Message(lines=tuple(lines), buttons=((Button(label=phrase("button-roster-mine"), act="x-roster"),),))
    missing = rostered.missing
    lines.append(phrase("roster-card-strength", have=len(rostered.standing), strength=shift.strength, missing=missing))
    lines += [
        phrase("roster-card-post", name=names.get(post.person_id, "—"), state=_state(shift, post))
        for post in rostered.posts
        if post.state is not PostState.PASSED_ON
    ]
    buttons = _buttons(rostered, viewer) if open_to_change(shift, places.now) else ()
    return Message(
        lines=tuple(lines), buttons=(*buttons, (Button(label=phrase("button-roster-mine"), act="x-roster"),))
    )


def _buttons(rostered: RosteredShift, viewer: RosterViewer) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    own, shift = rostered.post_of(viewer.person_id), str(rostered.shift.id)
    if own is not None and own.state in MOVABLE:
        if own.state is PostState.CANNOT:
            rows.append((Button(label=phrase("button-roster-come"), act="x-withdraw", subject=str(own.id)),))
        else:
            if own.state is PostState.ASSIGNED:
                rows.append((Button(label=phrase("button-shift-come"), act="x-say-yes", subject=str(own.id)),))
            swap = Button(label=phrase("button-roster-swap"), act="x-swap", subject=str(own.id))
            rows.append((Button(label=phrase("button-roster-offer"), act="x-offer", subject=str(own.id)), swap))
    if viewer.leads:
        row = [Button(label=phrase("button-roster-assign"), act="x-assign", subject=shift)]
        if rostered.missing:
            row.append(Button(label=phrase("button-roster-ask"), act="x-ask", subject=shift))
        rows.append(tuple(row))
        row = [Button(label=phrase("button-roster-cancel"), act="x-cancel", subject=shift)]
        if any(post.state in MOVABLE for post in rostered.posts):
            row.insert(0, Button(label=phrase("button-roster-off"), act="x-off", subject=shift))
        rows.append(tuple(row))
    return tuple(rows)


def _team_line(each: RosteredShift, names: Mapping[int, str], township: Township, calendar: Calendar) -> Phrase:
    posts = sorted((post for post in each.posts if post.state not in CLOSED), key=lambda post: not post.leads)
    people = listed(
        ("★" if post.leads else "") + names.get(post.person_id, "—") + ("?" if post.state is PostState.CANNOT else "")
        for post in posts
    )
    return phrase(
        "roster-team-line",
        shift=shift_words(each.shift, township, calendar),
        people=people,
        missing=each.missing,
    )


def _state(shift: Shift, post: Post) -> Phrase:
    if shift.state is ShiftState.CANCELLED:
        return phrase("roster-card-cancelled")
    return phrase(f"roster-post-{post.state.value.replace('_', '-')}", leads=int(post.leads))
