"""Cases of one matter that are dealt with together: what the reporter of a merged one sees, and who goes on for whom."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from domain.cases import Case
from domain.messages import Button, Message, Phrase

if TYPE_CHECKING:
    from domain.messages import Value

OF_THE_REPORTER = ("id", "number", "known_as", "pseudonym", "filed_at", "rating", "words_held")
"""What goes with whoever reported it, and with what they agreed to."""
OWN = (*OF_THE_REPORTER, "unit", "category", "kind", "version", "merged_into")
"""What stays a merged case's own; everything else is as with the case it was merged into."""
TIMES = tuple(each.name for each in fields(Case) if each.name.endswith(("_at", "_since")) and each.name != "filed_at")


def seen_through(merged: Case, leading: Case) -> Case:
    """A merged case as its reporter sees it: under its own number, and where the case it was merged into stands."""
    return replace(leading, **{name: getattr(merged, name) for name in OWN})


def heir_of(leading: Case, heir: Case) -> Case:
    """The merged case that goes on in place of one whose reporter took it back, one version on.

    It has the other's kind, place and people; what was done before it was filed counts from its filing.
    """
    changes: dict[str, Any] = {name: getattr(heir, name) for name in OF_THE_REPORTER}
    for name in TIMES:
        at = getattr(leading, name)
        changes[name] = None if at is None else max(at, heir.filed_at)
    return replace(leading, **changes, merged_into=None, version=heir.version + 1)


def said_of(message: Message, leading: Case, merged: Case) -> Message:
    """What the reporter of the leading case is told, as the reporter of a merged one is: with their own number and buttons."""
    return message.model_copy(
        update={
            "lines": tuple(_phrase(line, leading, merged) for line in message.lines),
            "buttons": tuple(tuple(_button(each, leading, merged) for each in row) for row in message.buttons),
        }
    )


def _phrase(line: Phrase, leading: Case, merged: Case) -> Phrase:
    return Phrase(
        id=line.id, values={name: _value(name, value, leading, merged) for name, value in line.values.items()}
    )


def _value(name: str, value: Value, leading: Case, merged: Case) -> Value:
    if isinstance(value, Phrase):
        return _phrase(value, leading, merged)
    return merged.number if name == "number" and value == leading.number else value


def _button(button: Button, leading: Case, merged: Case) -> Button:
    identifier, dot, rest = button.subject.partition(".")
    if identifier != str(leading.id):
        return button
    return replace(button, subject=f"{merged.id}{dot}{rest}")
