"""Forms as data: fields, the question each asks, how an answer is read, and what is still missing. No input or output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.messages import Attachment, AttachmentKind, Localised, Phrase, Value, phrase
from domain.suggestions import Readings, Suggestion

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.local_names import LocalName
    from domain.township import Township
    from domain.words import Role

Answer = str | int | float | bool | None | list[dict[str, str | int | float | None]] | list[int] | list[str]
Answers = dict[str, Answer]

TEXTS = "texts"
"""The answer that holds what was typed, message by message."""
FILES = "files"
"""The answer that holds what was attached."""
TALKING = frozenset({AttachmentKind.VOICE, AttachmentKind.VIDEO, AttachmentKind.VIDEO_NOTE, AttachmentKind.AUDIO})
"""Attachments that can say what happened without a word typed."""


@dataclass(frozen=True, slots=True)
class Input:
    """What a person sent, read from the chat. `place` is latitude and longitude in WGS 84 degrees.

    `album` names the album a picture came with, so that an album is answered once.
    """

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    place: tuple[float, float] | None = None
    contact: str | None = None
    album: str | None = None

    @property
    def empty(self) -> bool:
        """Nothing in it can be used (a sticker, a poll, blank text)."""
        return not (self.text.strip() or self.attachments or self.place or self.contact)


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who holds a role and may be the one a report is about."""

    person_id: int
    name: str
    role: Role
    unit: str
    aliases: tuple[str, ...] = ()
    """What else they are called."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form may look at beside its answers. `conflicts` are the persons whom the case names.

    `readings` are what texts were found to say.
    """

    township: Township
    home_unit: str | None = None
    officials: tuple[Official, ...] = ()
    person_name: str = ""
    case: Case | None = None
    conflicts: frozenset[int] = frozenset()
    readings: Readings = field(default_factory=Readings, repr=False, compare=False)

    def suggestion(self, text: str) -> Suggestion:
        """What a text says, read once."""
        return self.readings.suggest(text, self.township)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button under a question. `value` is at most 20 characters of ASCII."""

    value: str
    label: Phrase


@lru_cache(maxsize=1024)
def choice_of(value: str, name: LocalName) -> Choice:
    """The choice that bears a name of the configuration. Kept: a question may offer fifty, and they are always the same."""
    return Choice(value, phrase("choice-name", name=Localised(name=name)))


def no_choices(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    """A field that is answered in words alone."""
    return ()


def reads_nothing(_text: str, _answers: Answers, _facts: Facts) -> str | None:
    """A field whose typed answers mean no choice."""
    return None


def says_nothing(_answers: Answers, _facts: Facts) -> Mapping[str, Value]:
    """A field whose question is always the same."""
    return {}


def always(_answers: Answers, _facts: Facts) -> bool:
    """A field that every form of its kind needs."""
    return True


def never(_answers: Answers, _facts: Facts) -> bool:
    """A field that is only filled when the person chooses to."""
    return False


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `question` is a phrase, `says` what is put into it; `typed` reads the choice that typed words mean, or None.

    `chosen` and `reads` give the answers after a button or after typed words, for a field that one answer does not fill.
    A `free` field takes whatever is typed and attached. `words` keeps the typed text itself as the answer. `places` takes a
    location. A free field that takes `files` is answered by them alone. A `skippable` field has a button that leaves it out.
    """

    key: str
    question: str
    required: Callable[[Answers, Facts], bool] = always
    choices: Callable[[Answers, Facts], tuple[Choice, ...]] = no_choices
    typed: Callable[[str, Answers, Facts], str | None] = reads_nothing
    columns: int = 1
    free: bool = False
    words: int = 0
    places: bool = False
    skippable: bool = False
    files: bool = False
    says: Callable[[Answers, Facts], Mapping[str, Value]] = says_nothing
    chosen: Callable[[str, Answers, Facts], Answers] | None = None
    reads: Callable[[str, Answers, Facts], Answers | None] | None = None


