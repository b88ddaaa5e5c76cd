"""What time does to a call for help: while nobody is coming it is said again; then it is asked how it stands, until it is ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.tell_sos import ask_how_it_stands, call_in, refresh_sos_cards, say_again
from domain.events import EventKind
from storage.due import DueKind
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork


async def run_due_sos(work: UnitOfWork, rules: Rules, sos_id: int) -> None:
    """Say it again, or ask, and set the next time. After an outage it is said once, and says how long it has been."""
    call = await work.sos_calls.get(sos_id)
    if call is None or call.state is SosState.ENDED:
        return
    if call.state is SosState.ANSWERED:
        await _ask(work, rules, call)
        return
    await work.sos_calls.said_again(call.id)
    call = replace(call, rounds=call.rounds + 1)
    told = await say_again(work, rules, call)
    # Somebody may have come to a role, or to a shift, since; and whoever was out of reach may be back.
    added = await call_in(work, rules, call)
    if added:
        await refresh_sos_cards(work, rules, call)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "sos": call.id,
        "round": call.rounds,
        "told": [*told, *added],
    }
    await work.events.append(EventKind.SOS_SAID_AGAIN, None, None, detail)
    await work.due.set(DueKind.SOS, str(call.id), work.now + rules.township.patrol.sos_again_ms)


async def _ask(work: UnitOfWork, rules: Rules, call: SosCall) -> None:
    """Who came says how it stands; from the second time on, whoever may end the call is reminded that it has not ended."""
    every = rules.township.patrol.sos_stands_ms
    asked = await ask_how_it_stands(work, rules, call, again=work.now >= (call.answered_at or call.at) + 2 * every)
    await work.events.append(EventKind.SOS_ASKED, None, None, {"sos": call.id, "told": list(asked)})
    await work.due.set(DueKind.SOS, str(call.id), work.now + every)
