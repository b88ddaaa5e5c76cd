-- With a million cases on file every list is read from an index that holds only what the list is about.

-- All that says who may see an open case stands in the index, so that counting reads nothing else.
CREATE INDEX matter_open ON matter (awaiting_since, id, state, unit, responsible_unit, handler_id)
    WHERE state IN ('filed', 'accepted', 'in_progress', 'settled');
CREATE INDEX matter_closed ON matter (closed_at) WHERE state = 'closed';

-- In the order in which they are claimed. What is leased or set aside is little, and is looked for by itself.
DROP INDEX due_waiting;
CREATE INDEX due_by_kind ON due (kind, due_at, id) WHERE state = 'waiting';
CREATE INDEX due_leased ON due (kind, lease_until) WHERE state = 'waiting' AND lease_until IS NOT NULL;
CREATE INDEX due_set_aside ON due (id) WHERE state = 'quarantined';
