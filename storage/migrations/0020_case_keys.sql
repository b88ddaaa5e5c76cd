-- What people wrote stands sealed in the file, under keys that are not in it. The columns it stood in before stay empty;
-- storage/first_sealing.py seals what an older program left in them.

ALTER TABLE entry ADD COLUMN sealed BLOB;          -- words and files, under the key of the case
ALTER TABLE matter ADD COLUMN sealed_place BLOB;   -- under the key of the case; NULL: not said
ALTER TABLE matter ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE matter ADD COLUMN erased_at INTEGER;   -- its texts were destroyed; what stands here is what the statistics need
ALTER TABLE incident ADD COLUMN sealed BLOB;       -- words, files, place, under its own key, or that of the case it became
ALTER TABLE draft ADD COLUMN sealed BLOB;          -- the answers, under the draft's key
ALTER TABLE draft_text ADD COLUMN sealed BLOB;     -- under the draft's key
ALTER TABLE outbox ADD COLUMN sealed BLOB;         -- what is said; NULL once it is sent or dropped
ALTER TABLE outbox ADD COLUMN about INTEGER;       -- the case it is about; NULL: none
ALTER TABLE outbox ADD COLUMN key_day INTEGER;     -- sealed under the key of this day since 1970; NULL: under the case's
CREATE INDEX outbox_about ON outbox (about) WHERE about IS NOT NULL AND state IN ('pending', 'sending', 'dead');

UPDATE matter SET withdrawn_at = (
    SELECT max(event.at) FROM event WHERE event.matter_id = matter.id AND event.kind = 'withdrawn'
) WHERE state = 'withdrawn';
CREATE INDEX matter_ended ON matter (id) WHERE state IN ('closed', 'withdrawn') AND erased_at IS NULL;

CREATE INDEX matter_withdrawn ON matter (withdrawn_at) WHERE state = 'withdrawn';
ALTER TABLE person ADD COLUMN forget_asked_at INTEGER;   -- wants to be forgotten; done in the night

CREATE TABLE doomed_key (                          -- keys that are to be destroyed in the key file; then the row goes
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            INTEGER NOT NULL,              -- storage.key_ring.Sealed
    first           INTEGER NOT NULL,
    last            INTEGER NOT NULL
);

CREATE TABLE first_sealing (                       -- one row
    id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id = 1),
    done            INTEGER NOT NULL               -- nothing is left in the file that an older program wrote in clear
);
INSERT INTO first_sealing (id, done) VALUES (1, 0);
