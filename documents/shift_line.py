"""One shift in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Localised, Moment, Phrase, phrase

if TYPE_CHECKING:
    from domain.local_names import LocalName
    from domain.patrol_counts import Coverage
    from domain.shifts import RosteredShift, Shift
    from domain.township import Township


def shift_line(rostered: RosteredShift, township: Township) -> Phrase:
    """When it begins, which team and which of its shifts."""
    shift = rostered.shift
    unit = Localised(name=township.unit(shift.unit).name)
    return phrase("board-shift-line", at=Moment(at=shift.starts_at), unit=unit, slot=slot_value(shift, township))


def manned_line(rostered: RosteredShift, coverage: Coverage, township: Township) -> Phrase:
    """The same with how many are there of how many."""
    shift = rostered.shift
    values = {"at": Moment(at=shift.starts_at), "slot": slot_value(shift, township)}
    lead = phrase("board-shift-led" if coverage.led else "board-shift-not-led")
    return Phrase(
        id="board-shift-manned-full" if coverage.full else "board-shift-manned-short",
        values={**values, "there": coverage.there, "needed": coverage.needed, "lead": lead},
    )


def slot_value(shift: Shift, township: Township) -> Localised | Phrase:
    """The name of a shift; one that is not in the configuration (any more) is an extra shift."""
    name = _slot_name(shift, township)
    return Localised(name=name) if name is not None else phrase("board-shift-extra")


def _slot_name(shift: Shift, township: Township) -> LocalName | None:
    own = next((team.slots for team in township.patrol.teams if team.unit == shift.unit), ())
    return next((slot.name for slot in (*own, *township.patrol.slots) if slot.code == shift.slot), None)
