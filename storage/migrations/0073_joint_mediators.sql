-- Whoever mediates along has those cases in their lists, however many there are of others.

CREATE INDEX joint_mediator_person ON joint_mediator (person_id);
