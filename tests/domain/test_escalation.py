"""What the clocks ask for, told as the product tells it: who is told what, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from domain.cases import Case, KnownAs, Step
from domain.deadlines import DeadlineKind
from domain.escalation import PlannedStep, StepKind, next_step, steps_to_run
from domain.township import Township
from domain.words import CaseKind, Level, Recipient
from tests.domain.samples import DAY, HOUR, MINUTE, MONDAY, after, at, calendar, chased, filed, shown, township

HANDLER, HEAD, STAFF, DIRECTOR = (
    Recipient.HANDLER,
    Recipient.VILLAGE_HEAD,
    Recipient.CENTRE_STAFF,
    Recipient.DIRECTOR,
)


def run(case: Case, now: int, of: Township | None = None) -> tuple[PlannedStep, ...]:
    """The steps that are due by now."""
    return steps_to_run(case, of or township(), calendar(), now)


def coming(case: Case) -> PlannedStep:
    """The next step, which must exist."""
    step = next_step(case, township(), calendar())
    assert step is not None
    return step


def told(case: Case, until: int) -> list[str]:
    """Everything the clocks ask for until a moment if nobody does anything: when, what, to whom."""
    lines = []
    step = coming(case)
    while step.at <= until:
        due = run(case, step.at)
        assert due, "the clocks asked to be woken for nothing"
        for each in due:
            lines.append(f"{shown(each.at)} {each.name} {each.deadline or '-'}: {', '.join(each.tell)}")
            if each.moves_to is Level.TOWN and case.level is Level.VILLAGE:
                case = after(case, (Step.ESCALATE, each.at))
        case = chased(case, step.at)
        step = coming(case)
    return lines


def test_a_dispute_that_nobody_accepts_goes_up_step_by_step() -> None:
    """Before the deadline the handler; at it the head too; a day later the centre; after three days the director."""
    assert told(filed(at("2026-03-02 10:00")), until=at("2026-04-20 00:00")) == [
        "2026-03-03 06:00 remind accept: handler",
        "2026-03-03 10:00 due accept: handler, village_head",
        "2026-03-04 10:00 to_centre accept: centre_staff, handler, village_head",
        "2026-03-06 10:00 to_director accept: director",
        "2026-03-13 10:00 again accept: handler, director",
        "2026-03-20 10:00 again accept: handler, director",
        "2026-03-27 10:00 again accept: handler, director",
        "2026-03-29 10:00 remind settle: handler",
        "2026-04-01 10:00 due settle: handler, village_head",
        "2026-04-02 10:00 to_centre settle: centre_staff, handler, village_head",
        "2026-04-04 10:00 to_director settle: director",
        "2026-04-11 10:00 again settle: handler, director",
        "2026-04-18 10:00 again settle: handler, director",
    ]


def test_a_dispute_that_the_village_does_not_settle_is_the_towns_on_the_fifteenth_day() -> None:
    """Settled within 30 days: 15 in the village, then the town; then chased every week until it is."""
    case = after(filed(at("2026-03-02 10:00")), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + 2 * HOUR))
    assert told(case, until=at("2026-04-20 00:00")) == [
        "2026-03-15 10:00 remind settle_village: handler",
        "2026-03-17 10:00 to_centre settle_village: handler, village_head, centre_staff",
        "2026-03-29 10:00 remind settle: handler",
        "2026-04-01 10:00 due settle: handler, village_head",
        "2026-04-02 10:00 to_centre settle: centre_staff, handler, village_head",
        "2026-04-04 10:00 to_director settle: director",
        "2026-04-11 10:00 again settle: handler, director",
        "2026-04-18 10:00 again settle: handler, director",
    ]


def test_only_the_director_is_asked_to_put_a_case_under_supervision() -> None:
    """Supervision is proposed 72 h after a deadline, and nowhere before."""
    steps = run(filed(), MONDAY + 5 * DAY)
    assert [step.name for step in steps if step.proposes_supervision] == ["to_director"]
    assert [step.moves_to for step in steps] == [None, Level.TOWN, None]


def test_who_accepts_in_time_is_not_reminded() -> None:
    """The clocks ask for nothing that was done."""
    case = after(filed(), (Step.ACCEPT, MONDAY + 19 * HOUR), (Step.LOG_PROGRESS, MONDAY + 19 * HOUR))
    assert run(case, MONDAY + 10 * DAY) == ()


def test_who_accepts_late_is_not_told_of_what_was_before_them() -> None:
    """A handler who takes a ten days old case hears nothing at once of a first action that was due long ago."""
    old = chased(filed(level=Level.TOWN), MONDAY + 4 * DAY)
    case = after(old, (Step.ACCEPT, MONDAY + 10 * DAY))
    assert run(case, MONDAY + 10 * DAY) == ()
    assert coming(case).kind is StepKind.AGAIN
    assert coming(case).deadline is DeadlineKind.FIRST_ACTION
    assert coming(case).at == MONDAY + 13 * DAY


def test_a_reminder_comes_as_long_before_a_deadline_as_the_deadline_asks() -> None:
    """Four hours for a day, two days for the village's time, three for all of it, one for closing."""
    before = {
        DeadlineKind.ACCEPT: 4 * HOUR,
        DeadlineKind.SETTLE_VILLAGE: 2 * DAY,
        DeadlineKind.SETTLE: 3 * DAY,
        DeadlineKind.CLOSE: DAY,
    }
    settled = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.SETTLE, MONDAY + HOUR))
    moments = [MONDAY + 20 * HOUR, MONDAY + 13 * DAY, MONDAY + 27 * DAY, MONDAY + HOUR + 6 * DAY]
    for case, moment in zip([filed()] * 3 + [settled], moments, strict=True):
        [step] = [step for step in run(chased(case, moment - 1), moment) if step.reminds]
        assert step.deadline is not None
        assert step.deadline_at == step.at + before[step.deadline]


