-- What a patroller met and nobody has made a case of is kept for a time. Then its words go, and a line for the statistics stays.

ALTER TABLE incident ADD COLUMN erased_at INTEGER;  -- NULL: its words are there, unless it became a case
CREATE INDEX incident_alone ON incident (id) WHERE matter_id IS NULL AND erased_at IS NULL;
