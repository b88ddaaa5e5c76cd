"""Who may press what in a mediation, written out: whoever mediates, the signed paper, the parties."""

from __future__ import annotations

from domain.access_table import case_rule

#                      F T O H P W J N B X M E
MEDIATES = case_rule(
    "mediates it",
    "Whoever handles the case, those who take cases in a unit that shares in it, and those who mediate along while it is open.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           - y - y - - y - - - - -
    village_head       - y - y - - y - - - - -
    resident_cadre     - y - - - - y - - - - -
    department_officer - y - y - - y - - - - -
    centre_staff       - y - - - - y - - - - -
    director           - y - - - - y - . - - -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          - y - - - - y - . - - -
    """,
)
SEES_PAPER = case_rule(
    "sees the signed agreement",
    "Whoever mediates it; of those who see it the head of a village, the centre's staff and the director. Nobody else.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              - - - - - - - - . . - -
    patroller          - y - - - - - - - - - -
    shift_lead         - y - - - - - - - - - -
    mediator           - y - y - - y - - - - -
    village_head       y y y y - - y - - - y -
    resident_cadre     - y - - - - y - - - - -
    department_officer - y - y - - y - - - - -
    centre_staff       y y y y y y y - - - y -
    director           y y y y y y y - . - y -
    identity_officer   - y - - - - - - - - - -
    admin              - y - - - - - - - - - -
    oversight          - y - - - - y - . - - -
    """,
)
MEDIATED = case_rule(
    "answers in the mediation",
    "Whoever reported it, and a party who came in by their own link.",
    """
    anybody            - - - - - - - - . . - -
    author             y y y y y y y y . . y -
    party              y y y y y y y y . . y -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       - - - - - - - - - - - -
    director           - - - - - - - - . - - -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          - - - - - - - - . - - -
    """,
)
PARTIES = case_rule(
    "is a party",
    "A party who came in by their own link.",
    """
    anybody            - - - - - - - - . . - -
    author             - - - - - - - - . . - -
    party              y y y y y y y y . . y -
    patroller          - - - - - - - - - - - -
    shift_lead         - - - - - - - - - - - -
    mediator           - - - - - - - - - - - -
    village_head       - - - - - - - - - - - -
    resident_cadre     - - - - - - - - - - - -
    department_officer - - - - - - - - - - - -
    centre_staff       - - - - - - - - - - - -
    director           - - - - - - - - . - - -
    identity_officer   - - - - - - - - - - - -
    admin              - - - - - - - - - - - -
    oversight          - - - - - - - - . - - -
    """,
)
