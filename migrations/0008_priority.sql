-- What goes out first: 0 a human's reply or a farewell, 1 what must not wait, 2 a case, 3 an answer, 4 a mark, 5 what nobody waits for.
ALTER TABLE outbox RENAME COLUMN unhurried TO priority;
UPDATE outbox SET priority = CASE priority WHEN 0 THEN 3 ELSE 5 END;
-- Which platform carries it: each has room of its own.
ALTER TABLE outbox ADD COLUMN platform TEXT NOT NULL DEFAULT 'staff';
UPDATE outbox SET platform = COALESCE(
    (SELECT channel FROM handles WHERE handles.conversation_id = outbox.conversation_id), 'staff');
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (platform, priority, id) WHERE state = 'waiting';
