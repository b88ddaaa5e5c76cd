"""Buttons and links that nobody was given: spoiled, made up, someone else's, old. None of them does anything."""

from __future__ import annotations

import base64
import string
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from actions.change_checkpoint import PREFIX as POSTER
from actions.change_checkpoint import add_checkpoint, replace_poster
from actions.invite import PREFIX as INVITATION
from actions.invite import invite
from actions.link_party import PREFIX as PARTY
from actions.link_party import make_party_link
from actions.make_team_link import PREFIX as TEAM
from actions.make_team_link import make_team_link
from documents.case_card import stage_of
from domain.access_acts import CASE_ACTS, EVERY_ACT
from domain.access_table import Seat, Standing
from domain.buttons import read, sign
from domain.refusals import Refusal
from domain.words import Role
from tests.conftest import HandClock
from tests.handlers.desk import Tried, a_desk, message_of, press_of
from tests.handlers.office_of_all import HOME, OfficeOfAll, Stood, subject_of

PRESSES, LINKS = 2_000, 1_000
LONG_PRESSES, LONG_LINKS = 40_000, 10_000
AT_ONCE = 500
BRIDGE = (27.3272, 112.637775)
REFUSED = {"refusal-button-broken", "refusal-button-not-yours"}
GONE = frozenset(f"refusal-{kind}-gone" for kind in ("invitation", "team-link", "poster", "party-link"))


@dataclass(frozen=True)
class Given:
    """A button that was given to somebody, and what it says."""

    stood: Stood
    act: str
    subject: str
    version: int
    data: str


@pytest.fixture
async def office(tmp_path: Path, clock: HandClock) -> AsyncIterator[OfficeOfAll]:
    """Everybody with the program's handlers."""
    async with a_desk(tmp_path, clock) as desk:
        made = OfficeOfAll(desk)
        await made.open()
        await made.file_main()
        yield made


async def given(office: OfficeOfAll) -> list[Given]:
    """Every button of a case, as the handler, the director, an identity officer and the reporter have it."""
    found = []
    for seat in (Seat.MEDIATOR, Seat.DIRECTOR, Seat.IDENTITY_OFFICER, Seat.AUTHOR):
        stood = await office.place(seat, Standing.FREE if seat is not Seat.MEDIATOR else Standing.THEIRS)
        for act in sorted(CASE_ACTS):
            subject, version = subject_of(act, stood), stage_of(stood.case)
            data = sign(office.desk.button_key, stood.person_id, act, subject, version)
            found.append(Given(stood, act, subject, version, data))
    return found


def spoiled(random: Random, button: Given, others: list[Given]) -> tuple[str, int, str]:
    """What was done to it, who presses it, and what is pressed then."""
    way = random.choice(("bit", "act", "subject", "version", "mac", "another", "cut", "longer", "swapped", "noise"))
    account, parts = button.stood.account, button.data.split(":")
    other = random.choice([each for each in others if each.stood.account != account])
    match way:
        case "bit":
            raw = bytearray(button.data.encode())
            raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
            return way, account, raw.decode("utf-8", "replace")
        case "act":
            parts[0] = random.choice(sorted(EVERY_ACT - {button.act}))
        case "subject":
            parts[1] = random.choice(
                (str(random.randrange(10_000)), f"{parts[1]}.1", f"0{parts[1]}", "", other.subject + "0")
            )
        case "version":
            parts[2] = str(button.version + random.choice((-1, 1, 65_536, random.randrange(1, 10_000))))
        case "mac":
            parts[3] = base64.urlsafe_b64encode(random.randbytes(6)).decode()
        case "another":
            return way, other.stood.account, button.data
        case "cut":
            return way, account, button.data[: random.randrange(1, len(button.data))]
        case "longer":
            return way, account, button.data + random.choice(("=", ":", ":0", "A", " ", "\x00", "\n"))
        case "swapped":
            parts[3] = other.data.rsplit(":", 1)[1]
        case _:
            return way, account, "".join(random.choices(string.printable, k=random.randrange(1, 64)))
    return way, account, ":".join(parts)


def is_as_given(button: Given, account: int, data: str) -> bool:
    """Whether it was not spoiled after all."""
    return account == button.stood.account and data == button.data


async def test_no_spoiled_button_is_accepted(office: OfficeOfAll, request: pytest.FixtureRequest) -> None:
    """Answered that it is broken or another's; nothing is sent, nothing happens, and nothing falls over."""
    random, buttons = Random(50), await given(office)
    wanted = LONG_PRESSES if request.config.getoption("--long") else PRESSES
    ways: dict[str, int] = {}
    accepted = []
    for _ in range(0, wanted, AT_ONCE):
        made: list[tuple[str, int, str]] = []
        while len(made) < AT_ONCE:
            button = random.choice(buttons)
            way, account, data = spoiled(random, button, buttons)
            if not is_as_given(button, account, data):
                made.append((way, account, data))
        for (way, _account, data), tried in zip(
            made, await office.desk.tried_all([press_of(account, data) for _, account, data in made]), strict=True
        ):
            ways[way] = ways.get(way, 0) + 1
            if not (set(tried.said) <= REFUSED and tried.said and tried.without_effect):
                accepted.append((way, data, tried.said))
    assert accepted == []
    assert len(ways) == 10
    assert sum(ways.values()) >= wanted


