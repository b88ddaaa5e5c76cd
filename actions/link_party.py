"""A party's personal link: whoever takes it up can be reached for this mediation, and may end that at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.change_case import case_of
from actions.make_team_link import new_token
from actions.mediating import note
from actions.take_away import take_away
from actions.tell_of_mediation import MediationNotice, tell_officials
from domain.access import excluded_by
from domain.cases import OPEN_STATES
from domain.events import EventKind
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.parties import Party
    from storage.unit_of_work import UnitOfWork

PREFIX = "d_"


class Linked(NamedTuple):
    """Who can be reached from now on, and in which case."""

    party: Party
    case: Case


async def make_party_link(work: UnitOfWork, rules: Rules, party: Party) -> str:
    """The start parameter of a party's new link, which is shown once: only the token's hash is kept."""
    token = new_token(rules)
    await work.parties.make_link(party.id, token, work.now + rules.township.mediation.link_valid_ms)
    return PREFIX + token


async def take_up_party_link(work: UnitOfWork, rules: Rules, start_parameter: str, person_id: int) -> Linked:
    """Tie the account to the party. An official who is a party deals with the case no longer, nor does who answers to them.

    Raises Refusal(PARTY_LINK_GONE) for a link that is good for nothing, for one of a case that has ended, and for
    somebody whom the case must not reach: the three look the same.
    """
    party = await work.parties.by_link(start_parameter.removeprefix(PREFIX))
    if party is None:
        raise Refusal(RefusalCode.PARTY_LINK_GONE)
    case = await case_of(work, party.case_id)
    excluded = excluded_by(await work.conflicts.of(case.id), await work.people.holders())
    if case.state not in OPEN_STATES or person_id in excluded:
        raise Refusal(RefusalCode.PARTY_LINK_GONE)
    if person_id == case.handler_id or person_id in await work.mediations.joint(case.id):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    linked = await work.parties.link(party, person_id)
    if await work.people.holdings_of(person_id):
        await work.conflicts.add(case.id, person_id)
        excluded = excluded_by(await work.conflicts.of(case.id), await work.people.holders())
        case = await take_away(work, rules, case, excluded)
    await note(work, rules, case.id, EventKind.PARTY_LINKED, None, {"party": party.id, "side": party.side.value})
    who = phrase("mediation-party", name=party.words.name)
    notice = MediationNotice(
        f"linked:{party.id}:{work.now}",
        phrase("headline-mediation-linked", who=who),
        Lane.ESCALATION,
        others=phrase("headline-mediation-news"),
    )
    await tell_officials(work, rules, case, (Recipient.HANDLER,), notice)
    return Linked(linked, case)


async def end_contact(work: UnitOfWork, rules: Rules, party: Party) -> None:
    """A party does not want to be reached any more."""
    await work.parties.may_contact(party, may=False)
    await note(work, rules, party.case_id, EventKind.CONTACT_ENDED, None, {"party": party.id})
