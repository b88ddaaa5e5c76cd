"""In a group nothing private is said, whoever writes or presses what there: at most that one writes to the bot alone."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from domain.access_acts import COMMAND_RULES
from domain.access_table import Seat, Standing
from domain.buttons import sign
from domain.made_documents import county_report
from domain.messages import Message, phrase
from storage.outgoing import Lane, Outgoing, ToGroup
from tests.conftest import HandClock
from tests.handlers.desk import Tried, a_desk, message_of, press_of
from tests.handlers.office_of_all import WORDS, OfficeOfAll, Stood, subject_of

ROOT = Path(__file__).parents[2]
GROUP = -1_001_234_567
THERE = {"id": GROUP, "type": "supergroup", "title": "枫林巡逻队"}
PRESSED = (
    *("c-open", "c-files", "c-timeline", "d-open", "n-case", "n-report", "m-show", "v-name", "g-work", "q-ask"),
    *("s-mine",),
)
"""Buttons behind which something private stands."""


@pytest.fixture
async def office(tmp_path: Path, clock: HandClock) -> AsyncIterator[OfficeOfAll]:
    """Everybody with the program's handlers."""
    async with a_desk(tmp_path, clock) as desk:
        made = OfficeOfAll(desk)
        await made.open()
        await made.file_main()
        yield made


def said_there(account: int, **content: Any) -> dict[str, Any]:
    """An update: somebody did this in the group."""
    message = {**message_of(account, "")["message"], "chat": THERE}
    del message["text"]
    return {"message": {**message, **content}}


def pressed_there(account: int, data: str) -> dict[str, Any]:
    """An update: somebody pressed a button under a message of the group."""
    update = press_of(account, data)
    update["callback_query"]["message"] = {"message_id": 7, "date": 1, "chat": THERE, "text": WORDS}
    return update


async def tried_there(office: OfficeOfAll, stood: Stood) -> list[Tried]:
    """Everything that somebody may do in a group."""
    desk, account = office.desk, stood.account
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90}]
    updates = [
        *(said_there(account, text=f"/{command}", entities=_command(command)) for command in COMMAND_RULES),
        *(said_there(account, text=text) for text in (WORDS, stood.case.number, *desk.dispatch._slot.menu_labels)),
        said_there(account, photo=photo, caption=WORDS),
        said_there(account, location={"latitude": 27.33, "longitude": 112.63}),
        {"edited_message": said_there(account, text=WORDS)["message"]},
        *(
            pressed_there(account, sign(desk.button_key, stood.person_id, act, subject_of(act, stood), 0))
            for act in PRESSED
        ),
    ]
    return await desk.tried_all(updates)


def _command(name: str) -> list[dict[str, Any]]:
    return [{"type": "bot_command", "offset": 0, "length": len(name) + 1}]


def to_groups(tried: Tried) -> list[Outgoing]:
    """What would go to a group."""
    return [each for each in tried.sent if isinstance(each.to, ToGroup)]


@pytest.mark.parametrize("seat", [Seat.ANYBODY, Seat.AUTHOR, Seat.PARTY, Seat.PATROLLER, Seat.MEDIATOR, Seat.DIRECTOR])
async def test_a_group_hears_nothing_private(office: OfficeOfAll, seat: Seat) -> None:
    """Whatever is written, sent or pressed there, also by who has a case and half-made forms."""
    stood = await office.place(seat, Standing.THEIRS)
    hints = 0
    for tried in await tried_there(office, stood):
        for outgoing in to_groups(tried):
            hints += 1
            assert [line.id for line in outgoing.message.lines] == ["group-hint"]
            assert not outgoing.message.attachments
            assert WORDS not in outgoing.message.model_dump_json()
            assert stood.case.number not in outgoing.message.model_dump_json()
    # Control: where one writes it is answered there.
    assert hints


def test_one_place_alone_writes_to_groups() -> None:
    """Whoever adds another has to add it to what is looked through above."""
    found = [
        path.name
        for floor in ("actions", "bot", "documents", "handlers", "scheduler")
        for path in (ROOT / floor).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ToGroup"
    ]
    assert found == ["menu.py"]


async def test_the_outbox_takes_nothing_private_for_a_group(office: OfficeOfAll) -> None:
    """Neither words nor a document; whoever puts it there has to say that it is for everybody."""
    for message in (
        Message(lines=(phrase("card-text", text=WORDS),)),
        Message(lines=(phrase("county-report", number=office.main.number),), attachments=(county_report(1, 1),)),
    ):
        with pytest.raises(ValueError, match="group"):
            async with office.desk.database.transaction() as work:
                await work.outbox.put(Outgoing(ToGroup(GROUP), Lane.REPLY, message))
