"""A meeting in chat: whether one comes, the card on which decisions are taken down, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from documents.case_card import category_name, unit_name
from documents.triage_board import turns_of
from domain.messages import Button, Localised, Message, Moment, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.cases import Case
    from domain.meetings import Meeting
    from domain.messages import Phrase
    from domain.township import Township
    from storage.meetings import AgendaRow

PAGE = 8
MOST_DECISIONS = 40
"""So many decisions stand in the minutes; all of them stand on the cases."""


class MeetingFile(NamedTuple):
    """What one reader may know of a meeting: `seen` is what of its agenda they may see."""

    meeting: Meeting
    seen: Sequence[tuple[AgendaRow, Case]]
    persons: Mapping[int, bool | None]
    names: Mapping[int, str]
    township: Township

    @property
    def title(self) -> Phrase:
        """What it is called, and when it is."""
        plan = next((each for each in self.township.meetings if each.code == self.meeting.code), None)
        at = Moment(at=self.meeting.at)
        return phrase("meeting-title", name=Localised(name=plan.name) if plan else self.meeting.code, at=at)


def invitation_card(file: MeetingFile, person_id: int) -> Message:
    """Asks somebody whether they come; once they have said, shows it and lets them say otherwise."""
    said = file.persons.get(person_id)
    line = phrase("meeting-asked" if said is None else ("meeting-comes" if said else "meeting-stays-away"))
    subject = f"{file.meeting.id}"
    yes = Button(label=phrase("button-meeting-yes"), act="k-come", subject=f"{subject}.yes")
    no = Button(label=phrase("button-meeting-no"), act="k-come", subject=f"{subject}.no")
    ways = tuple(button for button, hidden in ((yes, said is True), (no, said is False)) if not hidden)
    return Message(lines=(file.title, line), buttons=(ways,))


def chair_card(file: MeetingFile, page: int, note: Phrase | None = None) -> Message:
    """Who comes, and every case that the reader may see as a button behind which its decision is taken down."""
    lines = [*((note,) if note else ()), file.title, *_attendance(file)]
    decided = sum(row.decided_at is not None for row, _case in file.seen)
    lines.append(phrase("meeting-cases", count=len(file.seen), decided=decided))
    buttons = [(_case_button(file, row, case),) for row, case in file.seen[page * PAGE : (page + 1) * PAGE]]
    turns = turns_of("k-meeting", page, PAGE, len(file.seen), f"{file.meeting.id}.")
    back = Button(label=phrase("button-meetings"), act="k-meetings")
    return Message(lines=tuple(lines), buttons=(*buttons, *((turns,) if turns else ()), (back,)))


def minutes_card(file: MeetingFile) -> Message:
    """Who came and what was decided, as far as the reader may see it."""
    decided = [(row, case) for row, case in file.seen if row.decided_at is not None]
    lines = [phrase("meeting-minutes"), file.title, *_attendance(file)]
    lines.append(phrase("meeting-decided", count=len(decided)))
    for row, case in decided[:MOST_DECISIONS]:
        unit = unit_name(row.unit or case.responsible_unit, file.township)
        if row.reply_by is None:
            lines.append(phrase("meeting-decision", number=case.number, unit=unit))
        else:
            lines.append(phrase("meeting-decision-by", number=case.number, unit=unit, at=Moment(at=row.reply_by)))
    return Message(lines=tuple(lines))


def meetings_card(files: Sequence[MeetingFile]) -> Message:
    """The last meetings, each a button to its card."""
    lines = (phrase("meetings-title" if files else "meetings-none"),)
    rows = [(Button(label=file.title, act="k-meeting", subject=f"{file.meeting.id}.0"),) for file in files]
    board = Button(label=phrase("button-board"), act="n-board", subject="0")
    return Message(lines=lines, buttons=(*rows, (board,)))


def _attendance(file: MeetingFile) -> list[Phrase]:
    lines = []
    for said, line in ((True, "meeting-coming"), (False, "meeting-away")):
        names = [file.names.get(person, "—") for person, comes in file.persons.items() if comes is said]
        lines += [phrase(line, names=listed(names))] if names else []
    silent = sum(comes is None for comes in file.persons.values())
    return [*lines, *([phrase("meeting-silent", count=silent)] if silent else [])]


def _case_button(file: MeetingFile, row: AgendaRow, case: Case) -> Button:
    label = phrase(
        "meeting-case-done" if row.decided_at is not None else "meeting-case-open",
        number=case.number,
        category=category_name(case, file.township),
        unit=unit_name(case.unit, file.township),
    )
    return Button(label=label, act="k-decide", subject=f"{file.meeting.id}.{case.id}")
