"""A call for help as a card: for whoever may come, and for the one who called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.messages import Attachment, AttachmentKind, Button, Hour, Localised, Message, Span, phrase
from domain.sos_form import word_line
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.local_names import LocalName
    from domain.messages import Phrase
    from storage.sos_calls import Helper, SosCall

MAP = "https://uri.amap.com/marker?position={longitude:.6f},{latitude:.6f}&coordinate=wgs84&callnative=1"
"""A map that finds the way on foot in China; it takes the coordinates as phones state them."""
NAMED_COMING = 5
"""So many who are coming stand on the card by name; from then on it does not change with every further one."""


class SosFile(NamedTuple):
    """What is on file of a call. `helpers` are all who were told; `names` has theirs and the caller's."""

    call: SosCall
    unit: LocalName | None
    helpers: Sequence[Helper]
    names: Mapping[int, str]

    @property
    def coming(self) -> tuple[Helper, ...]:
        """Those who are coming, the first one first."""
        on_the_way = [each for each in self.helpers if each.coming_at is not None]
        on_the_way.sort(key=lambda each: (each.person_id != self.call.answered_by, each.coming_at, each.person_id))
        return tuple(on_the_way)

    def name(self, person_id: int | None) -> str:
        """Somebody's name."""
        return self.names.get(person_id or 0, "—")


def helper_card(file: SosFile, person_id: int, *, may_end: bool) -> Message:
    """The card for one who may come."""
    call = file.call
    lines = [phrase("sos-title", name=file.name(call.person_id), at=Hour(at=call.at))]
    if file.unit is not None:
        lines.append(phrase("sos-team", unit=Localised(name=file.unit)))
    if call.state is SosState.ENDED:
        return Message(lines=(*lines, *_how_it_stands(file)), attachments=place_of(call))
    lines += [place_line(call), *_how_it_stands(file), phrase("sos-numbers")]
    return Message(lines=tuple(lines), buttons=_buttons(file, person_id, may_end=may_end), attachments=place_of(call))


def again_card(file: SosFile, person_id: int, now: int, *, may_end: bool) -> Message:
    """The same, said once more because nobody has answered."""
    call = file.call
    by = Span(ms=now - call.at)
    lines = (
        phrase("sos-again", name=file.name(call.person_id), by=by),
        place_line(call),
        phrase("sos-numbers"),
    )
    return Message(lines=lines, buttons=_buttons(file, person_id, may_end=may_end))


def stands_card(file: SosFile) -> Message:
    """The question to who is coming: are they there, and how does it stand?"""
    call = file.call
    line = phrase("sos-how-stands", name=file.name(call.person_id))
    rows = ((_button("button-sos-met", "o-met", call),), (_button("button-sos-more", "o-more", call),))
    return Message(lines=(line, phrase("sos-numbers")), buttons=rows)


def not_ended_card(file: SosFile, person_id: int, now: int) -> Message:
    """To who may end a call: it has not ended yet."""
    call = file.call
    own = person_id == call.person_id
    by = Span(ms=now - call.at)
    line = phrase("sos-own-not-ended", by=by) if own else phrase("sos-not-ended", name=file.name(call.person_id), by=by)
    return met_card(file, person_id, line)


def met_card(file: SosFile, person_id: int, line: Phrase) -> Message:
    """A word to who may end a call, with the way to do it."""
    label = "button-sos-end" if person_id == file.call.person_id else "button-sos-end-officer"
    return Message(lines=(line,), buttons=((_button(label, "o-end", file.call),),))


def more_card(file: SosFile, line: Phrase, *, comes: bool) -> Message:
    """A word that more people are needed, with the way to say that one comes."""
    call = file.call
    rows = () if comes else ((_button("button-sos-also", "o-coming", call),),)
    return Message(lines=(line, place_line(call), phrase("sos-numbers")), buttons=rows)


def own_card(file: SosFile) -> Message:
    """The card for the one who called."""
    call = file.call
    if call.state is SosState.ENDED:
        # The key that sends one's place is no longer needed: this button brings the usual ones back.
        return Message(
            lines=(phrase("sos-own-over"), *_how_it_stands(file)),
            buttons=((_button("button-sos-menu", "o-menu", call),),),
        )
    told = len(file.helpers)
    coming = _coming_lines(file)
    lines = (
        phrase("sos-own", count=told) if told else phrase("sos-own-nobody"),
        phrase("sos-numbers-first"),
        *(coming or ((phrase("sos-own-again"),) if told else ())),
        phrase("sos-own-place", at=Hour(at=call.located_at))
        if call.located_at is not None
        else phrase("sos-own-no-place"),
    )
    return Message(lines=lines, buttons=((_button("button-sos-end", "o-end", call),),))


def place_line(call: SosCall) -> Phrase:
    """Where they were last known to be."""
    if call.located_at is None:
        return phrase("sos-place-unknown")
    return phrase("sos-place", at=Hour(at=call.located_at))


def place_of(call: SosCall) -> tuple[Attachment, ...]:
    """The same as a point on Telegram's own map."""
    if call.latitude is None or call.longitude is None:
        return ()
    return (Attachment(kind=AttachmentKind.LOCATION, latitude=call.latitude, longitude=call.longitude),)


def map_link(latitude: float, longitude: float) -> str:
    """A map of a place that a browser or a map program opens."""
    return MAP.format(latitude=latitude, longitude=longitude)


def _how_it_stands(file: SosFile) -> tuple[Phrase, ...]:
    call = file.call
    if call.state is SosState.ENDED and call.ended_at is not None:
        word = word_line(call.word or "")
        return (phrase("sos-ended", at=Hour(at=call.ended_at), name=file.name(call.ended_by), word=word),)
    return _coming_lines(file) or (phrase("sos-nobody-yet"),)


def _coming_lines(file: SosFile) -> tuple[Phrase, ...]:
    return tuple(
        phrase("sos-also" if number else "sos-first", name=file.name(each.person_id), at=Hour(at=each.coming_at or 0))
        for number, each in enumerate(file.coming[:NAMED_COMING])
    )


def _buttons(file: SosFile, person_id: int, *, may_end: bool) -> tuple[tuple[Button, ...], ...]:
    call = file.call
    if call.state is SosState.ENDED:
        return ()
    rows: list[tuple[Button, ...]] = []
    comes = any(each.person_id == person_id and each.coming_at is not None for each in file.helpers)
    if not comes:
        label = "button-sos-coming" if call.state is SosState.OPEN else "button-sos-also"
        rows.append((_button(label, "o-coming", call),))
    if call.latitude is not None and call.longitude is not None:
        url = map_link(call.latitude, call.longitude)
        rows.append((Button(label=phrase("button-sos-map"), url=url),))
    if may_end:
        rows.append((_button("button-sos-end-officer", "o-end", call),))
    return tuple(rows)


def _button(label: str, act: str, call: SosCall) -> Button:
    return Button(label=phrase(label), act=act, subject=str(call.id))
