-- A case that was filed in a special period has stronger clocks.

ALTER TABLE matter ADD COLUMN special INTEGER NOT NULL DEFAULT 0;
