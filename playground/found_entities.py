"""What Telegram by itself makes tappable in a text: mentions, commands, hashtags, links, addresses, phone numbers.

The rules are those of Telegram's own library, but for one: any ending of two letters or more counts as a domain's.
"""

from __future__ import annotations

import re
import unicodedata

Entity = dict[str, object]

TAG = r"[\w\u200c\u00b7\u0d80-\u0dff]"
# What may stand in a link: nearly everything but blanks and general punctuation; a zero-width joiner may.
IN_LINK = r"[^\s\u2000-\u200b\u200e\u200f\u2016-\u206f<>\u00ab\u00bb\"]"
IN_DOMAIN = r"[A-Za-z0-9_~\-\u00c0-\u1fff\u200c\u200d\u2010-\u2015\u2070-\u2fff\u3001-\ud7ff\uf900-\U0010ffff]"
USER = r"[^\s\u2000-\u200b\u200e\u200f\u2016-\u206f<>\u00ab\u00bb\"/\[\]{}()'`@]{1,200}@"
PLAIN = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(rf"(?<!{TAG})#(?=\d*\D){TAG}{{1,256}}(?!{TAG}*#)")),
    ("cashtag", re.compile(rf"(?<!{TAG})(?<!\$)\$(?:1INCH|[A-Z]{{1,8}})(?!{TAG})(?!\$)")),
    ("url", re.compile(rf"(?:tg|ton|tonsite)://[A-Za-z0-9_-]{{1,253}}(?:[/?#]{IN_LINK}*)?", re.IGNORECASE)),
    ("phone_number", re.compile(r"\+\d[\d -]{7,16}\d")),
)
LINK = re.compile(
    rf"(?:(?P<protocol>(?:https?|ftp)://)|(?<![\w/#@]))(?P<user>{USER})?"
    rf"(?P<domain>{IN_DOMAIN}{{1,63}}(?:\.{IN_DOMAIN}{{1,63}})+)(?::\d{{1,5}})?(?:[/?#]{IN_LINK}*)?",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}")


def length(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> list[Entity]:
    """All of them, in the order in which they stand."""
    found = [(kind, match) for kind, pattern in PLAIN for match in pattern.finditer(text)]
    found += [
        ("email" if match["user"] and not match["protocol"] else "url", match)
        for match in LINK.finditer(text)
        if _is_domain(match["domain"])
    ]
    return [
        {"type": kind, "offset": length(text[: match.start()]), "length": length(match.group())}
        for kind, match in sorted(found, key=lambda each: (each[1].start(), each[0]))
    ]


def _is_domain(name: str) -> bool:
    """Four small numbers, or something with an ending of letters."""
    ending = name.rsplit(".", maxsplit=1)[-1].casefold()
    if ending.startswith("xn--"):
        return len(ending) > len("xn--x")
    letters = all(character.isalpha() or unicodedata.category(character).startswith("M") for character in ending)
    return bool(NUMBERS.fullmatch(name)) or (letters and len(ending) > 1 and ending[0].isalpha())
