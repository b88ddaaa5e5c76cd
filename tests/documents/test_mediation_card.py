"""Every face of a mediation's card can be shown in every language, and offers what makes sense then and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from documents.mediation_card import (
    MediationView,
    confirmation_card,
    court_card,
    mediation_card,
    mediation_stage,
    parties_card,
    promise_card,
)
from documents.mediation_messages import (
    appointment_message,
    cancelled_message,
    coming_message,
    confirmation_message,
    follow_up_message,
    promise_message,
    quit_message,
)
from domain.cases import Step
from domain.mediation import Agreement, Confirmation, Court, MediationFile, PromiseState, Side
from domain.messages import Message
from domain.words import Language
from storage.parties import Party, PartyWords
from tests.domain.mediation_samples import BEGUN, appointed, mediated, signed
from tests.domain.samples import DAY, HOUR, after, township
from texts.catalogue import Catalogue
from texts.renderer import Renderer

RENDERER = Renderer(Catalogue.load(), "Asia/Shanghai", b"k" * 32)
PARTIES = (
    Party(1, 1, Side.A, True, False, PartyWords(name="李大田", representative="李春禾，母亲", particulars="男，15 岁")),
    Party(2, 1, Side.B, False, True, PartyWords(name="王二水", contact="139", person_id=9)),
)


def view(file: MediationFile | None, *, mediates: bool = True) -> MediationView:
    """What somebody may know of it."""
    case = (file or mediated()).case
    promised = {promise.id: f"第 {promise.id} 件" for promise in file.promises} if file is not None and mediates else {}
    return MediationView(
        case=case,
        file=file,
        mediates=mediates,
        sees_paper=mediates,
        parties=PARTIES if mediates else (),
        sides=tuple(party.side for party in PARTIES),
        joint=((7, "何小满"),),
        sessions=2,
        place="大樟树下" if mediates else None,
        answers={0: True, 2: False},
        promised=promised,
        township=township(),
        now=BEGUN + DAY,
    )


def acts(message: Message) -> set[str]:
    """What its buttons do."""
    return {button.act for row in message.buttons for button in row}


def files() -> Iterator[MediationFile | None]:
    """A mediation in every state that shows."""
    yield None
    yield mediated()
    yield appointed(BEGUN + 3 * DAY)
    yield replace(mediated(), mediation=replace(mediated().mediation, stopped_at=BEGUN))
    yield replace(mediated(), agreement=Agreement(3, 1, 3, BEGUN))
    paper = signed(BEGUN, 3, 4, 5)
    states = (PromiseState.OPEN, PromiseState.KEPT, PromiseState.BROKEN)
    promises = tuple(replace(each, state=state) for each, state in zip(paper.promises, states, strict=True))
    for confirmation in Confirmation:
        yield replace(
            paper,
            promises=promises,
            mediation=replace(paper.mediation, confirmation=confirmation, confirmation_at=BEGUN),
        )
    for court in Court:
        yield replace(paper, mediation=replace(paper.mediation, court=court, court_at=BEGUN))
    yield replace(paper, case=after(paper.case, (Step.SETTLE, BEGUN), (Step.CLOSE, BEGUN)))
    yield replace(paper, case=after(paper.case, (Step.WITHDRAW, BEGUN)))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("mediates", [True, False])
def test_every_face_can_be_shown(language: Language, mediates: bool) -> None:
    """No phrase is missing, none lacks a value, and every button fits."""
    case, appointment = mediated().case, appointed(BEGUN + DAY).appointments[0]
    shown = [mediation_card(view(file, mediates=mediates), own=7) for file in files()]
    for file in files():
        whole = view(file)
        shown += [parties_card(whole), promise_card(whole, 7), confirmation_card(whole), court_card(whole)]
    for party in (0, 999_999):
        for line in ("told-appointment", "told-appointment-day-before", "told-appointment-hour-before"):
            shown.append(appointment_message(line, case, appointment, "村调解室", party))
        shown += [quit_message(case, party, appointment), coming_message(case, appointment, "村调解室", party)]
        shown += [promise_message(case, 7, "退墙", party), follow_up_message(case, party)]
    shown += [cancelled_message(case, appointment), confirmation_message(case, BEGUN)]
    for message in shown:
        assert RENDERER.render(message, language, 2).html


def test_who_does_not_mediate_sees_how_far_it_is_and_no_word() -> None:
    """Counts and days; no name, no place, no promise, and no button but back."""
    for file in files():
        card = mediation_card(view(file, mediates=False))
        text = RENDERER.render(card, Language.ZH_HANS, 2).html
        assert all(word not in text for word in ("李大田", "王二水", "大樟树", "第 7 件"))
        assert acts(card) == {"c-open"}


def test_what_makes_sense_now_is_offered() -> None:
    """From the first party to the court."""
    begun = acts(mediation_card(view(mediated())))
    assert {"d-parties", "d-joint", "d-appoint", "d-session", "d-agree", "d-stop", "d-ask-court"} <= begun
    assert "d-sign" not in begun
    drafted = acts(mediation_card(view(replace(mediated(), agreement=Agreement(3, 1, 3, BEGUN)))))
    assert {"d-document", "d-sign", "d-agree"} <= drafted
    done = acts(mediation_card(view(signed(BEGUN, 3))))
    assert {"d-promise", "d-ask-confirm", "d-document"} <= done
    assert not {"d-appoint", "d-agree", "d-sign", "d-stop"} & done


def test_the_stage_changes_with_whatever_the_buttons_depend_on() -> None:
    """An old card's button answers with today's card."""
    stages = [mediation_stage((file or mediated()).case, file) for file in files()]
    # One whose confirmation and one whose court say "none" stand the same, and so may one of the others by chance.
    assert len(set(stages)) >= len(stages) - 2


def test_after_its_time_nobody_is_told_that_they_may_still_apply() -> None:
    """The line goes with the thirtieth day."""
    late = view(signed(BEGUN))._replace(now=BEGUN + 30 * DAY + HOUR)
    assert "mediation-confirmation-until" not in {line.id for line in mediation_card(late).lines}
    assert "mediation-confirmation-until" in {line.id for line in mediation_card(view(signed(BEGUN))).lines}
