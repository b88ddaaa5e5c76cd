"""The forms of a team's ground: an area corner by corner, a checkpoint's name, a route past checkpoints, a hot spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import phrase
from domain.outlines import LEAST_CORNERS, MOST_CORNERS, with_corner
from domain.patrol_plan import HotSpotKind
from domain.team_forms import name_typed, place_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.geometry import Place
    from domain.messages import Value
    from domain.shifts import Checkpoint

CORNERS = "team_corners"
CHECKPOINT_NAME = "team_checkpoint_name"
ROUTE = "team_route"
HOT_SPOT = "team_hot_spot"
END, DONE, UNDO = "end", "done", "undo"
LEAST_STOPS, MOST_STOPS = 2, 20
OFFERED_POINTS = 40
READY = frozenset({"好了", "完了", "完成", "done", "ready"})
"""What people type in place of the button."""
ARROW = " → "


# ------------------------------------------------------------------------------------------------ an area's corners


def corners_of(answers: Answers) -> tuple[Place, ...]:
    """The corners that were sent, in order."""
    kept = answers.get("corners")
    found = [each for each in kept if isinstance(each, dict)] if isinstance(kept, list) else []
    return tuple((float(str(each["latitude"])), float(str(each["longitude"]))) for each in found)


def _take_corner(answers: Answers, _facts: Facts) -> Answers:
    """A place that was sent is one more corner; the last one can be taken back; very many are enough."""
    changed = dict(answers)
    corners = corners_of(changed)
    if "latitude" in changed:
        place = (float(str(changed.pop("latitude"))), float(str(changed.pop("longitude"))))
        corners = with_corner(corners, place)
    if changed.get(END) == UNDO:
        corners = corners[:-1]
        del changed[END]
    if len(corners) >= MOST_CORNERS:
        changed[END] = DONE
    kept: list[dict[str, str | int | float | None]] = [
        {"latitude": latitude, "longitude": longitude} for latitude, longitude in corners
    ]
    return {**changed, "corners": kept}


def _corner_choices(answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return _ends(len(corners_of(answers)), LEAST_CORNERS)


def _corners_ready(text: str, answers: Answers, _facts: Facts) -> str | None:
    return DONE if _is_ready(text) and len(corners_of(answers)) >= LEAST_CORNERS else None


def _corners_so_far(answers: Answers, _facts: Facts) -> Mapping[str, Value]:
    return {"count": len(corners_of(answers)), "next": len(corners_of(answers)) + 1}


CORNERS_FORM = Form(
    key=CORNERS,
    fields=(
        Field(END, "ask-team-corner", choices=_corner_choices, typed=_corners_ready, places=True, says=_corners_so_far),
    ),
    conclude=_take_corner,
    confirms=False,
)


# -------------------------------------------------------------------------------------------- a route's checkpoints


def points_to_offer(checkpoints: Iterable[Checkpoint]) -> Answers:
    """What the form of a route knows from its beginning: the checkpoints that can be on it."""
    offered: list[dict[str, str | int | float | None]] = [
        {"id": each.id, "name": each.name} for each in list(checkpoints)[:OFFERED_POINTS]
    ]
    return {"points": offered}


def stops_of(answers: Answers) -> tuple[int, ...]:
    """The checkpoints that were pressed, in order."""
    kept = answers.get("stops")
    return tuple(each for each in kept if isinstance(each, int)) if isinstance(kept, list) else ()


def _points(answers: Answers) -> dict[int, str]:
    kept = answers.get("points")
    found = [each for each in kept if isinstance(each, dict)] if isinstance(kept, list) else []
    return {int(str(each["id"])): str(each["name"]) for each in found}


def _take_stop(answers: Answers, _facts: Facts) -> Answers:
    """A checkpoint that was pressed comes last; nobody walks from one to itself."""
    changed = dict(answers)
    stops = stops_of(changed)
    pressed = str(changed.get(END) or "")
    if pressed == UNDO:
        stops = stops[:-1]
    if pressed[1:].isdecimal():
        stop = int(pressed[1:])
        stops = stops if stops[-1:] == (stop,) else (*stops, stop)
    if pressed != DONE:
        changed.pop(END, None)
    if len(stops) >= MOST_STOPS:
        changed[END] = DONE
    return {**changed, "stops": list(stops)}


def _stop_choices(answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    stops = stops_of(answers)
    points = tuple(
        Choice(f"p{number}", phrase("choice-team-point", name=name))
        for number, name in _points(answers).items()
        if stops[-1:] != (number,)
    )
    return (*points, *_ends(len(stops), LEAST_STOPS))


def _stop_typed(text: str, answers: Answers, _facts: Facts) -> str | None:
    if _is_ready(text):
        return DONE if len(stops_of(answers)) >= LEAST_STOPS else None
    return next((f"p{number}" for number, name in _points(answers).items() if name == text), None)


def _way_so_far(answers: Answers, _facts: Facts) -> Mapping[str, Value]:
    names = _points(answers)
    stops = stops_of(answers)
    return {"count": len(stops), "way": ARROW.join(names.get(number, "?") for number in stops)}


ROUTE_FORM = Form(
    key=ROUTE,
    fields=(
        Field("name", "ask-team-route-name", typed=name_typed),
        Field(END, "ask-team-route-stop", choices=_stop_choices, typed=_stop_typed, says=_way_so_far),
    ),
    conclude=_take_stop,
    confirms=False,
)


# ----------------------------------------------------------------------------------------------------- what is short


def _kinds(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(kind.value, phrase(f"choice-team-hot-{kind.value}")) for kind in HotSpotKind)


HOT_SPOT_FORM = Form(
    key=HOT_SPOT,
    fields=(
        Field("name", "ask-team-hot-name", typed=name_typed),
        Field("kind", "ask-team-hot-kind", choices=_kinds, columns=2),
        Field("place", "ask-team-point-place", places=True),
    ),
    conclude=place_known,
    confirms=False,
)

CHECKPOINT_NAME_FORM = Form(
    key=CHECKPOINT_NAME, fields=(Field("name", "ask-team-point-rename", typed=name_typed),), confirms=False
)


def _ends(count: int, least: int) -> tuple[Choice, ...]:
    """That it is all, once it is enough; and to take back the last."""
    done = (Choice(DONE, phrase("choice-team-all")),) if count >= least else ()
    return (*done, Choice(UNDO, phrase("choice-team-undo"))) if count else ()


def _is_ready(text: str) -> bool:
    return text.strip(" 。.!！").casefold() in READY
