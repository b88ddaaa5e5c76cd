"""Send one message: render it, make its calls, and say what became of it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog
from telegram.error import NetworkError

from bot.making import TooManyWait
from bot.outcomes import Arrived, Dead, NotSaidAgain, NotTried, NotYet, Outcome, TryAgain, Unreachable
from bot.telegram_calls import Refused, Upload
from bot.telegram_messages import attaching, editing, sending
from bot.telegram_request import NotConnected
from bot.waiting import Backoff, until
from domain.messages import phrase
from storage.outgoing import SAID_TWICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.making import Make
    from bot.pacer import Pacer, Place
    from bot.telegram_calls import TelegramCalls
    from bot.telegram_messages import Call
    from domain.clock import Clock
    from domain.words import Language
    from storage.outbox_rows import OutboxRow
    from texts.renderer import Rendered, Renderer

RETRY_MS = (1_000, 3_000, 10_000, 30_000, 60_000, 120_000, 300_000)
LONGEST_RETRY_MS = RETRY_MS[-1]
NOT_OURS_SECONDS = 60.0
MAKING_MS, MAKING_STEP_MS, MAKING_SPREAD = 2_000, 250, 16
"""After how long a message asks again for its document, not all of them at once."""
FLOOD_CHATS = 3
FLOOD_SECONDS = 2.0
NOT_MODIFIED = "message is not modified"
CAPTION_INSTEAD = "there is no text in the message to edit"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "message identifier")
WORDS_ALONE = "sendMessage"
NOBODY = ("chat not found", "user not found", "peer_id_invalid", "bot can't initiate conversation")


@dataclass(slots=True)
class Progress:
    """How far a message of several calls has come. `made` are the documents that were made for it, by name.

    `message_id` is there once its words have arrived, `face` is what they were, and `marked` whether as a copy.
    """

    calls: list[Call]
    face: Rendered
    marked: bool = False
    message_id: int | None = None
    lost: int = 0
    made: Mapping[str, Upload] = field(default_factory=dict)


@dataclass(slots=True)
class Passage:
    """Leave for the calls of one message: the first has the place that was claimed, each further one waits for its own."""

    chat_id: int
    place: Place | None


class Sender:
    """Sends to Telegram. What is kept here between two attempts may be lost at any time; only time is saved by it."""

    def __init__(
        self,
        calls: TelegramCalls,
        renderer: Renderer,
        pacer: Pacer,
        clock: Clock,
        default_language: Language,
        attempts: int,
        make: Make,
    ) -> None:
        self._calls = calls
        self._renderer = renderer
        self._pacer = pacer
        self._clock = clock
        self._default_language = default_language
        self._attempts = attempts
        self._make = make
        self._progress: dict[int, Progress] = {}
        self._floods: deque[tuple[float, int]] = deque(maxlen=64)
        self._offline = Backoff(1.0, 30.0)
        self.log = structlog.get_logger(__name__)

    async def send(self, row: OutboxRow, place: Place | None) -> Outcome:
        """Try to send a message that has a place in the pace, or waits for one here. Raises nothing but cancellation.

        A message that cannot be rendered is dead.
        """
        try:
            rendered = self._render(row)
        except Exception as error:  # noqa: BLE001 - whatever it is, the messages behind it must not wait
            return self._ended(Dead(row, type(error).__name__))
        try:
            progress = await self._carry_out(row, rendered, Passage(row.chat_id or 0, place))
        except Refused as refused:
            return self._refused(row, refused)
        except TooManyWait:
            return NotYet(row, MAKING_MS + row.id % MAKING_SPREAD * MAKING_STEP_MS)
        except NotConnected:
            self._pacer.pause(None, self._clock.monotonic() + self._offline.next())
            return NotTried(row, self._words_arrived(row))
        except NetworkError:
            return self._perhaps(row)
        self._offline.reset()
        return self._ended(Arrived(row, progress.message_id, progress.lost))

    def _render(self, row: OutboxRow) -> Rendered:
        message = row.message
        if self._is_marked(row):
            again = phrase("notice-number", number=str(row.id))
            message = message.model_copy(update={"lines": (*message.lines, again)})
        return self._renderer.render(message, row.language or self._default_language, row.person_id or 0)

    async def _carry_out(self, row: OutboxRow, rendered: Rendered, passage: Passage) -> Progress:
        progress = self._progress.get(row.id)
        # Before its words arrived a message begins anew: they may have to carry the notice number now.
        if (
            progress is None
            or progress.message_id is None
            or not await self._turns_to(progress, row, rendered, passage)
        ):
            progress = await self._begin(row, rendered, passage, progress.made if progress else {})
            self._progress[row.id] = progress
        while progress.calls:
            call = progress.calls[0]
            try:
                result = await self._call(call, passage)
            except Refused as refused:
                if refused.code == 400 and call.carries_text and call.method != WORDS_ALONE and not _nobody(refused):
                    # A file that Telegram will not take, or that the receiver does not let in: the words go without it.
                    progress.calls[:] = sending(rendered, progress.made, text_alone=True)
                    continue
                if call.carries_text or refused.code != 400:
                    raise
                # The words arrived. One file that Telegram will not take must not send them again.
                progress.lost += 1
            else:
                if call.carries_text:
                    progress.message_id = _message_id(result)
            progress.calls.pop(0)
        return progress

    async def _turns_to(self, progress: Progress, row: OutboxRow, rendered: Rendered, passage: Passage) -> bool:
        """Give a card whose words arrived, and whose files did not yet, the face it has by now; False if it is gone."""
        if row.card_key is None or progress.message_id is None or progress.face == rendered:
            return True
        progress.face = rendered
        return await self._edit(progress.message_id, rendered, passage)

    async def _begin(
        self, row: OutboxRow, rendered: Rendered, passage: Passage, earlier: Mapping[str, Upload]
    ) -> Progress:
        """What is to be done; an edit is done at once, and only what it leaves is returned."""
        made = await self._made(row, rendered, passage, earlier)
        lost = sum(file.made is not None and file.made not in made for file in rendered.attachments)
        if row.edit_message_id is not None and await self._edit(row.edit_message_id, rendered, passage):
            files = () if row.card_key else rendered.attachments
            calls = attaching(files, made)
            return Progress(list(calls), rendered, message_id=row.edit_message_id, lost=lost, made=made)
        words = sending(rendered, made, text_alone=row.card_key is not None)
        return Progress(list(words), rendered, marked=self._is_marked(row), lost=lost, made=made)

    async def _made(
        self, row: OutboxRow, rendered: Rendered, passage: Passage, earlier: Mapping[str, Upload]
    ) -> dict[str, Upload]:
        """The documents that go with a message, made now unless an earlier attempt made them.

        One that cannot be made must not keep the words back. Meanwhile the message gives its place in the pace to others.
        """
        made = dict(earlier)
        wanted = dict.fromkeys(file.made for file in rendered.attachments if file.made is not None)
        for name in (each for each in wanted if each not in made):
            if passage.place is not None:
                self._pacer.give_back(passage.place)
                passage.place = None
            try:
                reader = row.person_id if row.reporter_of is None else None
                file = await self._make(name, row.language or self._default_language, reader)
            except TooManyWait:
                raise
            except Exception as error:
                self.log.exception(
                    "a document could not be made", action="document_not_made", error_kind=type(error).__name__
                )
            else:
                made[name] = Upload(file.name, file.media_type, file.content)
        return made

    async def _edit(self, message_id: int, rendered: Rendered, passage: Passage) -> bool:
        """Change a message in place; False if it is not there any more."""
        for call in editing(rendered, message_id):
            try:
                await self._paced(call, passage)
            except Refused as refused:
                said = refused.description.casefold()
                if refused.code != 400:
                    raise
                if NOT_MODIFIED in said:
                    return True
                if CAPTION_INSTEAD in said:
                    continue
                if any(part in said for part in GONE):
                    return False
                raise
            else:
                return True
        return False

    async def _call(self, call: Call, passage: Passage) -> object:
        """One call; if the group has become another one, it is made there."""
        try:
            return await self._paced(call, passage)
        except Refused as refused:
            if refused.moved_to is None:
                raise
            return await self._paced(call, Passage(refused.moved_to, None))

    async def _paced(self, call: Call, passage: Passage) -> object:
        """One call in its place in the pace."""
        place, passage.place = passage.place, None
        if place is None:
            place = await self._next_place(passage.chat_id)
        self._pacer.goes_out(place, self._clock.monotonic())
        well = False
        try:
            given = {"chat_id": passage.chat_id, **call.parameters}
            result = await self._calls.call(call.method, given, upload=call.upload)
            well = True
        finally:
            self._pacer.answered(place, self._clock.monotonic(), well=well)
        return result

    async def _next_place(self, chat_id: int) -> Place:
        await until(self._clock, lambda now: max(self._pacer.ready_at(chat_id, now), self._pacer.room_at(now)))
        return self._pacer.take(chat_id, self._clock.monotonic())

    def _refused(self, row: OutboxRow, refused: Refused) -> Outcome:
        now = self._clock.monotonic()
        match refused.code:
            case 429:
                self._slow_down(row.chat_id or 0, now, float(refused.retry_after or 1))
                return NotTried(row, self._words_arrived(row))
            case 401 | 404:
                self.log.error("the Bot API does not know the token", action="token_refused", code=refused.code)
                self._pacer.pause(None, now + NOT_OURS_SECONDS)
                return NotTried(row, self._words_arrived(row))
            case 403:
                return self._ended(Unreachable(row))
            case 400 if _nobody(refused):
                return self._ended(Unreachable(row))
            case 504:
                return self._perhaps(row)
            case code if code >= 500:
                return self._again(row, f"server:{code}")
            case code:
                return self._ended(Dead(row, f"refused:{code}"))

    def _slow_down(self, chat_id: int, now: float, seconds: float) -> None:
        """Pause the chat; when several chats are refused at once, the limit over all is meant: then pause everybody."""
        self.log.warning("Telegram asks for a pause", action="flood_pause", seconds=seconds)
        self._floods.append((now, chat_id))
        recent = {chat for at, chat in self._floods if at > now - FLOOD_SECONDS}
        self._pacer.pause(None if len(recent) >= FLOOD_CHATS else chat_id, now + seconds)

    def _perhaps(self, row: OutboxRow) -> Outcome:
        """It may have arrived."""
        progress = self._progress.get(row.id)
        if progress is not None and progress.message_id is not None:
            # The words are there; what may be missing is a file.
            return self._ended(Arrived(row, progress.message_id, progress.lost + 1))
        if row.edit_message_id is None and row.lane not in SAID_TWICE:
            return self._ended(NotSaidAgain(row, "may-have-arrived"))
        return self._again(row, "no-answer", perhaps_arrived=True)

    def _again(self, row: OutboxRow, reason: str, *, perhaps_arrived: bool = False) -> Outcome:
        progress, arrived = self._progress.get(row.id), self._words_arrived(row)
        # The row counts the attempts before this one.
        if row.attempts + 1 < self._attempts:
            return TryAgain(row, RETRY_MS[min(row.attempts, len(RETRY_MS) - 1)], perhaps_arrived or arrived)
        if progress is not None and arrived:
            return self._ended(Arrived(row, progress.message_id, progress.lost + len(progress.calls)))
        return self._ended(Dead(row, reason))

    def _is_marked(self, row: OutboxRow) -> bool:
        """Whether its words say that they may be a copy. Those that are there stay as they are."""
        progress = self._progress.get(row.id)
        if progress is not None and progress.message_id is not None:
            return progress.marked
        return row.perhaps_arrived and row.edit_message_id is None

    def _words_arrived(self, row: OutboxRow) -> bool:
        """Whether only files of a message are missing still. A crash forgets that: then it is said again, marked."""
        progress = self._progress.get(row.id)
        return progress is not None and progress.message_id is not None

    def _ended(self, outcome: Outcome) -> Outcome:
        self._progress.pop(outcome.row.id, None)
        return outcome


def _nobody(refused: Refused) -> bool:
    """Whether it was refused for its receiver."""
    return any(part in refused.description.casefold() for part in NOBODY)


def _message_id(result: object) -> int | None:
    """The identifier in the answer to a send: of the message, or of the first of an album."""
    if isinstance(result, list):
        result = result[0] if result else None
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None