def test_after_an_outage_a_stale_reminder_is_left_out_and_the_rest_is_made_up_in_order() -> None:
    """Three days of silence: no "4 hours left", but everything that was promised, once."""
    steps = run(filed(), MONDAY + 4 * DAY)
    assert [step.name for step in steps] == ["due", "to_centre", "to_director"]
    assert run(chased(filed(), MONDAY + 4 * DAY), MONDAY + 4 * DAY) == ()


def test_after_a_long_outage_the_village_loses_a_case_once() -> None:
    """What the missed acceptance made the town's is not taken from the village a second time on the fifteenth day."""
    steps = run(filed(), MONDAY + 20 * DAY)
    assert [step.deadline for step in steps if step.moves_to] == [DeadlineKind.ACCEPT]
    assert [step.name for step in steps] == ["due", "to_centre", "to_director", "again"]


def test_an_urgent_case_goes_down_the_ladder_every_fifteen_minutes_until_somebody_has_seen_it() -> None:
    """Acknowledged by a named person within 15 minutes, else the next on the list, until someone does."""
    case = filed(urgent=True)
    ladder = township().urgent.ladder
    for turn in range(1, 7):
        step = coming(case)
        assert (step.kind, step.at, step.name) == (StepKind.URGENT_RUNG, MONDAY + turn * 15 * MINUTE, str(turn))
        assert step.tell == ladder[turn % len(ladder)]
        assert run(case, step.at) == (step,)
        case = chased(case, step.at)
    seen = after(case, (Step.ACKNOWLEDGE, MONDAY + 2 * HOUR))
    assert coming(seen).kind is StepKind.DEADLINE_STEP


def test_after_an_outage_one_rung_is_told_and_not_all_that_were_missed() -> None:
    """An hour of silence: whoever is next is told now, and the others are not told six times."""
    steps = run(filed(urgent=True), MONDAY + 50 * MINUTE)
    assert [step.name for step in steps] == ["3"]


def test_the_chase_tells_the_director_too_once_the_date_for_the_reply_has_passed() -> None:
    """Until then the handler alone; the reply date ends with the supervision's answer."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    case = replace(chased(case, at("2026-03-03 12:00")), supervision_reply_by=at("2026-03-05 12:00"))
    case = after(case, (Step.SUPERVISE, at("2026-03-03 12:00")))
    told = []
    for _morning in range(3):
        step = coming(case)
        assert step.kind is StepKind.SUPERVISION_CHASE
        told.append((shown(step.at), step.tell))
        case = chased(case, step.at)
    assert told == [
        ("2026-03-04 08:30", (HANDLER,)),
        ("2026-03-05 08:30", (HANDLER,)),
        ("2026-03-06 08:30", (HANDLER, Recipient.DIRECTOR)),
    ]


def test_a_supervised_case_is_chased_every_morning_until_it_is_answered() -> None:
    """At 08:30 of each day after; the weekly repetition waits until then."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    case = after(chased(case, at("2026-04-10 12:00")), (Step.SUPERVISE, at("2026-04-12 09:00")))
    mornings = []
    for _morning in range(3):
        step = coming(case)
        assert (step.kind, step.tell) == (StepKind.SUPERVISION_CHASE, (HANDLER,))
        mornings.append(shown(step.at))
        case = chased(case, step.at)
    assert mornings == ["2026-04-13 08:30", "2026-04-14 08:30", "2026-04-15 08:30"]
    answered = after(case, (Step.LOG_PROGRESS, at("2026-04-15 11:00")))
    assert (coming(answered).kind, shown(coming(answered).at)) == (StepKind.AGAIN, "2026-04-18 10:00")


