"""A replay from the command line: the sample that ships, end to end, and files that cannot be replayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from bot.replay import replay
from bot.replay_messages import MessagesUnreadable, read_messages
from bot.replay_script import Deed, Temper, plan_case
from bot.settings import load_settings
from domain.cases import CaseState

ROOT = Path(__file__).parents[2]
HEADER = "id,user,title,sent_at,text,category\n"


async def test_the_sample_is_replayed_and_every_check_holds() -> None:
    """Every message is a case with its own text, and every step of the clocks is as the policy asks."""
    settings = load_settings(ROOT / "config.toml", {})
    messages = read_messages(ROOT / "docs/samples/messages.csv")
    outcome = await replay(settings, messages, 7, Console(quiet=True))
    assert outcome.faults == []
    assert len(outcome.cases) == len(messages)
    assert sum(outcome.steps.values()) > 100
    assert outcome.sent == outcome.notices - outcome.dropped > 100
    assert {case.state for case in outcome.cases} == {CaseState.CLOSED}


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
    plans = [plan_case(7, str(number), urgent=True) for number in range(300)]
    assert plans == [plan_case(7, str(number), urgent=True) for number in range(300)]
    assert {temper for temper, _deeds in plans} == set(Temper)
    for _temper, deeds in plans:
        assert deeds[0].deed in {Deed.ACKNOWLEDGE, Deed.ACCEPT}
