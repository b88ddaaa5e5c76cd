-- How people come to a team, how it is handed over, and what of its ground was set from chat.

CREATE TABLE team_link (                       -- a team's standing link; only the token's hash is kept
    unit            TEXT PRIMARY KEY,
    token_hash      TEXT NOT NULL UNIQUE,
    made_by         INTEGER NOT NULL REFERENCES person (id),
    made_at         INTEGER NOT NULL
);

CREATE TABLE handover (                        -- a lead offers the team to a member
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    from_person     INTEGER NOT NULL REFERENCES person (id),
    to_person       INTEGER NOT NULL REFERENCES person (id),
    state           TEXT NOT NULL,             -- open, accepted, declined, withdrawn
    offered_at      INTEGER NOT NULL,
    ended_at        INTEGER                    -- NULL: open
);
CREATE UNIQUE INDEX handover_one_open ON handover (unit, from_person) WHERE state = 'open';

CREATE TABLE team_area (                       -- the circle a lead has set; it counts instead of the configuration's area
    unit            TEXT PRIMARY KEY,
    latitude        REAL NOT NULL,
    longitude       REAL NOT NULL,
    radius          INTEGER NOT NULL,          -- metres
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          INTEGER NOT NULL
);

CREATE TABLE configured_checkpoint (           -- as the configuration said it when it was entered last
    unit            TEXT NOT NULL,
    code            TEXT NOT NULL,
    name            TEXT NOT NULL,
    latitude        REAL NOT NULL,
    longitude       REAL NOT NULL,
    radius          INTEGER NOT NULL,
    PRIMARY KEY (unit, code)
);
