"""Why something cannot be done, as a code that has a sentence in every language."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.messages import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.messages import Value


class RefusalCode(StrEnum):
    """One reason to refuse; the phrase `refusal-<code>` says it to a person."""

    NO_SUCH_CASE = "no_such_case"
    """There is none, or it is not this person's to see: the two must look the same."""
    NOT_ALLOWED = "not_allowed"
    """The person's roles do not allow it."""
    NOT_NOW = "not_now"
    """The case is in a state in which this step does not exist."""
    ALREADY_CHANGED = "already_changed"
    """Somebody else changed it a moment before."""
    TAKEN = "taken"
    """Somebody else has it already."""
    NUDGE_TOO_EARLY = "nudge_too_early"
    """No deadline has passed yet, or the last nudge is too recent; `at` says from when."""
    NOTHING_TO_NUDGE = "nothing_to_nudge"
    """No deadline runs."""
    BUTTON_NOT_YOURS = "button_not_yours"
    """The button was made for somebody else or was altered."""
    BUTTON_BROKEN = "button_broken"
    """The button carries something this program never wrote."""
    INVITATION_GONE = "invitation_gone"
    """The invitation was used, has expired or never existed."""
    NO_SECOND_ADMIN = "no_second_admin"
    """The role needs a second admin's word, and there is nobody who could give it."""
    ALREADY_EXTENDED = "already_extended"
    """The time for settling was extended once before."""
    NO_WAY_BACK = "no_way_back"
    """An unlinked tip: nobody can be asked or told."""
    TOO_MANY_REPORTS = "too_many_reports"
    """One person's reports of a day have reached their limit."""
    TOP_LEVEL = "top_level"
    """There is no level above."""
    OWN_ALLOWANCE = "own_allowance"
    """Nobody releases an allowance of their own."""


class Refusal(Exception):
    """Something that cannot be done, with what its sentence needs."""

    def __init__(self, code: RefusalCode, values: Mapping[str, Value] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.values = dict(values or {})


def refusal_phrase(refusal: Refusal) -> Phrase:
    """The sentence for a refusal."""
    return Phrase(id=f"refusal-{refusal.code.value.replace('_', '-')}", values=refusal.values)
