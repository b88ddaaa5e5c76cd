"""A team's places for those who keep it: its checkpoints, and the ground it patrols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.patrol_words import team_name
from domain.messages import Attachment, AttachmentKind, Button, Localised, Message, phrase
from domain.place_forms import ARROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.messages import Phrase
    from domain.patrol_plan import Area, HotSpot, RoutePlan
    from domain.shifts import Checkpoint
    from domain.team_ground import TeamGround
    from domain.township import Unit

MOST_SHOWN = 20
RADII = (30, 50, 80, 150, 300)
"""Metres within which somebody may be said to be at a checkpoint."""


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
        tuple(Button(label=phrase(f"button-team-point-{name}"), act=f"t-point-{name}", subject=subject) for name in row)
        for row in (("where", "move"), ("name", "radius"), ("lost",), ("gone",))
    ]
    back = Button(label=phrase("button-back"), act="t-points", subject=unit.code)
    return Message(lines=(line,), buttons=(*rows, (back,)))


def radius_card(checkpoint: Checkpoint) -> Message:
    """Within how many metres of it is somebody at it? What counts now bears a mark."""
    buttons = [
        Button(
            label=phrase(
                "choice-team-metres-now" if metres == checkpoint.radius else "choice-team-metres", metres=metres
            ),
            act="t-point-within",
            subject=f"{checkpoint.id}.{metres}",
        )
        for metres in RADII
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    back = Button(label=phrase("button-back"), act="t-point", subject=str(checkpoint.id))
    return Message(lines=(phrase("ask-team-point-radius", name=checkpoint.name),), buttons=(*rows, (back,)))


def point_place(checkpoint: Checkpoint) -> Message:
    """Where it is on the map."""
    return Message(
        lines=(phrase("team-point-where", name=checkpoint.name),),
        attachments=(location_of(checkpoint.latitude, checkpoint.longitude),),
    )


def poster_message(checkpoint: Checkpoint, link: str) -> Message:
    """The code of a new poster, to print or to show."""
    code = Attachment(kind=AttachmentKind.PHOTO, qr=link)
    return Message(lines=(phrase("team-point-poster", name=checkpoint.name),), attachments=(code,))


def area_card(unit: Unit, ground: TeamGround, points: Mapping[str, str], *, was_set: bool) -> Message:
    """Where the team patrols: area, routes, hot spots. `points` are the checkpoints' names by code."""
    lines = [phrase("team-area-title", team=team_name(unit)), _area_line(ground.area)]
    lines += [route_line(route, points) for route in ground.routes[:MOST_SHOWN]]
    lines += [hot_spot_line(spot) for spot in ground.hot_spots[:MOST_SHOWN]]
    code = unit.code
    rows: list[tuple[Button, ...]] = [(_of_area("set", code), _of_area("corners", code))]
    if ground.area is not None:
        rows.append((_of_area("where", code),))
    if was_set:
        rows.append((_of_area("plan", code),))
    routes = Button(label=phrase("button-team-routes"), act="t-routes", subject=code)
    rows.append((routes, Button(label=phrase("button-team-spots"), act="t-spots", subject=code)))
    rows.append((Button(label=phrase("button-back"), act="t-team", subject=code),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def _of_area(name: str, code: str) -> Button:
    return Button(label=phrase(f"button-team-area-{name}"), act=f"t-area-{name}", subject=code)


def area_place(unit: Unit, area: Area) -> Message:
    """The middle of the area on the map; of a polygon the mean of its corners."""
    if area.centre is not None:
        place = (area.centre.latitude, area.centre.longitude)
    else:
        count = len(area.polygon)
        place = (sum(each[1] for each in area.polygon) / count, sum(each[0] for each in area.polygon) / count)
    return Message(lines=(phrase("team-area-where", team=team_name(unit)),), attachments=(location_of(*place),))


def _area_line(area: Area | None) -> Phrase:
    if area is None:
        return phrase("team-area-none")
    if area.radius is not None:
        return phrase("team-area-circle", metres=area.radius)
    return phrase("team-area-polygon", count=len(area.polygon))


def route_line(route: RoutePlan, points: Mapping[str, str]) -> Phrase:
    """A route with the checkpoints it leads past, as far as they are in use. `points` are their names by code."""
    way = ARROW.join(points[code] for code in route.checkpoints if code in points)
    name = Localised(name=route.name)
    return phrase("team-route", name=name, way=way) if way else phrase("team-route-points", name=name)


def hot_spot_line(spot: HotSpot) -> Phrase:
    """A place to watch, and why."""
    return phrase("team-hot-spot", kind=phrase(f"team-hot-{spot.kind.value}"), name=Localised(name=spot.name))


def location_of(latitude: float, longitude: float) -> Attachment:
    """A point on the map."""
    return Attachment(kind=AttachmentKind.LOCATION, latitude=latitude, longitude=longitude)