async def test_the_buttons_themselves_are_read(office: OfficeOfAll) -> None:
    """Control: what was spoiled above is read as it was given; for its own person, and for nobody else."""
    buttons = await given(office)
    for button in buttons:
        pressed = read(office.desk.button_key, button.stood.person_id, button.data)
        assert (pressed.act, pressed.subject, pressed.version) == (button.act, button.subject, button.version)
        with pytest.raises(Refusal):
            read(office.desk.button_key, button.stood.person_id + 1, button.data)
    tried = await office.desk.press_data(buttons[0].stood.account, buttons[0].data)
    assert REFUSED.isdisjoint(tried.said)


async def test_an_old_button_changes_nothing(office: OfficeOfAll) -> None:
    """Rightly signed, but of an earlier state: the card of today is shown, for each press that changes something."""
    stood = await office.place(Seat.DIRECTOR, Standing.THEIRS)
    for act in sorted(CASE_ACTS):
        if not CASE_ACTS[act].grid[Seat.DIRECTOR][Standing.THEIRS] or act in ONLY_SHOW:
            continue
        old = (stage_of(stood.case) + 1) % 65_536
        tried = await office.desk.press(stood.account, stood.person_id, act, subject_of(act, stood), old)
        assert "toast-card-changed" in tried.said, act
        assert not tried.events, act


ONLY_SHOW = frozenset(
    {
        *("c-open", "c-files", "c-timeline", "d-open", "d-parties", "d-document", "d-paper", "d-promise"),
        *("d-ask-confirm", "d-ask-court", "n-case", "n-report", "v-open", "n-tick", "k-decide"),
        # They concern one party that the subject names, whatever else has changed.
        *("d-party-off", "d-party-link"),
    }
)
"""Presses of no version."""


async def links(office: OfficeOfAll) -> list[str]:
    """A good link of every kind."""
    desk = office.desk
    stood = await office.place(Seat.MEDIATOR, Standing.THEIRS)
    async with desk.database.transaction() as work:
        party = await work.parties.get(stood.party)
        assert party is not None
        found = [
            await invite(work, desk.rules, Role.MEDIATOR, HOME, "新来的", office.asker),
            await make_party_link(work, desk.rules, party),
            await make_team_link(work, desk.rules, HOME, stood.person_id),
            await replace_poster(work, desk.rules, await add_checkpoint(work, desk.rules, HOME, "桥头", BRIDGE, 1), 1),
        ]
    assert [link[:2] for link in found] == [INVITATION, PARTY, TEAM, POSTER]
    return found


def spoiled_link(random: Random, link: str) -> str:
    """A start parameter that is not the one that was given."""
    prefix, token = link[:2], link[2:]
    match random.randrange(6):
        case 0:
            at = random.randrange(len(token))
            return prefix + token[:at] + random.choice(string.ascii_letters + string.digits + "_-") + token[at + 1 :]
        case 1:
            return random.choice([each for each in (INVITATION, PARTY, TEAM, POSTER) if each != prefix]) + token
        case 2:
            return prefix + token[: random.randrange(len(token))]
        case 3:
            return link + random.choice(string.ascii_letters)
        case 4:
            return prefix + "".join(random.choices(string.ascii_letters + string.digits + "_-", k=len(token)))
        case _:
            return prefix + token.swapcase()


def taken_up(tried: Tried) -> bool:
    """Whether a link was good for something: it did anything, or was answered otherwise than as one that is gone."""
    return tried.events > 0 or GONE.isdisjoint(tried.said)


async def test_no_spoiled_link_is_accepted(office: OfficeOfAll, request: pytest.FixtureRequest) -> None:
    """Of any kind: nothing is joined, nobody gets an office, no mediation is entered."""
    random, good = Random(51), await links(office)
    account = 999_001
    await office.desk.seat(account, "路人")
    wanted = LONG_LINKS if request.config.getoption("--long") else LINKS
    accepted = []
    for _ in range(0, wanted, AT_ONCE):
        made: list[str] = []
        while len(made) < AT_ONCE:
            link = spoiled_link(random, random.choice(good))
            if link not in good:
                made.append(link)
        updates: list[dict[str, Any]] = [message_of(account, f"/start {link}") for link in made]
        for link, tried in zip(made, await office.desk.tried_all(updates), strict=True):
            if taken_up(tried):
                accepted.append((link, tried.said))
    assert accepted == []


async def test_the_links_themselves_are_good(office: OfficeOfAll) -> None:
    """Control: each of the four kinds does what it is for, for somebody new."""
    account = 999_002
    await office.desk.seat(account, "路人")
    for link in await links(office):
        tried = await office.desk.write(account, f"/start {link}")
        assert taken_up(tried), (link[:2], tried.said)
