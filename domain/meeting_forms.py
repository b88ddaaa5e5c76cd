"""The form by which a meeting's decision about one case is taken down."""

from __future__ import annotations

from domain.cases import Step, can
from domain.centre_forms import ROUTE_FORM
from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import phrase

DECISION = "decision"
MEETING = "meeting"
"""The answer that names the meeting."""
KEEP = "-keep"
"""The choice that the case stays with whom it is."""
NO_DATE = "-none"
"""The choice that no date is set."""


def _units(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    routed = ROUTE_FORM.field("leading")
    choices = routed.choices(answers, facts) if routed is not None else ()
    return (Choice(KEEP, phrase("choice-decide-keep")), *choices)


def _days(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    days = facts.township.supervision.reply_days
    dated = tuple(Choice(str(number), phrase("choice-days", days=number)) for number in days)
    return (*dated, Choice(NO_DATE, phrase("choice-decide-no-date")))


def _may_be_dated(_answers: Answers, facts: Facts) -> bool:
    """A case that is asked for an answer already is not asked for another."""
    return facts.case is not None and (can(facts.case, Step.SUPERVISE) or can(facts.case, Step.PROPOSE))


DECISION_FORM = Form(
    key=DECISION,
    fields=(
        Field("texts", "ask-decision", free=True),
        Field("leading", "ask-decide-unit", choices=_units, columns=2),
        Field("days", "ask-decide-days", required=_may_be_dated, choices=_days, columns=2),
    ),
)
