"""End a case with a result; the reporter is told and may rate it or say that it is not settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.appoint import call_off
from actions.change_case import change_case
from actions.relay import Relayed, relay
from actions.tell import refresh_cards
from actions.tell_of_mediation import tell_parties
from documents.reporter_card import rating_buttons
from domain.cases import Step
from domain.events import EventKind
from domain.messages import Localised, Message, phrase
from storage.entries import EntryKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.mediation_policy import Elsewhere
    from domain.messages import Attachment, Phrase
    from storage.unit_of_work import UnitOfWork

GOOD_ENDS = frozenset({"agreed", "done"})


class Ending(NamedTuple):
    """How a case ends, as `close_case` takes it."""

    outcome: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    elsewhere: str | None = None


async def close_case(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    person_id: int,
    outcome: str,
    text: str,
    attachments: tuple[Attachment, ...],
    elsewhere: str | None = None,
) -> Case:
    """Close. `outcome` is a code of `domain.case_forms.OUTCOMES`; `elsewhere` says where the township sends people instead."""
    return await end_case(work, rules, case, Step.CLOSE, person_id, Ending(outcome, text, attachments, elsewhere))


async def end_case(work: UnitOfWork, rules: Rules, case: Case, step: Step, person_id: int, ending: Ending) -> Case:
    """End it by the handler's step, or the centre's.

    Parties of a mediation who agreed to be reached hear how it ended, and not what was written of it.
    """
    outcome, text, attachments, elsewhere = ending
    detail: dict[str, str | int | bool | list[int] | None] = {"outcome": outcome}
    to = rules.township.mediation.place_to_turn(elsewhere) if elsewhere is not None else None
    if to is not None:
        detail["elsewhere"] = to.code
    await call_off(work, rules, case)
    changed = await change_case(work, rules, case, step, EventKind.CLOSED, person_id, detail)
    turn = _where_to_turn(outcome, to)
    entry = await work.entries.add(case.id, EntryKind.RESULT, text, attachments, person_id)
    told = Relayed(
        phrase("told-closed", number=case.number, outcome=phrase(f"outcome-{outcome}")),
        text,
        attachments,
        # Where else they may turn is said once.
        after=(*turn, phrase("told-rate-it" if outcome in GOOD_ENDS else "mine-rate")),
        buttons=rating_buttons(changed),
    )
    await relay(work, rules, changed, told, f"closed:{entry}")
    ended = Message(lines=(phrase("told-closed", number=case.number, outcome=phrase(f"outcome-{outcome}")), *turn))
    await tell_parties(work, rules, changed, f"closed:{entry}", lambda _party: ended, Lane.ESCALATION, reporter=False)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed


def _where_to_turn(outcome: str, to: Elsewhere | None) -> tuple[Phrase, ...]:
    """Where the matter belongs instead; after anything but a good end, that they are free to go to a court or an office."""
    lines: list[Phrase] = []
    if to is not None:
        lines.append(phrase("told-turn-to", name=Localised(name=to.name), how=Localised(name=to.how)))
    if outcome not in GOOD_ENDS:
        lines.append(phrase("told-where-else"))
    return tuple(lines)
