"""Every day the head of the log goes to people who keep it."""

from __future__ import annotations

from actions.send_audit_head import send_audit_head
from bot.auditing import verify_in
from domain.events import EventKind
from domain.head_codes import read_head_code
from domain.messages import Live
from domain.words import Role
from tests.actions.office import Office


async def test_the_director_and_the_oversight_get_the_code(office: Office) -> None:
    """And it is the one that the log answers to, today and later."""
    await office.file()
    await office.told()
    async with office.at_work() as work:
        await send_audit_head(work, office.rules, "")
    told = await office.told()
    assert sorted(each.person_id for each in told) == sorted([office.director, office.oversight])
    code = told[0].line("audit-head").values["code"]
    assert isinstance(code, Live)
    await office.file()
    noted = read_head_code(code.text)
    assert noted is not None
    assert (await verify_in(office.database, noted))["well"]


async def test_one_alone_is_an_alarm(office: Office) -> None:
    """Whoever could change the log could be that one."""
    async with office.at_work() as work:
        await work.people.end(office.oversight, Role.OVERSIGHT, office.rules.township.centre.code)
        await send_audit_head(work, office.rules, "")
        events = await work.events.beside_cases(0, 100)
    assert events[-1].kind is EventKind.HEAD_SENT
    assert ("alarm-audit-head",) in [each.phrases for each in await office.told_to(office.admin)]
