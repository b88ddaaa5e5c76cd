"""A call for help could not reach somebody: the next one upwards is called at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_sos import SOS_CARD, call_in, refresh_sos_cards
from domain.events import EventKind
from domain.notices import SosCondition
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.outbox_rows import OutboxRow
    from storage.unit_of_work import UnitOfWork


def call_meant(row: OutboxRow) -> int | None:
    """The call that a message is about; None for a message about anything else."""
    if isinstance(row.condition, SosCondition):
        return row.condition.sos_id
    name = row.card_key or ""
    number = name.removeprefix(SOS_CARD).partition(":")[0]
    return int(number) if name.startswith(SOS_CARD) and number.isdigit() else None


async def pass_on_sos(work: UnitOfWork, rules: Rules, sos_id: int, missed: int | None) -> tuple[int, ...]:
    """Call whoever is next now that `missed` is known to be out of reach; who that is. Nobody is called twice."""
    call = await work.sos_calls.get(sos_id)
    if call is None or call.state is SosState.ENDED:
        return ()
    if missed is not None:
        await work.sos_calls.not_reached(call.id, missed)
    added = await call_in(work, rules, call)
    await refresh_sos_cards(work, rules, call)
    if added:
        await work.events.append(EventKind.SOS_SAID_AGAIN, None, None, {"sos": call.id, "told": list(added)})
    return added
