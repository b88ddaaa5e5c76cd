"""The centre releases a team's allowances of a month: the ledger stays as it is then, and everybody hears what is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.allowance_ledger import TeamLedger, deducted_lines, month_phrase, yuan
from documents.patrol_words import team_name
from domain.events import EventKind
from domain.messages import Message, phrase
from domain.refusals import Refusal, RefusalCode
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def release_allowance(work: UnitOfWork, rules: Rules, team: TeamLedger, person_id: int) -> None:
    """Release it; the caller has asked whether the person belongs to the centre.

    Raises Refusal: a month that is not over or has nothing in it, one that was released, and one's own allowance.
    """
    if not team.complete or not team.lines:
        raise Refusal(RefusalCode.NOT_NOW)
    by_person = team.by_person()
    if any(line.verified for line in by_person.get(person_id, ())):
        raise Refusal(RefusalCode.OWN_ALLOWANCE)
    if not await work.allowances.release(team.unit, team.month, person_id):
        raise Refusal(RefusalCode.TAKEN)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "unit": team.unit,
        "month": team.month,
        "verified": team.verified,
        "fen": team.fen,
    }
    await work.events.append(EventKind.ALLOWANCE_RELEASED, None, person_id, detail)
    for receiver, lines in by_person.items():
        verified = [line for line in lines if line.verified]
        if not verified:
            continue
        told = phrase(
            "allowance-told",
            team=team_name(rules.township.unit(team.unit)),
            month=month_phrase(team.month),
            verified=len(verified),
            amount=yuan(sum(line.fen for line in verified)),
        )
        deducted = deducted_lines(lines)
        asking = (phrase("allowance-told-ask"),) if deducted else ()
        await work.outbox.put(
            Outgoing(
                ToPerson(receiver),
                Lane.REMINDER,
                Message(lines=(told, *deducted, *asking)),
                not_before=rules.quiet_until(work.now),
                dedup_key=f"allowance:{team.unit}:{team.month}:{receiver}",
            )
        )
