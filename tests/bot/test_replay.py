"""A replay from the command line: the sample that ships, end to end, and files that cannot be replayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from bot.command_line import SEED
from bot.replay import replay
from bot.replay_deeds import Deed, Ending
from bot.replay_messages import MessagesUnreadable, read_messages
from bot.replay_outcomes import OF_THE_COURT, OUTCOMES, outcomes_of
from bot.replay_script import OF_A_DISPUTE, OF_ANY_CASE, OF_OTHERS, Temper, ending_of, plan_case
from bot.settings import load_settings
from domain.cases import CaseState
from domain.events import EventKind
from domain.words import CaseKind
from storage.events import Detail, Event

DAY = 86_400_000
ROOT = Path(__file__).parents[2]
AT_THE_COURT = set(OF_THE_COURT.values()) - {"referred to the court"}
HEADER = "id,user,title,sent_at,text,category\n"


async def test_the_sample_is_replayed_and_every_check_holds() -> None:
    """Every message is a case with its own text, and every step of the clocks is as the policy asks."""
    settings = load_settings(ROOT / "config.toml", {})
    messages = read_messages(ROOT / "docs/samples/messages.csv")
    outcome = await replay(settings, messages, SEED, Console(quiet=True))
    assert outcome.faults == []
    parts = next(end.cases for end in outcome.ends if end.outcome == "split in two")
    assert len(outcome.cases) == len(messages) + parts
    assert sum(outcome.steps.values()) > 100
    assert outcome.sent == outcome.notices - outcome.dropped > 100
    assert {case.state for case in outcome.cases} == {CaseState.CLOSED, CaseState.WITHDRAWN, CaseState.MERGED}
    came = {end.outcome: end for end in outcome.ends}
    assert came.keys() >= set(OUTCOMES) - AT_THE_COURT
    assert came.keys() & AT_THE_COURT
    assert outcome.checked["outcomes"] == sum(end.cases for end in outcome.ends)
    assert came["closed: no agreement"].heard == came["closed: no agreement"].cases
    assert {step for around, step in outcome.steps if around == "mediation"} >= {
        "day_before",
        "promise",
        "confirmation",
    }
    assert outcome.checked["reminders of mediations"] > 50
    for what in (
        *("cases that name an official", "names opened by two", "reporters' names shown"),
        "messages to those who help from elsewhere",
    ):
        assert outcome.checked[what] > 0, what


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "holds no messages"),
        (HEADER, "holds no messages"),
        (HEADER + "1,u,t,yesterday,x,c\n", "line 2, column sent_at"),
        (HEADER + "1,u,,2026-03-01 09:00:00,,c\n", "line 2: neither title nor text"),
        ("id,text\n1,x\n", "line 2, column user"),
    ],
)
def test_a_file_that_cannot_be_replayed_is_refused_with_its_place(tmp_path: Path, content: str, complaint: str) -> None:
    """File, line and column."""
    path = tmp_path / "messages.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MessagesUnreadable, match=complaint):
        read_messages(path)


def test_messages_are_played_in_the_order_of_their_times(tmp_path: Path) -> None:
    """Whatever their order in the file, and with either way of writing a date."""
    path = tmp_path / "messages.csv"
    path.write_text(HEADER + "2,u,t,2026/3/2 9:00:00,x,c\n1,u,t,2026-03-01 10:00,x,c\n", encoding="utf-8")
    assert [message.id for message in read_messages(path)] == ["1", "2"]


def test_the_same_seed_gives_the_same_officials() -> None:
    """And over many cases all of them occur; somebody on the ladder always answers an urgent one."""
    plans = [plan_case(7, str(number), urgent=True, position=number) for number in range(300)]
    assert plans == [plan_case(7, str(number), urgent=True, position=number) for number in range(300)]
    assert {plan.temper for plan in plans} == set(Temper)
    for plan in plans:
        assert any(each.deed in {Deed.ACKNOWLEDGE, Deed.ACCEPT, Deed.WITHDRAW} for each in plan.deeds)


def test_each_ending_comes_in_its_turn() -> None:
    """In one turn every ending of a mediation, in two every ending; of others in one turn those that are not of a mediation."""
    a_turn = len(OF_A_DISPUTE) + len(OF_ANY_CASE[0])
    disputes = [ending_of(7, CaseKind.DISPUTE, number) for number in range(2 * a_turn)]
    assert set(disputes[:a_turn]) == {*OF_A_DISPUTE, *OF_ANY_CASE[0]}
    assert set(disputes) == set(Ending)
    hazards = {ending_of(7, CaseKind.HAZARD, number) for number in range(len(OF_OTHERS))}
    assert hazards == {*OF_ANY_CASE[0], *OF_ANY_CASE[1], Ending.PLAIN}


def test_every_deed_is_planned_sooner_or_later() -> None:
    """Each thing that somebody can do with a case, whatever it ends in at the court, within a few turns of the cards."""
    plans = [plan_case(7, str(number), urgent=number % 5 == 0, kind=kind, position=number)
             for number in range(90) for kind in (CaseKind.DISPUTE, CaseKind.HAZARD)]  # fmt: skip
    planned = {each.deed for plan in plans for each in plan.deeds}
    assert planned | {Deed.DONE} == set(Deed)


def test_a_case_is_worth_the_same_wherever_it_ends() -> None:
    """What came of a case is counted from its filing, once for each outcome; a closing that did not hold is none."""
    kinds: tuple[tuple[EventKind, int, Detail], ...] = (
        (EventKind.FILED, 0, {}),
        (EventKind.CLOSED, 2, {"outcome": "done"}),
        (EventKind.REOPENED, 5, {}),
        (EventKind.CLOSED, 9, {"outcome": "agreed"}),
    )
    history = [Event(number, 1, kind, days * DAY, None, detail) for number, (kind, days, detail) in enumerate(kinds)]
    found = {
        end.outcome: (end.cases, end.heard, end.middle // DAY) for end in outcomes_of([history], {"closed: agreed": 1})
    }
    assert found == {
        "closed: agreed": (1, 1, 9),
        "closed again after it was opened again": (1, 0, 9),
        "not settled: opened again": (1, 0, 5),
    }
