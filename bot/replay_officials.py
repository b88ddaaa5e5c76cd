"""An official of a replay before their phone: buttons of cases and of mediations, and the forms behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.replay_deeds import Deed
from bot.replay_people import flat, is_of
from playground.client import PlaygroundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.replay_people import Labels
    from playground.client import Phone, SeenMessage

QUESTIONS = 16
DONE = "已经上门了解情况，双方都同意按约定办。"
PART = "另一件事也要有人管，单独办。"
PROMISED = "把占去的地方让出来，路面恢复原样。"


class Way(NamedTuple):
    """How a deed is done: the buttons to press one after the other, and what the form behind the last one is called.

    `answers` are buttons that are chosen where they are offered; of other questions the first answer is given. `words` are
    what is typed, one for each question without buttons; then a sentence that always fits.
    """

    buttons: tuple[str, ...]
    form: str = ""
    answers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


MEDIATION = "button-mediation"
PANEL = "button-centre"
WAYS: Mapping[Deed, Way] = {
    Deed.ACKNOWLEDGE: Way(("button-acknowledge",)),
    Deed.ACCEPT: Way(("button-accept",)),
    Deed.PROGRESS: Way(("button-progress",), "progress"),
    Deed.HAND_UP: Way(("button-hand-up",), "hand_up"),
    Deed.SETTLE: Way(("button-settle",), "settle"),
    Deed.CLOSE: Way(("button-close",), "close", ("outcome-agreed",)),
    Deed.DONE: Way(("button-close",), "close", ("outcome-done",)),
    Deed.FAIL: Way(("button-close",), "close", ("outcome-failed",)),
    Deed.REFUSE: Way(("button-close",), "close", ("outcome-refused",)),
    Deed.UNFOUNDED: Way(("button-close",), "close", ("outcome-unfounded",)),
    Deed.EXTEND: Way(("button-extend",), "extend", ("consent-spoken",)),
    Deed.NOT_OURS: Way(("button-close",), "close", ("outcome-not_ours",)),
    Deed.ELSEWHERE: Way(("button-close",), "close", ("outcome-referred",)),
    Deed.CALL_OFF: Way((MEDIATION, "button-mediation-appoint-off")),
    Deed.SESSION: Way((MEDIATION, "button-mediation-session"), "mediation_session"),
    Deed.AGREE: Way(
        (MEDIATION, "button-mediation-agree"),
        "mediation_agree",
        ("side-b", "choice-promise-enough"),
        ("为过道宽窄发生争执。", PROMISED),
    ),
    Deed.KEPT: Way((MEDIATION, "button-promise", "button-promise-kept")),
    Deed.BROKEN: Way((MEDIATION, "button-promise", "button-promise-broken")),
    Deed.APPLY: Way((MEDIATION, "button-mediation-confirm", "confirmation-applied")),
    Deed.CONFIRM: Way((MEDIATION, "button-mediation-confirm", "confirmation-confirmed")),
    Deed.NOT_CONFIRM: Way((MEDIATION, "button-mediation-confirm", "confirmation-refused")),
    Deed.NOT_WANTED: Way((MEDIATION, "button-mediation-confirm", "confirmation-not-wanted")),
    Deed.STOP: Way((MEDIATION, "button-mediation-stop"), "mediation_stop"),
    Deed.COURT: Way((MEDIATION, "button-mediation-court", "court-referred")),
    Deed.JUDGED: Way((MEDIATION, "button-mediation-court", "court-judged")),
    Deed.COURT_MEDIATED: Way((MEDIATION, "button-mediation-court", "court-mediated")),
    Deed.SUIT_BACK: Way((MEDIATION, "button-mediation-court", "court-withdrawn")),
    Deed.NOT_TAKEN: Way((MEDIATION, "button-mediation-court", "court-not-taken")),
    Deed.APART: Way((PANEL, "button-n-apart")),
    Deed.SPLIT: Way((PANEL, "button-n-split"), "split", words=(PART,)),
    Deed.DECLINE: Way((PANEL, "button-n-decline")),
    Deed.PROPOSE: Way((PANEL, "button-n-propose"), "propose"),
    Deed.SUPERVISE: Way((PANEL, "button-n-supervise"), "supervise"),
    Deed.LIFT: Way((PANEL, "button-n-lift"), "lift"),
    Deed.ASK_NAME: Way(("button-open-identity",), "opening"),
    Deed.OPEN_NAME: Way(("button-opening-grant",)),
}
BY_SEARCH = frozenset(WAYS) - {Deed.OPEN_NAME, Deed.ACKNOWLEDGE}
"""What is done from the case's card: it can be looked for where no message in the chat offers it."""


