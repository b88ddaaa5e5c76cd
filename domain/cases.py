"""The life of a case: its states, the steps between them, and what each step changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.refusals import Refusal, RefusalCode
from domain.stronger_clocks import Stretch
from domain.words import CaseKind, Level


class CaseState(StrEnum):
    """Where a case stands."""

    FILED = "filed"
    """Waits for a named person to accept it."""
    ACCEPTED = "accepted"
    """A named person has it."""
    IN_PROGRESS = "in_progress"
    """Something has been done and the reporter was told."""
    SETTLED = "settled"
    """The matter is settled; the result has to be written down."""
    CLOSED = "closed"
    """Ended with a result."""
    WITHDRAWN = "withdrawn"
    """Taken back by its reporter."""
    MERGED = "merged"
    """Dealt with together with another case of the same matter; what becomes of that one is told here too."""


class Urgency(StrEnum):
    """How fast somebody must look."""

    NORMAL = "normal"
    """By the ordinary clocks."""
    URGENT = "urgent"
    """Somebody must say at once that they have seen it."""


class KnownAs(StrEnum):
    """How the reporter wishes to be known."""

    NAMED = "named"
    """Who handles the case sees name and contact."""
    CONFIDENTIAL = "confidential"
    """Others see a pseudonym; the identity is sealed."""
    UNLINKED = "unlinked"
    """No identity is kept; a receipt is the only way back. Tips only."""


class Step(StrEnum):
    """What can be done to a case."""

    ACCEPT = "accept"
    """A named person takes it."""
    ACKNOWLEDGE = "acknowledge"
    """A named person says that they have seen an urgent case."""
    ASSIGN = "assign"
    """It is given to a person, who has yet to accept."""
    ASK = "ask"
    """The handler asks the reporter."""
    LOG_PROGRESS = "log_progress"
    """The handler writes down what was done."""
    HAND_UP = "hand_up"
    """The handler passes it to the next level."""
    SETTLE = "settle"
    """The matter is settled."""
    CLOSE = "close"
    """It ends with a result."""
    EXTEND = "extend"
    """The parties agree to more time, once."""
    SUPERVISE = "supervise"
    """The director puts it under supervision."""
    ESCALATE = "escalate"
    """The clock moves it to the town."""
    ADD = "add"
    """The reporter adds something."""
    NUDGE = "nudge"
    """The reporter asks where an overdue case stays."""
    WITHDRAW = "withdraw"
    """The reporter takes it back."""
    RATE = "rate"
    """The reporter rates the result."""
    REOPEN = "reopen"
    """The reporter says that it is not settled."""
    ROUTE = "route"
    """It is given to a unit, whose people have yet to accept."""
    RECATEGORISE = "recategorise"
    """The centre says what kind of case it really is."""
    MERGE = "merge"
    """It is dealt with together with another case of the same matter."""
    SEPARATE = "separate"
    """It was merged by mistake and goes its own way again."""
    DISMISS = "dismiss"
    """The centre ends it because it is not the township's to deal with."""
    PROPOSE = "propose"
    """The centre's staff propose to put it under supervision."""
    DECLINE = "decline"
    """The director does not follow such a proposal."""
    REFER = "refer"
    """The director asks the county to see to it."""
    LIFT = "lift"
    """The director ends the supervision with a written result."""


OPEN_STATES = frozenset({CaseState.FILED, CaseState.ACCEPTED, CaseState.IN_PROGRESS, CaseState.SETTLED})
WORKED_ON = frozenset({CaseState.ACCEPTED, CaseState.IN_PROGRESS})