def as_is(answers: Answers, _facts: Facts) -> Answers:
    """A form that concludes nothing from its answers."""
    return answers


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `conclude` fills in what follows from the answers; `confirms` shows all before it is sent."""

    key: str
    fields: tuple[Field, ...]
    conclude: Callable[[Answers, Facts], Answers] = as_is
    confirms: bool = True

    def field(self, key: str) -> Field | None:
        """The field of this name."""
        return next((field for field in self.fields if field.key == key), None)

    @property
    def free_field(self) -> Field | None:
        """The field that takes what is meant for no other."""
        return next((field for field in self.fields if field.free), None)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an input: the new answers, and whether it answered the question that stood open."""

    answers: Answers
    answered: bool


def answered(field: Field, answers: Answers) -> bool:
    """Whether a field has its answer (a field that was left out on purpose has)."""
    if not field.free:
        return field.key in answers
    told = any(field.files or file.kind in TALKING for file in files_of(answers))
    return bool(texts_of(answers)) or told or field.key in answers


def next_field(form: Form, answers: Answers, facts: Facts) -> Field | None:
    """The first field that must be asked; None when the form is complete."""
    return next(
        (field for field in form.fields if not answered(field, answers) and field.required(answers, facts)), None
    )


def take(form: Form, asked: Field | None, answers: Answers, given: Input, facts: Facts) -> Taken:
    """Put an input where it belongs. Nothing that was typed is ever left out: what answers no question is kept as text."""
    changed = dict(answers)
    understood = _take_files(changed, given) if form.free_field else False
    if given.place is not None and any(field.places for field in form.fields):
        changed["latitude"], changed["longitude"] = given.place
        understood = True
    if given.contact is not None and form.field("contact") is not None:
        changed["contact"] = given.contact
        understood = True
    if given.text.strip():
        understood = _take_text(form, asked, changed, given.text.strip(), facts) or understood
    return Taken(form.conclude(changed, facts), understood)


def choose(form: Form, field: Field, answers: Answers, value: str, facts: Facts) -> Answers | None:
    """The answers with a button's choice put in; None when the field does not offer that choice (any more)."""
    if all(choice.value != value for choice in field.choices(answers, facts)):
        return None
    chosen = field.chosen(value, answers, facts) if field.chosen else {**answers, field.key: value}
    return form.conclude(chosen, facts)


def skip(form: Form, field: Field, answers: Answers, facts: Facts) -> Answers:
    """The answers with a field left out on purpose."""
    return form.conclude({**answers, field.key: None}, facts)


def texts_of(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """What was typed, message by message."""
    kept = answers.get(TEXTS)
    return tuple(str(text) for text in kept) if isinstance(kept, list) else ()


def files_of(answers: Mapping[str, Answer]) -> tuple[Attachment, ...]:
    """What was attached, in order."""
    kept = answers.get(FILES)
    if not isinstance(kept, list):
        return ()
    return tuple(Attachment.model_validate(file) for file in kept)


def _take_files(answers: Answers, given: Input) -> bool:
    if given.attachments:
        kept = [*files_of(answers), *given.attachments]
        answers[FILES] = [file.model_dump(mode="json") for file in kept]
    return bool(given.attachments)


def _take_text(form: Form, asked: Field | None, answers: Answers, text: str, facts: Facts) -> bool:
    if asked is not None and not asked.free:
        read = asked.reads(text, answers, facts) if asked.reads else None
        if read is not None:
            answers.clear()
            answers.update(read)
            return True
        value = asked.typed(text, answers, facts)
        if value is not None:
            answers[asked.key] = value
            return True
        if asked.words and len(text) <= asked.words:
            answers[asked.key] = text
            return True
    if form.free_field is None:
        return False
    answers[TEXTS] = [*texts_of(answers), text]
    return asked is None or asked.free
