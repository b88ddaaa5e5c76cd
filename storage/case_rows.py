"""Which rows belong to a case: the one list by which its texts are destroyed, and sealed anew when the keys are renewed.

A table that points at `matter` stands here or in `STAYS`; a test holds the schema to it.
"""

from __future__ import annotations

from typing import NamedTuple


class CaseTable(NamedTuple):
    """A table whose rows go with their case: `sealed` are the columns under its key, `key` tells the rows apart."""

    table: str
    case_column: str
    sealed: tuple[str, ...] = ()
    key: str = "id"


GOES: tuple[CaseTable, ...] = (
    CaseTable("entry", "matter_id", ("sealed",)),
    CaseTable("incident", "matter_id", ("sealed",)),
    CaseTable("sealed_identity", "matter_id"),
    CaseTable("receipt", "matter_id"),
    CaseTable("conflict", "matter_id"),
    CaseTable("identity_view", "matter_id"),
    CaseTable("identity_showing", "matter_id"),
    CaseTable("identity_opening", "matter_id", ("reason",)),
    CaseTable("conflict_name", "matter_id", ("sealed",)),
    CaseTable("tip_particulars", "matter_id", ("sealed",), key="matter_id"),
    CaseTable("assignment", "matter_id"),
    CaseTable("case_link", "matter_id"),
    CaseTable("case_link", "other_id"),
    CaseTable("appointment_answer", "matter_id"),
    CaseTable("mediation_session", "matter_id"),
    CaseTable("appointment", "matter_id", ("place",)),
    CaseTable("promise", "matter_id", ("sealed",)),
    CaseTable("agreement", "matter_id", ("sealed",)),
    CaseTable("joint_mediator", "matter_id"),
    CaseTable("party", "matter_id", ("sealed",)),
    CaseTable("mediation", "matter_id"),
    CaseTable("screening_case", "matter_id"),
    CaseTable("meeting_case", "matter_id"),
)
"""Deleted when the texts of their case are destroyed, in this order: what points at another of them comes before it."""

STAYS = {
    "event": "codes and times alone, and the chain would break",
}
"""Tables that point at a case and are not deleted with it, each with the reason."""
