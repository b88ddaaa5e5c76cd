-- Times are UTC milliseconds. NULL in a time column means "has not happened"; other NULLs are explained beside their column.

CREATE TABLE person (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    telegram_id     INTEGER NOT NULL UNIQUE,   -- also the identifier of the private chat
    name            TEXT NOT NULL,             -- as the person's account shows it; a cadre's as the invitation says
    language        TEXT NOT NULL,
    unit            TEXT,                      -- home village; NULL until chosen
    created_at      INTEGER NOT NULL,
    welcomed_at     INTEGER,
    unreachable_at  INTEGER                    -- the person blocked the bot; NULL again when they write
);

CREATE TABLE holding (                         -- a person holds a role in a unit from a date until a date
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    role            TEXT NOT NULL,
    unit            TEXT NOT NULL,
    from_at         INTEGER NOT NULL,
    until_at        INTEGER                    -- NULL: still holds it
);
CREATE UNIQUE INDEX holding_once ON holding (person_id, role, unit) WHERE until_at IS NULL;
CREATE INDEX holding_by_role ON holding (role, unit) WHERE until_at IS NULL;

CREATE TABLE invitation (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash      TEXT NOT NULL UNIQUE,      -- the token itself is never kept
    role            TEXT NOT NULL,
    unit            TEXT NOT NULL,
    name            TEXT NOT NULL,             -- whom it is for, as cadres will see the person
    invited_by      INTEGER REFERENCES person (id),  -- NULL: made at the operator's console
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    used_by         INTEGER REFERENCES person (id),
    used_at         INTEGER,
    confirmed_by    INTEGER REFERENCES person (id),
    confirmed_at    INTEGER,
    state           TEXT NOT NULL              -- open, awaiting (a second admin), granted, refused, expired
);

CREATE TABLE matter (                          -- a case; "case" is a word of SQL
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    number          TEXT NOT NULL UNIQUE,
    kind            TEXT NOT NULL,
    category        TEXT NOT NULL,
    unit            TEXT NOT NULL,             -- where it happened
    responsible_unit TEXT NOT NULL,            -- who must deal with it now
    level           TEXT NOT NULL,
    state           TEXT NOT NULL,
    urgency         TEXT NOT NULL,
    known_as        TEXT NOT NULL,
    pseudonym       TEXT NOT NULL,
    filed_at        INTEGER NOT NULL,
    awaiting_since  INTEGER NOT NULL,
    accepted_at     INTEGER,
    first_action_at INTEGER,
    settled_at      INTEGER,
    closed_at       INTEGER,
    urgent_since    INTEGER,
    acknowledged_at INTEGER,
    acknowledged_by INTEGER REFERENCES person (id),
    handler_id      INTEGER REFERENCES person (id),
    supervised_at   INTEGER,
    supervision_answered_at INTEGER,
    supervision_proposed_at INTEGER,
    extended_at     INTEGER,
    reopened        INTEGER NOT NULL,          -- how often
    reopened_at     INTEGER,                   -- last; the clocks then count from here
    rating          INTEGER,                   -- 1 to 5; NULL: not rated
    last_progress_at INTEGER,
    nudged_at       INTEGER,
    chased_until    INTEGER NOT NULL,          -- every step of escalation up to here was run
    version         INTEGER NOT NULL,
    place           TEXT,                      -- in words; NULL: not said
    latitude        REAL,                      -- WGS 84; NULL: no location was sent
    longitude       REAL,
    reporter_tag    TEXT                       -- keyed hash of the reporter, to find one's own cases; NULL: unlinked
);
CREATE INDEX matter_open_by_unit ON matter (responsible_unit, state);
CREATE INDEX matter_by_place ON matter (unit, state);
CREATE INDEX matter_by_handler ON matter (handler_id, state) WHERE handler_id IS NOT NULL;
CREATE INDEX matter_by_reporter ON matter (reporter_tag, id) WHERE reporter_tag IS NOT NULL;

CREATE TABLE sealed_identity (                 -- who reported, sealed; NULL reporter_tag in matter means there is no row
    matter_id       INTEGER PRIMARY KEY REFERENCES matter (id),
    sealed          BLOB NOT NULL
);

CREATE TABLE receipt (                         -- the only way back to an unlinked tip
    matter_id       INTEGER PRIMARY KEY REFERENCES matter (id),
    lookup          TEXT NOT NULL UNIQUE,      -- keyed hash of the first four digits and the rest, never the digits
    hash            TEXT NOT NULL              -- Argon2id of the whole
);

CREATE TABLE wrong_receipt (                   -- wrong tries, for the limit an hour
    person_id       INTEGER NOT NULL REFERENCES person (id),
    at              INTEGER NOT NULL
);

CREATE TABLE conflict (                        -- who is named in a case and must never learn of it
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (matter_id, person_id)
);
CREATE INDEX conflict_by_person ON conflict (person_id);

