-- Whether an earlier copy of a message may have arrived has to outlive the program that learnt of it.

ALTER TABLE outbox ADD COLUMN perhaps_arrived INTEGER NOT NULL DEFAULT 0;
