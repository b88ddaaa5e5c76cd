"""What somebody wants to look at, keep or print: the roster as a picture, their calendar, the heat map, the ledger, a certificate.

Nothing is drawn here: a message names the document, and it is made when the message is sent.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from actions.release_allowance import release_allowance
from documents.allowance_ledger import deducted_lines, month_phrase, read_ledger, yuan
from documents.hours_certificate import verified_lines
from documents.patrol_words import team_name
from documents.roster_card import arranging
from documents.shift_calendar import AHEAD_MS, BACK_MS
from domain.allowance import rate_of
from domain.made_documents import (
    ALL_YEARS,
    allowance_workbook,
    coverage_picture,
    hours_certificate,
    roster_picture,
    shift_calendar,
)
from domain.messages import Button, Localised, Message, Moment, phrase
from domain.refusals import Refusal, RefusalCode
from domain.team_access import LEADING, PATROLLING, TOWN
from domain.words import Role
from handlers.calendar_links import ways_to_a_link
from handlers.rosters import arranges

if TYPE_CHECKING:
    from telegram import Update

    from documents.allowance_ledger import TeamLedger
    from domain.buttons import Pressed
    from handlers.context import ShouwangContext

ROSTER, CALENDAR, HEATMAP, LEDGER, CERTIFICATE = (
    "b-roster-picture", "b-calendar", "b-heatmap", "b-ledger", "b-certificate",
)  # fmt: skip
DOCUMENT_ACTS = frozenset({ROSTER, CALENDAR, HEATMAP, LEDGER, CERTIFICATE})
TEAM_ROLES = PATROLLING | LEADING | {Role.RESIDENT_CADRE}
MONTHS_OFFERED = 6
FILE, ASK, YES = "f", "r", "y"
"""What may stand behind month and team in the subject of a ledger's button."""


async def on_document_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any of these buttons. Who may see it is asked at every press."""
    match pressed.act:
        case "b-roster-picture":
            await _roster(context, pressed.subject)
        case "b-calendar":
            await _calendar(context)
        case "b-heatmap":
            await _heatmap(context, pressed.subject)
        case "b-ledger":
            await _ledger(update, context, pressed)
            return
        case _:
            await _certificate(context, pressed.subject)
    context.toast(None, update)


async def _roster(context: ShouwangContext, subject: str) -> None:
    """A team's two weeks: of the only team somebody may see at once, else after asking which. The subject is `unit.first`."""
    unit, _, first = subject.partition(".")
    teams = await _teams_seen(context)
    if not unit and len(teams) == 1:
        unit = teams[0]
    if not unit:
        await context.say(_which_team(context, teams))
        return
    if unit not in teams:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    today = context.rules.calendar.local(context.work.now).date()
    begin = _day(first) if first else today - timedelta(today.weekday())
    turns = (_turn("button-roster-earlier", unit, begin, -14), _turn("button-roster-later", unit, begin, 14))
    tools = (arranging(unit),) if await arranges(context, unit) else ()
    await context.say(
        Message(
            lines=(phrase("picture-roster", team=team_name(context.rules.township.unit(unit))),),
            buttons=(*tools, turns),
            attachments=(roster_picture(unit, begin),),
        )
    )


def _which_team(context: ShouwangContext, teams: tuple[str, ...]) -> Message:
    if not teams:
        return Message(lines=(phrase("picture-roster-none"),))
    township = context.rules.township
    keys = [
        Button(label=phrase("choice-name", name=Localised(name=township.unit(unit).name)), act=ROSTER, subject=unit)
        for unit in teams
    ]
    rows = tuple(tuple(keys[start : start + 3]) for start in range(0, len(keys), 3))
    return Message(lines=(phrase("picture-roster-which"),), buttons=rows)


def _turn(label: str, unit: str, begin: date, days: int) -> Button:
    return Button(label=phrase(label), act=ROSTER, subject=f"{unit}.{begin + timedelta(days)}")


async def _teams_seen(context: ShouwangContext) -> tuple[str, ...]:
    """Whose roster the person may see: of their teams, of the village whose cadre they are, of all at the centre."""
    township = context.rules.township
    holdings = await context.work.people.holdings_of(context.person.id)
    member = {each.unit for each in await context.work.teams.of_person(context.person.id)}
    own = member | {held.unit for held in holdings if held.role in TEAM_ROLES}
    every = any(held.role in TOWN for held in holdings)
    return tuple(unit.code for unit in township.units_with_team if every or unit.code in own)


