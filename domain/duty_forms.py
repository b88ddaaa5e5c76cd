"""The forms of the centre's duty roster: who takes turns, and who has a day out of turn."""

from __future__ import annotations

from datetime import date

from domain.day_words import next_days
from domain.duty import DUTY_ROLES, SHOWN_DAYS
from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import phrase
from domain.special_days_form import shown_day

DUTY_ORDER = "duty_order"
DUTY_DAY = "duty_day"
ORDER = "order"
"""The answer that holds those who were chosen so far."""
DAYS = "days"
"""The answer that holds the days that can be changed."""
ENOUGH = "-enough"
"""The choice that nobody further takes turns."""


def order_of(answers: Answers) -> tuple[int, ...]:
    """Those who take turns, in order."""
    kept = answers.get(ORDER)
    return tuple(int(str(each)) for each in kept) if isinstance(kept, list) else ()


def _people(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    named = {each.person_id: each.name for each in facts.officials if each.role in DUTY_ROLES}
    return tuple(Choice(str(person), phrase("choice-duty", name=name)) for person, name in named.items())


def days_from(today: date) -> Answers:
    """What the question for a day begins with: those that can be changed."""
    return {DAYS: [day.isoformat() for day in next_days(today, SHOWN_DAYS)]}


def _coming(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    kept = answers.get(DAYS)
    days = [date.fromisoformat(str(day)) for day in kept] if isinstance(kept, list) else []
    return tuple(
        Choice(
            day.isoformat(),
            phrase(
                "choice-team-day",
                day=shown_day(day, facts.township.time_zone),
                weekday=phrase(f"team-weekday-{day.isoweekday()}"),
            ),
        )
        for day in days
    )


def _further(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    chosen = set(order_of(answers))
    enough = Choice(ENOUGH, phrase("choice-duty-enough" if chosen else "choice-duty-none"))
    return (*(each for each in _people(answers, facts) if int(each.value) not in chosen), enough)


def _collect(answers: Answers, _facts: Facts) -> Answers:
    """Who was chosen is kept, and the question comes again until nobody further takes turns."""
    chosen = answers.get("next")
    if not isinstance(chosen, str) or chosen == ENOUGH:
        return answers
    kept = {key: value for key, value in answers.items() if key != "next"}
    return {**kept, ORDER: list(dict.fromkeys((*order_of(answers), int(chosen))))}


DUTY_ORDER_FORM = Form(
    key=DUTY_ORDER, fields=(Field("next", "ask-duty-order", choices=_further, columns=2),), conclude=_collect
)
DUTY_DAY_FORM = Form(
    key=DUTY_DAY,
    fields=(
        Field("day", "ask-duty-which-day", choices=_coming, columns=2),
        Field("person", "ask-duty-day", choices=_people, columns=2),
    ),
    confirms=False,
)
