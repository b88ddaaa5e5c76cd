"""Canaries in every field of random cases: nobody is told what is not theirs, and what is erased is gone from every file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import structlog
from nacl.exceptions import CryptoError
from structlog.testing import capture_logs

from actions.purge import purge
from bot.auditing import verify_in
from bot.making import Making
from domain.made_documents import MadeDocument
from domain.messages import Message, phrase
from domain.words import Language, Role
from storage.accounts import open_account
from storage.backup import back_up
from storage.database import Database
from storage.erasure import destroy_doomed
from storage.key_ring import KeyDestroyed
from storage.keys import StorageKeys
from storage.outgoing import Lane, Outgoing, ToGroup, ToPerson
from storage.rows import integer
from storage.unit_of_work import UnitOfWork
from tests.actions.canaries import CANARY, Known, canary, person_called, persons_in
from tests.actions.canary_town import TownLife, words_of
from tests.actions.conftest import CANARIES
from tests.actions.office import Office
from tests.conftest import HandClock
from tests.domain.samples import township
from texts.catalogue import Catalogue
from texts.renderer import Renderer

CASES, IN_A_LONG_TOWN = 80, 250
STEPS = {
    *("do_ask", "do_add", "do_progress", "do_ask_name", "do_decide_name", "do_read", "do_agree_to_words", "do_mediate"),
    *("do_merge", "do_route", "do_hand_up", "do_recategorise", "do_close", "do_reopen", "do_withdraw", "do_forget"),
    *("do_county", "do_supervise", "do_propose", "do_lift", "do_decide", "do_incident", "do_call"),
}
FIELDS_SEEN = {
    *("name", "contact", "words", "addition", "photo", "document", "place", "what", "question", "answer", "progress"),
    *("reason", "result", "opening", "party", "promise", "session", "paper", "where", "proposal", "lifted", "decision"),
    *("incident", "sosword", "number"),
}


async def a_life(office: Office, seed: int) -> TownLife:
    """An office with somebody who keeps names, and a patrol."""
    await office.seat("keeper", Role.IDENTITY_OFFICER, township().centre.code)
    async with office.at_work() as work:
        for name, person in office.people.items():
            await work.people.set_name(person, person_called(name))
            await work.called.add(person, person_called("other"), person)
    await office.seat("afar", Role.MEDIATOR, "liutang")
    life = TownLife(office, Random(seed))
    await life.begin()
    return life


def note_counts(config: pytest.Config, life: TownLife) -> None:
    """For the line at the end of a run."""
    counted = config.stash.setdefault(CANARIES, {})
    for what, count in (
        ("cases", len(life.known)),
        ("messages", life.messages),
        ("documents", life.printed),
        ("cases in lists and searches", life.found),
        ("canaries and numbers where they may be", sum(life.seen.values())),
        ("elsewhere", len(life.leaks)),
    ):
        counted[what] = counted.get(what, 0) + count


async def live(life: TownLife, cases: int, first: int = 0) -> None:
    """So many cases one after the other; after every twentieth what falls due of them, and the centre's day."""
    for number in range(first, first + cases):
        await life.live(number)
        life.office.clock.forward(minutes=7 if number % 20 else 900)
        if not number % 20:
            await life.run_due()


def content_of(path: Path) -> bytes:
    """All that stands in the files of a database: the file itself and its log."""
    files = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def canaries_in(path: Path) -> set[str]:
    """Every canary that stands readable in the files of a database."""
    return {match.group() for match in CANARY.finditer(content_of(path).decode("latin-1"))}


async def sealed_in(work: UnitOfWork, query: str, number: int) -> bytes:
    """The sealed value that a query finds."""
    row = await work._connection.row(query, (number,))
    assert row is not None
    assert isinstance(row["sealed"], bytes)
    return row["sealed"]


def check_that_it_opens(work: UnitOfWork, known: Known, words: bytes, person: bytes, *, opens: bool) -> None:
    """What was sealed of a case and of its reporter, with today's keys."""
    if not opens:
        with pytest.raises((CryptoError, KeyDestroyed)):
            work.vault.unseal_for_case(known.case_id, words)
        with pytest.raises((CryptoError, KeyDestroyed)):
            open_account(work.vault.ring, known.reporter, person)
        return
    assert open_account(work.vault.ring, known.reporter, person).name == "KANARA-villager"
    assert canary("words", known.number).encode() in work.vault.unseal_for_case(known.case_id, words)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One town every day; twenty, with 5,000 cases in all, with `--long`."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(5, 25 if metafunc.config.getoption("--long") else 6))


