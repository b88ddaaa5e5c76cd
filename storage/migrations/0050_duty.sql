-- Who is on duty at the centre: those who take turns, days on which somebody else does, and who was on duty when.

CREATE TABLE duty_order (
    place           INTEGER NOT NULL PRIMARY KEY,
    person_id       INTEGER NOT NULL UNIQUE REFERENCES person (id)
);

CREATE TABLE duty_day (                        -- a day of duty that somebody has out of turn
    day             TEXT NOT NULL PRIMARY KEY, -- YYYY-MM-DD
    person_id       INTEGER NOT NULL REFERENCES person (id)
);

CREATE TABLE duty_turn (                       -- the last row says who is on duty now
    id              INTEGER NOT NULL PRIMARY KEY,
    person_id       INTEGER REFERENCES person (id),  -- NULL: no roster is kept, everybody of the centre is on call
    from_at         INTEGER NOT NULL,
    until_at        INTEGER NOT NULL,          -- when the next turn is due; this one lasts until it has begun
    taken           INTEGER NOT NULL DEFAULT 0 -- 1: taken over by the person
);
