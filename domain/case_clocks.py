"""How long each step in the life of a case may take, and who is told when it takes longer: what `config.toml` says of it."""

from collections.abc import Mapping
from datetime import time
from functools import cached_property
from typing import Annotated

from pydantic import Field

from domain.configured import Configured, key_of
from domain.durations import Duration, Offset
from domain.local_names import Code
from domain.words import CaseKind, Level, Recipient


class Period(Configured):
    """A length of time that runs from an event.

    `ends_on_working_day` follows article 203 of China's Civil Code: when the last day of a period is a legal holiday,
    the period ends with the first working day after it.
    """

    after_ms: Duration
    ends_on_working_day: bool = False


class PeriodOfKind(Configured):
    """A period for each kind of case: `clocks.first_action[CaseKind.TIP]`."""

    dispute: Period
    hazard: Period
    tip: Period

    def __getitem__(self, kind: CaseKind) -> Period:
        match kind:
            case CaseKind.DISPUTE:
                return self.dispute
            case CaseKind.HAZARD:
                return self.hazard
            case CaseKind.TIP:
                return self.tip


class Clocks(Configured):
    """How long each step of a case and of a draft may take."""

    accept: Period
    """From filing (or from being handed on) until somebody accepts."""
    first_action: PeriodOfKind
    """From filing until the reporter is told of the first action."""
    settle_village: Period
    """From filing until a dispute is settled in the village; then it is the town's."""
    settle: Period
    """From filing until the matter is settled."""
    extension: Period
    """What the parties' consent adds to `settle`, once."""
    close: Period
    """From settling until the case is closed with its result."""
    follow_up_ms: tuple[Duration, ...]
    """When after closing the parties are asked whether it has held; ascending."""
    special_factor: Annotated[float, Field(gt=0, le=1)] = 1.0
    """What accepting, a first action, steps after a missed deadline and urgent rungs take of their time in special periods."""
    draft_offer_ms: Duration
    """After how long a half-made draft is offered again."""
    draft_expiry_ms: Duration
    """After how long without a word a draft is thrown away."""
    draft_warning_ms: Duration
    """How long before that its writer is told."""


class EscalationStep(Configured):
    """One step of the policy, relative to a deadline."""

    name: Code
    offset_ms: Offset
    """When: after the deadline, or before it when negative."""
    tell: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    moves_to: Level | None = None
    """The level the case is moved to, unless it has come as far already."""
    proposes_supervision: bool = False


class RemindBefore(Configured):
    """How long before each deadline its reminder goes out. What is not given uses the step's own offset."""

    accept_ms: Duration | None = None
    first_action_ms: Duration | None = None
    settle_village_ms: Duration | None = None
    settle_ms: Duration | None = None
    close_ms: Duration | None = None


class EscalationPolicy(Configured):
    """What happens around a deadline that is not met."""

    steps: Annotated[tuple[EscalationStep, ...], Field(min_length=1)]
    """In the order of their offsets. The one with a negative offset, if there is one, is the reminder."""
    remind_before: RemindBefore = RemindBefore()
    again_every_ms: Duration
    """After the last step of the last missed deadline: how often it is said again while the case stays overdue."""
    again_tell: Annotated[tuple[Recipient, ...], Field(min_length=1)]

    @cached_property
    def last_offset_ms(self) -> int:
        """How long after a deadline its last step comes."""
        return max(0, *(step.offset_ms for step in self.steps))

    @cached_property
    def around(self) -> Mapping[str, tuple[tuple[int, EscalationStep], ...]]:
        """For each deadline every step with its offset: worked out once, and asked for with every case."""
        kinds = [key_of(name) for name in RemindBefore.model_fields]
        return {kind: tuple((self.offset_of(step, kind), step) for step in self.steps) for kind in kinds}

    def offset_of(self, step: EscalationStep, deadline: str) -> int:
        """When a step is due relative to a deadline (`accept`, `first_action`, `settle_village`, `settle`, `close`).

        Milliseconds, negative before it. Only a reminder differs from one deadline to another.
        """
        if step.offset_ms >= 0:
            return step.offset_ms
        before: int | None = getattr(self.remind_before, f"{deadline}_ms")
        return step.offset_ms if before is None else -before


class UrgentPolicy(Configured):
    """Who is told of an urgent case until a named person says that they have seen it."""

    acknowledge_within_ms: Duration
    """How long each rung has before the next is told."""
    ladder: Annotated[tuple[Annotated[tuple[Recipient, ...], Field(min_length=1)], ...], Field(min_length=1)]
    """After the last rung it begins again with the first."""


class SupervisionPolicy(Configured):
    """How a supervised case is chased until it is answered."""

    chase_at: time
    """Every day at this time of the township."""
    tell: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    overdue_tell: tuple[Recipient, ...] = (Recipient.DIRECTOR,)
    """Whom the chase tells beside them once the date for the reply has passed."""
    reply_days: Annotated[tuple[Annotated[int, Field(ge=1, le=90)], ...], Field(min_length=1)] = (3, 7, 15)
    """Within how many days the director may ask for the reply."""
