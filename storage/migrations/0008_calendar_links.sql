-- A person's own link to their calendar.

CREATE TABLE calendar_link (                   -- a link that a phone's calendar reads again and again; only the token's hash is kept
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    token_hash      TEXT NOT NULL UNIQUE,
    made_at         INTEGER NOT NULL
);
