"""What time does to a half-made draft: it is offered again, its end is announced, and at last it is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.draft_card import draft_card
from domain.forms import FILES, TEXTS
from domain.messages import Message, Moment, phrase
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.drafts import Draft
    from storage.unit_of_work import UnitOfWork


async def run_due_draft(work: UnitOfWork, rules: Rules, draft_id: int) -> None:
    """Do what is due for a draft now, counted from the last time it was touched, and set what comes next."""
    draft = await work.drafts.get(draft_id)
    if draft is None:
        return
    clocks = rules.township.clocks
    # Somebody in danger who did not press "send" is asked again as soon as an urgent case would be.
    urgent = draft.answers.get("urgent") is True
    offer_at = draft.touched_at + (rules.township.urgent.acknowledge_within_ms if urgent else clocks.draft_offer_ms)
    expiry_at = draft.touched_at + clocks.draft_expiry_ms
    warning_at = expiry_at - clocks.draft_warning_ms
    if work.now < offer_at:
        await _again(work, draft, offer_at)
    elif work.now < warning_at:
        await _say(work, rules, draft, "offer", draft_card(draft.id))
        await _again(work, draft, warning_at)
    elif work.now < expiry_at:
        line = phrase("draft-warning", at=Moment(at=expiry_at))
        await _say(work, rules, draft, "warning", draft_card(draft.id, line))
        await _again(work, draft, expiry_at)
    else:
        if _has_content(draft):
            await _say(work, rules, draft, "expired", Message(lines=(phrase("draft-expired"),)))
        await work.drafts.remove(draft.id)


async def _again(work: UnitOfWork, draft: Draft, at: int) -> None:
    await work.due.set(DueKind.DRAFT, str(draft.id), at)


async def _say(work: UnitOfWork, rules: Rules, draft: Draft, name: str, message: Message) -> None:
    if not _has_content(draft):
        return
    urgent = draft.answers.get("urgent") is True
    hold = None if urgent else rules.quiet_until(work.now)
    key = f"draft:{draft.id}:{name}:{draft.touched_at}"
    await work.outbox.put(Outgoing(ToPerson(draft.person_id), Lane.REMINDER, message, not_before=hold, dedup_key=key))


def _has_content(draft: Draft) -> bool:
    return bool(draft.answers.get(TEXTS)) or bool(draft.answers.get(FILES))