LEGAL_IN: Mapping[Step, frozenset[CaseState]] = {
    Step.ACCEPT: frozenset({CaseState.FILED}),
    Step.ACKNOWLEDGE: OPEN_STATES,
    Step.ASSIGN: frozenset({CaseState.FILED}) | WORKED_ON,
    Step.ASK: WORKED_ON,
    Step.LOG_PROGRESS: WORKED_ON,
    Step.HAND_UP: WORKED_ON,
    Step.SETTLE: WORKED_ON,
    Step.CLOSE: WORKED_ON | {CaseState.SETTLED},
    Step.EXTEND: WORKED_ON,
    Step.SUPERVISE: OPEN_STATES,
    Step.ESCALATE: OPEN_STATES,
    Step.ADD: OPEN_STATES | {CaseState.MERGED},
    Step.NUDGE: OPEN_STATES,
    Step.WITHDRAW: OPEN_STATES | {CaseState.MERGED},
    Step.RATE: frozenset({CaseState.SETTLED, CaseState.CLOSED}),
    Step.REOPEN: frozenset({CaseState.CLOSED}),
    Step.ROUTE: frozenset({CaseState.FILED}) | WORKED_ON,
    Step.RECATEGORISE: OPEN_STATES,
    Step.MERGE: OPEN_STATES,
    Step.SEPARATE: frozenset({CaseState.MERGED}),
    Step.DISMISS: frozenset({CaseState.FILED}) | WORKED_ON,
    Step.PROPOSE: OPEN_STATES,
    Step.DECLINE: OPEN_STATES,
    Step.LIFT: OPEN_STATES,
    Step.REFER: frozenset({CaseState.FILED}) | WORKED_ON,
}
"""In which states a step exists at all. `_further` says what else it needs."""

TAKEN_BY_A_PERSON = frozenset({Step.ACCEPT, Step.ACKNOWLEDGE, Step.ASSIGN, Step.DISMISS})
"""Steps after which a case bears a person's name: without one they mean nothing."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case. Times are UTC ms, None for what has not happened.

    `unit` is where it happened and stays; `responsible_unit` is who has to deal with it now, and is set by whoever
    moves the case (`apply` knows levels, not units). `awaiting_since` starts the clock of acceptance. Every step of
    escalation up to `chased_until` was run or is stale. A case that is routed `past_unit` is not shown where it happened.
    `helping` are the units that share in it beside the responsible one, `joint` the persons who mediate along with its handler,
    `stronger` is when the clocks of all cases were: these are kept apart from the other values.
    After `erased_at` no text, name or file of it is kept.
    """

    id: int
    number: str
    kind: CaseKind
    category: str
    unit: str
    responsible_unit: str
    level: Level
    state: CaseState
    urgency: Urgency
    known_as: KnownAs
    pseudonym: str
    filed_at: int
    awaiting_since: int
    chased_until: int
    accepted_at: int | None = None
    first_action_at: int | None = None
    settled_at: int | None = None
    closed_at: int | None = None
    urgent_since: int | None = None
    acknowledged_at: int | None = None
    acknowledged_by: int | None = None
    handler_id: int | None = None
    supervised_at: int | None = None
    supervision_answered_at: int | None = None
    supervision_proposed_at: int | None = None
    extended_at: int | None = None
    reopened: int = 0
    reopened_at: int | None = None
    rating: int | None = None
    last_progress_at: int | None = None
    nudged_at: int | None = None
    withdrawn_at: int | None = None
    erased_at: int | None = None
    merged_into: int | None = None
    past_unit: bool = False
    supervision_reply_by: int | None = None
    helping: tuple[str, ...] = ()
    stronger: tuple[Stretch, ...] = ()
    joint: tuple[int, ...] = ()
    words_held: bool = False
    """Whether the reporter's own words are kept from those who deal with it; see `domain.wording`."""
    version: int = 1


def can(case: Case, step: Step) -> bool:
    """Whether the step is possible now; who may take it is `domain.access`'s to say."""
    return case.state in LEGAL_IN[step] and _further(case, step) is None


