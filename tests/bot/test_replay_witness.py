"""What those saw who were there: outcomes from deeds alone, and what a reporter has to hear of them."""

from __future__ import annotations

import pytest

from bot.replay_deeds import Deed
from bot.replay_mediation_check import MediationReading
from bot.replay_outcomes import OUTCOMES
from bot.replay_people import Labels
from bot.replay_phones import Came, Did, Phones, Told
from bot.replay_witness import CLOSINGS, COMES_OF, Witness
from domain.events import EventKind
from domain.township import Township
from storage.events import Detail, Event
from tests.bot.test_replay_mediation_check import (
    HOUR,
    MONDAY_MORNING,
    NUMBER,
    history,
    labels,
    officials,
    phone,
    township,
)

__all__ = ["labels", "township"]
CLOSED = f"{NUMBER} 办结了：没谈成\n已经上门了解情况，双方都同意按约定办。\n您可以去法院起诉"


def witness(township: Township, labels: Labels, *did: tuple[Deed, float]) -> Witness:
    """Of a case with which these things were done, so many hours after its filing."""
    told = Told(phone(1, "村民1号"), "confidential", urgent=False, unit="fenglin")
    told.did = [Did(deed, MONDAY_MORNING + round(hours * HOUR)) for deed, hours in did]
    return Witness(NUMBER, told, MediationReading(township, history(), 0), labels)


def test_every_outcome_can_be_seen_by_who_was_there() -> None:
    """No line of the printed table that only the program's own events could account for."""
    seen = {outcome for outcome, _heard in (*COMES_OF.values(), *CLOSINGS.values())}
    seen |= {"closed again after it was opened again", "a promise kept", "a promise kept late"}
    assert seen == set(OUTCOMES)


def test_of_several_closings_the_last_is_the_end(township: Township, labels: Labels) -> None:
    """The first did not hold; that it was opened again between them is said."""
    saw = witness(township, labels, (Deed.CLOSE, 2), (Deed.REOPEN, 5), (Deed.FAIL, 9)).saw()
    found = {each.outcome: (each.at - MONDAY_MORNING) / HOUR for each in saw}
    assert found == {
        "not settled: opened again": 5,
        "closed: no agreement": 9,
        "closed again after it was opened again": 9,
    }


@pytest.mark.parametrize(
    ("hours", "text", "missed"),
    [
        (3, CLOSED, []),
        (12, CLOSED, []),
        (14, CLOSED, ["closed: no agreement"]),
        (2, CLOSED, ["closed: no agreement"]),
        (3, CLOSED.replace("已经上门", ""), ["closed: no agreement"]),
        (3, CLOSED.replace("起诉", ""), ["closed: no agreement"]),
        (3, CLOSED.replace("没谈成", "事情办好了"), ["closed: no agreement"]),
    ],
)
def test_a_reporter_hears_how_it_ended_why_and_where_else_to_turn(
    township: Township, labels: Labels, hours: float, text: str, missed: list[str]
) -> None:
    """At once or in the morning, all three of them, and not before."""
    there = witness(township, labels, (Deed.FAIL, 3))
    full = text.replace("您可以去法院起诉", "".join(labels.pieces("told-where-else")))
    came = [Came(1, MONDAY_MORNING + round(hours * HOUR), full, True)]
    assert there.missed(came, there.saw()) == missed


def test_who_helps_from_elsewhere_is_told_while_they_do_and_no_longer(labels: Labels) -> None:
    """A message before they were asked in, or after the end, is found; the word of thanks is none of these."""
    elsewhere = officials()
    elsewhere.mediators["liutang"] = phone(301, "柳调解")
    elsewhere.accounts[31] = 301
    joined: tuple[EventKind, float, Detail] = (EventKind.JOINT_MEDIATOR_CHANGED, 2, {"person": 31, "joins": True})
    ended: tuple[EventKind, float, Detail] = (EventKind.CLOSED, 8, {"outcome": "failed"})
    thanks = "".join(labels.pieces("told-joint-over", number=NUMBER))
    events: list[Event] = history(joined, ended)
    told = Told(phone(1, "村民1号"), "confidential", urgent=False, unit="fenglin")
    for hours, text, faults in (
        (1, f"🆕\n{NUMBER}", 1),
        (5, f"🆕\n{NUMBER}", 0),
        (9, f"🆕\n{NUMBER}", 1),
        (9, thanks, 0),
    ):
        phones = Phones([Came(301, MONDAY_MORNING + hours * HOUR, text, True)], labels, elsewhere)
        phones.check_elsewhere(NUMBER, told, events)
        assert len(phones.faults) == faults, (hours, phones.faults)
