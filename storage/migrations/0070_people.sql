-- Names and accounts stand sealed in the file, each person's under a key of their own. What an older program wrote in clear is
-- sealed by storage/first_sealing.py at the next start.

CREATE TABLE unsealed_person (                 -- from an older program; empty after the first start
    id              INTEGER PRIMARY KEY,
    telegram_id     INTEGER NOT NULL,
    name            TEXT NOT NULL
);
-- Who had been forgotten bore a number that no account has.
INSERT INTO unsealed_person (id, telegram_id, name) SELECT id, telegram_id, name FROM person WHERE telegram_id > 0;

CREATE TABLE person_anew (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_tag     INTEGER,                   -- a short keyed hash of the account, which others share; NULL: forgotten
    sealed          BLOB,                      -- account and name, under the person's key; NULL: forgotten
    language        TEXT NOT NULL,
    unit            TEXT,                      -- home village; NULL until chosen
    created_at      INTEGER NOT NULL,
    welcomed_at     INTEGER,
    unreachable_at  INTEGER,                   -- the person blocked the bot; NULL again when they write
    forget_asked_at INTEGER                    -- wants to be forgotten; done in the night
);
INSERT INTO person_anew (id, language, unit, created_at, welcomed_at, unreachable_at, forget_asked_at)
    SELECT id, language, unit, created_at, welcomed_at, unreachable_at, forget_asked_at FROM person;
DROP TABLE person;
ALTER TABLE person_anew RENAME TO person;
CREATE INDEX person_by_account ON person (account_tag);

ALTER TABLE member RENAME COLUMN household TO household_tag;  -- a keyed hash of the word; NULL: none
ALTER TABLE member ADD COLUMN household BLOB;  -- the word as its members gave it, under the person's key
ALTER TABLE called RENAME COLUMN word TO word_tag;  -- a keyed hash of the word
ALTER TABLE called ADD COLUMN word BLOB;       -- under the person's key
ALTER TABLE invitation ADD COLUMN sealed BLOB; -- the name, under the vault's key; NULL: over for long
ALTER TABLE sos RENAME COLUMN word TO unsealed_word;  -- from an older program; empty after the first start
ALTER TABLE sos ADD COLUMN word BLOB;          -- how it ended, in somebody's words, under the key of who was in need

DROP INDEX outbox_recent;
ALTER TABLE outbox DROP COLUMN sent_chat_id;
ALTER TABLE outbox ADD COLUMN sent_chat BLOB;  -- where it went, for the pace, under the key of the day; NULL again after an hour
CREATE INDEX outbox_recent ON outbox (sent_at) WHERE sent_chat IS NOT NULL;