async def _calendar(context: ShouwangContext) -> None:
    """The person's own shifts as a file for their phone, and the way to a link that keeps itself up to date."""
    person, now = context.person.id, context.work.now
    ways = await ways_to_a_link(context)
    if await context.work.shifts.ever_of_person(person, now - BACK_MS, now + AHEAD_MS):
        file = Message(lines=(phrase("calendar-file"),), buttons=ways, attachments=(shift_calendar(person),))
        await context.say(file)
    else:
        await context.say(Message(lines=(phrase("calendar-file-empty"),), buttons=ways))


async def _heatmap(context: ShouwangContext, subject: str) -> None:
    """A month of all teams. The subject is the month; without it the present one."""
    await _ask_centre(context)
    this_month = _months(context)[0]
    month = subject or this_month
    earlier = (_day(f"{month}-01") - timedelta(1)).isoformat()[:7]
    later = (_day(f"{month}-01") + timedelta(31)).isoformat()[:7]
    turns = [_month_button(HEATMAP, earlier)]
    if later <= this_month:
        turns.append(_month_button(HEATMAP, later))
    line = phrase("picture-coverage", month=month_phrase(month))
    await context.say(Message(lines=(line,), buttons=(tuple(turns),), attachments=(coverage_picture(month),)))


async def _ledger(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Months, a month, a team of it, and its release. The subject is `month.unit.step`, as much of it as there is."""
    await _ask_centre(context)
    month, unit, step, *_rest = (*pressed.subject.split("."), "", "")
    if not month:
        rows = tuple((_month_button(LEDGER, each),) for each in _months(context))
        await context.say(Message(lines=(phrase("ledger-which-month"),), buttons=rows), in_place=bool(pressed.version))
    elif step == FILE:
        line = phrase("ledger-file", month=month_phrase(month))
        await context.say(Message(lines=(line,), attachments=(allowance_workbook(month, unit or None),)))
    elif unit:
        if await _team_of_month(context, pressed, month, unit, step):
            context.toast(phrase("toast-ledger-released"), update)
            return
    else:
        await context.say(await _month(context, month), in_place=True)
    context.toast(None, update)


async def _team_of_month(context: ShouwangContext, pressed: Pressed, month: str, unit: str, step: str) -> bool:
    """Show a team's month or release it; whether it was released. A sum that has changed meanwhile is shown anew first."""
    team = await _read_team(context, month, unit)
    ready = team.complete and team.released is None and bool(team.lines)
    if step == YES and ready and pressed.version == team.fen:
        await release_allowance(context.work, context.rules, team, context.person.id)
        await context.say(await _team(context, await _read_team(context, month, unit)), in_place=True)
        return True
    await context.say(
        _sure(context, team) if step == ASK and ready else await _team(context, team),
        in_place=True,
    )
    return False


async def _read_team(context: ShouwangContext, month: str, unit: str) -> TeamLedger:
    (team,) = await read_ledger(context.work, context.rules.township, context.rules.calendar, month, unit)
    return team


async def _month(context: ShouwangContext, month: str) -> Message:
    """All teams that had shifts in a month."""
    township = context.rules.township
    teams = [team for team in await read_ledger(context.work, township, context.rules.calendar, month) if team.lines]
    other = (Button(label=phrase("button-ledger-other-month"), act=LEDGER, version=1),)
    if not teams:
        return Message(lines=(phrase("ledger-month-empty", month=month_phrase(month)),), buttons=(other,))
    released = sum(team.released is not None for team in teams)
    line = phrase(
        "ledger-month",
        month=month_phrase(month),
        verified=sum(team.verified for team in teams),
        amount=yuan(sum(team.fen for team in teams)),
        released=released,
        open=len(teams) - released,
    )
    rows = [(_team_button(context, team),) for team in teams]
    whole = Button(label=phrase("button-ledger-all"), act=LEDGER, subject=f"{month}..{FILE}")
    return Message(lines=(line,), buttons=((whole,), *rows, other))


def _team_button(context: ShouwangContext, team: TeamLedger) -> Button:
    state = "open" if team.released is None else "released"
    name = Localised(name=context.rules.township.unit(team.unit).name)
    label = phrase(f"button-ledger-team-{state}", team=name, amount=yuan(team.fen))
    return Button(label=label, act=LEDGER, subject=f"{team.month}.{team.unit}")


async def _team(context: ShouwangContext, team: TeamLedger) -> Message:
    """One team's month: what counts, what does not and why, and whether it was released."""
    township = context.rules.township
    lines = [
        phrase(
            "ledger-team",
            team=team_name(township.unit(team.unit)),
            month=month_phrase(team.month),
            verified=team.verified,
            rate=yuan(rate_of(team.month, township.patrol.rates)),
            amount=yuan(team.fen),
        ),
        *deducted_lines(team.lines),
    ]
    subject = f"{team.month}.{team.unit}"
    keys = [Button(label=phrase("button-ledger-file"), act=LEDGER, subject=f"{subject}.{FILE}")]
    if team.released is not None:
        names = await context.work.people.names([team.released.released_by])
        name = names.get(team.released.released_by, "—")
        lines.append(phrase("ledger-team-released", name=name, at=Moment(at=team.released.released_at)))
    elif not team.complete:
        lines.append(phrase("ledger-team-running"))
    elif team.lines:
        lines.append(phrase("ledger-team-ask"))
        keys.append(Button(label=phrase("button-ledger-release"), act=LEDGER, subject=f"{subject}.{ASK}"))
    back = Button(label=phrase("button-ledger-month", month=month_phrase(team.month)), act=LEDGER, subject=team.month)
    return Message(lines=tuple(lines), buttons=(*((key,) for key in keys), (back,)))


def _sure(context: ShouwangContext, team: TeamLedger) -> Message:
    subject = f"{team.month}.{team.unit}"
    line = phrase(
        "ledger-sure",
        team=team_name(context.rules.township.unit(team.unit)),
        month=month_phrase(team.month),
        amount=yuan(team.fen),
    )
    yes = Button(label=phrase("button-ledger-sure"), act=LEDGER, subject=f"{subject}.{YES}", version=team.fen)
    return Message(
        lines=(line,), buttons=((yes,), (Button(label=phrase("button-ledger-back"), act=LEDGER, subject=subject),))
    )


async def _certificate(context: ShouwangContext, subject: str) -> None:
    """The person's own hours: of the only year there is at once, else after asking which. The subject is the year."""
    person = context.person.id
    lines = await verified_lines(context.work, context.rules.township.patrol.rates, person)
    years = sorted({line.shift.day[:4] for line in lines}, reverse=True)
    if not years:
        await context.say(Message(lines=(phrase("certificate-none"),)))
    elif subject in {*years, ALL_YEARS} or len(years) == 1:
        attachment = hours_certificate(person, subject if subject in {*years, ALL_YEARS} else years[0])
        await context.say(Message(lines=(phrase("certificate-file"),), attachments=(attachment,)))
    else:
        keys = [_year_button(year) for year in years[:MONTHS_OFFERED]]
        every = Button(label=phrase("button-certificate-all"), act=CERTIFICATE, subject=ALL_YEARS)
        await context.say(Message(lines=(phrase("certificate-which"),), buttons=(tuple(keys), (every,))))


def _year_button(year: str) -> Button:
    return Button(label=phrase("button-certificate-year", year=year), act=CERTIFICATE, subject=year)


async def _ask_centre(context: ShouwangContext) -> None:
    """Raises Refusal for who does not belong to the centre."""
    holdings = await context.work.people.holdings_of(context.person.id)
    if not any(held.role in TOWN for held in holdings):
        raise Refusal(RefusalCode.NOT_ALLOWED)


def _months(context: ShouwangContext) -> list[str]:
    """This month and those before it, as many as are offered."""
    day = context.rules.calendar.local(context.work.now).date().replace(day=1)
    found = []
    for _number in range(MONTHS_OFFERED):
        found.append(day.isoformat()[:7])
        day = (day - timedelta(1)).replace(day=1)
    return found


def _month_button(act: str, month: str) -> Button:
    return Button(label=month_phrase(month), act=act, subject=month)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refusal(RefusalCode.BUTTON_BROKEN) from None