async def test_every_message_goes_only_to_whom_it_may(
    office: Office, tmp_path: Path, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    """Random lives of cases, every message looked at; then logs, events, database, backup, and the audit."""
    caplog.set_level(logging.DEBUG)
    # What SQLite's driver says at this level is switched off by the program as well.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)
    wanted = IN_A_LONG_TOWN if request.config.getoption("--long") else CASES
    life = await a_life(office, seed)
    with capture_logs() as lines:
        await live(life, wanted)
        office.clock.forward(days=2)
        await life.run_due()
        told = await verify_in(office.database, None)
    note_counts(request.config, life)
    assert life.leaks == []
    assert told["well"]
    # By chance one of them may be missing in one town, not more.
    assert len(STEPS - set(life.done)) <= 1
    assert set(life.seen) >= FIELDS_SEEN
    assert life.helper_saw > 20
    assert life.messages > 5 * wanted
    assert life.found > wanted
    assert life.documents["meeting_agenda"] >= {"words", "number"}
    assert life.documents["county_report"] >= {"words", "number"}
    assert CANARY.findall(repr(lines) + caplog.text + repr(told)) == []
    await back_up(office.database, tmp_path / "copy.sqlite")
    receipts = [each.receipt.replace(" ", "") for each in life.known.values() if each.receipt]
    assert receipts
    for path in (office.database.path, tmp_path / "copy.sqlite"):
        assert canaries_in(path) == set()
        assert persons_in(content_of(path), life.accounts()) == set()
        content = path.read_bytes().decode("latin-1")
        assert not [digits for digits in receipts if digits in content]
    async with office.at_work() as work:
        events = await work._connection.rows("SELECT detail FROM event")
    assert len(events) > wanted
    assert CANARY.findall(repr([row["detail"] for row in events])) == []


async def test_whatever_is_erased_is_in_no_file_and_an_older_copy_does_not_open(
    office: Office, tmp_path: Path, clock: HandClock, storage_keys: StorageKeys
) -> None:
    """Not in the database, its log or a backup made since; one from before is sealed for good, but for what is kept."""
    life = await a_life(office, 6)
    incidents = {}
    for number in range(30):
        await life.file(number)
        incidents[number] = await life.make_case_of_incident(life.known[number])
    await life.deliver()
    sealed, persons = {}, {}
    async with office.at_work() as work:
        for known in life.known.values():
            sealed[known.number] = await sealed_in(work, "SELECT sealed FROM entry WHERE matter_id = ?", known.case_id)
            persons[known.number] = await sealed_in(work, "SELECT sealed FROM person WHERE id = ?", known.reporter)
    await back_up(office.database, tmp_path / "before.sqlite")
    gone = [known for known in life.known.values() if known.number % 2 and known.receipt is None]
    for known in gone:
        async with office.at_work() as work:
            case = await work.cases.get(known.case_id)
            assert case is not None
            await life.withdraw_surely(work, case)
        async with office.at_work() as work:
            case = await work.cases.get(known.case_id)
            assert case is not None
            assert await life.do_forget(work, case, known)
    await life.deliver()
    async with office.at_work() as work:
        await purge(work)
    await destroy_doomed(office.database)
    assert life.leaks == []
    await back_up(office.database, tmp_path / "after.sqlite")
    async with office.at_work() as work:
        for known in life.known.values():
            check_that_it_opens(work, known, sealed[known.number], persons[known.number], opens=known not in gone)
    for name in ("before.sqlite", "after.sqlite"):
        assert canaries_in(tmp_path / name) == set()
        assert persons_in(content_of(tmp_path / name), life.accounts()) == set()
    after = (tmp_path / "after.sqlite").read_bytes()
    assert not [known.number for known in gone if sealed[known.number] in after or persons[known.number] in after]
    before = (tmp_path / "before.sqlite").read_bytes()
    assert all(sealed[known.number] in before for known in gone)

    put_back = await Database.open(tmp_path / "before.sqlite", clock, storage_keys)
    async with put_back.transaction() as work:
        for known in life.known.values():
            entries = await work.entries.of(known.case_id)
            assert bool(entries) is (known not in gone)
            person = await work.people.by_id(known.reporter)
            assert person is not None
            assert bool(person.telegram_id) is (known not in gone)
            incident = await work.incidents.get(incidents[known.number])
            assert bool(incident and incident.text) is (known not in gone)
            assert (await work.vault.identity_of(known.case_id) is None) is (known in gone or known.receipt is not None)
    await put_back.close()


async def test_made_documents_hold_only_what_their_reader_may_have(office: Office) -> None:
    """The agreement, the report to the county, and what is kept about oneself."""
    life = await a_life(office, 7)
    for number in range(60):
        await life.live(number)
    renderer = Renderer(Catalogue.load(), township().time_zone, b"k" * 32)
    making = Making(office.database, office.rules, renderer)
    looked: dict[str, set[str]] = {}
    for known in life.known.values():
        async with office.at_work() as work:
            papers = await work._connection.rows("SELECT id FROM agreement WHERE matter_id = ?", (known.case_id,))
        mediators = sorted(life.may_have("party", known))
        wanted = [(f"{MadeDocument.AGREEMENT}:{integer(row['id'])}", person) for row in papers for person in mediators]
        wanted += [(f"{MadeDocument.COUNTY_REPORT}:{known.case_id}:{office.director}", office.director)]
        wanted += [(f"{MadeDocument.ABOUT_ME}:{known.reporter}", known.reporter)]
        for name, reader in wanted:
            try:
                made = await making.make(name, Language.ZH_HANS, reader)
            except ValueError:
                assert reader not in life.in_sight(known) or known.erased
                continue
            text = words_of(made.content)
            fields = looked.setdefault(name.partition(":")[0], set())
            for field, written in CANARY.findall(text):
                fields.add(field)
                other = life.known[int(written)]
                assert reader in life.may_have(field, other), (name, field)
                assert name.startswith("about_me") or field not in {"name", "contact"}, (name, field)
    # Nothing found in a file that cannot be read would prove nothing.
    assert looked["agreement"] >= {"party", "promise", "facts"}
    assert looked["county_report"] >= {"words", "progress"}
    assert looked["about_me"] >= {"name", "contact", "words"}


async def test_nothing_private_is_taken_for_a_group(office: Office) -> None:
    """The outbox refuses it, whatever it says."""
    message = Message(lines=(phrase("card-text", text=canary("words", 1)),))
    with pytest.raises(ValueError, match="group"):
        async with office.at_work() as work:
            await work.outbox.put(Outgoing(ToGroup(-5), Lane.REPLY, message))


async def a_group_hears_of(life: TownLife, number: str) -> None:
    """As by a program that says of something private that it is for everybody."""
    async with life.office.at_work() as work:
        message = Message(lines=(phrase("card-text", text=f"{canary('words', 0)} {number}"),))
        await work.outbox.put(Outgoing(ToGroup(-5), Lane.REPLY, message, private=False))
    await life.deliver()


ASKED_NOWHERE: tuple[tuple[str, object, str], ...] = (
    ("documents.meeting_agenda.may", True, "meeting_agenda"),
    ("actions.screening.may", True, "round-closed"),
    ("actions.search_cases.may", True, "by number"),
    ("actions.search_cases.may_read_entry", True, "searched"),
    # A notice is looked at twice: when it is written, and before it goes out.
    ("domain.recipients.excluded_by", frozenset(), "headline-new"),
    ("actions.worth_sending.may", True, "headline-new"),
)
"""Questions who may know, what would be answered if everybody might, and where what comes of it is found."""


async def test_places_that_ask_nobody_are_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: where one of the questions who may know is answered as if everybody might, the looking finds it."""

    def answered_with(answer: object) -> Callable[..., object]:
        return lambda *_of, **_how: answer

    for place, answer, _found_in in ASKED_NOWHERE:
        monkeypatch.setattr(place, answered_with(answer))
    life = await a_life(office, 5)
    wanted = {found_in for _place, _answer, found_in in ASKED_NOWHERE}
    # What there is to be found comes about by chance; most of it soon.
    for first in range(0, 420, 21):
        await live(life, 21, first)
        if {phrase for leak in life.leaks for phrase in leak.phrases} >= wanted:
            break
    assert {phrase for leak in life.leaks for phrase in leak.phrases} >= wanted


async def test_each_kind_of_leak_is_found(office: Office, tmp_path: Path) -> None:
    """Controls: for every field a message to somebody who may not have it; a line in the log, an event, the file."""
    life = await a_life(office, 8)
    await life.file(0)
    await life.deliver()
    stranger, _account = await life.villager("路人")
    fields = (*FIELDS_SEEN, "typed", "partycontact", "facts", "paper")
    for name in fields:
        async with office.at_work() as work:
            message = Message(lines=(phrase("card-text", text=canary(name, 0)),))
            await work.outbox.put(Outgoing(ToPerson(stranger), Lane.REPLY, message))
        await life.deliver()
    assert [leak.name for leak in life.leaks] == list(fields)
    await a_group_hears_of(life, next(iter(life.by_number)))
    assert [(leak.name, leak.person) for leak in life.leaks[len(fields) :]] == [("words", 0), ("number", 0)]
    with capture_logs() as lines:
        structlog.get_logger("control").warning("a line", text=canary("words", 0))
    assert CANARY.findall(repr(lines)) == [("words", "00000")]
    async with office.at_work() as work:
        await work._connection.execute("UPDATE person SET unit = ? WHERE id = ?", (canary("name", 0), stranger))
        first, second = life.accounts()[:2]
        await work._connection.execute("UPDATE person SET welcomed_at = ? WHERE id = ?", (first, stranger))
        await work._connection.execute(
            "UPDATE person SET unit = ? WHERE id = ?", (f"{person_called('head')} {second}", office.head)
        )
    await back_up(office.database, tmp_path / "copy.sqlite")
    for path in (office.database.path, tmp_path / "copy.sqlite"):
        assert canaries_in(path) == {canary("name", 0)}
        assert persons_in(content_of(path), life.accounts()) == {person_called("head"), str(first), str(second)}
