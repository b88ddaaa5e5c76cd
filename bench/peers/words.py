"""What both peers say and keep, so that the far end leads all programs through the same journey."""

from __future__ import annotations

VILLAGES = ("枫林村", "柳塘村", "白鹭湾村", "云岭坳村", "竹溪村", "荷叶塘村")
ASK_VILLAGE = "在哪个村（居）？点一下，或者打出村名。"
SECRECY = ("保密", "实名")
ASK_SECRECY = "让不让经办人知道您是谁？"
SUBMIT = ("提交", "不填了")
CHECK = "请看一下，对不对？"
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
"""As durable as the program they are compared with."""
TABLE = (
    "CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, "
    "text TEXT NOT NULL, village TEXT NOT NULL, known_as TEXT NOT NULL)"
)


def received(number: int) -> str:
    """The last answer, with a number of the form 000-0001."""
    return f"收到了。案号 {number // 10_000:03d}-{number % 10_000:04d}"
