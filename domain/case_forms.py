"""The forms of those who deal with a case: progress, a question, an answer, settling, closing, handing up, assigning."""

from __future__ import annotations

from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import Localised, phrase
from domain.words import Role

PROGRESS = "progress"
ASK = "ask"
ANSWER = "answer"
SETTLE = "settle"
CLOSE = "close"
HAND_UP = "hand_up"
ASSIGN = "assign"
OUTCOMES = ("agreed", "done", "unfounded", "not_ours", "failed")
"""How a case can end: the parties agreed, the thing was done, there was nothing to it, it is not ours, no agreement."""
ASSIGNABLE = frozenset({Role.MEDIATOR, Role.VILLAGE_HEAD, Role.DEPARTMENT_OFFICER, Role.CENTRE_STAFF})


def _outcomes(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(outcome, phrase(f"outcome-{outcome}")) for outcome in OUTCOMES)


def _people(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    """Who may be given the case: people of the unit where it happened first, then officers and the centre's staff."""
    if facts.case is None:
        return ()
    case = facts.case
    able = [each for each in facts.officials if each.role in ASSIGNABLE]
    near = [each for each in able if each.unit in {case.unit, case.responsible_unit}]
    far = [each for each in able if each not in near and each.role in {Role.DEPARTMENT_OFFICER, Role.CENTRE_STAFF}]
    choices: dict[int, Choice] = {}
    for each in [*near, *far]:
        unit = Localised(name=facts.township.unit(each.unit).name)
        label = phrase("choice-person", name=each.name, unit=unit)
        choices.setdefault(each.person_id, Choice(str(each.person_id), label))
    return tuple(choices.values())


def _words(key: str, question: str) -> Form:
    return Form(key=key, fields=(Field("texts", question, free=True),))


PROGRESS_FORM = _words(PROGRESS, "ask-progress")
ASK_FORM = _words(ASK, "ask-question")
ANSWER_FORM = _words(ANSWER, "ask-answer")
SETTLE_FORM = _words(SETTLE, "ask-settlement")
HAND_UP_FORM = _words(HAND_UP, "ask-hand-up")
CLOSE_FORM = Form(
    key=CLOSE,
    fields=(Field("outcome", "ask-outcome", choices=_outcomes), Field("texts", "ask-result", free=True)),
)
ASSIGN_FORM = Form(key=ASSIGN, fields=(Field("person", "ask-assign", choices=_people),), confirms=False)
