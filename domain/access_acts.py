"""Every button, command and key, and the rule it falls under. One that is missing fails the tests."""

from __future__ import annotations

from collections.abc import Mapping

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
    "d-come": table.MEDIATED,
    "d-other": table.MEDIATED,
    "d-quit": table.MEDIATED,
    "d-quit-yes": table.MEDIATED,
    "d-done": table.MEDIATED,
    "d-not-done": table.MEDIATED,
    "d-silent": table.PARTIES,
    "d-holds": table.PARTIES,
    "d-fails": table.PARTIES,
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
    **dict.fromkeys(("mediation_party", "mediation_joint", "mediation_appoint"), table.MEDIATES),
    **dict.fromkeys(("mediation_session", "mediation_stop", "mediation_agree", "mediation_sign"), table.MEDIATES),
    **dict.fromkeys(("ask", "settle", "close", "hand_up", "extend"), table.HANDLES),
    "assign": table.ASSIGNS,
    "opening": table.ASKS_NAME,
    **dict.fromkeys(("route", "kind_of_case", "merge", "link", "split", "dismiss", "propose", "bulk"), table.SORTS),
    **dict.fromkeys(("supervise", "lift", "county"), table.DIRECTS),
    "decision": table.DECIDES,
    **dict.fromkeys(("add", "answer"), table.REPORTED),
    "mediation_other": table.MEDIATED,
}
"""Who may send a form about a case; asked again when it is sent, for it may have been begun long before."""
EVERY_ACT = frozenset(CASE_ACTS) | frozenset(GROUND_ACTS)
"""Every act that a button may carry."""
