"""Equipment on a shift: what is missing at its end."""

from __future__ import annotations

from actions.move_equipment import bring_back, still_out, take_out, tell_of_missing_equipment
from tests.actions.office import Office
from tests.actions.running_shift import a_running_shift


async def test_the_lead_hears_once_what_did_not_come_back(office: Office) -> None:
    """What was brought back is not named, and asking twice says it once."""
    running = await a_running_shift(office)
    async with office.at_work() as work:
        for code in ("vest", "torch", "motorcycle"):
            assert await take_out(work, running.caller, code)
        assert await bring_back(work, running.caller, "vest")
        missing = await tell_of_missing_equipment(work, office.rules, running.caller)
        await tell_of_missing_equipment(work, office.rules, running.caller)
    assert [each.code for each in missing] == ["torch", "motorcycle"]
    (told,) = await office.told()
    assert told.person_id == office.lead
    assert told.phrases == ("equipment-missing", "equipment-missing-thing", "equipment-missing-thing")


async def test_nothing_is_said_when_everything_is_back(office: Office) -> None:
    """Also for who took nothing."""
    running = await a_running_shift(office)
    async with office.at_work() as work:
        assert await take_out(work, running.mate, "vest")
        assert await bring_back(work, running.mate, "vest")
        assert await tell_of_missing_equipment(work, office.rules, running.mate) == ()
        assert await tell_of_missing_equipment(work, office.rules, running.caller) == ()
        assert await still_out(work, office.rules, running.mate) == ()
    assert await office.told() == []


async def test_the_lead_who_did_not_bring_something_back_does_not_report_to_themselves(office: Office) -> None:
    """The next one up hears of it."""
    running = await a_running_shift(office)
    async with office.at_work() as work:
        assert await take_out(work, running.lead, "vest")
        await tell_of_missing_equipment(work, office.rules, running.lead)
    (told,) = await office.told()
    assert told.person_id == office.head
