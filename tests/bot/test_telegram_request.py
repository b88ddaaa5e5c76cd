"""Reading an answer of the Bot API: strictly first, and leniently where one broken value would hide all the others."""

from __future__ import annotations

import pytest
from telegram.error import TelegramError

from bot.telegram_request import AiohttpRequest


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb'"\ud800 x"', "? x"),
        (b'"\xff\xfe"', "\ufffd\ufffd"),
        (b"1e999", None),
        (b"NaN", None),
        (b"9" * 400, None),
        (b'"\\ud83d\\ude00"', "😀"),
        (b"12", 12),
        (b"-1.5", -1.5),
    ],
)
def test_one_broken_value_does_not_hide_the_others(written: bytes, read: object) -> None:
    """The rest of the answer is read as it is."""
    payload = b'{"ok": true, "result": [' + written + rb', "\ud800", {"update_id": 7, "at": 1.5}]}'
    result = AiohttpRequest.parse_json_payload(payload)["result"]
    assert result == [read, "?", {"update_id": 7, "at": 1.5}]


@pytest.mark.parametrize("payload", [b"", b"<html>", b"[]", b'{"ok": tru', b"[" * 100_000])
def test_what_is_no_answer_is_none(payload: bytes) -> None:
    """And its text is in no error."""
    with pytest.raises(TelegramError, match="Invalid server response"):
        AiohttpRequest.parse_json_payload(payload)
