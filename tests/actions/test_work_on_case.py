"""Dealing with a case: progress, questions both ways, settling, closing, more time."""

from __future__ import annotations

import pytest

from actions.accept_case import accept_case
from actions.answer_question import answer_question
from actions.ask_reporter import ask_reporter
from actions.close_case import close_case
from actions.extend_case import extend_case
from actions.log_progress import log_progress
from actions.settle_case import settle_case
from actions.supervise_case import supervise_case
from domain.cases import Case, CaseState, KnownAs
from domain.made_documents import relayed
from domain.messages import Attachment, AttachmentKind
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind
from storage.entries import EntryKind
from tests.actions.office import Office

PHOTO = Attachment(kind=AttachmentKind.PHOTO, file_id="photo-1")
LONG = "双方在村部坐下来谈了一个下午。\n" * 400


async def accepted(office: Office, known_as: KnownAs = KnownAs.CONFIDENTIAL) -> Case:
    """A case that the mediator has accepted, with everything about that already told."""
    kind = CaseKind.TIP if known_as is KnownAs.UNLINKED else CaseKind.DISPUTE
    case = await office.file(known_as=known_as, kind=kind)
    await office.told()
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, office.mediator)
    await office.told()
    return taken


async def test_progress_reaches_the_reporter_with_its_pictures(office: Office) -> None:
    """Words and attachments are passed on, and it counts as the first action."""
    case = await accepted(office)
    async with office.at_work() as work:
        changed = await log_progress(work, office.rules, case, office.mediator, "去看过了", (PHOTO,))
    assert changed.state is CaseState.IN_PROGRESS
    assert changed.first_action_at == office.clock.at
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("told-progress", "told-words")
    assert told.line("told-words").values == {"text": "去看过了"}
    # The picture is made anew on its way.
    assert told.message.attachments == (relayed(PHOTO),)


async def test_progress_without_words_points_to_what_is_attached(office: Office) -> None:
    """A voice message alone is enough."""
    case = await accepted(office)
    async with office.at_work() as work:
        await log_progress(work, office.rules, case, office.mediator, "", (PHOTO,))
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("told-progress", "told-attached")


async def test_a_long_text_reaches_the_reporter_whole(office: Office) -> None:
    """In several messages, in order, the attachments with the last."""
    case = await accepted(office)
    async with office.at_work() as work:
        await log_progress(work, office.rules, case, office.mediator, LONG, (PHOTO,))
    told = await office.told_to(office.li)
    assert len(told) > 1
    written = "\n".join(str(each.line("told-words").values["text"]) for each in told)
    assert written == LONG.strip()
    assert [len(each.message.attachments) for each in told] == [0] * (len(told) - 1) + [1]


async def test_the_same_words_twice_are_told_twice(office: Office) -> None:
    """What happens a second time at the same instant is no copy of the first."""
    case = await accepted(office)
    async with office.at_work() as work:
        changed = await log_progress(work, office.rules, case, office.mediator, "去看过了", ())
        await log_progress(work, office.rules, changed, office.mediator, "去看过了", ())
    assert len(await office.told_to(office.li)) == 2


async def test_a_question_goes_to_the_reporter_without_the_askers_name(office: Office) -> None:
    """It has a button to answer by, and others see that something was done."""
    case = await accepted(office)
    async with office.at_work() as work:
        await ask_reporter(work, office.rules, case, office.mediator, "几点叫？", ())
    told = await office.told()
    (question,) = [each for each in told if each.person_id == office.li]
    assert '"mediator"' not in question.values
    assert [(button.act, button.subject) for row in question.message.buttons for button in row] == [
        ("m-answer", str(case.id))
    ]
    (card,) = [each for each in told if each.person_id == office.second]
    assert "card-state-in-progress" in card.phrases


