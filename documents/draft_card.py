"""A half-made form, offered again."""

from __future__ import annotations

from domain.messages import Button, Message, Phrase, phrase


def draft_card(draft_id: int, line: Phrase | None = None) -> Message:
    """A word about a draft (an offer to go on, unless another is given) with [go on] and [throw it away]."""
    subject = str(draft_id)
    return Message(
        lines=(line or phrase("draft-offer"),),
        buttons=(
            (Button(label=phrase("button-continue"), act="f-show", subject=subject),),
            (Button(label=phrase("button-discard"), act="f-discard", subject=subject),),
        ),
    )