CREATE TABLE identity_view (                   -- who was shown a reporter's name, for the reporter to see
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    first_at        INTEGER NOT NULL,
    PRIMARY KEY (matter_id, person_id)
);

CREATE TABLE entry (                           -- the texts of a case, apart from its event log
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    kind            TEXT NOT NULL,             -- report, addition, question, answer, progress, result, reason
    author_id       INTEGER REFERENCES person (id),  -- NULL: the reporter
    at              INTEGER NOT NULL,
    text            TEXT NOT NULL,
    attachments     TEXT NOT NULL              -- JSON array
);
CREATE INDEX entry_by_matter ON entry (matter_id, id);

CREATE TABLE event (                           -- append-only; each row carries a keyed hash over the row before it
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER REFERENCES matter (id),  -- NULL: not about a case
    kind            TEXT NOT NULL,
    at              INTEGER NOT NULL,
    actor_id        INTEGER REFERENCES person (id),  -- NULL: the reporter, or the clock
    detail          TEXT NOT NULL,             -- JSON object of codes and times, never texts or names
    chain           TEXT NOT NULL
);
CREATE INDEX event_by_matter ON event (matter_id, id);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TABLE draft (                           -- a half-filled form
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    form            TEXT NOT NULL,
    subject         TEXT NOT NULL,             -- what it is about (a case's id), or ''
    answers         TEXT NOT NULL,             -- JSON object, field by field
    asked           TEXT,                      -- the field whose question stands open; NULL: none
    state           TEXT NOT NULL,             -- active (takes the next message) or parked
    created_at      INTEGER NOT NULL,
    touched_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL
);
CREATE UNIQUE INDEX draft_one_active ON draft (person_id) WHERE state = 'active';
CREATE INDEX draft_by_person ON draft (person_id);

CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,       -- also the notice number
    person_id       INTEGER REFERENCES person (id),      -- one of these three says to whom
    reporter_of     INTEGER REFERENCES matter (id),      -- the sealed reporter of this case
    chat_id         INTEGER,                             -- a group
    lane            INTEGER NOT NULL,          -- lower goes first
    message         TEXT NOT NULL,             -- JSON of phrases and values; emptied once it is sent
    not_before      INTEGER NOT NULL,
    state           TEXT NOT NULL,             -- pending, sending, sent, dropped, dead
    reason          TEXT,                      -- why dropped or dead
    attempts        INTEGER NOT NULL DEFAULT 0,
    dedup_key       TEXT UNIQUE,               -- NULL: may be said again
    card_key        TEXT,                      -- edit the card of this name in place; NULL: a message of its own
    edit_message_id INTEGER,                   -- change this message; NULL: the card's, or a new one
    condition       TEXT,                      -- JSON: what must still be true just before sending
    created_at      INTEGER NOT NULL,
    sent_at         INTEGER,
    sent_chat_id    INTEGER,                   -- where it went, for the pace; NULL again after an hour
    message_id      INTEGER                    -- of the sent message
);
CREATE INDEX outbox_waiting ON outbox (lane, id) WHERE state = 'pending';
CREATE INDEX outbox_times ON outbox (not_before) WHERE state = 'pending';
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_card ON outbox (card_key) WHERE card_key IS NOT NULL AND state IN ('pending', 'sending');
CREATE INDEX outbox_recent ON outbox (sent_at) WHERE sent_chat_id IS NOT NULL;

CREATE TABLE card (                            -- where a card that is edited in place was last shown
    card_key        TEXT PRIMARY KEY,
    message_id      INTEGER NOT NULL,
    shown_at        INTEGER NOT NULL
);

CREATE TABLE due (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT NOT NULL,
    subject         TEXT NOT NULL,
    due_at          INTEGER NOT NULL,
    lease_until     INTEGER,                   -- NULL: nobody is working on it
    attempts        INTEGER NOT NULL DEFAULT 0,
    error_kind      TEXT,                      -- of the last failure
    state           TEXT NOT NULL DEFAULT 'waiting',  -- waiting, quarantined (a person must look)
    UNIQUE (kind, subject)
);
CREATE INDEX due_waiting ON due (due_at) WHERE state = 'waiting';

CREATE TABLE intake (
    id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id = 1),
    next_offset     INTEGER NOT NULL           -- the update to ask for next
);
INSERT INTO intake (id, next_offset) VALUES (1, 0);

CREATE TABLE seen_update (                     -- updates that came by webhook, where no offset orders them
    update_id       INTEGER PRIMARY KEY,
    seen_at         INTEGER NOT NULL
);

CREATE TABLE quarantine (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    source          TEXT NOT NULL,             -- update, outbox, due
    reference       TEXT NOT NULL,
    error_kind      TEXT NOT NULL,             -- the name of the exception, never its text
    at              INTEGER NOT NULL,
    sealed          BLOB                       -- the raw update, sealed; NULL: the row is still in its own table
);
