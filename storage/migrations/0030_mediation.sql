-- The mediation of disputes. What people are called and what they said is sealed for the case; here stand times and codes.

CREATE TABLE mediation (
    matter_id       INTEGER PRIMARY KEY REFERENCES matter (id),
    begun_at        INTEGER NOT NULL,
    chased_until    INTEGER NOT NULL,          -- every step of its clocks up to here was run
    stopped_at      INTEGER,                   -- NULL: it was not stopped
    stopped_by      TEXT,                      -- handler, party
    confirmation    TEXT NOT NULL,             -- none, applied, confirmed, refused, not_wanted
    confirmation_at INTEGER,
    court           TEXT NOT NULL,             -- none, referred, mediated, judged, withdrawn, not_taken
    court_at        INTEGER,
    version         INTEGER NOT NULL
);

CREATE TABLE party (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    side            TEXT NOT NULL,             -- a, b, c, d
    minor           INTEGER NOT NULL,
    may_contact     INTEGER NOT NULL,          -- agreed to be reached
    sealed          BLOB NOT NULL,             -- name, contact, particulars, representative, account
    person_tag      TEXT,                      -- keyed hash of the account that took up the link; NULL: nobody did
    token_hash      TEXT UNIQUE,               -- of the personal link that is out; NULL: none
    token_until     INTEGER,
    added_by        INTEGER NOT NULL REFERENCES person (id),
    added_at        INTEGER NOT NULL,
    removed_at      INTEGER                    -- NULL: a party still
);
CREATE INDEX party_of_matter ON party (matter_id);

CREATE TABLE joint_mediator (                  -- who mediates together with the handler
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    added_at        INTEGER NOT NULL,
    PRIMARY KEY (matter_id, person_id)
);

CREATE TABLE appointment (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    at              INTEGER NOT NULL,
    place           BLOB NOT NULL,             -- sealed
    state           TEXT NOT NULL,             -- standing, cancelled, held
    proposed_by     INTEGER NOT NULL REFERENCES person (id),
    proposed_at     INTEGER NOT NULL
);
CREATE UNIQUE INDEX appointment_one_stands ON appointment (matter_id) WHERE state = 'standing';
CREATE INDEX appointment_of_matter ON appointment (matter_id);

CREATE TABLE appointment_answer (
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    appointment_id  INTEGER NOT NULL REFERENCES appointment (id),
    party_id        INTEGER NOT NULL,          -- 0: the reporter
    coming          INTEGER NOT NULL,
    answered_at     INTEGER NOT NULL,
    PRIMARY KEY (appointment_id, party_id)
);

CREATE TABLE mediation_session (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    number          INTEGER NOT NULL,          -- the first, the second ...
    appointment_id  INTEGER REFERENCES appointment (id),
    entry_id        INTEGER NOT NULL,          -- the record, among the case's texts
    recorded_by     INTEGER NOT NULL REFERENCES person (id),
    recorded_at     INTEGER NOT NULL,
    UNIQUE (matter_id, number)
);

CREATE TABLE agreement (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    position        INTEGER NOT NULL,          -- the case's first agreement, its second ...
    sealed          BLOB NOT NULL,             -- the facts
    copies          INTEGER NOT NULL,
    drafted_by      INTEGER NOT NULL REFERENCES person (id),
    drafted_at      INTEGER NOT NULL,
    signed_at       INTEGER,                   -- when it took effect; NULL: not signed
    entered_at      INTEGER,                   -- when that was written down
    UNIQUE (matter_id, position)
);

CREATE TABLE promise (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    agreement_id    INTEGER NOT NULL REFERENCES agreement (id),
    side            TEXT NOT NULL,             -- who is to do it
    due_at          INTEGER NOT NULL,          -- the morning of its day
    sealed          BLOB NOT NULL,             -- what is to be done
    state           TEXT NOT NULL,             -- open, kept, broken
    answered_by     INTEGER REFERENCES person (id),
    answered_at     INTEGER
);
CREATE INDEX promise_of_agreement ON promise (agreement_id);
