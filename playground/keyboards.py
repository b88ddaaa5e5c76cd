"""Keyboards as the Bot API takes them, and its complaints about those it does not."""

from __future__ import annotations

from typing import Any

from playground.refused import bad_request

Json = dict[str, Any]

DATA_LIMIT = 64
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
ACTIONS = frozenset({"callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay"})
SCHEMES = ("http://", "https://", "tg://")


def checked(markup: Any) -> Json | None:
    """A keyboard as it is kept; None for none. Raises Refused. An inline one without rows takes the buttons away."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for row in (rows := _rows(markup, "inline_keyboard")):
        for button in row:
            _check_inline(button)
    _check_size(rows)
    for row in (rows := _rows(markup, "keyboard")):
        for position, button in enumerate(row):
            row[position] = key = button if isinstance(button, dict) else {"text": str(button)}
            _check_label(key)
    _check_size(rows)
    if "keyboard" in markup and not rows:
        raise bad_request("reply keyboard must be non-empty")
    return markup


def _rows(markup: Json, name: str) -> list[list[Any]]:
    rows = markup.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, list) and row for row in rows):
        raise bad_request(f"field {name!r} must be of type Array of Array, and none of them empty")
    return rows


def _check_size(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")


def _check_label(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("text buttons are unallowed in the inline keyboard")


def _check_inline(button: Any) -> None:
    _check_label(button)
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(SCHEMES):
        raise bad_request("BUTTON_URL_INVALID")
    if not ACTIONS & button.keys():
        raise bad_request("text buttons are unallowed in the inline keyboard")
