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
    TEAM_LINK_GONE = "team_link_gone"
    """The link of a patrol team was replaced or never existed."""
    HOUSEHOLD_TAKEN = "household_taken"
    """The household has a member in the team already."""
    NO_LONGER_MEMBER = "no_longer_member"
    """The person does not belong to the team (any more)."""
    CHECKPOINT_GONE = "checkpoint_gone"
    """The checkpoint is not used any more."""
    PLACE_FAR_OFF = "place_far_off"
    """The place is nowhere near the township."""
    DAYS_UNREADABLE = "days_unreadable"
    """What was typed names no days to come."""
    POST_GONE = "post_gone"
    """The post was taken, or is offered no longer."""
    SHIFT_BEGUN = "shift_begun"
    """People on a shift change only until it begins."""
    SHIFT_CANCELLED = "shift_cancelled"
    """The shift does not take place."""
    ON_THIS_SHIFT = "on_this_shift"
    """The person stands on this shift already."""
    OTHER_SHIFT_NEAR = "other_shift_near"
    """The person has another shift at that time, or too near for rest."""
    NO_SUCH_SHIFT = "no_such_shift"
    """There is none, or it is no team's of this person: the two must look the same."""
    CHECK_IN_TOO_EARLY = "check_in_too_early"
    """Check-in is not open yet; `at` says from when."""
    SHIFT_OVER = "shift_over"
    """The shift has ended, or the person's part of it."""
    SHIFT_NOT_YOURS = "shift_not_yours"
    """The person has no post on the shift (any more)."""
    NO_SHIFT_NOW = "no_shift_now"
    """The person has no shift that is open for check-in."""
    POSTER_GONE = "poster_gone"
    """The poster's code is not known, or no longer: it was replaced."""
    POSTER_ELSEWHERE = "poster_elsewhere"
    """The poster is another team's."""
    OWN_ALLOWANCE = "own_allowance"
    """Nobody releases an allowance of their own."""
    AREA_NO_SHAPE = "area_no_shape"
    """The corners do not go around an area: its sides cross, or nothing lies between them."""
    ROUTE_TOO_SHORT = "route_too_short"
    """A route leads past two checkpoints at least."""
    PLACE_GONE = "place_gone"
    """The route or the hot spot was taken away."""
    LIST_FULL = "list_full"
    """There are as many of these as there may be; `count` says how many."""
    SAME_CASE = "same_case"
    """A case cannot be merged or linked with itself, or is so already."""
    NOT_OPEN = "not_open"
    """The other case is closed, taken back or merged already."""
    IN_MEDIATION = "in_mediation"
    """The parties are being brought together over this very case; it can lead, but not be joined to another."""
    OTHER_WAY = "other_way"
    """Of two cases that were to be merged only one is a tip, or goes past the village."""
    STAYS_A_TIP = "stays_a_tip"
    """A case whose reporter left no identity can only be a tip."""
    NOTHING_PICKED = "nothing_picked"
    """No case was picked from the list."""
    DAYS_TOO_MANY = "days_too_many"
    """A special period is longer than it may be; `count` says how many days it may have."""
    APPOINTMENT_PAST = "appointment_past"
    """The time for a session lies in the past."""
    APPOINTMENT_GONE = "appointment_gone"
    """The session was called off, put at another time, or has been held."""
    SIDES_MISSING = "sides_missing"
    """An agreement needs parties on two sides at least."""
    AGREEMENT_SIGNED = "agreement_signed"
    """The agreement is signed already."""
    PARTY_LINK_GONE = "party_link_gone"
    """A party's personal link was used, has expired or never existed."""
    PARTY_GONE = "party_gone"
    """They are no party of the case (any more)."""
    MEDIATION_OVER = "mediation_over"
    """The case has ended or its mediation was stopped."""
    NAME_NOT_SEALED = "name_not_sealed"
    """There is no sealed name: the reporter is named, or no identity was kept."""
    OPENING_RUNS = "opening_runs"
    """The person has asked already, and it is not over."""
    NO_SECOND_OFFICER = "no_second_officer"
    """Nobody is there who could say the second word: whoever asks cannot be the one."""
    OPENING_OVER = "opening_over"
    """The request was decided, or its time is over."""


class Refusal(Exception):
    """Something that cannot be done, with what its sentence needs."""

    def __init__(self, code: RefusalCode, values: Mapping[str, Value] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.values = dict(values or {})


def refusal_phrase(refusal: Refusal) -> Phrase:
    """The sentence for a refusal."""
    return Phrase(id=f"refusal-{refusal.code.value.replace('_', '-')}", values=refusal.values)
