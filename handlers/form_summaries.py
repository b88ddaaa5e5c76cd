"""The confirmation of a form that is only words and attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.case_card import excerpt
from domain.forms import files_of, texts_of
from domain.messages import Phrase, phrase

if TYPE_CHECKING:
    from domain.forms import Facts
    from storage.drafts import Draft


def words_summary(draft: Draft, _facts: Facts) -> tuple[Phrase, ...]:
    """What was typed and how much is attached, before it is sent."""
    words = "\n".join(texts_of(draft.answers))
    files = len(files_of(draft.answers))
    return (
        phrase("confirm-words", text=excerpt(words, 1500)) if words else phrase("confirm-no-text"),
        *((phrase("confirm-files", count=files),) if files else ()),
        phrase("confirm-words-more"),
    )


def no_changes(_draft: Draft, _facts: Facts) -> tuple[str, ...]:
    """Nothing to change but by writing more or giving up."""
    return ()


def nothing_to_confirm(_draft: Draft, _facts: Facts) -> tuple[Phrase, ...]:
    """A form that asks for no confirmation has no summary."""
    return ()
