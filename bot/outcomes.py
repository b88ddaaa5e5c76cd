"""What became of a message that was handed to Telegram, and writing that down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from actions.alarm import ALARM, alarm
from actions.ask_to_join import asking_meant, hand_up_asking
from actions.hand_on import hand_on
from actions.hand_on_shift import hand_on_shift
from actions.pass_on_sos import call_meant, pass_on_sos
from domain.messages import phrase
from domain.notices import Condition, ShiftCondition
from storage.arrivals import Sent
from storage.outgoing import Lane
from storage.quarantine import QuarantineSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.rules import Rules
    from storage.outbox_rows import OutboxRow
    from storage.unit_of_work import UnitOfWork

HANDED_ON = frozenset({Lane.SOS, Lane.ESCALATION})

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Arrived:
    """It is there. `lost` counts attachments that Telegram would not take."""

    row: OutboxRow
    message_id: int | None
    lost: int = 0


@dataclass(frozen=True, slots=True)
class NotTried:
    """Nothing went out, and it was not the message's fault: it waits again, and this was no attempt.

    Or its words did (`perhaps_arrived`), and a file waits.
    """

    row: OutboxRow
    perhaps_arrived: bool = False


@dataclass(frozen=True, slots=True)
class NotYet:
    """Nothing went out, as what belongs to it could not be made at once; this was no attempt either."""

    row: OutboxRow
    after_ms: int


@dataclass(frozen=True, slots=True)
class TryAgain:
    """It did not arrive, or a second copy is better than none."""

    row: OutboxRow
    after_ms: int
    perhaps_arrived: bool = False


@dataclass(frozen=True, slots=True)
class NotSaidAgain:
    """It may have arrived, and a second copy would be worse than none; or it is no longer true."""

    row: OutboxRow
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, or never wrote to it."""

    row: OutboxRow


@dataclass(frozen=True, slots=True)
class Dead:
    """It can never be sent as it is."""

    row: OutboxRow
    reason: str


Outcome = Arrived | NotTried | NotYet | TryAgain | NotSaidAgain | Unreachable | Dead


class Outcomes:
    """Writes outcomes into the transaction that delivery has open."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def write(self, work: UnitOfWork, outcomes: Sequence[Outcome]) -> None:
        """Write all of them; what arrived in one statement. One that fails does not keep the others."""
        arrived = [each for each in outcomes if isinstance(each, Arrived)]
        await work.outbox.mark_sent(
            [Sent(each.row.id, each.message_id, each.row.chat_id, each.row.card_key) for each in arrived]
        )
        for arrived_in_part in (False, True):
            await work.outbox.release(
                [
                    each.row.id
                    for each in outcomes
                    if isinstance(each, NotTried) and each.perhaps_arrived is arrived_in_part
                ],
                perhaps_arrived=arrived_in_part,
            )
        for outcome in outcomes:
            try:
                async with work.savepoint():
                    await self._write_one(work, outcome)
            except Exception as error:
                log.exception("outcome failed", action="outcome_failed", notice=outcome.row.id)
                await work.outbox.mark_dead(outcome.row.id, type(error).__name__)

    async def set_aside(self, work: UnitOfWork, row_id: int, reason: str) -> None:
        """A message that can never be sent goes to the dead letters, the quarantine list and the admins."""
        log.error("message cannot be sent", action="message_dead", notice=row_id, reason=reason)
        await work.outbox.mark_dead(row_id, reason)
        await work.quarantine.put(QuarantineSource.OUTBOX, str(row_id), reason)
        line = phrase("alarm-outbox", number=str(row_id), error=reason)
        await alarm(work, self._rules, "outbox", line, str(row_id))

    async def _write_one(self, work: UnitOfWork, outcome: Outcome) -> None:
        row = outcome.row
        match outcome:
            case Arrived(lost=lost) if lost:
                await self._say_lost(work, row)
            case Arrived() | NotTried():
                pass
            case NotYet(after_ms=after_ms):
                await work.outbox.postpone(row.id, work.now + after_ms)
            case TryAgain(after_ms=after_ms, perhaps_arrived=perhaps):
                log.warning("message is tried again", action="message_retried", notice=row.id, attempts=row.attempts)
                await work.outbox.put_back(row.id, work.now + after_ms, perhaps_arrived=perhaps)
            case NotSaidAgain(reason=reason):
                log.info("message is not sent", action="message_dropped", notice=row.id, reason=reason)
                await work.outbox.drop(row.id, reason)
            case Unreachable():
                await self._unreachable(work, row)
            case Dead(reason=reason):
                await self._dead(work, row, reason)

    async def _unreachable(self, work: UnitOfWork, row: OutboxRow) -> None:
        log.info("person cannot be reached", action="person_unreachable", notice=row.id)
        if row.person_id is not None:
            await work.people.set_unreachable(row.person_id, unreachable=True)
        await work.outbox.drop(row.id, "unreachable")
        if row.lane in HANDED_ON and isinstance(row.condition, Condition) and row.reporter_of is None:
            await hand_on(work, self._rules, row)
        elif (sos_id := call_meant(row)) is not None:
            await pass_on_sos(work, self._rules, sos_id, row.person_id)
        elif (member_id := asking_meant(row.card_key)) is not None:
            await hand_up_asking(work, self._rules, member_id)
        elif row.lane in HANDED_ON and isinstance(row.condition, ShiftCondition):
            await hand_on_shift(work, self._rules, row)

    async def _dead(self, work: UnitOfWork, row: OutboxRow, reason: str) -> None:
        if (row.dedup_key or "").startswith(ALARM):
            # An alarm that cannot be sent must not cause an alarm about itself.
            log.error("alarm cannot be sent", action="alarm_dead", notice=row.id, reason=reason)
            await work.outbox.mark_dead(row.id, reason)
        else:
            await self.set_aside(work, row.id, reason)

    async def _say_lost(self, work: UnitOfWork, row: OutboxRow) -> None:
        """The text arrived, a file did not: somebody should know, and the text must not be sent again for it."""
        log.error("attachment cannot be sent", action="attachment_lost", notice=row.id)
        await work.quarantine.put(QuarantineSource.OUTBOX, str(row.id), "attachment")
        line = phrase("alarm-outbox", number=str(row.id), error="attachment")
        await alarm(work, self._rules, "outbox", line, str(row.id))
