-- Opening a sealed identity by two people, and every time a name so opened was shown.

CREATE TABLE identity_opening (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    asked_by        INTEGER NOT NULL REFERENCES person (id),
    asked_role      TEXT NOT NULL,             -- the office in which it was asked for
    asked_unit      TEXT NOT NULL,
    asked_at        INTEGER NOT NULL,
    why             TEXT NOT NULL,             -- a code
    reason          BLOB NOT NULL,             -- in words, sealed for the case
    state           TEXT NOT NULL,             -- asked, granted, refused, lapsed, ended
    rung            INTEGER NOT NULL,          -- how often it was passed on
    decided_by      INTEGER REFERENCES person (id),
    decided_role    TEXT,
    decided_unit    TEXT,
    decided_at      INTEGER,
    ends_at         INTEGER,                   -- NULL: was never granted
    ended_at        INTEGER
);
CREATE UNIQUE INDEX identity_opening_once ON identity_opening (matter_id, asked_by) WHERE state IN ('asked', 'granted');
CREATE INDEX identity_opening_by_person ON identity_opening (asked_by) WHERE state IN ('asked', 'granted');

CREATE TABLE identity_showing (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    opening_id      INTEGER NOT NULL REFERENCES identity_opening (id),
    at              INTEGER NOT NULL
);
CREATE INDEX identity_showing_by_opening ON identity_showing (opening_id);
