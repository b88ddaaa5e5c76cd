"""Who may press what on patrol, written out: posts, rosters, teams and their places, calls for help."""

from __future__ import annotations

from domain.access_grounds import Of, ground_rule

#                       own near far ended
OWN_PLACE = ground_rule(
    "says when they cannot come",
    "A member of a team, of themselves.",
    Of.PERSON,
    "t-leave t-leave-yes t-house t-days t-day-week t-day-next t-day-one t-day-words t-day-off",
    """
    patroller           y - - -
    shift_lead          y - - -
    others              . - - .
    """,
    "team_household team_days",
)
OWN_POST = ground_rule(
    "has the post",
    "Whose post it is, as long as they belong to the team.",
    Of.PERSON,
    "s-come s-cannot s-in s-picture s-out s-out-now s-open s-stay x-offer x-offer-yes x-withdraw x-swap x-say-yes "
    "x-swap-ask x-swap-yes",
    """
    patroller           y - - -
    shift_lead          y - - -
    others              . - - .
    """,
)
ENDS_SWAP = ground_rule(
    "takes back or declines a swap",
    "Whoever asked for it, or was asked. Also after they have left: it leaves everything as it is.",
    Of.PERSON,
    "x-swap-back x-swap-no",
    """
    patroller           y - - y
    shift_lead          y - - y
    others              . - - .
    """,
)
WAS_OUT = ground_rule(
    "was out on patrol",
    "Whoever was: what they took along, what they met, that they are at home. Also after they have left.",
    Of.PERSON,
    "s-home o-take o-back o-back-all o-missing o-case",
    """
    patroller           y - - y
    shift_lead          y - - y
    others              . - - .
    """,
)
SEES_TEAM = ground_rule(
    "sees who stands",
    "Members of the team, the head of the village; the centre's staff and director of every team.",
    Of.UNIT,
    "x-team x-shift",
    """
    patroller           y . - -
    shift_lead          y . - -
    village_head        y . - -
    centre_staff        y . y -
    director            y . y -
    others              - . - -
    """,
)
SEES_PICTURE = ground_rule(
    "gets the roster as a picture",
    "The same, and the village's resident cadre.",
    Of.UNIT,
    "b-roster-picture",
    """
    patroller           y . - -
    shift_lead          y . - -
    village_head        y . - -
    resident_cadre      y . - -
    centre_staff        y . y -
    director            y . y -
    others              - . - -
    """,
)
STANDS_IN = ground_rule(
    "stands in",
    "Members of the team.",
    Of.UNIT,
    "x-take x-come",
    """
    patroller           y . - -
    shift_lead          y . - -
    others              - . - -
    """,
)
ARRANGES = ground_rule(
    "arranges the shifts",
    "Who leads the team, the head of the village; the centre's staff and director for every team.",
    Of.UNIT,
    "x-manage x-extra x-assign x-assign-to x-off x-off-who x-ask x-cancel x-cancel-yes x-fewer x-gone "
    "s-excuse s-here s-find s-about",
    """
    shift_lead          y . - -
    village_head        y . - -
    centre_staff        y . y -
    director            y . y -
    others              - . - -
    """,
)
SEES_BOARD = ground_rule(
    "sees the team's board",
    "Who arranges its shifts, and the village's resident cadre.",
    Of.UNIT,
    "b-board",
    """
    shift_lead          y . - -
    village_head        y . - -
    resident_cadre      y . - -
    centre_staff        y . y -
    director            y . y -
    others              - . - -
    """,
)
KEEPS = ground_rule(
    "keeps the team",
    "Who leads it, the head of the village; admins every team. Who stands in where a team has neither is not shown here.",
    Of.UNIT,
    "t-team t-members t-member t-ask t-yes t-no t-out t-out-yes t-link t-link-new t-points t-point t-point-new "
    "t-point-where t-point-move t-point-name t-point-radius t-point-within t-point-lost t-point-lost-yes t-point-gone "
    "t-point-gone-yes t-area t-area-where t-area-set t-area-corners t-area-plan t-routes t-route t-route-new "
    "t-route-gone t-route-gone-yes t-spots t-spot t-spot-new t-spot-where t-spot-gone t-spot-gone-yes t-plan "
    "t-plan-where t-plan-gone t-plan-gone-yes t-plan-back",
    """
    shift_lead          y . - -
    village_head        y . - -
    admin               y . y -
    others              - . - -
    """,
    "team_checkpoint team_checkpoint_place team_checkpoint_name team_area team_corners team_route team_hot_spot",
)
NAMES_LEADS = ground_rule(
    "names the team's leads",
    "The head of the village; admins of every team.",
    Of.UNIT,
    "t-lead-on t-lead-off",
    """
    village_head        y . - -
    admin               y . y -
    others              - . - -
    """,
)
HANDS_ON = ground_rule(
    "hands the team on",
    "Who leads it.",
    Of.UNIT,
    "t-hand t-hand-to",
    """
    shift_lead          y . - -
    others              - . - -
    """,
)
TAKES_TEAM = ground_rule(
    "takes the team over",
    "The member who was asked, as long as they belong to it.",
    Of.PERSON,
    "t-take t-not",
    """
    patroller           y - - -
    others              . - - .
    """,
)
TOWN = ground_rule(
    "sees the town's patrols",
    "The centre's staff and its director.",
    Of.UNIT,
    "b-town b-ledger b-heatmap",
    """
    centre_staff        y . . -
    director            y . . -
    others              - . . -
    """,
)
SPECIAL = ground_rule(
    "sets days of more patrols",
    "The centre's staff, its director, admins.",
    Of.UNIT,
    "t-special t-special-new t-special-gone t-special-gone-yes",
    """
    centre_staff        y . . -
    director            y . . -
    admin               y . . -
    others              - . . -
    """,
    "special_days",
)
HELPS = ground_rule(
    "comes to help",
    "Whoever was called: also when their office has ended since, for a life may be in danger.",
    Of.PERSON,
    "o-coming o-met o-more",
    """
    anybody             . - - .
    others              y - - y
    """,
)
ENDS_CALL = ground_rule(
    "ends a call for help",
    "Whoever called; the centre's staff and its director.",
    Of.PERSON,
    "o-end",
    """
    patroller           y - - y
    shift_lead          y - - y
    centre_staff        . y y .
    director            . y y .
    others              . - - .
    """,
    "sos_end",
)
PATROL_RULES = (
    OWN_PLACE,
    OWN_POST,
    ENDS_SWAP,
    WAS_OUT,
    SEES_TEAM,
    SEES_PICTURE,
    STANDS_IN,
    ARRANGES,
    SEES_BOARD,
    KEEPS,
    NAMES_LEADS,
    HANDS_ON,
    TAKES_TEAM,
    TOWN,
    SPECIAL,
    HELPS,
    ENDS_CALL,
)
"""In the order of the page."""
