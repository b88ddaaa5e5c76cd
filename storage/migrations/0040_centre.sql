-- The centre sorts cases: several units to one case, cases of one matter, supervision with a date for its answer.

ALTER TABLE matter ADD COLUMN merged_into INTEGER REFERENCES matter (id);  -- NULL: goes its own way
ALTER TABLE matter ADD COLUMN past_unit INTEGER NOT NULL DEFAULT 0;        -- 1: not shown where it happened
ALTER TABLE matter ADD COLUMN supervision_reply_by INTEGER;                -- NULL: not under supervision, or without a date
CREATE INDEX matter_by_merged ON matter (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE assignment (                      -- units that share in a case beside the responsible one, which leads
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    unit            TEXT NOT NULL,
    given_by        INTEGER REFERENCES person (id),  -- NULL: by a route of the configuration
    given_at        INTEGER NOT NULL,
    PRIMARY KEY (matter_id, unit)
);
CREATE INDEX assignment_by_unit ON assignment (unit);

CREATE TABLE case_link (                       -- two cases that have to do with one another, the older first
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    other_id        INTEGER NOT NULL REFERENCES matter (id),
    linked_by       INTEGER NOT NULL REFERENCES person (id),
    linked_at       INTEGER NOT NULL,
    PRIMARY KEY (matter_id, other_id),
    CHECK (matter_id < other_id)
);
CREATE INDEX case_link_back ON case_link (other_id);
