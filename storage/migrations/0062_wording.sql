-- A tip is passed on without its reporter's own words unless they agree. Tips on file hold theirs back from now on.

ALTER TABLE matter ADD COLUMN words_held INTEGER NOT NULL DEFAULT 0;
UPDATE matter SET words_held = 1 WHERE kind = 'tip' AND known_as <> 'named' AND urgency <> 'urgent';

CREATE TABLE tip_particulars (
    matter_id       INTEGER PRIMARY KEY REFERENCES matter (id),
    sealed          BLOB NOT NULL              -- what and when as the reporter said it, sealed for the case
);
CREATE INDEX wrong_receipt_by_time ON wrong_receipt (at);
