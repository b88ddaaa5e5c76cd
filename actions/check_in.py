"""Check in to a shift, and show again where one is while it goes on. Whatever is shown is kept; what is odd is marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from actions.end_offer import end_offers_about
from actions.keep_shift_due import keep_shift_due
from actions.own_post import led_post, own_post
from actions.shift_ground import checked_ground
from actions.show_shift import refresh_shift, show_about
from actions.tell_patrol import in_reach, tell_persons
from documents.patrol_words import shift_line
from domain.check_in import Evidence, Judged, judge
from domain.durations import SECOND_MS
from domain.events import EventKind
from domain.messages import Message, Moment, phrase
from domain.patrol_plan import PatrolRecipient
from domain.refusals import Refusal, RefusalCode
from domain.shifts import AWAITED, CheckInKind, Mark, PostState
from storage.exchanges import ExchangeState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import Attachment
    from domain.shifts import Checkpoint, Post, RosteredShift
    from storage.unit_of_work import UnitOfWork

MENDED = frozenset({Mark.OUTSIDE, Mark.INACCURATE})
"""What a later, better check-in takes back: the phone did not know where it was, or its owner was still on the way."""
MAY_COME = AWAITED | {PostState.EXCUSED}
"""Whoever was excused and comes all the same is welcome."""
LIVE_EVERY_MS = 5 * SECOND_MS
"""Of a live location that comes more often not every point is kept."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody showed: a place as (latitude, longitude), the checkpoint of a poster, or a picture.

    `accuracy` is in metres as the phone stated it, and `picture` a picture's lasting identifier.
    """

    kind: CheckInKind
    place: tuple[float, float] | None = None
    accuracy: float | None = None
    forwarded: bool = False
    checkpoint: Checkpoint | None = None
    picture: str | None = None
    file: Attachment | None = None
    """The picture itself, for the lead to look at."""


class CheckedIn(NamedTuple):
    """What became of it. `first` for the one with which the post is present."""

    shift: RosteredShift
    post: Post
    judged: Judged
    first: bool


async def check_in(work: UnitOfWork, rules: Rules, post_id: int, person_id: int, shown: Shown) -> CheckedIn:
    """Keep what a person shows for their own post; the first makes them present.

    Raises Refusal when check-in is not open, the shift is over or off, or the post is not theirs any more.
    """
    rostered, post = await own_post(work, post_id, person_id)
    must_be_open(rostered, post, work.now, rules)
    first = post.state is not PostState.PRESENT
    judged = await _keep(work, rules, rostered, post, shown)
    present = _present(post, judged.marks, work.now)
    await work.shifts.save_post(present, post.state)
    await _note(work, present, person_id, shown.kind, judged.marks)
    await _settle(work, rules, rostered, present, person_id, first=first)
    await _tell_of_marks(work, rules, present, post.marks)
    await _show_picture(work, rules, rostered, present, shown)
    return CheckedIn(await _again(work, rostered), present, judged, first)


async def check_in_for(work: UnitOfWork, rules: Rules, post_id: int, lead_id: int) -> CheckedIn:
    """The lead says that somebody is there. Raises Refusal, as `check_in`, and for who may not lead the shift."""
    rostered, post = await led_post(work, post_id, lead_id)
    must_be_open(rostered, post, work.now, rules)
    first = post.state is not PostState.PRESENT
    await work.check_ins.add(post.id, CheckInKind.BY_LEAD)
    present = _present(post, (), work.now)
    await work.shifts.save_post(present, post.state)
    await _note(work, present, lead_id, CheckInKind.BY_LEAD, ())
    await _settle(work, rules, rostered, present, None, first=first)
    return CheckedIn(await _again(work, rostered), present, Judged((), None, None), first)


async def track(
    work: UnitOfWork, rules: Rules, post_id: int, person_id: int, place: tuple[float, float], accuracy: float | None
) -> bool:
    """Keep a point of a live location, between check-in and check-out alone; whether it was kept."""
    rostered, post = await own_post(work, post_id, person_id)
    if post.state is not PostState.PRESENT:
        return False
    last = await work.check_ins.last_placed(post.id)
    if last is not None and 0 <= work.now - last.at < LIVE_EVERY_MS:
        return False
    judged = await _keep(work, rules, rostered, post, Shown(CheckInKind.LIVE, place, accuracy))
    # At the edge of the area a live location is in and out; that alone is nothing to look at.
    marked = replace(post, marks=_in_order({*post.marks, *judged.marks} - (MENDED - {*post.marks})))
    if marked != post:
        await work.shifts.save_post(marked, post.state)
        await refresh_shift(work, rules, rostered.shift.id, {post.id}, but_not=person_id)
        await _tell_of_marks(work, rules, marked, post.marks)
    return True


def must_be_open(rostered: RosteredShift, post: Post, now: int, rules: Rules) -> None:
    """See that somebody may check in to a post now. Raises Refusal: too early, over, or nothing to check in to."""
    opens_at = rostered.shift.starts_at - rules.township.patrol.opens_ms
    if now < opens_at:
        raise Refusal(RefusalCode.CHECK_IN_TOO_EARLY, {"at": Moment(at=opens_at)})
    late = now >= rostered.shift.ends_at and post.state is not PostState.PRESENT
    if late or post.state not in MAY_COME | {PostState.PRESENT}:
        raise Refusal(RefusalCode.SHIFT_OVER)


async def _keep(work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, shown: Shown) -> Judged:
    known = shown.picture is not None and await work.check_ins.picture_known(shown.picture)
    evidence = Evidence(shown.kind, shown.place, shown.accuracy, shown.forwarded, shown.checkpoint, known)
    ground = await checked_ground(work, rules, rostered.shift.unit)
    last = await work.check_ins.last_placed(post.id)
    judged = judge(evidence, ground, last, rostered.shift, work.now, rules.township.patrol)
    await work.check_ins.add(
        post.id,
        shown.kind,
        shown.place,
        accuracy=shown.accuracy,
        checkpoint_id=judged.checkpoint.id if judged.checkpoint else None,
        picture=shown.picture,
        marks=judged.marks,
    )
    return judged


def _present(post: Post, marks: tuple[Mark, ...], now: int) -> Post:
    before = set(post.marks) if marks else set(post.marks) - MENDED
    arrived = post.checked_in_at if post.checked_in_at is not None else now
    return replace(post, state=PostState.PRESENT, checked_in_at=arrived, marks=_in_order(before | set(marks)))


def _in_order(marks: set[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in marks)


async def _note(work: UnitOfWork, post: Post, actor_id: int, kind: CheckInKind, marks: tuple[Mark, ...]) -> None:
    detail = {"shift": post.shift_id, "post": post.id, "how": kind.value, "marks": ",".join(marks)}
    await work.events.append(EventKind.CHECKED_IN, None, actor_id, detail)


async def _settle(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, shown_to: int | None, *, first: bool
) -> None:
    """Nobody is looked for in their place any more, and nobody waits for them."""
    if first:
        await end_offers_about(work, rules, post, ExchangeState.WITHDRAWN)
        await keep_shift_due(work, rules, rostered.shift.id)
    await refresh_shift(work, rules, rostered.shift.id, {post.id}, but_not=shown_to)


async def _tell_of_marks(work: UnitOfWork, rules: Rules, post: Post, before: tuple[Mark, ...]) -> None:
    """The lead hears once of each thing to look at."""
    rostered = await work.shifts.get(post.shift_id)
    news = [mark for mark in post.marks if mark not in before]
    if rostered is None or not news:
        return
    leads = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, post.person_id)
    name = f"shift:{post.shift_id}:marks:{post.id}:{'+'.join(news)}"
    await show_about(work, rules, rostered, post, leads, name, phrase("shift-told-marked"))


async def _show_picture(work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, shown: Shown) -> None:
    """What a picture shows only a person can say: the lead has a look."""
    if shown.file is None:
        return
    leads = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, post.person_id)
    name = (await work.people.names([post.person_id])).get(post.person_id, "—")
    line = phrase("shift-told-picture", name=name, at=Moment(at=work.now))
    message = Message(lines=(line, shift_line(rostered.shift, rules.township)), attachments=(shown.file,))
    notice = f"shift:{post.shift_id}:picture:{post.id}:{shown.picture}"
    await tell_persons(work, rules, leads, message, notice, Lane.ESCALATION, urgent=True)


async def _again(work: UnitOfWork, rostered: RosteredShift) -> RosteredShift:
    return await work.shifts.get(rostered.shift.id) or rostered
