"""The card of a patrol team for those who keep it: members, who asks, leads; and the card of one member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.patrol_words import team_name
from domain.messages import Button, Day, Message, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.messages import Phrase
    from domain.teams import Member
    from domain.township import Unit

MOST_ASKING = 4
PAGE = 8


@dataclass(frozen=True, slots=True)
class TeamView:
    """What the card shows to one person. `leads_it` for one of its leads, who alone can hand it over."""

    unit: Unit
    members: Sequence[Member]
    asking: Sequence[Member]
    leads: frozenset[int]
    names: Mapping[int, str]
    leads_it: bool

    def name(self, person_id: int) -> str:
        """What a person is called."""
        return self.names.get(person_id, "—")


def team_card(view: TeamView) -> Message:
    """The team at a glance, with what can be done to it."""
    code = view.unit.code
    leads = [view.name(each.person_id) for each in view.members if each.person_id in view.leads]
    lines = [
        phrase("team-title", team=team_name(view.unit)),
        phrase("team-members", count=len(view.members)),
        phrase("team-leads", names=listed(leads)) if leads else phrase("team-no-lead"),
    ]
    households = sum(member.household is not None for member in view.members)
    if households:
        lines.append(phrase("team-households", count=households))
    if view.asking:
        lines.append(phrase("team-asking", count=len(view.asking)))
    rows: list[tuple[Button, ...]] = [(_ask_button(view, member),) for member in view.asking[:MOST_ASKING]]
    rows += [(_button("members", f"{code}.0"), _button("link", code))]
    rows += [(_button("points", code), _button("area", code))]
    last = [_button("hand", code)] if view.leads_it and len(view.members) > 1 else []
    rows += [(*last, Button(label=phrase("button-back"), act="t-menu"))]
    return Message(lines=tuple(lines), buttons=tuple(rows))


def members_card(view: TeamView, page: int) -> Message:
    """The members, eight a page."""
    code, members = view.unit.code, view.members
    shown = members[page * PAGE : (page + 1) * PAGE]
    buttons = [Button(label=_label(view, member), act="t-member", subject=str(member.id)) for member in shown]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    turns = []
    if page > 0:
        turns.append(Button(label=phrase("button-previous"), act="t-members", subject=f"{code}.{page - 1}"))
    if (page + 1) * PAGE < len(members):
        turns.append(Button(label=phrase("button-next"), act="t-members", subject=f"{code}.{page + 1}"))
    back = Button(label=phrase("button-back"), act="t-team", subject=code)
    line = phrase("team-members-title" if members else "team-members-none", team=team_name(view.unit))
    return Message(lines=(line,), buttons=(*rows, tuple(turns), (back,)))


def member_card(view: TeamView, member: Member, *, may_name_leads: bool, myself: bool) -> Message:
    """One member, with what may be done."""
    subject = str(member.id)
    lines = [phrase("team-member", name=view.name(member.person_id), team=team_name(view.unit))]
    if member.person_id in view.leads:
        lines.append(phrase("team-member-leads"))
    if member.household is not None:
        lines.append(phrase("team-household", household=member.household))
    if member.joined_at is not None:
        lines.append(phrase("team-member-since", day=Day(at=member.joined_at)))
    rows = []
    if may_name_leads:
        act, label = (
            ("t-lead-off", "button-team-lead-off")
            if member.person_id in view.leads
            else ("t-lead-on", "button-team-lead-on")
        )
        rows.append((Button(label=phrase(label), act=act, subject=subject),))
    if not myself:
        rows.append((Button(label=phrase("button-team-out"), act="t-out", subject=subject),))
    rows.append((Button(label=phrase("button-back"), act="t-members", subject=f"{view.unit.code}.0"),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def choose_successor(view: TeamView) -> Message:
    """To whom should the team be handed? Members who do not lead it yet."""
    others = [member for member in view.members if member.person_id not in view.leads]
    buttons = [
        Button(label=_label(view, member), act="t-hand-to", subject=str(member.id)) for member in others[: 4 * PAGE]
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    back = Button(label=phrase("button-back"), act="t-team", subject=view.unit.code)
    return Message(
        lines=(phrase("ask-team-successor" if others else "team-no-successor", team=team_name(view.unit)),),
        buttons=(*rows, (back,)),
    )


def choose_team(units: Sequence[Unit], act: str, subjects: Sequence[str]) -> Message:
    """Of several teams: which one?"""
    buttons = [
        Button(label=phrase("choice-name", name=team_name(unit)), act=act, subject=subject)
        for unit, subject in zip(units, subjects, strict=True)
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    back = Button(label=phrase("button-back"), act="t-menu")
    return Message(lines=(phrase("ask-which-team"),), buttons=(*rows, (back,)))


def _label(view: TeamView, member: Member) -> Phrase:
    name = view.name(member.person_id)
    return phrase("choice-team-lead" if member.person_id in view.leads else "choice-team-member", name=name)


def _ask_button(view: TeamView, member: Member) -> Button:
    label = phrase("button-team-ask", name=view.name(member.person_id))
    return Button(label=label, act="t-ask", subject=str(member.id))


def _button(name: str, subject: str) -> Button:
    return Button(label=phrase(f"button-team-{name}"), act=f"t-{name}", subject=subject)
