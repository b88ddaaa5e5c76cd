"""A shift as a card: for whoever stands on it, for its lead, and for those who are told that somebody is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.patrol_words import shift_line
from domain.exchanges import open_to_change
from domain.messages import Button, Hour, Message, Span, listed, phrase
from domain.presence import REMINDED
from domain.shifts import AWAITED, PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.check_in import TrackSummary
    from domain.messages import Phrase
    from domain.shifts import Checkpoint, Mark, Post, RosteredShift, Shift
    from domain.township import Township

KILOMETRE = 1_000
FAR_OFF = 30_000
"""From so many metres on it does not matter how many: the phone was mistaken, or the person is elsewhere."""
ROUNDED_TO = 10


def is_at_hand(shift: Shift, township: Township, now: int) -> bool:
    """Whether a shift is so near that its card is about checking in, and no more about who comes."""
    return shift.starts_at - max(township.patrol.opens_ms, township.patrol.hour_before_ms) <= now


def patroller_card(
    rostered: RosteredShift, post: Post, township: Township, now: int, headlines: Sequence[Phrase] = ()
) -> Message:
    """The card of one person's post, with what they can do now."""
    shift = rostered.shift
    lines = [*headlines, shift_line(shift, township), _own_state(shift, post, now)]
    if shift.state is not ShiftState.PLANNED:
        return Message(lines=tuple(lines))
    if post.state is PostState.PRESENT:
        return Message(lines=(*lines, phrase("shift-track-hint")), buttons=_on_shift(post))
    rows: list[tuple[Button, ...]] = []
    # The reminder has the button already: whoever presses it before check-in opens is told from when on they can.
    if post.state in AWAITED and is_at_hand(shift, township, now) and now < shift.ends_at:
        rows += _check_in(post)
    if post.state in AWAITED and now < shift.ends_at:
        rows.append(_answers(post, begun=now >= shift.starts_at))
    return Message(lines=tuple(lines), buttons=tuple(row for row in rows if row))


def starting_card(shift: Shift, post: Post, township: Township) -> Message:
    """The shift begins: check in. It is laid ready before, so it says nothing of what the person has answered."""
    lines = (phrase("shift-told-start"), shift_line(shift, township))
    return Message(lines=lines, buttons=(*_check_in(post), (_button("cannot", post.id),)))


def forgotten_card(shift: Shift, post: Post, township: Township) -> Message:
    """The shift was closed by the clock while somebody was on it: are they well?"""
    lines = (phrase("shift-told-forgotten", at=Hour(at=shift.ends_at)), shift_line(shift, township))
    return Message(
        lines=lines, buttons=((_button("home", post.id),), (Button(label=phrase("button-shift-sos"), act="o-sos"),))
    )


def summary_lines(summary: TrackSummary, checkpoints: Sequence[Checkpoint]) -> list[Phrase]:
    """What was walked, as far as places were shared."""
    lines = []
    if summary.metres >= KILOMETRE:
        lines.append(phrase("shift-walked-kilometres", count=f"{summary.metres / KILOMETRE:.1f}"))
    elif summary.metres > 0:
        lines.append(phrase("shift-walked-metres", count=round(summary.metres)))
    names = [each.name for number in summary.passed for each in checkpoints if each.id == number]
    if names:
        lines.append(phrase("shift-passed", count=len(names), names=listed(names)))
    if summary.coverage:
        lines.append(phrase("shift-covered", percent=round(summary.coverage * 100)))
    return lines


def outside_line(metres: float) -> Phrase:
    """How far a place lies from where the shift walks, in words that mean something."""
    if metres >= FAR_OFF:
        return phrase("shift-explain-far")
    if metres >= KILOMETRE:
        return phrase("shift-explain-outside-kilometres", count=f"{metres / KILOMETRE:.1f}".removesuffix(".0"))
    return phrase("shift-explain-outside", metres=max(ROUNDED_TO, round(metres / ROUNDED_TO) * ROUNDED_TO))