def test_what_was_not_said_again_during_a_supervision_is_not_made_up_after_its_answer() -> None:
    """Who answers at noon is not told at once that they were late at ten."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    case = after(chased(case, at("2026-04-10 08:30")), (Step.SUPERVISE, at("2026-04-11 09:00")))
    answered = after(case, (Step.LOG_PROGRESS, at("2026-04-11 12:00")))
    assert run(answered, at("2026-04-11 12:00")) == ()
    assert shown(coming(answered).at) == "2026-04-18 10:00"


def test_what_was_not_said_again_during_a_supervision_is_not_made_up_after_it_was_lifted() -> None:
    """The director ends it unanswered at noon: that nobody was reminded at ten is not made up for."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    case = after(chased(case, at("2026-04-10 08:30")), (Step.SUPERVISE, at("2026-04-11 09:00")))
    lifted = after(case, (Step.LIFT, at("2026-04-11 12:00")))
    assert run(lifted, at("2026-04-11 12:00")) == ()
    assert shown(coming(lifted).at) == "2026-04-18 10:00"


def test_a_week_of_mornings_missed_in_an_outage_is_one_chase() -> None:
    """The last one."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    case = after(case, (Step.SUPERVISE, at("2026-03-03 09:00")))
    steps = run(case, at("2026-03-10 08:29"))
    assert [(step.kind, shown(step.at)) for step in steps] == [(StepKind.SUPERVISION_CHASE, "2026-03-09 08:30")]


def test_a_supervision_does_not_reach_back_to_the_morning_before_it() -> None:
    """Nothing was due on the mornings before the director spoke, however long no step was run."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    case = after(case, (Step.SUPERVISE, at("2026-03-06 09:00")))
    assert run(case, at("2026-03-06 09:00")) == ()
    assert shown(coming(case).at) == "2026-03-07 08:30"


def test_the_chase_keeps_the_townships_own_time() -> None:
    """A township that begins at seven chases at seven."""
    early = township().changed(supervision=township().supervision.changed(chase_at=time(7)))
    case = after(
        filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR), (Step.SUPERVISE, MONDAY + HOUR)
    )
    assert [shown(step.at) for step in run(case, at("2026-03-03 23:00"), early)] == ["2026-03-03 07:00"]


def test_the_parties_are_asked_seven_and_thirty_days_after_closing() -> None:
    """Follow-up with the parties; then there is nothing left to do."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.CLOSE, at("2026-03-10 10:00")))
    first = coming(case)
    assert (first.kind, first.tell, shown(first.at)) == (
        StepKind.FOLLOW_UP,
        (Recipient.REPORTER,),
        "2026-03-17 10:00",
    )
    second = coming(chased(case, first.at))
    assert shown(second.at) == "2026-04-09 10:00"
    assert next_step(chased(case, second.at), township(), calendar()) is None


def test_whoever_left_no_way_back_is_not_followed_up() -> None:
    """An unlinked tip has a receipt and nobody to ask."""
    tip = filed(kind=CaseKind.TIP, known_as=KnownAs.UNLINKED)
    closed = after(tip, (Step.ACCEPT, MONDAY + HOUR), (Step.CLOSE, MONDAY + DAY))
    assert next_step(closed, township(), calendar()) is None


def test_a_withdrawn_case_asks_for_nothing() -> None:
    """Not even what was due before."""
    withdrawn = after(filed(urgent=True), (Step.WITHDRAW, MONDAY + HOUR))
    assert next_step(withdrawn, township(), calendar()) is None
    assert run(withdrawn, MONDAY + 90 * DAY) == ()


def test_an_extension_takes_the_chase_back_until_the_new_end() -> None:
    """What was late in March is not late any more, and is again in May."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + HOUR))
    late = chased(after(case, (Step.ESCALATE, MONDAY + 15 * DAY)), at("2026-04-05 12:00"))
    assert coming(late).kind is StepKind.AGAIN
    extended = after(late, (Step.EXTEND, at("2026-04-05 13:00")))
    assert (coming(extended).name, shown(coming(extended).at)) == ("remind", "2026-05-03 10:00")


@pytest.mark.parametrize("level", [Level.TOWN, Level.COUNTY])
def test_a_step_that_moves_a_case_still_tells_when_it_has_come_as_far(level: Level) -> None:
    """The centre hears of its own late cases too."""
    steps = run(filed(level=level), MONDAY + 2 * DAY)
    assert [(step.name, step.tell) for step in steps if step.name == "to_centre"] == [
        ("to_centre", (STAFF, HANDLER, HEAD))
    ]
