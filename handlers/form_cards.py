"""The confirmation of a form: everything that will be sent, a button to send it, and buttons to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Message, phrase

if TYPE_CHECKING:
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.form_register import RegisteredForm
    from storage.drafts import Draft


def confirmation_of(draft: Draft, registered: RegisteredForm, facts: Facts, note: Phrase | None) -> Message:
    """The card with all answers and [send] [change] [give up]."""
    subject = str(draft.id)
    lines = (*((note,) if note else ()), *registered.summary(draft, facts))
    send = Button(label=phrase(registered.send_label), act="f-send", subject=subject, version=draft.version)
    change = Button(label=phrase("button-change"), act="f-change", subject=subject)
    cancel = Button(label=phrase("button-cancel"), act="f-cancel", subject=subject)
    toggles = tuple(
        Button(label=phrase(label), act="f-toggle", subject=f"{draft.id}.{name}")
        for name, label in registered.toggles(draft)
    )
    middle = ((change, *toggles),) if registered.changeable(draft, facts) else ((toggles,) if toggles else ())
    return Message(lines=lines, buttons=((send,), *middle, (cancel,)))


def changes_of(draft: Draft, registered: RegisteredForm, facts: Facts) -> Message:
    """Which answer is to be changed?"""
    subject = str(draft.id)
    fields = [
        Button(label=phrase(f"field-{name.replace('_', '-')}"), act="f-edit", subject=f"{subject}.{name}")
        for name in registered.changeable(draft, facts)
    ]
    rows = [tuple(fields[start : start + 2]) for start in range(0, len(fields), 2)]
    back = Button(label=phrase("button-back"), act="f-show", subject=subject)
    return Message(lines=(*registered.summary(draft, facts), phrase("ask-change")), buttons=(*rows, (back,)))
