"""What is answered to each form about a case so that it can be sent, and what has to be so before it makes sense."""

from __future__ import annotations

import contextlib

from actions.ask_reporter import ask_reporter
from actions.draft_agreement import draft_agreement
from actions.supervise_case import supervise_case
from domain.case_forms import ANSWER, assignees
from domain.centre_forms import LIFT, PICKED
from domain.forms import TEXTS, Answers
from domain.mediation import Side
from domain.mediation_forms import ASKED_AT, SIGN
from domain.meeting_forms import KEEP, MEETING, NO_DATE
from domain.opening_form import OPENING
from domain.refusals import Refusal
from domain.words import Language, Role
from storage.agreements import PromisedWords
from storage.unit_of_work import UnitOfWork
from tests.handlers.desk import Finished
from tests.handlers.office_of_all import DEPARTMENT, OfficeOfAll, Stood

DAY = "2026-09-30"
WORDS_ALONE: Answers = {TEXTS: ["写几句"]}
"""Of a form that asks for words and nothing else."""


async def form_about(office: OfficeOfAll, stood: Stood, form: str) -> Finished:
    """A form about somebody's case, answered to the end."""
    async with office.desk.database.transaction() as work:
        now = work.now
        named = await work.conflicts.of(stood.case.id)
        able = assignees(stood.case, await work.people.holders(), named)
    person = next((str(each.person_id) for each in able if each.person_id != stood.person_id), "0")
    categories = office.desk.rules.township.categories
    category = next(each for each in categories if each.kind is stood.case.kind and each.code != stood.case.category)
    kind: Answers = {"kind": category.kind.value, "category": category.code}
    written: dict[str, Answers] = {
        "close": {**WORDS_ALONE, "outcome": "done"},
        "extend": {"consent": "spoken"},
        "assign": {"person": person},
        "opening": {**WORDS_ALONE, "why": "talk"},
        "mediation_party": {"side": "a", "name": "丙方", "minor": "no", "agrees": "no"},
        "mediation_joint": {"person": str(office.asker)},
        "mediation_appoint": {ASKED_AT: now, "day": DAY, "time": "0900", "place": "村委会"},
        "mediation_stop": {**WORDS_ALONE, "reason": "other"},
        "mediation_agree": {"facts": "事情经过", "by1": "a", "what1": "修好墙", "when1": DAY},
        "mediation_sign": {**WORDS_ALONE, "signed_on": "2026-09-28"},
        "mediation_other": {"word": "明天吧"},
        "route": {"leading": DEPARTMENT},
        "kind_of_case": kind,
        "merge": {"other": office.main.number},
        "link": {"other": office.main.number},
        "split": {**WORDS_ALONE, **kind},
        "supervise": {"days": "3"},
        "decision": {**WORDS_ALONE, MEETING: stood.meeting, "leading": KEEP, "days": NO_DATE},
        "bulk": {**WORDS_ALONE, PICKED: [stood.case.id], "do": "close", "pile": "all", "unit": "all", "page": 0},
    }
    subjects = {
        "bulk": "",
        "mediation_other": f"{stood.case.id}.{stood.party if stood.seat.value == 'party' else 0}.{stood.appointment}",
    }
    before = {LIFT: _supervised, ANSWER: _asked, SIGN: _drafted, OPENING: _kept}.get(form)

    async def made_so(work: UnitOfWork) -> None:
        if before is not None:
            with contextlib.suppress(Refusal):
                await before(work, office, stood)

    return Finished(form, subjects.get(form, str(stood.case.id)), written.get(form, WORDS_ALONE), made_so)


async def _supervised(work: UnitOfWork, office: OfficeOfAll, stood: Stood) -> None:
    await supervise_case(work, office.desk.rules, stood.case, office.asker)


async def _asked(work: UnitOfWork, office: OfficeOfAll, stood: Stood) -> None:
    if stood.case.handler_id is not None:
        await ask_reporter(work, office.desk.rules, stood.case, stood.case.handler_id, "什么时候？", ())


async def _drafted(work: UnitOfWork, office: OfficeOfAll, stood: Stood) -> None:
    if stood.case.handler_id is not None:
        promised = [PromisedWords(Side.A, work.now + 86_400_000, "修好墙")]
        await draft_agreement(work, office.desk.rules, stood.case, "事情经过", promised, stood.case.handler_id)


async def _kept(work: UnitOfWork, office: OfficeOfAll, _stood: Stood) -> None:
    """Also of what the director asks for there is somebody who can say the second word."""
    for number, role in enumerate((Role.IDENTITY_OFFICER, Role.OVERSIGHT)):
        keeper = await work.people.meet(999_500 + number, "管名字的", Language.ZH_HANS)
        await work.people.grant(keeper.id, role, office.centre)
