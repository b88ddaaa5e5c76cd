"""Every day each team's shifts are made and published as far ahead as they are to be: a week more with every new week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import end_offer
from actions.renew_roster import renew_roster
from storage.due import DueKind
from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def publish_rosters(work: UnitOfWork, rules: Rules, subject: str) -> None:
    """With a team's unit as the subject that team's; without one every team's, each as due work of its own.

    So a team whose roster cannot be made keeps no other from theirs. Offers of shifts that have begun end on the way.
    """
    if subject:
        await renew_roster(work, rules, subject)
        return
    for exchange in await work.exchanges.left_open():
        await end_offer(work, rules, exchange, ExchangeState.OVER)
    for unit in rules.township.units_with_team:
        await work.due.set(DueKind.ROSTER, unit.code, work.now)
