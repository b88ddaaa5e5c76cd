"""Every button, command and key, and the rule it falls under. One that is missing fails the tests."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain import access_table as table

CASE_ACTS: Mapping[str, table.Rule] = {
    "c-open": table.SEES,
    "c-files": table.SEES,
    "c-timeline": table.SEES,
    "c-acknowledge": table.SEES,
    "c-accept": table.TAKES,
    "c-progress": table.WORKS,
    "c-ask": table.HANDLES,
    "c-settle": table.HANDLES,
    "c-close": table.HANDLES,
    "c-hand-up": table.HANDLES,
    "c-extend": table.HANDLES,
    "c-assign": table.ASSIGNS,
    "c-supervise": table.DIRECTS,
    "d-open": table.SEES,
    "d-party-new": table.MEDIATES,
    "d-joint": table.MEDIATES,
    "d-appoint": table.MEDIATES,
    "d-session": table.MEDIATES,
    "d-agree": table.MEDIATES,
    "d-sign": table.MEDIATES,
    "d-stop": table.MEDIATES,
    "d-parties": table.MEDIATES,
    "d-party-off": table.MEDIATES,
    "d-party-link": table.MEDIATES,
    "d-document": table.MEDIATES,
    "d-paper": table.SEES_PAPER,
    "d-promise": table.MEDIATES,
    "d-ask-confirm": table.MEDIATES,
    "d-ask-court": table.MEDIATES,
    "d-appoint-off": table.MEDIATES,
    "d-kept": table.MEDIATES,
    "d-broken": table.MEDIATES,
    "d-confirm": table.MEDIATES,
    "d-court": table.MEDIATES,
    "d-come": table.REPORTED,
    "d-other": table.REPORTED,
    "d-quit": table.REPORTED,
    "d-quit-yes": table.REPORTED,
    "d-done": table.REPORTED,
    "d-not-done": table.REPORTED,
    "n-case": table.SORTS,
    "n-route": table.SORTS,
    "n-kind": table.SORTS,
    "n-merge": table.SORTS,
    "n-link": table.SORTS,
    "n-split": table.SORTS,
    "n-dismiss": table.SORTS,
    "n-propose": table.SORTS,
    "n-apart": table.SORTS,
    "n-report": table.SORTS,
    "n-supervise": table.DIRECTS,
    "n-lift": table.DIRECTS,
    "n-county": table.DIRECTS,
    "n-decline": table.DIRECTS,
    "v-open": table.ASKS_NAME,
    "v-grant": table.AGREES,
    "v-refuse": table.AGREES,
    "v-name": table.NOBODY_ELSE,
    "m-show": table.REPORTED,
    "m-timeline": table.REPORTED,
    "m-seen": table.REPORTED,
    "m-add": table.REPORTED,
    "m-answer": table.REPORTED,
    "m-nudge": table.REPORTED,
    "m-withdraw": table.REPORTED,
    "m-withdraw-yes": table.REPORTED,
    "m-rate": table.REPORTED,
    "m-reopen": table.REPORTED,
    "m-words": table.REPORTED,
    "m-words-yes": table.REPORTED,
}
"""Buttons about one case."""


class Other(StrEnum):
    """Rules of what is about no single case."""

    EVERYBODY = "everybody"
    """Whoever presses; it shows and changes only what is their own."""
    OFFICIALS = "officials"
    """Whoever sees cases by office: those of a unit, the centre, the oversight contact. It shows what each of them may see."""
    CENTRE = "centre"
    """The centre's staff, its director, the oversight contact. It shows what each of them may see."""
    ADMINS = "admins"
    """Admins; of an invitation not the one who made it."""
    OWN_DRAFT = "own draft"
    """Whoever fills in the form, until it is sent, given up or lapsed. Sending it asks again what the form is for."""
    PARTIES = "parties"
    """A party of the mediation that came in by its own link."""
    SHIFT = "shift"
    """Whose post it is; what concerns others on the shift: who leads the team or answers for it, the centre."""
    TEAM = "team"
    """Members see their team; who leads it, the head of the village and admins change it; others may ask to join."""
    TOWN_PATROLS = "town patrols"
    """The centre's staff and the director; days of more patrols admins as well."""
    CALENDAR = "calendar"
    """The centre's staff and its director; for a unit its contact and its resident cadre; of a meeting whoever is called to it."""
    CALL = "call"
    """Whoever patrols may call for help; whoever was called may come; caller, comer and who was called may end it."""


