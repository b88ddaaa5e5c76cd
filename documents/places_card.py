"""A team's places for those who keep it: its checkpoints, and the ground it patrols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.team_asks import team_name
from domain.messages import Attachment, AttachmentKind, Button, Localised, Message, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.messages import Phrase
    from domain.patrol_plan import Area, RoutePlan
    from domain.shifts import Checkpoint
    from domain.team_ground import TeamGround
    from domain.township import Unit

MOST_SHOWN = 20


def points_card(unit: Unit, checkpoints: Sequence[Checkpoint]) -> Message:
    """All checkpoints in use, and a button for a new one."""
    buttons = [
        Button(label=phrase("choice-team-point", name=each.name), act="t-point", subject=str(each.id))
        for each in checkpoints[: 2 * MOST_SHOWN]
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    new = Button(label=phrase("button-team-point-new"), act="t-point-new", subject=unit.code)
    back = Button(label=phrase("button-back"), act="t-team", subject=unit.code)
    line = phrase("team-points" if checkpoints else "team-points-none", team=team_name(unit))
    return Message(lines=(line,), buttons=(*rows, (new,), (back,)))


def point_card(unit: Unit, checkpoint: Checkpoint) -> Message:
    """One checkpoint, with what can be done."""
    subject = str(checkpoint.id)
    line = phrase("team-point", name=checkpoint.name, metres=checkpoint.radius, team=team_name(unit))
    rows = [
        (Button(label=phrase(f"button-team-point-{name}"), act=f"t-point-{name}", subject=subject),)
        for name in ("where", "move", "lost", "gone")
    ]
    back = Button(label=phrase("button-back"), act="t-points", subject=unit.code)
    return Message(lines=(line,), buttons=(*rows, (back,)))


def point_place(checkpoint: Checkpoint) -> Message:
    """Where it is on the map."""
    return Message(
        lines=(phrase("team-point-where", name=checkpoint.name),),
        attachments=(_location(checkpoint.latitude, checkpoint.longitude),),
    )


def poster_message(checkpoint: Checkpoint, link: str) -> Message:
    """The code of a new poster, to print or to show."""
    code = Attachment(kind=AttachmentKind.PHOTO, qr=link)
    return Message(lines=(phrase("team-point-poster", name=checkpoint.name),), attachments=(code,))


def area_card(unit: Unit, ground: TeamGround, points: Mapping[str, str], *, was_set: bool) -> Message:
    """Where the team patrols: area, routes, hot spots. `points` are the checkpoints' names by code."""
    lines = [phrase("team-area-title", team=team_name(unit)), _area_line(ground.area)]
    lines += [_route_line(route, points) for route in ground.routes[:MOST_SHOWN]]
    lines += [
        phrase("team-hot-spot", kind=phrase(f"team-hot-{spot.kind.value}"), name=Localised(name=spot.name))
        for spot in ground.hot_spots[:MOST_SHOWN]
    ]
    code = unit.code
    rows = [(Button(label=phrase("button-team-area-set"), act="t-area-set", subject=code),)]
    if ground.area is not None:
        rows.append((Button(label=phrase("button-team-area-where"), act="t-area-where", subject=code),))
    if was_set:
        rows.append((Button(label=phrase("button-team-area-plan"), act="t-area-plan", subject=code),))
    rows.append((Button(label=phrase("button-back"), act="t-team", subject=code),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def area_place(unit: Unit, area: Area) -> Message:
    """The middle of the area on the map; of a polygon the mean of its corners."""
    if area.centre is not None:
        place = (area.centre.latitude, area.centre.longitude)
    else:
        count = len(area.polygon)
        place = (sum(each[1] for each in area.polygon) / count, sum(each[0] for each in area.polygon) / count)
    return Message(lines=(phrase("team-area-where", team=team_name(unit)),), attachments=(_location(*place),))


def _area_line(area: Area | None) -> Phrase:
    if area is None:
        return phrase("team-area-none")
    if area.radius is not None:
        return phrase("team-area-circle", metres=area.radius)
    return phrase("team-area-polygon", count=len(area.polygon))


def _route_line(route: RoutePlan, points: Mapping[str, str]) -> Phrase:
    way = " → ".join(points.get(code, code) for code in route.checkpoints)
    name = Localised(name=route.name)
    return phrase("team-route", name=name, way=way) if way else phrase("team-route-points", name=name)


def _location(latitude: float, longitude: float) -> Attachment:
    return Attachment(kind=AttachmentKind.LOCATION, latitude=latitude, longitude=longitude)
