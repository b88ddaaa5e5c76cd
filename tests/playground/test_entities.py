"""Telegram's HTML, with Telegram's complaints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import BadEntities, parse_html
from playground.found_entities import find_entities, length


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("x <i>y</i> &lt;", "x y <", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("👍<code>k</code>", "👍k", [("code", 2, 1)]),
        ('<a href="https://example.org">z</a>', "z", [("text_link", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, kinds: list[tuple[str, int, int]]) -> None:
    """Offsets and lengths are counted in UTF-16 code units."""
    parsed, entities = parse_html(source)
    assert parsed == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == kinds


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>a", "end tag"),
        ("a</b>", "Unexpected end tag"),
        ("<b>a</i>", "Unmatched end tag"),
        ("<blink>a</blink>", "blink"),
    ],
)
def test_broken_html_is_refused(source: str, complaint: str) -> None:
    """As Telegram refuses it."""
    with pytest.raises(BadEntities, match=complaint):
        parse_html(source)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("@name", ["mention"]), ("a@name", []), ("@abc", []), ("(@name)", ["mention"]), ("@名字字字", []),
        ("/start", ["bot_command"]), ("去/start", []), ("①/start", []), ("a /start@some_bot", ["bot_command"]), ("//x", []),
        ("#急事", ["hashtag"]), ("#1", []), ("x#tag", []), ("#a#b", []), ("#️⃣", []), ("$USD", ["cashtag"]), ("$5", []),
        ("example.com", ["url"]), ("t.me/x", ["url"]), ("村委.中国", ["url"]), ("a\u200d.com", ["url"]), ("3.5", []),
        ("1.2.3.4", ["url"]), ("1.2.3.4.5", []), ("2026.9.28", []), ("https://1.2.3.4:80/x", ["url"]), ("a..com", []),
        ("a.b+c@example.com", ["email"]), ("tg://user?id=1", ["url"]), ("http://localhost", []), ("a.c", []),
        ("a.\u2060com", []), ("@\u2060name", []), ("/\u2060start", []), ("#\u2060tag", []), ("tg://\u2060user", []),
        ("https://\u2060example.\u2060com", []), ("+86 138 0000 0000", ["phone_number"]), ("13800000000", []),
    ],
)  # fmt: skip
def test_what_telegram_finds_by_itself(text: str, kinds: list[str]) -> None:
    """As its library does it; a word joiner after the sign that begins it stops all of it, a zero-width joiner does not."""
    assert [entity["type"] for entity in find_entities(text)] == kinds


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    """Whatever somebody types, escaped, has no entities and the same characters."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


def test_commands_and_links_in_plain_text_are_found() -> None:
    """As Telegram marks them in what people type."""
    found = find_entities("/start https://example.org +8613800000000")
    assert [entity["type"] for entity in found] == ["bot_command", "url", "phone_number"]
    assert length("/start") == found[0]["length"]