class Official:
    """Somebody who deals with cases by the buttons under their cards."""

    def __init__(self, phone: Phone, labels: Labels, send_labels: Mapping[str, str]) -> None:
        self.phone = phone
        self._labels = labels
        self._send = send_labels

    async def do(self, deed: Deed, number: str) -> bool:
        """Do something with a case; False when no card of theirs offers it now."""
        return await self.go(WAYS[deed], number, search=deed in BY_SEARCH)

    async def go(self, way: Way, number: str, *, search: bool = True) -> bool:
        """Press the buttons of a way and answer its form; False when the case does not offer it now."""
        if not await self._press_all(way.buttons, number):
            if not search or (found := await self._look_up(number)) is None:
                return False
            if not await self._press_in_turn(found, way.buttons):
                return False
        if way.form:
            await self.fill_in(way)
        return True

    async def fill_in(self, way: Way) -> None:
        """Answer a form that is open: what the way says, else the first choice, words, send."""
        send = self._labels.of(self._send[way.form])
        no_answer = {self._labels.of(name) for name in ("button-cancel", "button-skip", "button-back")}
        # An answer is a phrase of the program, or the beginning of a label that has a day in it.
        wanted = [self._labels.of(name) if "-" in name else name for name in way.answers]
        words = iter(way.words)
        for _question in range(QUESTIONS):
            card = await self.newest()
            labels = flat(card)
            if send in labels:
                await self.phone.press_in(card, send)
                return
            answers = [label for label in labels if label not in no_answer]
            fitting = (label for each in wanted for label in answers if label == each or label.startswith(f"{each}（"))
            chosen = next(fitting, answers[0] if answers else None)
            if self._labels.of("button-cancel") not in labels:
                # The form asks nothing more and sends itself.
                return
            if chosen is not None:
                await self.phone.press_in(card, chosen)
            else:
                await self.phone.send(next(words, DONE))
        raise PlaygroundError(f"the form for {way.form} of {self.phone.name} did not end")

    async def newest(self) -> SeenMessage:
        """The newest message with something to press."""
        return next(each for each in reversed(await self.phone.screen()) if each.from_bot and each.buttons)

    async def _press_all(self, buttons: Sequence[str], number: str) -> bool:
        """Press them one after the other, from the newest message about the case that leads there."""
        labels = [self._label(button) for button in buttons]
        # A reminder of a mediation has the mediation's own buttons: it leads there at once.
        for start in range(min(2, len(labels)))[::-1]:
            for card in reversed(await self.phone.screen()):
                leads = card.from_bot and is_of(card, number) and labels[start] in flat(card)
                if leads and await self._press_in_turn(card.message_id, buttons[start:]):
                    return True
        return False

    async def _press_in_turn(self, message_id: int, buttons: Sequence[str]) -> bool:
        """Press buttons of one message, which changes in place; an old one first shows how things stand."""
        stale = self._labels.of("toast-card-changed")
        for label in map(self._label, buttons):
            for _try in range(2):
                card = await self._message(message_id)
                if label not in flat(card):
                    return False
                await self.phone.press_in(card, label)
                if await self.phone.alert() != stale:
                    break
            else:
                return False
        return True

    def _label(self, button: str) -> str:
        return self._labels.first_of(button) if button == "button-promise" else self._labels.of(button)

    async def _message(self, message_id: int) -> SeenMessage:
        return next(each for each in await self.phone.screen() if each.message_id == message_id)

    async def _look_up(self, number: str) -> int | None:
        """Find a case by its number; the message with its card, or None for one that this person may not see."""
        await self.phone.send("/find")
        await self.phone.send(number)
        found = await self.newest()
        label = next((label for label in flat(found) if number in label), None)
        if label is None:
            return None
        await self.phone.press_in(found, label)
        return found.message_id
