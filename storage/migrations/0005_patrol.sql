-- Teams, rosters and presence. A team is named by the unit whose team it is.

CREATE TABLE member (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    state           TEXT NOT NULL,             -- asked, member, refused, left
    household       TEXT,                      -- the word for a household, as its members gave it; NULL: none
    asked_at        INTEGER NOT NULL,
    joined_at       INTEGER,                   -- NULL: never
    decided_by      INTEGER REFERENCES person (id),
    UNIQUE (unit, person_id)
);
CREATE INDEX member_by_person ON member (person_id);
CREATE UNIQUE INDEX member_one_of_household ON member (unit, household) WHERE household IS NOT NULL AND state = 'member';

CREATE TABLE unavailable (                     -- a weekday, or days from first to last
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id       INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    weekday         INTEGER,                   -- 1 is Monday; NULL: days
    first           TEXT,                      -- YYYY-MM-DD
    last            TEXT
);
CREATE INDEX unavailable_by_member ON unavailable (member_id);

CREATE TABLE shift (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    slot            TEXT NOT NULL,             -- the code of the recurring shift; extra ones have a code of their own
    day             TEXT NOT NULL,             -- the township's date of its start
    starts_at       INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    strength        INTEGER NOT NULL,
    special         INTEGER NOT NULL,          -- in a special period
    state           TEXT NOT NULL,             -- planned, ended, cancelled
    published_at    INTEGER,                   -- NULL: nobody was told of it yet
    chased_until    INTEGER NOT NULL,          -- every step of its clocks up to here was run
    version         INTEGER NOT NULL,
    UNIQUE (unit, slot, day)
);
CREATE INDEX shift_by_time ON shift (starts_at);
CREATE INDEX shift_of_team ON shift (unit, starts_at);

CREATE TABLE post (                           -- one person's post on a shift
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    shift_id        INTEGER NOT NULL REFERENCES shift (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    leads           INTEGER NOT NULL,
    state           TEXT NOT NULL,
    way             TEXT NOT NULL,             -- roster, swap, stand_in, lead
    assigned_at     INTEGER NOT NULL,
    answered_at     INTEGER,
    checked_in_at   INTEGER,
    checked_out_at  INTEGER,
    came_from       INTEGER REFERENCES post (id),
    marks           TEXT NOT NULL DEFAULT '[]' -- JSON array of codes
);
-- Whoever passed a post on may come back to the shift; whoever stands on it does so once.
CREATE UNIQUE INDEX post_once ON post (shift_id, person_id) WHERE state <> 'passed_on';
CREATE UNIQUE INDEX post_taken_once ON post (came_from) WHERE came_from IS NOT NULL;
CREATE INDEX post_by_person ON post (person_id, shift_id);

CREATE TABLE check_in (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id        INTEGER NOT NULL REFERENCES post (id),
    kind            TEXT NOT NULL,             -- location, poster, live, picture, by_lead
    at              INTEGER NOT NULL,
    latitude        REAL,                      -- WGS 84; NULL: not said
    longitude       REAL,
    accuracy        REAL,                      -- metres, as the phone stated it
    checkpoint_id   INTEGER REFERENCES checkpoint (id),
    picture         TEXT,                      -- Telegram's lasting identifier of it
    marks           TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX check_in_by_post ON check_in (post_id, at);
CREATE INDEX check_in_by_picture ON check_in (picture) WHERE picture IS NOT NULL;

CREATE TABLE checkpoint (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    code            TEXT NOT NULL,
    name            TEXT NOT NULL,
    latitude        REAL NOT NULL,
    longitude       REAL NOT NULL,
    radius          INTEGER NOT NULL,          -- metres
    token_hash      TEXT UNIQUE,               -- of the poster's token; NULL: no poster
    revoked_at      INTEGER,
    UNIQUE (unit, code)
);

CREATE TABLE exchange (                        -- a post that is offered: to the team, or to a named member
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id        INTEGER NOT NULL REFERENCES post (id),
    kind            TEXT NOT NULL,             -- stand_in, swap
    with_post_id   INTEGER REFERENCES post (id),   -- the other post of a swap
    state           TEXT NOT NULL,             -- open, taken, withdrawn, over
    opened_at       INTEGER NOT NULL,
    ended_at        INTEGER,
    taken_by        INTEGER REFERENCES person (id)
);
CREATE UNIQUE INDEX exchange_one_open ON exchange (post_id) WHERE state = 'open';

CREATE TABLE sos (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    shift_id        INTEGER REFERENCES shift (id),   -- NULL: not on a shift
    at              INTEGER NOT NULL,
    latitude        REAL,
    longitude       REAL,
    located_at      INTEGER,                   -- when the place was known last
    state           TEXT NOT NULL,             -- open, answered, ended
    answered_by     INTEGER REFERENCES person (id),
    answered_at     INTEGER,
    ended_by        INTEGER REFERENCES person (id),
    ended_at        INTEGER,
    rounds          INTEGER NOT NULL DEFAULT 0,
    word            TEXT                       -- how it ended, in somebody's words
);
CREATE INDEX sos_open ON sos (state, id) WHERE state <> 'ended';
CREATE INDEX sos_of_person ON sos (person_id, id);

CREATE TABLE sos_person (                      -- who was told of a call, and who of them said that they are coming
    sos_id          INTEGER NOT NULL REFERENCES sos (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    told_at         INTEGER NOT NULL,
    coming_at       INTEGER,                   -- NULL: has not said so
    PRIMARY KEY (sos_id, person_id)
);

CREATE TABLE incident (                        -- what a patroller met on a shift; may become a case
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    shift_id        INTEGER NOT NULL REFERENCES shift (id),
    at              INTEGER NOT NULL,
    text            TEXT NOT NULL,
    latitude        REAL,
    longitude       REAL,
    attachments     TEXT NOT NULL,             -- JSON array
    matter_id       INTEGER REFERENCES matter (id)   -- NULL: it has not become a case
);
CREATE INDEX incident_by_shift ON incident (shift_id, id);

CREATE TABLE equipment_out (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id        INTEGER NOT NULL REFERENCES post (id),
    code            TEXT NOT NULL,
    out_at          INTEGER NOT NULL,
    back_at         INTEGER,                   -- NULL: not brought back
    UNIQUE (post_id, code)
);

CREATE TABLE allowance (                       -- a month's ledger that the centre has released
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    month           TEXT NOT NULL,
    released_by     INTEGER NOT NULL REFERENCES person (id),
    released_at     INTEGER NOT NULL,
    UNIQUE (unit, month)
);
