"""A case as a card: for those who deal with it, with the buttons that they may press now."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from documents.wording import OWN_WORDS, particulars_lines, words_held_line
from domain.access import Act, may
from domain.cases import CaseState, KnownAs, Step, Urgency, awaits_answer, can
from domain.deadlines import active_deadlines
from domain.messages import Button, Day, Localised, Message, Moment, listed, phrase
from domain.openings import OpeningState, can_be_opened, capacity_to_ask
from domain.wording import may_read_words
from domain.words import CaseKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.access import Viewer
    from domain.calendar import Calendar
    from domain.cases import Case
    from domain.messages import Attachment, Phrase
    from domain.openings import Opening
    from domain.township import Township
    from domain.wording import Particulars
    from storage.cases import Place
    from storage.entries import Entry
    from storage.vault import Identity

EXCERPT = 600
RECENT = 3

# In the order in which they stand on the card, two to a row after the first.
CARD_STEPS: tuple[tuple[Step, str], ...] = (
    (Step.ACKNOWLEDGE, "acknowledge"),
    (Step.ACCEPT, "accept"),
    (Step.LOG_PROGRESS, "progress"),
    (Step.ASK, "ask"),
    (Step.SETTLE, "settle"),
    (Step.CLOSE, "close"),
    (Step.HAND_UP, "hand-up"),
    (Step.ASSIGN, "assign"),
    (Step.EXTEND, "extend"),
    (Step.SUPERVISE, "supervise"),
)
BEFORE_MEDIATION = frozenset({"c-acknowledge", "c-accept", "c-progress", "c-ask"})
"""What stands on the card before the way to the mediation; what ends the case stands behind it."""
BETWEEN_PARTIES = frozenset({Step.SETTLE, Step.EXTEND})

_CARD_BUTTONS = tuple((step, Act(step.value), f"button-{label}", f"c-{label}") for step, label in CARD_STEPS)


def stage_of(case: Case) -> int:
    """A small number that changes when the case's buttons do: an older button then answers with today's card."""
    standing = (case.state, case.level, case.handler_id, case.reopened, case.acknowledged_by)
    parts = (*standing, awaits_answer(case), case.extended_at is not None)
    return zlib.crc32(repr(parts).encode()) & 0xFFFF


class CaseFile(NamedTuple):
    """What is on file of a case, as far as one viewer may know it.

    `identity` is given only where the reporter agreed to be named to this viewer. `names` are those of the officials.
    `similar` are other cases the viewer may see; so is `leading`, the one it was merged into.
    """

    case: Case
    viewer: Viewer
    conflicts: frozenset[int]
    entries: Sequence[Entry]
    place: Place
    names: Mapping[int, str]
    identity: Identity | None
    similar: Sequence[Case] = ()
    leading: Case | None = None
    particulars: Particulars | None = None
    """What is passed on of a tip in place of its words."""
    opening: Opening | None = None
    """The viewer's own request to open the reporter's name, while it waits or stands open."""


def handler_card(
    file: CaseFile, township: Township, calendar: Calendar, now: int, headline: Phrase | None = None
) -> Message:
    """The card for one official."""
    case = file.case
    category, unit = category_name(case, township), unit_name(case.unit, township)
    lines = [
        *([headline] if headline else []),
        phrase("card-title", number=case.number, category=category, unit=unit),
        state_line(case, file.names),
        *_merged_line(file.leading),
        *_deadline_lines(case, township, calendar, now),
        *units_lines(case, township),
        phrase("card-filed", at=Moment(at=case.filed_at)),
        _reporter_line(case, file.identity),
        *_opening_lines(file.opening),
        *_place_lines(file.place),
        *_text_lines(file),
        *([phrase("card-similar", numbers=listed(each.number for each in file.similar))] if file.similar else []),
    ]
    return Message(lines=tuple(lines), buttons=_buttons(file))


def units_lines(case: Case, township: Township) -> list[Phrase]:
    """Which unit leads and which share in it, where that does not go without saying."""
    lines: list[Phrase] = []
    if case.helping or case.responsible_unit not in {case.unit, township.centre.code}:
        lines.append(phrase("card-leading", unit=unit_name(case.responsible_unit, township)))
    lines += [phrase("card-helping", unit=unit_name(code, township)) for code in case.helping]
    if case.past_unit:
        lines.append(phrase("card-past-unit"))
    return lines


def category_name(case: Case, township: Township) -> Localised:
    """The name of a case's category."""
    return Localised(name=township.category(case.category).name)


