"""Whether something that was promised in an agreement was done: as a party says, and as whoever mediates writes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import change_mediation, mediation_of, note
from actions.tell_of_mediation import MediationNotice, tell_officials, tell_parties
from domain.events import EventKind
from domain.mediation import PromiseState
from domain.messages import Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.mediation import MediationFile, Promise
    from storage.parties import Party
    from storage.unit_of_work import UnitOfWork


async def answer_promise(
    work: UnitOfWork, rules: Rules, case: Case, promise_id: int, state: PromiseState, by: int
) -> None:
    """Write down whether it was kept. When one is broken everybody is told what they may do (article 33 of the law)."""
    file = await mediation_of(work, case)
    promise = _promise(file, promise_id)
    await work.agreements.answer(promise.id, state, by)
    await change_mediation(work, file.mediation)
    detail: dict[str, str | int | bool | list[int] | None] = {"promise": promise.id, "state": state.value}
    await note(work, rules, case.id, EventKind.PROMISE_ANSWERED, by, detail)
    if state is PromiseState.OPEN:
        return
    lines = [phrase(f"told-promise-{state.value}", number=case.number)]
    if state is PromiseState.BROKEN:
        lines.append(phrase("told-promise-broken-may"))
    told = Message(lines=tuple(lines))
    name = f"promise:{promise.id}:{state.value}"
    await tell_parties(work, rules, case, name, lambda _party: told, Lane.ESCALATION)


async def say_promise(
    work: UnitOfWork, rules: Rules, case: Case, promise_id: int, party: Party | None, *, done: bool
) -> None:
    """A party, or for None the reporter, says whether it was done. Whoever mediates is told, and has the last word."""
    promise = _promise(await mediation_of(work, case), promise_id)
    number = party.id if party is not None else 0
    detail: dict[str, str | int | bool | list[int] | None] = {"promise": promise.id, "party": number, "done": done}
    await note(work, rules, case.id, EventKind.PROMISE_SAID, None, detail)
    who = phrase("mediation-reporter") if party is None else phrase("mediation-party", name=party.words.name)
    headline = phrase("headline-mediation-said-done" if done else "headline-mediation-said-not-done", who=who)
    notice = MediationNotice(
        f"promise-said:{promise.id}:{number}:{work.now}",
        headline,
        Lane.ESCALATION,
        others=phrase("headline-mediation-news"),
    )
    await tell_officials(work, rules, case, (Recipient.HANDLER,), notice)


def _promise(file: MediationFile, promise_id: int) -> Promise:
    for promise in file.promises:
        if promise.id == promise_id:
            return promise
    raise Refusal(RefusalCode.NOT_NOW)
