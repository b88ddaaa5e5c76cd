-- With a million cases on file every list is read from an index that holds only what the list is about.

CREATE INDEX matter_open ON matter (awaiting_since, id) WHERE state IN ('filed', 'accepted', 'in_progress', 'settled');
CREATE INDEX matter_closed ON matter (closed_at) WHERE state = 'closed';

-- In the order in which they are claimed; what is leased or set aside is little, and is looked for by itself.
CREATE INDEX due_by_kind ON due (kind, due_at, id) WHERE state = 'waiting';
CREATE INDEX due_leased ON due (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX due_set_aside ON due (id) WHERE state = 'quarantined';
