"""Texts as nobody expects them: every script, what cannot be seen, markup, links, and far too much of it. Seeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

SCRIPTS = (
    "水渠塌了，田都淹了", "水渠塌了，田都淹了，請派人來", "The ditch fell in", "Ров обвалился", "انهار الخندق",
    "התעלה קרסה", "खाई ढह गई", "খাদ ধসে গেছে", "คูน้ำพัง", "溝が崩れた", "도랑이 무너졌다", "Η τάφρος κατέρρευσε",
    "ལྗོང་ས།", "ᠮᠣᠩᠭᠣᠯ", "ئۇيغۇرچە", "ꆈꌠꉙ", "Vdangj Cuengh", "Ünïcödé İıŞş", "አማርኛ", "தமிழ்", "ලංකා", "ကမ္ဘာ",
    "ლელო", "հայ", "ᏣᎳᎩ", "𝕭𝖔𝖑𝖉", "𠮷野家𪚥", "ﷺ", "Z̷̢͓͝a̵͇l̴g̸o̶", "ｆｕｌｌ　ｗｉｄｔｈ", "Ⅷ ½ ① ²",
)  # fmt: skip
INVISIBLE = (
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202b", "\u202d",
    "\u202e", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u061c", "\u180e", "\u3164", "\u2800", "\u115f",
    "\u2028", "\u2029", "\u0333", "\u033f", "\u030a", "\U000e0041", "\ufe0f", "\u20e3", "\ufffc", "\ufffd",
)  # fmt: skip
CONTROLS = (*map(chr, range(1, 32)), "\x7f", "\x80", "\x85", "\x9f", "\r\n", "\r", "\ufffe", "\uffff", "\U0010ffff")
EMOJI = ("👍", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "#️⃣", "*️⃣", "1️⃣", "👩🏽‍🚒", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥", "☎️")
MARKUP = (
    "<b>急</b>", "<b>", "</b>", "</", "<", ">", "&", "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;", "&nbsp;", "&amp;amp;",
    '<a href="https://example.org">点我</a>', "<a href='tg://user?id=11'>李</a>", "<tg-spoiler>", "<script>", "<!--", "-->",
    "<![CDATA[", "<?xml?>", "<pre><code class='x'>", "*bold*", "__u__", "||s||", "`code`", "```\npre\n```", "\\", "\\n",
    "[x](tg://user?id=1)", "[x](https://example.org)", '"quoted"', "'", '<tg-emoji emoji-id="1">', "<b\n>", "<B>x</B>",
    "{ $x }", "{", "}", "{{", "{ NUMBER($x) }", "{ -brand }", '{"a": "b"}', "{ $text }", "%s", "%(x)s", "${x}", "$$",
    "\ue000text\ue001", "\ue000name\ue001", "\ue000", "'; DROP TABLE person; --", "..%2f..%2f", "\\u0000", "\\ud800",
)  # fmt: skip
LIVE = (
    "@name", "@shouwang_bot", "a@b", "@@name", "名@name", "/start", "/cancel", "/help@shouwang_bot", "//x", "去/start",
    "①/start", "#tag", "#急事", "##", "#1", "#_", "x#tag", "#tag#tag", "＃全角", "$USD", "$1INCH", "https://example.org/x",
    "http://1.2.3.4/x", "1.2.3.4", "1.2.3.4.5", "t.me/durov", "T.ME/x", "example.com", "www.example.com:80/?q=1#f",
    "村委.中国", "xn--fiqs8s.xn--fiqs8s", "ftp://example.org", "tg://resolve?domain=x", "tg://user?id=11", "ton://x",
    "mailto:a@example.com", "a.b+c@example.com", "user:pass@example.org", "https://user@1.2.3.4", "+86 138 0000 0000",
    "13800000000", "110", "4111 1111 1111 1111", "3.5", "2026.9.28", "2026/9/28", "12:30", "a.b.c", "end.Then", "…com",
    "https://", "http://x", "http://localhost:8080/", "https://例子.测试/路", ".com", "a..com", "a.\u200bcom", "a.\u200dcom",
    "@\u200bname", "/\u200cstart", "#\u200ctag", "@\u2060name", "@", "/", "#", "$", ".", ":", "://", "javascript:alert(1)",
)  # fmt: skip
BLANK = ("", " ", "   ", "\n", "\n\n\n", "\t", "\u3000", "\u00a0", "\u2003", " \n ")
POOLS = (SCRIPTS, INVISIBLE, CONTROLS, EMOJI, MARKUP, LIVE, BLANK)
ALONE_AT_MOST = 60
HUGE = 100_000
"""Bytes of the longest text."""


def strange_text(random: Random, longest: int = HUGE) -> str:
    """One text: a single strange thing, several run together, or one of them again and again."""
    shape = random.random()
    if shape < 0.2:
        text = random.choice(random.choice(POOLS))
    elif shape < 0.9:
        text = "".join(_piece(random) for _number in range(random.randint(2, 12)))
    else:
        piece = "".join(_piece(random) for _number in range(random.randint(1, 3))) or "字"
        text = piece * (random.choice((300, 2_000, 4_096, longest)) // len(piece.encode("utf-8", "surrogatepass")) + 1)
    return text[:longest]


def any_code_points(random: Random, count: int) -> str:
    """Code points from anywhere but the surrogates."""
    points = (random.choice((random.randrange(0xD800), random.randrange(0xE000, 0x110000))) for _number in range(count))
    return "".join(map(chr, points))


def with_lone_surrogate(random: Random, text: str) -> str:
    """Half of a character put somewhere into a text."""
    at = random.randint(0, len(text))
    return text[:at] + chr(random.randrange(0xD800, 0xE000)) + text[at:]


def _piece(random: Random) -> str:
    if random.random() < 0.1:
        return any_code_points(random, random.randint(1, 8))
    glue = random.choice(("", "", " ", "\n", "，"))
    return random.choice(random.choice(POOLS)) + glue