def unit_name(code: str, township: Township) -> Localised:
    """The name of a unit."""
    return Localised(name=township.unit(code).name)


def state_line(case: Case, names: Mapping[int, str]) -> Phrase:
    """Where the case stands, and with whom."""
    if case.state is CaseState.FILED:
        return phrase("card-state-filed", level=phrase(f"level-{case.level.value}"))
    if case.state in {CaseState.ACCEPTED, CaseState.IN_PROGRESS} and case.handler_id is not None:
        return phrase(f"card-state-{_dashed(case.state)}", name=names.get(case.handler_id, "—"))
    return phrase(f"card-state-{_dashed(case.state)}")


def attachments_of(entries: Sequence[Entry]) -> tuple[Attachment, ...]:
    """Everything that was attached to a case, oldest first."""
    return tuple(file for entry in entries for file in entry.attachments)


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """A text short enough for a card."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def entry_line(entry: Entry, text: str, *, held: bool = False) -> Phrase:
    """One text of a case, or what of it fits; an attachment without words says so, and words that are `held` back too."""
    kept_back = held and entry.kind in OWN_WORDS
    words = text or phrase("words-held" if kept_back else "told-attached")
    return phrase(f"card-entry-{entry.kind.value}", at=Moment(at=entry.at), text=words)


def _deadline_lines(case: Case, township: Township, calendar: Calendar, now: int) -> list[Phrase]:
    lines = []
    if case.urgency is Urgency.URGENT:
        lines.append(phrase("card-urgent" if case.acknowledged_at is None else "card-urgent-seen"))
    if case.supervised_at is not None:
        lines.append(_supervised_line(case, case.supervised_at))
    elif case.supervision_proposed_at is not None:
        lines.append(phrase("card-proposed", at=Moment(at=case.supervision_proposed_at)))
    deadlines = active_deadlines(case, township.clocks, calendar)
    if deadlines:
        first = min(deadlines, key=lambda each: each.at)
        late = "late" if first.at <= now else "ahead"
        lines.append(
            phrase(
                f"card-deadline-{late}",
                what=phrase(f"deadline-{first.kind.value.replace('_', '-')}"),
                at=Moment(at=first.at),
            )
        )
    return lines


def _supervised_line(case: Case, since: int) -> Phrase:
    if case.supervision_reply_by is None:
        return phrase("card-supervised", at=Moment(at=since))
    state = "answered" if not awaits_answer(case) else "until"
    return phrase(f"card-supervised-{state}", at=Moment(at=since), by=Day(at=case.supervision_reply_by))


def _merged_line(leading: Case | None) -> list[Phrase]:
    return [] if leading is None else [phrase("card-merged-into", number=leading.number)]


def _reporter_line(case: Case, identity: Identity | None) -> Phrase:
    if case.known_as is KnownAs.UNLINKED:
        return phrase("card-reporter-unlinked")
    if identity is not None and identity.contact:
        return phrase("card-reporter-contact", name=identity.name, contact=identity.contact)
    if identity is not None:
        return phrase("card-reporter-named", name=identity.name)
    if case.known_as is KnownAs.NAMED:
        return phrase("card-reporter-after-accepting", pseudonym=case.pseudonym)
    return phrase("card-reporter-confidential", pseudonym=case.pseudonym)


def _opening_lines(opening: Opening | None) -> list[Phrase]:
    """That a name was opened to the viewer. The name stands in a message of its own, where it can be taken away again."""
    if opening is None:
        return []
    if opening.ends_at is None:
        return [phrase("card-opening-waits")]
    return [phrase("card-opening-until", at=Moment(at=opening.ends_at))]


def _place_lines(place: Place) -> list[Phrase]:
    if place.words:
        return [phrase("card-place", place=place.words)]
    return [phrase("card-place-on-map")] if place.latitude is not None else []


def _text_lines(file: CaseFile) -> list[Phrase]:
    entries, held = file.entries, not may_read_words(file.case, file.viewer)
    if not entries:
        return []
    report, later = entries[0], entries[1:]
    if held:
        lines = [*particulars_lines(file.particulars), words_held_line(file.case)]
    else:
        lines = [phrase("card-text", text=excerpt(report.text)) if report.text else phrase("card-no-text")]
    files = len(attachments_of(entries))
    if files:
        lines.append(phrase("card-files", count=files))
    return [*lines, *(entry_line(entry, excerpt(entry.text, 200), held=held) for entry in later[-RECENT:])]


def _buttons(file: CaseFile) -> tuple[tuple[Button, ...], ...]:
    case, viewer, conflicts = file.case, file.viewer, file.conflicts
    stage, subject = stage_of(case), str(case.id)
    steps = [
        Button(label=phrase(label), act=name, subject=subject, version=stage)
        for step, act, label, name in _CARD_BUTTONS
        if _possible(case, step) and may(viewer, act, case, conflicts)
    ]
    if can(case, Step.DECLINE) and may(viewer, Act.SUPERVISE, case, conflicts):
        steps.append(Button(label=phrase("button-n-decline"), act="n-decline", subject=subject, version=stage))
    if may(viewer, Act.VIEW, case, conflicts):
        if _has_more(file):
            steps.append(Button(label=phrase("button-files"), act="c-files", subject=subject))
        if case.kind is CaseKind.DISPUTE and case.accepted_at is not None:
            at = sum(button.act in BEFORE_MEDIATION for button in steps)
            steps.insert(at, Button(label=phrase("button-mediation"), act="d-open", subject=subject))
        steps.append(Button(label=phrase("button-timeline"), act="c-timeline", subject=subject))
        steps += _opening_buttons(file)
    if may(viewer, Act.TRIAGE, case, conflicts):
        steps.append(Button(label=phrase("button-centre"), act="n-case", subject=subject))
    first = 1 if case.state is CaseState.FILED and steps else 0
    rows = [tuple(steps[:first])] if first else []
    rows += [tuple(steps[start : start + 2]) for start in range(first, len(steps), 2)]
    return tuple(rows)


def _opening_buttons(file: CaseFile) -> list[Button]:
    opening = file.opening
    if opening is not None and opening.state is OpeningState.GRANTED:
        return [Button(label=phrase("button-opened-name"), act="v-name", subject=str(opening.id))]
    if opening is None and can_be_opened(file.case) and capacity_to_ask(file.viewer, file.case, file.conflicts):
        return [Button(label=phrase("button-open-identity"), act="v-open", subject=str(file.case.id))]
    return []


def _possible(case: Case, step: Step) -> bool:
    """Whether the step makes sense now. Who left no identity cannot be asked; coming to terms takes two sides."""
    if step is Step.ASK and case.known_as is KnownAs.UNLINKED:
        return False
    return can(case, step) and (case.kind is CaseKind.DISPUTE or step not in BETWEEN_PARTIES)


def _has_more(file: CaseFile) -> bool:
    """Whether there is something that the card itself does not show whole."""
    long = any(len(entry.text) > EXCERPT for entry in file.entries) or len(file.entries) > RECENT + 1
    return bool(attachments_of(file.entries)) or file.place.latitude is not None or long


def _dashed(state: CaseState) -> str:
    return state.value.replace("_", "-")
