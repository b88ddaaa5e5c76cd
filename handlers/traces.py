"""Say once what a recording or a document may give away of whoever sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import AttachmentKind, Message, phrase

if TYPE_CHECKING:
    from domain.forms import Input
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

HEARD = frozenset({AttachmentKind.VOICE, AttachmentKind.VIDEO, AttachmentKind.VIDEO_NOTE, AttachmentKind.AUDIO})
WRITTEN = frozenset({AttachmentKind.DOCUMENT})


async def warn_of_traces(context: ShouwangContext, draft: Draft, given: Input) -> Draft:
    """Before a voice or a document is handed in: that it is passed on, and what others may know by it. Once a form."""
    kinds = {file.kind for file in given.attachments}
    for name, those in (("voice", HEARD), ("document", WRITTEN)):
        told = f"{name}_told"
        if kinds & those and not draft.answers.get(told):
            await context.say(Message(lines=(phrase(f"note-{name}"),)))
            draft = await context.work.drafts.save(draft, {**draft.answers, told: True}, draft.asked)
    return draft
