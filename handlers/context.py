"""What a handler is given: the unit of work of this batch, the rules, the person, and ways to answer.

Handlers do no network input or output: what they say goes to the outbox, and what they answer to a press is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram import Bot, Update
from telegram.ext import CallbackContext

from domain.suggestions import Readings
from storage.outgoing import Lane, Outgoing, ToPerson, ToReporter
from storage.signals import CallbackAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.messages import Message, Phrase
    from domain.suggestions import Suggestion
    from handlers.form_register import RegisteredForm
    from storage.people import Person
    from storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class IntakeSlot:
    """What the intake puts in the application for the update at hand: updates are handled one after another.

    `menu_labels` are the labels of the lasting keyboard in every language, by what they open. `pressed_message_id` is the
    message in the presser's chat whose button was pressed. `calendar_address` is what calendar links
    begin with; "" while none are served.
    """

    rules: Rules
    button_key: bytes = field(repr=False)
    menu_labels: Mapping[str, str]
    forms: Mapping[str, RegisteredForm]
    readings: Readings = field(default_factory=Readings, repr=False)
    bot_username: str = ""
    calendar_address: str = ""
    work: UnitOfWork | None = None
    pressed_message_id: int | None = None
    failure: BaseException | None = None
    found: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False)
    """What each person searched for last found, by the cases' identifiers; kept in memory alone."""


class ShouwangContext(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], IntakeSlot]):
    """The context of one update."""

    _person: Person | None = None

    @property
    def work(self) -> UnitOfWork:
        """The open transaction."""
        work = self.bot_data.work
        if work is None:
            message = "a handler ran outside the intake's transaction"
            raise RuntimeError(message)
        return work

    @property
    def rules(self) -> Rules:
        """The township's rules."""
        return self.bot_data.rules

    def suggestion(self, text: str) -> Suggestion:
        """What a text says."""
        return self.bot_data.readings.suggest(text, self.rules.township)

    @property
    def forms(self) -> Mapping[str, RegisteredForm]:
        """The forms that can be filled in, by name."""
        return self.bot_data.forms

    @property
    def person(self) -> Person:
        """Who sent the update."""
        if self._person is None:
            message = "the sender was not looked up"
            raise RuntimeError(message)
        return self._person

    @person.setter
    def person(self, person: Person) -> None:
        self._person = person

    async def say(
        self,
        message: Message,
        *,
        card_key: str | None = None,
        in_place: bool = False,
        follows: bool = False,
        about: int | None = None,
    ) -> None:
        """Answer the person. With `in_place` the message whose button was pressed is changed instead.

        What `follows` an answer goes when nobody waits for theirs any more. `about` is the case whose texts it repeats,
        so that it goes with them as long as it waits.
        """
        await self.work.outbox.put(
            Outgoing(
                ToPerson(self.person.id),
                Lane.ESCALATION if follows else Lane.REPLY,
                message,
                card_key=card_key,
                edit_message_id=self.bot_data.pressed_message_id if in_place else None,
                about=about,
            )
        )

    async def say_to_reporter(self, case_id: int, message: Message, *, in_place: bool = False) -> None:
        """Answer the person as the reporter of a case: the outbox then does not say whose case it is."""
        await self.work.outbox.put(
            Outgoing(
                ToReporter(case_id),
                Lane.REPLY,
                message,
                edit_message_id=self.bot_data.pressed_message_id if in_place else None,
            )
        )

    def toast(self, text: Phrase | None, update: Update, *, alert: bool = False) -> None:
        """Answer a button press with a short word over the chat, or with nothing."""
        query = update.callback_query
        if query is not None:
            answers = self.work.signals.answers
            answers[:] = [answer for answer in answers if answer.callback_id != query.id]
            answers.append(CallbackAnswer(query.id, text, self.person.language, alert))