OTHER_ACTS: Mapping[Other, tuple[str, ...]] = {
    Other.EVERYBODY: (
        *("g-language", "g-village", "g-receipt", "g-privacy", "g-help"),
        *("y-about", "y-forget", "y-forget-yes", "y-keep"),
        *("b-hours", "b-calendar", "b-certificate", "b-feed", "b-feed-new", "b-feed-end"),
        *("s-mine", "x-roster", "t-menu", "t-more", "t-join", "t-ask", "t-leave", "t-leave-yes", "t-house"),
        *("t-days", "t-day-week", "t-day-next", "t-day-one", "t-day-words", "t-day-off"),
    ),
    Other.OFFICIALS: ("g-work", "q-ask", "q-page", "v-called"),
    Other.CENTRE: ("n-board", "n-pile", "n-pick", "n-tick", "n-turn", "n-do"),
    Other.ADMINS: ("i-confirm", "i-refuse", "g-invite"),
    Other.OWN_DRAFT: (*("f", "f-cancel", "f-change", "f-discard", "f-edit", "f-send", "f-show", "f-toggle", "r-join"),),
    Other.PARTIES: ("d-silent", "d-holds", "d-fails"),
    Other.SHIFT: (
        *("s-about", "s-cannot", "s-come", "s-excuse", "s-find", "s-here", "s-home", "s-in", "s-open", "s-out"),
        *("s-out-now", "s-picture", "s-stay", "x-shift", "x-offer", "x-offer-yes", "x-withdraw", "x-swap", "x-say-yes"),
        *("x-swap-ask", "x-swap-back", "x-swap-yes", "x-swap-no", "x-take", "x-come"),
        *("o-equipment", "o-take", "o-back", "o-back-all", "o-missing", "o-incident", "o-case", "o-menu"),
    ),
    Other.TEAM: (
        *("t-team", "t-members", "t-member", "t-yes", "t-no", "t-out", "t-out-yes", "t-lead-on", "t-lead-off"),
        *("t-link", "t-link-new", "t-hand", "t-hand-to", "t-take", "t-not"),
        *("t-points", "t-point", "t-point-new", "t-point-where", "t-point-move", "t-point-name", "t-point-radius"),
        *("t-point-within", "t-point-lost", "t-point-lost-yes", "t-point-gone", "t-point-gone-yes"),
        *("t-area", "t-area-where", "t-area-set", "t-area-corners", "t-area-plan"),
        *("t-routes", "t-route", "t-route-new", "t-route-gone", "t-route-gone-yes"),
        *("t-spots", "t-spot", "t-spot-new", "t-spot-where", "t-spot-gone", "t-spot-gone-yes"),
        *("t-plan", "t-plan-where", "t-plan-gone", "t-plan-gone-yes", "t-plan-back"),
        *("b-board", "b-roster-picture", "x-team", "x-manage", "x-extra", "x-assign", "x-assign-to", "x-off"),
        *("x-off-who", "x-ask", "x-cancel", "x-cancel-yes", "x-fewer", "x-gone"),
    ),
    Other.TOWN_PATROLS: (
        *("b-town", "b-ledger", "b-heatmap", "t-special", "t-special-new", "t-special-gone", "t-special-gone-yes"),
    ),
    Other.CALENDAR: (
        *(
            "k-duty",
            "k-duty-take",
            "k-duty-order",
            "k-duty-day",
            "k-rounds",
            "k-table",
            "k-new",
            "k-for",
            "k-ask",
            "k-nil",
        ),
        *("k-found", "k-chase", "k-close", "k-close-yes", "k-meetings", "k-meeting", "k-come", "k-decide"),
    ),
    Other.CALL: ("o-sos", "o-sos-yes", "o-sos-no", "o-sos-report", "o-coming", "o-met", "o-more", "o-end"),
}
"""Buttons that are about no single case."""
TEAM_RULES: Mapping[str, tuple[tuple[str, ...], Mapping[table.Seat, str]]] = {
    "keeps the team": (
        (
            *("t-team", "t-members", "t-link", "t-link-new", "t-points", "t-point-new", "t-area", "t-area-set"),
            *("t-area-corners", "t-routes", "t-route-new", "t-spots", "t-spot-new"),
        ),
        {table.Seat.SHIFT_LEAD: "y--", table.Seat.VILLAGE_HEAD: "y--", table.Seat.ADMIN: "yy-"},
    ),
    "hands the team on": (("t-hand",), {table.Seat.SHIFT_LEAD: "y--"}),
    "arranges its shifts": (
        ("x-manage", "x-extra"),
        {
            table.Seat.SHIFT_LEAD: "y--",
            table.Seat.VILLAGE_HEAD: "y--",
            table.Seat.CENTRE_STAFF: "yy-",
            table.Seat.DIRECTOR: "yy-",
        },
    ),
    "sees its board": (
        ("b-board",),
        {
            table.Seat.SHIFT_LEAD: "y--",
            table.Seat.VILLAGE_HEAD: "y--",
            table.Seat.RESIDENT_CADRE: "y--",
            table.Seat.CENTRE_STAFF: "yy-",
            table.Seat.DIRECTOR: "yy-",
        },
    ),
    "sees the town's patrols": (
        ("b-town", "b-ledger", "b-heatmap"),
        {table.Seat.CENTRE_STAFF: "yy-", table.Seat.DIRECTOR: "yy-"},
    ),
    "sets days of more patrols": (
        ("t-special", "t-special-new"),
        {table.Seat.CENTRE_STAFF: "yy-", table.Seat.DIRECTOR: "yy-", table.Seat.ADMIN: "yy-"},
    ),
}
"""Buttons of patrols that name a team: for its own village's, another's, and once the office has ended ("y" or "-").

Whoever is not named here may not.
"""
COMMAND_RULES: Mapping[str, Other] = {
    "start": Other.EVERYBODY,
    "report": Other.EVERYBODY,
    "mine": Other.EVERYBODY,
    "menu": Other.EVERYBODY,
    "help": Other.EVERYBODY,
    "privacy": Other.EVERYBODY,
    "language": Other.EVERYBODY,
    "receipt": Other.EVERYBODY,
    "patrol": Other.EVERYBODY,
    "cancel": Other.EVERYBODY,
    "sos": Other.CALL,
    "work": Other.OFFICIALS,
    "find": Other.OFFICIALS,
}
"""Every command."""
KEY_RULES: Mapping[str, Other] = {
    "menu-report": Other.EVERYBODY,
    "menu-mine": Other.EVERYBODY,
    "menu-more": Other.EVERYBODY,
    "menu-patrol": Other.EVERYBODY,
    "menu-danger": Other.CALL,
    "menu-work": Other.OFFICIALS,
}
"""Every key of the lasting keyboard."""
FORM_RULES: Mapping[str, table.Rule] = {
    "progress": table.WORKS,
    "ask": table.HANDLES,
    "settle": table.HANDLES,
    "close": table.HANDLES,
    "hand_up": table.HANDLES,
    "extend": table.HANDLES,
    "assign": table.ASSIGNS,
    "opening": table.ASKS_NAME,
    "mediation_party": table.MEDIATES,
    "mediation_joint": table.MEDIATES,
    "mediation_appoint": table.MEDIATES,
    "mediation_session": table.MEDIATES,
    "mediation_stop": table.MEDIATES,
    "mediation_agree": table.MEDIATES,
    "mediation_sign": table.MEDIATES,
    "mediation_other": table.REPORTED,
    "route": table.SORTS,
    "kind_of_case": table.SORTS,
    "merge": table.SORTS,
    "link": table.SORTS,
    "split": table.SORTS,
    "dismiss": table.SORTS,
    "propose": table.SORTS,
    "supervise": table.DIRECTS,
    "lift": table.DIRECTS,
    "county": table.DIRECTS,
    "add": table.REPORTED,
    "answer": table.REPORTED,
}
"""Who may send a form about a case; asked again when it is sent, for it may have been begun long before."""
EVERY_ACT = frozenset(CASE_ACTS).union(*OTHER_ACTS.values())
"""Every act that a button may carry."""
