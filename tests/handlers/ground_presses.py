"""What a button about no single case says, and how a form about none is answered, on each ground."""

from __future__ import annotations

from domain.access_grounds import Ground
from domain.called_form import CALLED
from domain.duty_forms import ORDER
from domain.forms import TEXTS, Answers
from tests.handlers.desk import Finished
from tests.handlers.grounds import PLACE, Desks, Grounds, Posts, Team
from tests.handlers.office_of_all import HOME

TODAY, TODAY_SHORT = "2026-09-28", "260928"


def subject_on(grounds: Grounds, ground: Ground, act: str, unit: str) -> str | None:
    """What a button with this act says there; None where there is no such thing. `unit` is where the presser belongs."""
    made = of_persons(grounds.desks.get(ground), grounds.posts.get(ground))
    if (team := grounds.teams.get(ground)) is not None:
        made |= of_team(team)
        asked = team.unit if ground is Ground.FAR else unit
        made |= dict.fromkeys(("k-ask", "k-nil", "k-found"), f"{grounds.town.round}.{asked}")
    return (made | of_town(grounds)).get(act, "" if act in OF_NOTHING else None)


OF_NOTHING = frozenset(
    {
        *(
            "g-language",
            "g-village",
            "g-receipt",
            "g-privacy",
            "g-help",
            "y-about",
            "y-forget",
            "y-forget-yes",
            "y-keep",
        ),
        *("b-hours", "b-calendar", "b-certificate", "b-feed", "b-feed-new", "b-feed-end", "s-mine", "x-roster"),
        *("t-menu", "t-more", "t-join", "o-sos", "o-sos-yes", "o-sos-no", "o-sos-report", "o-menu", "o-equipment"),
        *(
            "o-incident",
            "q-ask",
            "q-page",
            "v-called",
            "g-invite",
            "i-people",
            "k-duty",
            "k-duty-take",
            "k-duty-order",
            "k-rounds",
        ),
        *("k-new", "k-meetings", "b-town", "b-ledger", "b-heatmap", "t-special", "t-special-new"),
    }
)
"""Buttons that say nothing but what is wanted."""


def of_persons(desks: Desks | None, posts: Posts | None) -> dict[str, str]:
    """Buttons about what somebody has."""
    made: dict[str, str] = {}
    if desks is not None:
        report, several = str(desks.report), desks.several
        made |= {
            **dict.fromkeys(("f-cancel", "f-change", "f-discard", "f-send", "f-show"), report),
            "f": f"{report}.kind.dispute",
            "f-edit": f"{report}.kind",
            "f-toggle": f"{report}.urgent",
            "n-turn": f"{several}.0",
            "n-do": f"{several}.close",
            "k-come": f"{desks.meeting}.yes",
            "o-coming": str(desks.told),
            "o-met": str(desks.coming),
            "o-more": str(desks.coming),
            **dict.fromkeys(("i-confirm", "i-refuse"), str(desks.invitation)),
            **dict.fromkeys(("i-holder", "i-end", "i-end-yes"), str(desks.office)),
        }
    if posts is not None:
        member, running, future = str(posts.member), posts.running, posts.future
        made |= {
            **dict.fromkeys(("t-leave", "t-leave-yes", "t-house", "t-days", "t-day-next", "t-day-words"), member),
            "t-day-week": f"{member}.1",
            "t-day-one": f"{member}.20260930",
            "t-day-off": f"{member}.1",
            **dict.fromkeys(("s-in", "s-picture", "s-out", "s-out-now", "s-home"), str(running.id)),
            **dict.fromkeys(("s-come", "s-cannot", "x-offer", "x-offer-yes", "x-swap", "x-say-yes"), str(future.id)),
            **dict.fromkeys(("s-open", "s-stay"), str(running.shift_id)),
            "x-withdraw": str(posts.cannot.id),
            "x-swap-ask": f"{future.id}.{posts.with_other.id}",
            "x-swap-back": str(posts.asked),
            "o-case": str(posts.incident),
            "o-end": str(posts.call),
            **dict.fromkeys(("x-swap-yes", "x-swap-no"), str(posts.asked_of_them)),
            **dict.fromkeys(("o-take", "o-back"), f"{running.id}.vest"),
            **dict.fromkeys(("o-back-all", "o-missing"), str(running.id)),
            **dict.fromkeys(("t-take", "t-not"), str(posts.handover)),
        }
    return made


