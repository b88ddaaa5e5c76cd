-- Somebody who sends thousands of messages has all of them kept, without the half-filled form being rewritten for each.

CREATE TABLE draft_text (                      -- what was written after the first many messages, in order
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id        INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    text            TEXT NOT NULL
);
CREATE INDEX draft_text_by_draft ON draft_text (draft_id);
