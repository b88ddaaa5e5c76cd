"""Every place where something that a person typed is shown, as messages of the program; and what Telegram makes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentResource
from fluent.syntax.ast import Message as FluentMessage
from fluent.syntax.ast import VariableReference
from fluent.syntax.visitor import Visitor

from bot.telegram_messages import sending
from documents.case_card import CaseFile, entry_line, handler_card
from documents.long_text import parts_of
from documents.reporter_card import reporter_card
from domain.access import Holder, viewer_among
from domain.cases import Step
from domain.forms import Answers, Facts, Official
from domain.messages import Attachment, AttachmentKind, Button, Message, phrase
from domain.visible import is_blank
from domain.words import Language, Role
from handlers.form_cards import confirmation_of
from handlers.report import REGISTERED_REPORT
from playground.bot import Bot
from playground.clock import MovedClock
from playground.entities import cleaned
from playground.faults import Faults
from playground.messages import Call, Messages
from playground.refused import Refused
from playground.world import Person, World
from storage.cases import Place
from storage.drafts import Draft, DraftState
from storage.entries import Entry, EntryKind
from storage.vault import Identity
from tests.domain.samples import HOUR, MEDIATOR, MONDAY, after, calendar, filed, township
from texts.renderer import Renderer

TYPED = ("text", "name", "place", "contact")
"""The names under which typed texts are put into phrases."""
NEUTRAL = "字"
LEAST_SHOWN = 199
"""However full a message is, so much of each text is shown."""
PHOTO = Attachment(kind=AttachmentKind.PHOTO, file_id="photo")
MAY_BE_TAPPED = frozenset({"phone_number"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the messages that show a text there, and how much of it is shown at the least."""

    name: str
    messages: Callable[[str], tuple[Message, ...]]
    shown: int


class _Names(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - the library's name
        self.found.add(node.id.name)


@cache
def phrases_with_typed_text() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every phrase of the catalogues into which something typed is put, with the names of all its values."""
    found: dict[str, frozenset[str]] = {}
    for entry in files("texts").joinpath(Language.ZH_HANS.value).iterdir():
        for item in FluentResource(entry.read_text(encoding="utf-8")).body if entry.name.endswith(".ftl") else ():
            if isinstance(item, FluentMessage):
                names = _Names()
                names.visit(item)
                if names.found & set(TYPED):
                    found[item.id.name] = frozenset(names.found)
    return tuple(sorted(found.items()))


def places() -> tuple[Spot, ...]:
    """All of them: the cards, and every phrase by itself."""
    cards = (
        Spot("the report's draft", _draft, 1499),
        Spot("the handler's card", _handlers_card, 599),
        Spot("the reporter's card", _reporters_card, 299),
        Spot("a relayed message", _relayed, 10**9),
        Spot("all of a case", _everything, 900),
        Spot("a button", _button, 60),
    )
    return cards + tuple(_phrase_place(name, values) for name, values in phrases_with_typed_text())


def _phrase_place(name: str, values: frozenset[str]) -> Spot:
    def messages(text: str) -> tuple[Message, ...]:
        given = {value: text if value in TYPED else "1" for value in values}
        return (Message(lines=(phrase(name, **given),)),)

    return Spot(name, messages, LEAST_SHOWN)


def _draft(text: str) -> tuple[Message, ...]:
    answers: Answers = {
        "texts": [text], "category": filed().category, "unit": filed().unit, "place": text[:200], "known_as": "named",
        "name": text[:40], "about": "5",
    }  # fmt: skip
    draft = Draft(1, 1, "report", "", answers, None, DraftState.ACTIVE, 0, 0, 1)
    official = Official(5, text[:64], Role.MEDIATOR, filed().unit)
    return (confirmation_of(draft, REGISTERED_REPORT, Facts(township(), officials=(official,)), None),)


def _handlers_card(text: str) -> tuple[Message, ...]:
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR))
    kinds = (EntryKind.REPORT, EntryKind.ADDITION, EntryKind.QUESTION, EntryKind.ANSWER)
    entries = tuple(Entry(number, case.id, kind, None, MONDAY, text, ()) for number, kind in enumerate(kinds))
    identity = Identity(person_id=9, telegram_id=90, name=text[:64] or "—", contact=text[:60])
    viewer = viewer_among(MEDIATOR, (Holder(MEDIATOR, Role.MEDIATOR, case.unit),))
    file = CaseFile(case, viewer, frozenset(), entries, Place(words=text[:200]), {MEDIATOR: text[:64]}, identity)
    return (handler_card(file, township(), calendar(), MONDAY, phrase("headline-new")),)


def _reporters_card(text: str) -> tuple[Message, ...]:
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR))
    return (reporter_card(case, township(), calendar(), text, {MEDIATOR: text[:64]}, MONDAY),)


def _relayed(text: str) -> tuple[Message, ...]:
    return tuple(Message(lines=(phrase("told-words", text=part),)) for part in parts_of(text))


def _everything(text: str) -> tuple[Message, ...]:
    entry = Entry(1, 1, EntryKind.REPORT, None, MONDAY, text, ())
    return tuple(Message(lines=(entry_line(entry, part),)) for part in parts_of(text))


def _button(text: str) -> tuple[Message, ...]:
    label = phrase("choice-official", name=text[:64], role=phrase("role-mediator"))
    return (Message(lines=(phrase("confirm-text", text=text[:64]),), buttons=((Button(label=label, act="f"),),)),)


class Screen:
    """Telegram's own look at messages: refused, or shown as text with entities."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._world = World(MovedClock(start_at=MONDAY, frozen=True))
        self._world.add_person(Person(1, "李春禾"))
        self._messages = Messages(self._world)
        self._bot = Bot("424242:nobody", "shouwang_bot", Faults())

    def shown(self, message: Message, language: Language) -> tuple[str, tuple[str, ...]]:
        """The text and the kinds of its entities. Raises Refused."""
        rendered = self._renderer.render(message, language, 1)
        (call,) = sending(rendered, text_alone=True)
        sent = self._messages.send_message(self._bot, Call({"chat_id": "1", **call.parameters}, {}))
        self._world.chats[1].messages.clear()
        kinds = sorted(str(entity["type"]) for entity in sent.get("entities", []))
        return sent["text"], tuple(kind for kind in kinds if kind not in MAY_BE_TAPPED)

    def faults_of(self, place: Spot, text: str, language: Language) -> list[str]:
        """What is wrong with how a text is shown in a place."""
        _words, expected = self.shown(place.messages(NEUTRAL)[0], language)
        faults, seen = [], ""
        for message in place.messages(text):
            try:
                words, kinds = self.shown(message, language)
            except Refused as refused:
                return [f"{place.name}: refused: {refused.description}: {text[:80]!r}"]
            seen += words
            if kinds != expected:
                faults.append(f"{place.name}: {kinds} where {expected} belongs: {text[:80]!r}")
        whole = only_what_is_seen(text)
        if whole not in (shown := only_what_is_seen(seen)) and only_what_is_seen(text[: place.shown]) not in shown:
            faults.append(f"{place.name}: not shown as it was typed: {text[:80]!r}: {seen[:200]!r}")
        return faults


def only_what_is_seen(text: str) -> str:
    """A text as Telegram cleans it, without what nobody sees: the program puts such in, and breaks long texts there."""
    return "".join(character for character in cleaned(text) if not is_blank(character))
