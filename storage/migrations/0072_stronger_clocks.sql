-- Clocks are stronger in special periods for every case that is open then, so the periods are kept and no longer a mark on the case.

CREATE TABLE stronger_clocks (                 -- when they were, as the program noticed it, in their order
    id              INTEGER PRIMARY KEY,
    from_at         INTEGER NOT NULL,
    until_at        INTEGER                    -- NULL: they are
);
INSERT INTO stronger_clocks (from_at, until_at)
    SELECT min(filed_at), max(filed_at) + 1 FROM matter WHERE special = 1 GROUP BY filed_at / 86400000 ORDER BY min(filed_at);
ALTER TABLE matter DROP COLUMN special;
