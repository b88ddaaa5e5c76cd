"""Which forms there are, and what each does when it is finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.forms import Facts, Form, Input
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class RegisteredForm:
    """A form with its ways out of the conversation.

    `finish` runs the action and removes the draft. `summary` gives the lines of the confirmation. `changeable` names the
    fields that the confirmation offers to change. `on_input` looks at each message
    as it comes and gives back the draft. A form that is
    `kept_for_later` is offered again when it was left half-made.
    """

    form: Form
    finish: Callable[[ShouwangContext, Draft], Awaitable[None]]
    summary: Callable[[Draft, Facts], tuple[Phrase, ...]]
    changeable: Callable[[Draft, Facts], tuple[str, ...]]
    send_label: str
    on_input: Callable[[ShouwangContext, Draft, Input], Awaitable[Draft]] | None = None
    toggles: Callable[[Draft], tuple[tuple[str, str], ...]] = lambda _draft: ()
    kept_for_later: bool = False
    needs_officials: bool = False