def lead_card(
    rostered: RosteredShift,
    names: Mapping[int, str],
    township: Township,
    now: int,
    headlines: Sequence[Phrase] = (),
) -> Message:
    """Everybody on a shift at one look: who comes, who is here, whom one waits for."""
    shift = rostered.shift
    here = sum(post.checked_in_at is not None for post in rostered.posts)
    lines = [*headlines, shift_line(shift, township)]
    if shift.state is ShiftState.CANCELLED:
        return Message(lines=(*lines, phrase("shift-cancelled")))
    # Until check-in opens it matters who is coming: "nobody is here" the day before would only frighten.
    if here or now >= shift.starts_at - township.patrol.opens_ms:
        lines.append(phrase("shift-lead-count", here=here, strength=shift.strength))
    else:
        coming = sum(post.state is PostState.COMING for post in rostered.posts)
        lines.append(phrase("shift-lead-coming", coming=coming, strength=shift.strength))
    if shift.state is ShiftState.PLANNED:
        lines += _gap_lines(rostered)
    for post in rostered.posts:
        if post.state is not PostState.PASSED_ON:
            lines.append(_row(shift, post, names, now))
            lines += _mark_lines(post)
    rows = _missed(rostered, names, now)
    if open_to_change(shift, now) and _gap_lines(rostered):
        rows.append((Button(label=phrase("button-roster-manage"), act="x-shift", subject=str(shift.id)),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def _gap_lines(rostered: RosteredShift) -> list[Phrase]:
    """What a shift lacks: people, a lead."""
    lines = []
    if rostered.missing:
        lines.append(phrase("shift-lead-short", count=rostered.missing))
    if rostered.lead is None:
        lines.append(phrase("shift-lead-none"))
    return lines


def about_card(
    rostered: RosteredShift,
    post: Post,
    names: Mapping[int, str],
    township: Township,
    now: int,
    headlines: Sequence[Phrase] = (),
) -> Message:
    """One person's post as those see it who may excuse them, say that they are there, or look for a stand-in."""
    shift = rostered.shift
    waits = post.state in AWAITED and shift.state is ShiftState.PLANNED
    lines = [*headlines, shift_line(shift, township), _row(shift, post, names, now)]
    lines += _mark_lines(post)
    if not waits:
        return Message(lines=tuple(lines))
    rows: list[tuple[Button, ...]] = []
    if now >= shift.starts_at - township.patrol.opens_ms:
        rows.append((_button("here", post.id),))
    # People on a shift change only until it begins.
    find = (_button("find", post.id),) if now < shift.starts_at else ()
    rows.append((_button("excuse", post.id), *find))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def _own_state(shift: Shift, post: Post, now: int) -> Phrase:
    if shift.state is ShiftState.CANCELLED:
        return phrase("shift-cancelled")
    if post.state in REMINDED and shift.starts_at < now < shift.ends_at:
        # That they once said yes is no answer to where they are.
        return phrase("shift-own-awaited")
    if post.state is PostState.PRESENT and post.checked_in_at is not None:
        return phrase("shift-own-present", at=Hour(at=post.checked_in_at))
    return phrase(f"shift-own-{_dashed(post.state)}")


def _row(shift: Shift, post: Post, names: Mapping[int, str], now: int) -> Phrase:
    name = phrase("shift-name-lead" if post.leads else "shift-name", name=names.get(post.person_id, "—"))
    if post.state is PostState.PRESENT and post.checked_in_at is not None:
        return phrase("shift-row-present", name=name, at=Hour(at=post.checked_in_at))
    if post.state in AWAITED and shift.starts_at < now and shift.state is ShiftState.PLANNED:
        return phrase("shift-row-awaited", name=name, span=Span(ms=now - shift.starts_at))
    return phrase(f"shift-row-{_dashed(post.state)}", name=name)


def _mark_lines(post: Post) -> list[Phrase]:
    """What the lead should look at, without a word on anybody."""
    return [phrase("shift-row-mark", mark=phrase(f"shift-mark-{_dashed(mark)}")) for mark in post.marks]


def _missed(rostered: RosteredShift, names: Mapping[int, str], now: int) -> list[tuple[Button, ...]]:
    """A button for each person who has not come, once the shift has begun; before it for who cannot or has not said."""
    shift = rostered.shift
    if shift.state is not ShiftState.PLANNED:
        return []
    return [
        (
            Button(
                label=phrase("button-shift-about", name=names.get(post.person_id, "—")),
                act="s-about",
                subject=str(post.id),
            ),
        )
        for post in rostered.posts
        if post.state in AWAITED and (now >= shift.starts_at or post.state is not PostState.COMING)
    ]


def _check_in(post: Post) -> tuple[tuple[Button, ...], ...]:
    return ((_button("in", post.id),), (_button("picture", post.id),))


def _on_shift(post: Post) -> tuple[tuple[Button, ...], ...]:
    return (
        (Button(label=phrase("button-shift-sos"), act="o-sos"),),
        (Button(label=phrase("button-shift-incident"), act="o-incident"),),
        (_button("in-again", post.id), _button("picture", post.id)),
        (_button("out", post.id),),
    )


def _answers(post: Post, *, begun: bool) -> tuple[Button, ...]:
    if post.state is PostState.CANNOT:
        return () if begun else (_button("come-after-all", post.id),)
    cannot = _button("cannot", post.id)
    return (cannot,) if begun or post.state is PostState.COMING else (_button("come", post.id), cannot)


_ACTS = {"in-again": "in", "come-after-all": "come"}


def _button(name: str, post_id: int) -> Button:
    return Button(label=phrase(f"button-shift-{name}"), act=f"s-{_ACTS.get(name, name)}", subject=str(post_id))


def _dashed(code: PostState | Mark) -> str:
    return code.value.replace("_", "-")
