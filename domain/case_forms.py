"""The forms of those who deal with a case: progress, a question, an answer, settling, closing, handing up, assigning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.access import Holder, excluded_by
from domain.forms import Answers, Choice, Facts, Field, Form, choice_of
from domain.messages import Localised, phrase
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.cases import Case

PROGRESS = "progress"
ASK = "ask"
ANSWER = "answer"
SETTLE = "settle"
CLOSE = "close"
HAND_UP = "hand_up"
ASSIGN = "assign"
STOOD = "stood"
"""The answer that holds how a case stood when somebody began to give it away."""
OUTCOMES = ("agreed", "done", "failed", "unfounded", "refused", "not_ours", "referred")
"""How a case can end: the parties agreed, the thing was done, no agreement, there was nothing to it, it is not to be mediated, it
is not ours, it was sent on to others."""
SENT_ON = frozenset({"not_ours", "referred"})
"""Endings with which the reporter is told where to turn, and how."""
IN_THE_UNIT = frozenset({Role.MEDIATOR, Role.VILLAGE_HEAD, Role.DEPARTMENT_OFFICER, Role.CENTRE_STAFF})
FROM_ANYWHERE = frozenset({Role.DEPARTMENT_OFFICER, Role.CENTRE_STAFF})
"""Who may be given a case: these of its own units, and those of the whole town."""


def standing_of(case: Case) -> str:
    """With whom a case is: whoever gives it away as it stood before somebody else did would undo that unseen."""
    return " ".join((case.state.value, case.responsible_unit, str(case.handler_id), *case.helping))


def stands_otherwise(answers: Answers, case: Case) -> bool:
    """Whether somebody else has given it away since."""
    return answers.get(STOOD, standing_of(case)) != standing_of(case)


def assignees(case: Case, holders: Sequence[Holder], conflicts: frozenset[int]) -> tuple[Holder, ...]:
    """Who may be given the case, each in one role: people of its units first, then officers and the centre's staff.

    Not whoever has it, and nobody whom it must not reach.
    """
    shut_out = excluded_by(conflicts, holders) | {case.handler_id}
    units = {case.responsible_unit, *case.helping} | (set() if case.past_unit else {case.unit})
    near = [held for held in holders if held.role in IN_THE_UNIT and held.unit in units]
    far = [held for held in holders if held.role in FROM_ANYWHERE]
    found: dict[int, Holder] = {}
    for held in [*near, *far]:
        if held.person_id not in shut_out:
            found.setdefault(held.person_id, held)
    return tuple(found.values())


def _outcomes(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(outcome, phrase(f"outcome-{outcome}")) for outcome in OUTCOMES)


def _elsewhere(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return tuple(choice_of(each.code, each.name) for each in facts.township.mediation.elsewhere)


def _is_sent_on(answers: Answers, _facts: Facts) -> bool:
    return answers.get("outcome") in SENT_ON


def _people(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    if facts.case is None:
        return ()
    names = {each.person_id: each.name for each in facts.officials}
    holders = tuple(Holder(each.person_id, each.role, each.unit) for each in facts.officials)
    return tuple(
        Choice(str(held.person_id), phrase("choice-person", name=names[held.person_id], unit=_unit(held, facts)))
        for held in assignees(facts.case, holders, facts.conflicts)
    )


def _unit(held: Holder, facts: Facts) -> Localised:
    return Localised(name=facts.township.unit(held.unit).name)


def _words(key: str, question: str) -> Form:
    return Form(key=key, fields=(Field("texts", question, free=True),))


PROGRESS_FORM = _words(PROGRESS, "ask-progress")
ASK_FORM = _words(ASK, "ask-question")
ANSWER_FORM = _words(ANSWER, "ask-answer")
SETTLE_FORM = _words(SETTLE, "ask-settlement")
HAND_UP_FORM = _words(HAND_UP, "ask-hand-up")
CLOSE_FORM = Form(
    key=CLOSE,
    fields=(
        Field("outcome", "ask-outcome", choices=_outcomes),
        Field("elsewhere", "ask-elsewhere", _is_sent_on, _elsewhere),
        Field("texts", "ask-result", free=True),
    ),
)
ASSIGN_FORM = Form(key=ASSIGN, fields=(Field("person", "ask-assign", choices=_people),), confirms=False)