def apply(case: Case, step: Step, at: int, actor: int | None = None) -> Case:
    """The case after a step by `actor` (a person, None for the reporter and the clock), one version on.

    For ASSIGN the actor is the person it is given to. Who may take the step is not asked here.

    Raises:
        Refusal: the step is not possible now.
        ValueError: a step that needs a person was taken by nobody.
    """
    if actor is None and step in TAKEN_BY_A_PERSON:
        raise ValueError(f"{step.value} needs a person")
    if case.state not in LEGAL_IN[step]:
        taken = step is Step.ACCEPT and case.state in WORKED_ON
        raise Refusal(RefusalCode.TAKEN if taken else RefusalCode.NOT_NOW)
    reason = _further(case, step)
    if reason is not None:
        raise Refusal(reason)
    return replace(_CHANGES[step](case, at, actor), version=case.version + 1)


def chased(case: Case, until: int) -> Case:
    """The case with its watermark at `until`, if that is later, one version on."""
    # For every due row there is; dataclasses.replace would set each of thirty fields anew.
    later = object.__new__(Case)
    later.__dict__.update(case.__dict__, chased_until=max(case.chased_until, until), version=case.version + 1)
    return later


def awaits_answer(case: Case) -> bool:
    """Whether the case is under supervision and has not been answered. An answered one may be supervised again."""
    return case.state in OPEN_STATES and case.supervised_at is not None and case.supervision_answered_at is None


def taken_away(case: Case, at: int, excluded: frozenset[int]) -> Case:
    """The case once some persons may not have it any more: it waits for somebody else, one version on.

    That one of them has seen that it is urgent counts no longer.
    """
    waits = replace(
        case,
        state=CaseState.FILED,
        handler_id=None,
        accepted_at=None,
        settled_at=None,
        awaiting_since=case.awaiting_since if case.handler_id is None else at,
        version=case.version + 1,
    )
    if case.acknowledged_by not in excluded:
        return waits
    return replace(waits, acknowledged_at=None, acknowledged_by=None, urgent_since=at)


def next_level(level: Level) -> Level:
    """The level above, or the same at the top."""
    levels = tuple(Level)
    return levels[min(level.height + 1, len(levels) - 1)]


def _further(case: Case, step: Step) -> RefusalCode | None:
    """What a step needs beyond the state."""
    if case.erased_at is not None:
        return RefusalCode.NOT_NOW
    match step:
        case Step.ACKNOWLEDGE if case.urgency is not Urgency.URGENT or case.acknowledged_at is not None:
            return RefusalCode.NOT_NOW
        case Step.HAND_UP | Step.REFER if case.level is Level.COUNTY:
            return RefusalCode.TOP_LEVEL
        case Step.ESCALATE if case.level is not Level.VILLAGE:
            return RefusalCode.TOP_LEVEL
        case Step.EXTEND if case.extended_at is not None:
            return RefusalCode.ALREADY_EXTENDED
        case Step.SUPERVISE | Step.PROPOSE | Step.DECLINE | Step.LIFT if not _supervision_allows(case, step):
            return RefusalCode.NOT_NOW
        case _:
            return None


def _supervision_allows(case: Case, step: Step) -> bool:
    """It is proposed before it begins, ended after, and begins anew only once it was answered."""
    if step is Step.SUPERVISE:
        return not awaits_answer(case)
    if step is Step.LIFT:
        return case.supervised_at is not None
    proposed = case.supervision_proposed_at is not None
    return case.supervised_at is None and proposed == (step is Step.DECLINE)


def _accept(case: Case, at: int, actor: int | None) -> Case:
    seen = _acknowledge(case, at, actor) if can(case, Step.ACKNOWLEDGE) else case
    return replace(seen, state=CaseState.ACCEPTED, handler_id=actor, accepted_at=at)


def _acknowledge(case: Case, at: int, actor: int | None) -> Case:
    return replace(case, acknowledged_at=at, acknowledged_by=actor)


def _act(case: Case, at: int, _actor: int | None) -> Case:
    answered = at if awaits_answer(case) else case.supervision_answered_at
    return replace(
        case,
        state=CaseState.IN_PROGRESS,
        first_action_at=case.first_action_at if case.first_action_at is not None else at,
        last_progress_at=at,
        supervision_answered_at=answered,
    )


