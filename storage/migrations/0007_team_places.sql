-- More of a team's ground from chat, an area as corners, routes and hot spots; and special days that the town has added.

CREATE TABLE team_ground (                     -- the area a lead has set; it counts instead of the configuration's
    unit            TEXT PRIMARY KEY,
    latitude        REAL,                      -- a circle's middle; NULL: a polygon
    longitude       REAL,
    radius          INTEGER,                   -- metres
    polygon         TEXT,                      -- JSON array of [longitude, latitude], GeoJSON's outer ring; NULL: a circle
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          INTEGER NOT NULL,
    CHECK ((polygon IS NULL) = (radius IS NOT NULL))
);
INSERT INTO team_ground (unit, latitude, longitude, radius, set_by, set_at)
    SELECT unit, latitude, longitude, radius, set_by, set_at FROM team_area;
DROP TABLE team_area;
ALTER TABLE team_ground RENAME TO team_area;

CREATE TABLE team_route (                      -- a way that a lead has set, beside those of the configuration
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    name            TEXT NOT NULL,
    checkpoints     TEXT NOT NULL,             -- JSON array of the checkpoints' codes, in the order in which they are walked
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          INTEGER NOT NULL,
    removed_at      INTEGER                    -- NULL: in use
);
CREATE INDEX team_route_of_team ON team_route (unit);

CREATE TABLE team_hot_spot (                   -- a place to watch that a lead has set, beside those of the configuration
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    unit            TEXT NOT NULL,
    kind            TEXT NOT NULL,             -- road, railway, school, other
    name            TEXT NOT NULL,
    latitude        REAL NOT NULL,
    longitude       REAL NOT NULL,
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          INTEGER NOT NULL,
    removed_at      INTEGER                    -- NULL: in use
);
CREATE INDEX team_hot_spot_of_team ON team_hot_spot (unit);

CREATE TABLE special_days (                    -- a special period for once, for the whole township
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT NOT NULL,
    first           TEXT NOT NULL,             -- YYYY-MM-DD
    last            TEXT NOT NULL,
    added_by        INTEGER NOT NULL REFERENCES person (id),
    added_at        INTEGER NOT NULL,
    removed_at      INTEGER                    -- NULL: in force
);
CREATE INDEX special_days_by_last ON special_days (last);
