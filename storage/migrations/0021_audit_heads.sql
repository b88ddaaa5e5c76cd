-- What was sent out of the event log, so that a log that was cut short is noticed.

CREATE TABLE audit_head (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id        INTEGER NOT NULL,              -- the last event there was; 0: none. No reference: it must outlive the row
    chain           TEXT NOT NULL,                 -- that event's hash
    at              INTEGER NOT NULL,
    seal            TEXT NOT NULL                  -- a keyed hash over the three before
);
