"""The special periods for those who set them: those of every year, and those that were added for once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Localised, Message, phrase
from domain.special_days_form import shown_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.messages import Phrase
    from domain.special_days import SpecialDays
    from domain.township import Township


def special_days_card(township: Township, added: Sequence[SpecialDays], note: Phrase | None = None) -> Message:
    """All of them; a button for each that was added, and for a new one."""
    lines = [*((note,) if note else ()), phrase("special-days")]
    lines += [phrase("special-days-yearly", name=Localised(name=each.name)) for each in township.special_periods]
    lines += [_named("special-days-one", "special-days-many", each, township) for each in added]
    rows = [
        (
            Button(
                label=_named("choice-special-days-one", "choice-special-days-many", each, township),
                act="t-special-gone",
                subject=str(each.id),
            ),
        )
        for each in added
    ]
    new = Button(label=phrase("button-special-days-new"), act="t-special-new")
    back = Button(label=phrase("button-back"), act="t-more")
    return Message(lines=tuple(lines), buttons=(*rows, (new,), (back,)))


def removal_card(days: SpecialDays, township: Township) -> Message:
    """Asks once before one is taken back."""
    line = _named("ask-special-days-gone-one", "ask-special-days-gone-many", days, township)
    yes = Button(label=phrase("button-special-days-gone-yes"), act="t-special-gone-yes", subject=str(days.id))
    back = Button(label=phrase("button-back"), act="t-special")
    return Message(lines=(line,), buttons=((back,), (yes,)))


def _named(one: str, many: str, days: SpecialDays, township: Township) -> Phrase:
    first, last = (shown_day(day, township.time_zone) for day in days.stretch)
    return (
        phrase(one, name=days.name, day=first)
        if first == last
        else phrase(many, name=days.name, first=first, last=last)
    )
