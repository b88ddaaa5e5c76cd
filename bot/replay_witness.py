"""How the cases of a replay ended, as those saw it who were there: from what people did, and from what came to phones.

It looks at no event of the program: what the printed table says is held to this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.replay_deeds import Deed
from bot.replay_officials import DONE
from bot.replay_people import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.replay_mediation_check import MediationReading
    from bot.replay_people import Labels
    from bot.replay_phones import Came, Did, Told

HOUR_MS = 3_600_000
LONGEST_NIGHT = 10 * HOUR_MS
CLOSINGS: Mapping[Deed, tuple[str, str]] = {
    Deed.CLOSE: ("closed: agreed", "outcome-agreed"),
    Deed.DONE: ("closed: done", "outcome-done"),
    Deed.FAIL: ("closed: no agreement", "outcome-failed"),
    Deed.STOP: ("closed: no agreement", "outcome-failed"),
    Deed.REFUSE: ("closed: not to be mediated", "outcome-refused"),
    Deed.UNFOUNDED: ("closed: nothing to it", "outcome-unfounded"),
    Deed.NOT_OURS: ("closed: not ours", "outcome-not_ours"),
    Deed.ELSEWHERE: ("closed: sent elsewhere", "outcome-referred"),
}
"""What a case is closed as, and how that is called on phones."""
GOOD = frozenset({Deed.CLOSE, Deed.DONE})
SENT_ON = frozenset({Deed.NOT_OURS, Deed.ELSEWHERE})
OPENED_AGAIN = frozenset({Deed.REOPEN, Deed.FAILS})
COMES_OF: Mapping[Deed, tuple[str, str | None]] = {
    Deed.WITHDRAW: ("withdrawn", None),
    Deed.MERGE: ("merged with another", "told-merged"),
    Deed.APART: ("set apart again", "told-separated"),
    Deed.SPLIT: ("split in two", "told-split"),
    Deed.LINK: ("linked with another", None),
    Deed.JOIN: ("mediated along by another", None),
    Deed.OTHER_TIME: ("another time asked for", None),
    Deed.CALL_OFF: ("a session called off", "told-appointment-cancelled"),
    Deed.QUIT: ("stopped by a party", "told-mediation-stopped"),
    Deed.STOP: ("stopped by the mediator", None),
    Deed.EXTEND: ("time extended", "told-extended"),
    Deed.SIGN: ("an agreement signed", "told-agreement-signed"),
    Deed.BROKEN: ("a promise broken", "told-promise-broken"),
    Deed.CONFIRM: ("confirmed by the court", "told-confirmation-confirmed"),
    Deed.NOT_CONFIRM: ("not confirmed by the court", "told-confirmation-refused"),
    Deed.NOT_WANTED: ("confirmation not wanted", "told-confirmation-not-wanted"),
    Deed.COURT: ("referred to the court", "told-court-referred"),
    Deed.JUDGED: ("judged", "told-court-judged"),
    Deed.COURT_MEDIATED: ("mediated by the court", "told-court-mediated"),
    Deed.SUIT_BACK: ("suit withdrawn", "told-court-withdrawn"),
    Deed.NOT_TAKEN: ("not taken up by the court", "told-court-not-taken"),
    Deed.SUPERVISE: ("supervised", "told-supervised"),
    Deed.DECLINE: ("supervision declined", None),
    Deed.LIFT: ("supervision ended", "told-lifted"),
    Deed.REOPEN: ("not settled: opened again", None),
    Deed.FAILS: ("not settled: opened again", None),
    Deed.HOLDS: ("holds, a party says", None),
    Deed.RATE: ("rated", None),
    Deed.OPEN_NAME: ("reporter's name opened by two", None),
}
"""What comes of a deed that ends nothing, and what the reporter hears of it."""


class Witnessed(NamedTuple):
    """One outcome, when it came (UTC ms), and what has to stand in a message to the reporter then; nothing: they need not hear."""

    outcome: str
    at: int
    heard: tuple[str, ...] = ()


class Witness:
    """What those saw who had to do with one case."""

    def __init__(self, number: str, told: Told, reading: MediationReading, labels: Labels) -> None:
        self._number = number
        self._told = told
        self._reading = reading
        self._labels = labels

    def saw(self) -> list[Witnessed]:
        """Each outcome the first time it came; of several closings the last is the case's end."""
        closings = [each for each in self._told.did if each.deed in CLOSINGS]
        found: dict[str, Witnessed] = {}
        opened = False
        for each in self._told.did:
            opened = opened or each.deed in OPENED_AGAIN
            for seen in self._of(each, opened=opened, is_last=bool(closings) and each == closings[-1]):
                found.setdefault(seen.outcome, seen)
        return list(found.values())

    def missed(self, came: Sequence[Came], seen: Sequence[Witnessed]) -> list[str]:
        """What the reporter was to hear and did not: at once, or in the morning."""
        own = [each for each in came if each.chat == self._told.reporter.id and each.new]
        return [
            each.outcome
            for each in seen
            if each.heard
            and not any(
                each.at <= message.at <= each.at + LONGEST_NIGHT and all(part in message.text for part in each.heard)
                for message in own
            )
        ]

    def _of(self, did: Did, *, opened: bool, is_last: bool) -> list[Witnessed]:
        deed, at = did
        found = []
        if deed in COMES_OF:
            outcome, phrase = COMES_OF[deed]
            found.append(Witnessed(outcome, at, self._pieces(phrase) if phrase else ()))
        if deed is Deed.KEPT:
            late = any(each.name == "promise_late" for each in self._reading.asked(at))
            outcome = "a promise kept late" if late else "a promise kept"
            found.append(Witnessed(outcome, at, self._pieces("told-promise-kept")))
        if is_last:
            outcome, called = CLOSINGS[deed]
            found.append(Witnessed(outcome, at, self._closing(deed, called)))
            found += [Witnessed("closed again after it was opened again", at)] if opened else []
        return found

    def _closing(self, deed: Deed, called: str) -> tuple[str, ...]:
        """The outcome by name, the reason in the official's words, and after a bad end where else one may turn."""
        parts = [*self._pieces("told-closed"), self._labels.of(called), DONE]
        parts += self._pieces("told-where-else") if deed not in GOOD else ()
        parts += self._pieces("told-turn-to") if deed in SENT_ON else ()
        return tuple(parts)

    def _pieces(self, phrase: str) -> tuple[str, ...]:
        unknown = dict.fromkeys(("outcome", "by", "other", "until", "at", "name", "how"), UNKNOWN)
        return self._labels.pieces(phrase, number=self._number, **unknown)