def of_team(team: Team) -> dict[str, str]:
    """Buttons about a team and its shifts."""
    unit, point, shift = team.unit, str(team.checkpoints[0]), str(team.awaited.shift_id)
    about_points = ("where", "move", "name", "radius", "lost", "lost-yes", "gone", "gone-yes")
    return {
        **dict.fromkeys(("x-team", "b-roster-picture", "x-manage", "x-extra", "b-board", "t-team", "t-members"), unit),
        **dict.fromkeys(("t-link", "t-link-new", "t-points", "t-point-new", "t-hand", "t-routes", "t-spots"), unit),
        **dict.fromkeys(("t-route-new", "t-spot-new", "t-area", "t-area-where", "t-area-set"), unit),
        **dict.fromkeys(("t-area-corners", "t-area-plan"), unit),
        **dict.fromkeys(("x-shift", "x-assign", "x-off", "x-ask", "x-cancel", "x-cancel-yes"), shift),
        "i-unit": unit,
        "x-take": str(team.offered),
        "x-come": str(team.gap),
        "x-assign-to": f"{shift}.{team.free}",
        **dict.fromkeys(("x-off-who", "s-excuse", "s-find", "s-about"), str(team.awaited.id)),
        **dict.fromkeys(("x-fewer", "x-gone"), f"{unit}.{TODAY_SHORT}.1"),
        "s-here": str(team.expected.id),
        "t-lead-off": str(team.lead),
        **dict.fromkeys(("t-ask", "t-yes", "t-no"), str(team.asking)),
        **dict.fromkeys(("t-member", "t-out", "t-out-yes", "t-lead-on", "t-hand-to"), str(team.member)),
        **{f"t-point-{what}": point for what in about_points},
        "t-point": point,
        "t-point-within": f"{point}.80",
        **dict.fromkeys(("t-route", "t-route-gone", "t-route-gone-yes"), str(team.route)),
        **dict.fromkeys(("t-spot", "t-spot-where", "t-spot-gone", "t-spot-gone-yes"), str(team.spot)),
        **dict.fromkeys(("t-plan", "t-plan-where", "t-plan-gone", "t-plan-gone-yes", "t-plan-back"), team.planned),
    }


def of_town(grounds: Grounds) -> dict[str, str]:
    """Buttons about what belongs to the town."""
    town = grounds.town
    return {
        "g-work": "all.0",
        "n-board": "0",
        "n-pile": "all.all.0",
        "n-pick": "all.all.0",
        "k-duty-day": TODAY,
        **dict.fromkeys(("k-table", "k-chase", "k-close", "k-close-yes"), str(town.round)),
        "k-for": f"{town.round}.0",
        "k-meeting": f"{grounds.desks[Ground.NEAR].meeting}.0",
        **dict.fromkeys(("t-special-gone", "t-special-gone-yes"), str(town.special)),
    }


def form_on(grounds: Grounds, ground: Ground, form: str) -> Finished | None:
    """A form answered to the end; None where there is no such thing."""
    words: Answers = {TEXTS: ["写几句"]}
    category = next(each for each in grounds.desk.rules.township.categories if each.kind.value == "dispute")
    plain: dict[str, Answers] = {
        "report": {**words, "kind": "dispute", "category": category.code, "unit": HOME, "known_as": "confidential"},
        "welcome": {"language": "zh-Hans", "unit": HOME},
        "receipt": {"digits": "1234 5678 1234 5678"},
        "search": {"query": "狗"},
        "team_join": {"unit": HOME, "name": "某"},
        "incident": words,
        "shift_picture": {},
        "invite": {"role": "mediator", "unit": HOME, "name": "新来的"},
        "duty_order": {ORDER: [grounds.office.asker]},
        "duty_day": {"day": TODAY, "person": str(grounds.office.asker)},
        "round": words,
        "special_days": {"name": "赶集", "first": TODAY, "last": TODAY},
    }
    if form in plain:
        return Finished(form, "", plain[form])
    if form == CALLED:
        return Finished(form, "", {"person": str(grounds.desks[ground].person), "word": "老三"})
    posts = grounds.posts.get(ground)
    if posts is not None and form in {"team_household", "team_days", "sos_end"}:
        return {
            "team_household": Finished(form, f"member.{posts.member}", {"household": "张家"}),
            "team_days": Finished(form, f"member.{posts.member}", {"days": "9月30日"}),
            "sos_end": Finished(form, f"sos.{posts.call}", {"word": "fine"}),
        }[form]
    team = grounds.teams.get(ground)
    return None if team is None else _of_ground(team, form)


def _of_ground(team: Team, form: str) -> Finished | None:
    """Where a team patrols."""
    latitude, longitude = PLACE[team.unit]
    place: Answers = {"latitude": latitude, "longitude": longitude}
    corners: list[dict[str, str | int | float | None]] = [
        {"latitude": latitude + north, "longitude": longitude + east}
        for north, east in ((0.0, 0.0), (0.01, 0.0), (0.0, 0.01))
    ]
    unit, point = f"unit.{team.unit}", f"point.{team.checkpoints[0]}"
    made: dict[str, tuple[str, Answers]] = {
        "team_checkpoint": (unit, {"name": "祠堂", **place}),
        "team_checkpoint_place": (point, place),
        "team_checkpoint_name": (point, {"name": "新桥头"}),
        "team_area": (unit, {"radius": "500", **place}),
        "team_corners": (unit, {"corners": corners}),
        "team_route": (unit, {"name": "近路", "stops": list(team.checkpoints)}),
        "team_hot_spot": (unit, {"name": "路口", "kind": "school", **place}),
    }
    return Finished(form, *made[form]) if form in made else None
