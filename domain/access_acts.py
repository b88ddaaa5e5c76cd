"""Every button, command and key, and the rule it falls under. One that is missing fails the tests."""

from __future__ import annotations

from collections.abc import Mapping

from domain import access_mediation as mediation
from domain import access_table as table
from domain.access_grounds import EVERYBODY, OFFICE_RULES, SEARCHES, GroundRule
from domain.access_patrol import PATROL_RULES

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
    "d-party-new": mediation.MEDIATES,
    "d-joint": mediation.MEDIATES,
    "d-appoint": mediation.MEDIATES,
    "d-session": mediation.MEDIATES,
    "d-agree": mediation.MEDIATES,
    "d-sign": mediation.MEDIATES,
    "d-stop": mediation.MEDIATES,
    "d-parties": mediation.MEDIATES,
    "d-party-off": mediation.MEDIATES,
    "d-party-link": mediation.MEDIATES,
    "d-document": mediation.MEDIATES,
    "d-paper": mediation.SEES_PAPER,
    "d-promise": mediation.MEDIATES,
    "d-ask-confirm": mediation.MEDIATES,
    "d-ask-court": mediation.MEDIATES,
    "d-appoint-off": mediation.MEDIATES,
    "d-kept": mediation.MEDIATES,
    "d-broken": mediation.MEDIATES,
    "d-confirm": mediation.MEDIATES,
    "d-court": mediation.MEDIATES,
    "d-come": mediation.MEDIATED,
    "d-other": mediation.MEDIATED,
    "d-quit": mediation.MEDIATED,
    "d-quit-yes": mediation.MEDIATED,
    "d-done": mediation.MEDIATED,
    "d-not-done": mediation.MEDIATED,
    "d-silent": mediation.PARTIES,
    "d-holds": mediation.PARTIES,
    "d-fails": mediation.PARTIES,
    "n-case": table.SORTS,
    "n-route": table.SORTS,
    "n-kind": table.SORTS,
    "n-merge": table.SORTS,
    "n-link": table.SORTS,
    "n-unlink": table.SORTS,
    "n-reroute": table.SORTS,
    "n-split": table.SORTS,
    "n-dismiss": table.SORTS,
    "n-propose": table.SORTS,
    "n-apart": table.SORTS,
    "n-report": table.SORTS,
    "n-tick": table.SORTS,
    "k-decide": table.DECIDES,
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
    "r-join": table.REPORTED,
}
"""Buttons about one case."""
CASE_RULES = (
    *(table.SEES, table.TAKES, table.HANDLES, table.WORKS, mediation.MEDIATES, mediation.SEES_PAPER, table.ASSIGNS),
    *(table.SORTS, table.DIRECTS, table.DECIDES, table.ASKS_NAME, table.AGREES, table.NOBODY_ELSE, table.REPORTED),
    *(mediation.MEDIATED, mediation.PARTIES),
)
"""Every rule about a case, in the order of the page."""
GROUND_RULES = (*OFFICE_RULES, *PATROL_RULES)
"""Every rule about no single case."""
GROUND_ACTS: Mapping[str, GroundRule] = {act: rule for rule in GROUND_RULES for act in rule.acts}
"""Buttons that are about no single case."""
GROUND_FORMS: Mapping[str, GroundRule] = {form: rule for rule in GROUND_RULES for form in rule.forms}
"""Who may send a form that is about no single case."""
COMMAND_RULES: Mapping[str, GroundRule] = {
    **dict.fromkeys(("start", "report", "mine", "menu", "help", "privacy", "language"), EVERYBODY),
    **dict.fromkeys(("receipt", "patrol", "cancel", "sos", "work"), EVERYBODY),
    "find": SEARCHES,
}
"""Every command."""
KEY_RULES: Mapping[str, GroundRule] = dict.fromkeys(
    ("menu-report", "menu-mine", "menu-more", "menu-patrol", "menu-danger", "menu-work"), EVERYBODY
)
"""Every key of the lasting keyboard."""
FORM_RULES: Mapping[str, table.Rule] = {
    "progress": table.WORKS,
    **dict.fromkeys(("mediation_party", "mediation_joint", "mediation_appoint"), mediation.MEDIATES),
    **dict.fromkeys(("mediation_session", "mediation_stop", "mediation_agree", "mediation_sign"), mediation.MEDIATES),
    **dict.fromkeys(("ask", "settle", "close", "hand_up", "extend"), table.HANDLES),
    "assign": table.ASSIGNS,
    "opening": table.ASKS_NAME,
    **dict.fromkeys(("route", "kind_of_case", "merge", "link", "split", "dismiss", "propose", "bulk"), table.SORTS),
    **dict.fromkeys(("supervise", "lift", "county"), table.DIRECTS),
    "decision": table.DECIDES,
    **dict.fromkeys(("add", "answer"), table.REPORTED),
    "mediation_other": mediation.MEDIATED,
}
"""Who may send a form about a case; asked again when it is sent, for it may have been begun long before."""
EVERY_ACT = frozenset(CASE_ACTS) | frozenset(GROUND_ACTS)
"""Every act that a button may carry."""
