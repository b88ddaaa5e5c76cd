-- Names that reports are about and nobody bore when they were filed, and what officials are called besides their names.

CREATE TABLE conflict_name (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    sealed          BLOB NOT NULL              -- the name as it was typed, sealed for the case
);
CREATE INDEX conflict_name_by_matter ON conflict_name (matter_id);

CREATE TABLE called (                          -- what else an official is called in the village
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    word            TEXT NOT NULL,
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          INTEGER NOT NULL,
    UNIQUE (person_id, word)
);