def _settle(case: Case, at: int, actor: int | None) -> Case:
    return replace(_act(case, at, actor), state=CaseState.SETTLED, settled_at=at)


def _wait_anew(case: Case, at: int, _actor: int | None) -> Case:
    return replace(case, state=CaseState.FILED, handler_id=None, accepted_at=None, awaiting_since=at)


def _separate(case: Case, at: int, actor: int | None) -> Case:
    alone = replace(case, merged_into=None, settled_at=None, chased_until=max(case.chased_until, at))
    return _wait_anew(alone, at, actor)


def _dismiss(case: Case, at: int, actor: int | None) -> Case:
    taken = _accept(case, at, actor) if case.state is CaseState.FILED else case
    return _close(taken, at, actor)


def _lift(case: Case, at: int, _actor: int | None) -> Case:
    return replace(
        case,
        supervised_at=None,
        # As after an answer: what the supervision kept from being said again is not made up for.
        supervision_answered_at=at,
        supervision_proposed_at=None,
        supervision_reply_by=None,
    )


def _close(case: Case, at: int, actor: int | None) -> Case:
    return replace(_act(case, at, actor), state=CaseState.CLOSED, closed_at=at)


def _reopen(case: Case, at: int, _actor: int | None) -> Case:
    return replace(
        case,
        state=CaseState.FILED,
        level=next_level(case.level),
        handler_id=None,
        awaiting_since=at,
        accepted_at=None,
        first_action_at=None,
        settled_at=None,
        closed_at=None,
        extended_at=None,
        supervised_at=None,
        supervision_answered_at=None,
        supervision_proposed_at=None,
        supervision_reply_by=None,
        rating=None,
        reopened=case.reopened + 1,
        reopened_at=at,
        chased_until=max(case.chased_until, at),
    )


_CHANGES: Mapping[Step, Callable[[Case, int, int | None], Case]] = {
    Step.ACCEPT: _accept,
    Step.ACKNOWLEDGE: _acknowledge,
    Step.ASSIGN: lambda case, at, actor: replace(_wait_anew(case, at, actor), handler_id=actor),
    Step.ASK: _act,
    Step.LOG_PROGRESS: _act,
    Step.HAND_UP: lambda case, at, actor: replace(_wait_anew(case, at, actor), level=next_level(case.level)),
    Step.SETTLE: _settle,
    Step.CLOSE: _close,
    Step.EXTEND: lambda case, at, _actor: replace(case, extended_at=at),
    Step.SUPERVISE: lambda case, at, _actor: replace(case, supervised_at=at, supervision_answered_at=None),
    Step.ESCALATE: lambda case, _at, _actor: replace(case, level=next_level(case.level)),
    Step.ADD: lambda case, _at, _actor: case,
    Step.NUDGE: lambda case, at, _actor: replace(case, nudged_at=at),
    Step.WITHDRAW: lambda case, at, _actor: replace(case, state=CaseState.WITHDRAWN, withdrawn_at=at),
    Step.RATE: lambda case, _at, _actor: case,
    Step.REOPEN: _reopen,
    Step.ROUTE: _wait_anew,
    Step.RECATEGORISE: lambda case, at, _actor: replace(case, chased_until=max(case.chased_until, at)),
    Step.MERGE: lambda case, _at, _actor: replace(case, state=CaseState.MERGED),
    Step.SEPARATE: _separate,
    Step.DISMISS: _dismiss,
    Step.PROPOSE: lambda case, at, _actor: replace(case, supervision_proposed_at=at),
    Step.DECLINE: lambda case, _at, _actor: replace(case, supervision_proposed_at=None),
    Step.LIFT: _lift,
    Step.REFER: lambda case, at, actor: replace(_wait_anew(case, at, actor), level=Level.COUNTY),
}
