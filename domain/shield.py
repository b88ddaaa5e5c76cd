"""What a township sets of the reporter's shield: how long an opened name is shown, and by which words officials are meant."""

from collections.abc import Mapping
from functools import cached_property

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from domain.configured import Configured
from domain.durations import Duration
from domain.local_names import Word
from domain.plain_text import plain_text
from domain.words import Role


class Titles(Configured):
    """For each office the words by which a text may mean whoever holds it in the village of the report."""

    village_head: tuple[Word, ...] = ()
    mediator: tuple[Word, ...] = ()
    resident_cadre: tuple[Word, ...] = ()
    shift_lead: tuple[Word, ...] = ()
    director: tuple[Word, ...] = ()
    centre_staff: tuple[Word, ...] = ()

    @cached_property
    def plain(self) -> Mapping[Role, frozenset[str]]:
        """The titles as texts are compared, by role."""
        return {Role(name): frozenset(map(plain_text, getattr(self, name))) for name in type(self).model_fields}


class Shield(Configured):
    """How a reporter's name is opened, and how a report is kept from those it is about."""

    opened_for_ms: Duration = 86_400_000
    """For how long an opened name is shown to whoever asked for it."""
    answer_within_ms: Duration = 14_400_000
    """After how long the identity officers are asked again and the director hears of it; after twice that the oversight
    contact may decide as well."""
    lapse_after_ms: Duration = 86_400_000
    """After how long a request that nobody has answered is at an end."""
    titles: Titles = Titles()
    address_words: tuple[Word, ...] = ()
    """Words that follow a surname when an official is spoken of: with the surname before them they mean that official."""

    @model_validator(mode="after")
    def _there_is_time_to_ask_again(self) -> "Shield":
        if self.lapse_after_ms <= 2 * self.answer_within_ms:
            raise PydanticCustomError("shield", "lapse_after has to be more than twice answer_within")
        return self
