-- Meetings: what was on the agenda, who comes, and what was decided.

CREATE TABLE meeting (
    id              INTEGER NOT NULL PRIMARY KEY,
    code            TEXT NOT NULL,
    at              INTEGER NOT NULL,
    minutes_at      TEXT NOT NULL,             -- HH:MM, local time
    done_until      INTEGER NOT NULL,          -- up to when its steps were run
    closed_at       INTEGER,                   -- NULL: the minutes have not gone out
    UNIQUE (code, at)
);
CREATE INDEX meeting_open ON meeting (id) WHERE closed_at IS NULL;

CREATE TABLE meeting_case (                    -- the agenda; each reader's copy leaves out what they may not see
    meeting_id      INTEGER NOT NULL REFERENCES meeting (id),
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    reasons         TEXT NOT NULL,             -- codes with spaces between
    decided_at      INTEGER,                   -- NULL: nothing decided
    decided_by      INTEGER REFERENCES person (id),
    unit            TEXT,                      -- whose it is from then on
    reply_by        INTEGER,                   -- NULL: no date
    PRIMARY KEY (meeting_id, matter_id)
);
CREATE INDEX meeting_case_by_matter ON meeting_case (matter_id);

CREATE TABLE meeting_person (                  -- who was asked to come
    meeting_id      INTEGER NOT NULL REFERENCES meeting (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    comes           INTEGER,                   -- NULL: has not said
    PRIMARY KEY (meeting_id, person_id)
);