async def test_an_answer_reaches_the_handler_and_nobody_else_and_names_nobody(office: Office) -> None:
    """Above the card it says that the reporter answered; the reporter is a pseudonym."""
    case = await accepted(office)
    async with office.at_work() as work:
        asked = await ask_reporter(work, office.rules, case, office.mediator, "几点叫？", ())
    await office.told()
    async with office.at_work() as work:
        await answer_question(work, office.rules, asked, "半夜两点", (PHOTO,))
    told = await office.told()
    assert [each.person_id for each in told] == [office.mediator]
    assert told[0].phrases[0] == "headline-answered"
    assert "半夜两点" in told[0].values
    assert "李春禾" not in told[0].values
    assert case.pseudonym in told[0].values


async def test_nobody_can_be_asked_about_an_unlinked_tip(office: Office) -> None:
    """There is no way back, and nothing is written down as asked."""
    case = await accepted(office, KnownAs.UNLINKED)
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await ask_reporter(work, office.rules, case, office.mediator, "几点？", ())
    assert refused.value.code is RefusalCode.NO_WAY_BACK
    async with office.at_work() as work:
        assert [entry.kind for entry in await work.entries.of(case.id)] == [EntryKind.REPORT]


async def test_an_unlinked_tip_is_worked_on_in_silence(office: Office) -> None:
    """Whatever is done, no message goes out for its reporter."""
    case = await accepted(office, KnownAs.UNLINKED)
    async with office.at_work() as work:
        changed = await log_progress(work, office.rules, case, office.mediator, "去看过了", ())
        await close_case(work, office.rules, changed, office.mediator, "done", "处理完", ())
    assert await office.told_to(office.li) == []


async def test_settling_and_closing_tell_how_it_ended_and_ask_for_a_rating(office: Office) -> None:
    """With the result come five stars and the way to say that it is not settled, and where else one may turn."""
    case = await accepted(office)
    async with office.at_work() as work:
        settled = await settle_case(work, office.rules, case, office.mediator, "握手言和", ())
    assert settled.state is CaseState.SETTLED
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("told-settled", "told-words")
    async with office.at_work() as work:
        closed = await close_case(work, office.rules, settled, office.mediator, "agreed", "狗换了地方拴", ())
    assert closed.state is CaseState.CLOSED
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("told-closed", "told-words", "told-rate-it")
    acts = [button.act for row in told.message.buttons for button in row]
    assert acts == ["m-rate"] * 5 + ["m-reopen"]


async def test_what_waits_until_morning_is_not_told_when_it_is_night(office: Office) -> None:
    """Progress noted at 23:00 rings at 07:00."""
    case = await accepted(office)
    office.clock.forward(hours=14)
    async with office.at_work() as work:
        await log_progress(work, office.rules, case, office.mediator, "去看过了", ())
    assert await office.told_to(office.li) == []
    office.clock.forward(hours=8)
    assert len(await office.told_to(office.li)) == 1


async def test_more_time_is_given_once(office: Office) -> None:
    """The reporter hears by how much; a second time is refused."""
    case = await accepted(office)
    async with office.at_work() as work:
        extended = await extend_case(work, office.rules, case, office.mediator)
    (told,) = await office.told_to(office.li)
    assert told.phrases == ("told-extended",)
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await extend_case(work, office.rules, extended, office.mediator)
    assert refused.value.code is RefusalCode.ALREADY_EXTENDED


async def test_supervision_rings_at_the_handler_and_the_head_and_progress_answers_it(office: Office) -> None:
    """The director who ordered it is not told; the next progress is the answer."""
    case = await accepted(office)
    async with office.at_work() as work:
        supervised = await supervise_case(work, office.rules, case, office.director)
    told = await office.told()
    ringing = {each.person_id for each in told if each.phrases[0] == "headline-supervised"}
    assert ringing == {office.mediator, office.head}
    assert [each.phrases for each in told if each.person_id == office.li] == [("told-supervised",)]
    async with office.at_work() as work:
        answered = await log_progress(work, office.rules, supervised, office.mediator, "明天去", ())
    assert answered.supervision_answered_at == office.clock.at
