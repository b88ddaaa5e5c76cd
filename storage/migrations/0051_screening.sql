-- Rounds in which every unit says what it has found, or that it has found nothing.

CREATE TABLE screening (
    id              INTEGER NOT NULL PRIMARY KEY,
    kind            TEXT NOT NULL,
    subject         TEXT NOT NULL,             -- empty: about everything
    opened_at       INTEGER NOT NULL,
    opened_by       INTEGER REFERENCES person (id),  -- NULL: by the calendar
    chased_until    INTEGER NOT NULL,          -- up to when units were asked again
    closed_at       INTEGER                    -- NULL: goes on
);
CREATE INDEX screening_open ON screening (id) WHERE closed_at IS NULL;

CREATE TABLE screening_unit (                  -- the units that a round asks, and whether they have answered
    screening_id    INTEGER NOT NULL REFERENCES screening (id),
    unit            TEXT NOT NULL,
    answered_at     INTEGER,                   -- NULL: not yet
    nil             INTEGER NOT NULL DEFAULT 0,
    answered_by     INTEGER REFERENCES person (id),  -- NULL: not yet, or by filing a report
    PRIMARY KEY (screening_id, unit)
);

CREATE TABLE screening_case (                  -- what was filed in a round; only reports whose reporter is named
    screening_id    INTEGER NOT NULL REFERENCES screening (id),
    unit            TEXT NOT NULL,
    matter_id       INTEGER NOT NULL REFERENCES matter (id),
    PRIMARY KEY (screening_id, matter_id)
);
CREATE INDEX screening_case_by_matter ON screening_case (matter_id);
