-- A person's own link to their calendar, and what of a team's planned ground its lead has taken away.

CREATE TABLE calendar_link (                   -- a link that a phone's calendar reads again and again; only the token's hash is kept
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    token_hash      TEXT NOT NULL UNIQUE,
    made_at         INTEGER NOT NULL
);

CREATE TABLE unused_plan (                     -- a route or hot spot of the configuration that a lead has taken away
    unit            TEXT NOT NULL,
    kind            TEXT NOT NULL,             -- route, hot_spot
    code            TEXT NOT NULL,             -- as the configuration has it
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          INTEGER NOT NULL,
    PRIMARY KEY (unit, kind, code)
);
