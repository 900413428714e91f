-- A desk at work, as version 11 of the schema kept it: Maria with an open case and an album, a company with plans, somebody
-- who was forgotten, and what a crash or an earlier version may have left behind. `{conversation}`, `{guide}`, `{plan}`,
-- `{company}`, `{draft}` and `{sealed}` are samples of what that release stored.
INSERT INTO counters VALUES ('row', 900), ('case-2026', 2);
INSERT INTO people VALUES ('p-maria', 1), ('p-workshop', 2), ('p-leaving', 3);
INSERT INTO conversations (id, person_id, channel, state, version, wake_at, created_at, updated_at) VALUES
    ('maria', 'p-maria', 'telegram', '{conversation}', 7, 1764000000000, 1, 1764000000000),
    ('workshop', 'p-workshop', 'matrix', '{conversation}', 3, NULL, 2, 1764000000000),
    ('leaving', 'p-leaving', 'telegram', '{conversation}', 1, NULL, 3, 1764000000000),
    ('of-nobody', 'p-lost', 'telegram', '{conversation}', 1, NULL, 4, 1764000000000);
INSERT INTO handles VALUES ('maria', 'telegram', '42', 0), ('workshop', 'matrix', '!room:hs @o:hs', 0),
    ('leaving', 'telegram', '43', 1), ('gone', 'telegram', '44', 1);
INSERT INTO cases VALUES ('2026-0001', 'maria', 'open', 'anna', 1, 1764172800000, 1764000000000),
    ('2026-0002', NULL, 'withdrawn', NULL, 0, NULL, 1763000000000);
INSERT INTO messages (id, conversation_id, case_number, author, body, at, origin, parts) VALUES
    (10, 'maria', '2026-0001', 'person', 'ecco le buste paga', 1764000000000, '7',
        '[{"id":"7","text":"ecco","file":"f7"},{"id":"8","text":"le \"altre\" {\"id\":\"9\"}","file":"f8"}]'),
    (11, 'maria', '2026-0001', 'expert', 'grazie', 1764000001000, '$line', '[]'),
    (12, 'gone', NULL, 'person', 'di nessuno', 1, NULL, '[]');
INSERT INTO inbox (id, source, key, lane, payload, at, received_at, state, attempts, not_before, bundle) VALUES
    (20, 'telegram', '100', 'telegram:42', 'waits', 1764000000000, 1764000000000, 'waiting', 1, 0, 'album'),
    (21, 'telegram', '101', 'telegram:42', 'poison', 1764000000000, 1764000000000, 'dead', 3, 0, ''),
    (22, 'matrix', '$1', 'staff', 'from the room', 1764000000000, 1764000000000, 'waiting', 0, 0, ''),
    (23, 'telegram', '102', '', '', 1764000000000, 1764000000000, 'done', 0, 0, ''),
    (24, 'telegram', 'unreadable', 'telegram:', 'nobody knows', 1764000000000, 1764000000000, 'waiting', 0, 0, '');
INSERT INTO outbox (id, lane, conversation_id, parcel, state, attempts, not_before, created_at, sent_at, receipt,
        origin, uncertain, priority, platform, openings) VALUES
    (30, 'case:2026-0001', NULL, '{"to":"staff","case":"2026-0001","place":"head","mention":"room","message":{"parts":[{"text":"\"place\":\"head_again\""}]}}',
        'waiting', 2, 0, 1764000000000, NULL, NULL, NULL, 1, 2, 'staff', 0),
    (31, 'file:2026-0001', NULL, '{"to":"staff","case":"2026-0001","place":"thread","mention":"nobody","message":{"parts":[]}}',
        'waiting', 0, 0, 1764000000000, NULL, NULL, NULL, 0, 2, 'staff', 1),
    (32, 'maria', 'maria', '', 'sent', 1, 0, 1764000000000, 1764000002000, '77', '$line', 0, 0, 'telegram', 0),
    (33, 'room', NULL, '{"to":"staff","case":null,"place":"room","mention":"nobody","message":{"parts":[{"text":"ciao"}]}}',
        'waiting', 0, 0, 1764000000000, NULL, NULL, NULL, 0, 3, 'staff', 0),
    (34, 'gone', 'gone', '{"to":"tick","conversation":"gone","line":"1"}', 'waiting', 0, 0, 1, NULL, NULL, NULL, 0, 4, 'telegram', 0);
INSERT INTO ledger VALUES (40, 1764000000000, 'maria', '{"kind":"erased"}');
INSERT INTO heard VALUES ('matrix', 1764000000000, 's123');
INSERT INTO lines VALUES ('$head', '2026-0001', 'head', NULL, '!staff:hs'), ('$line', '2026-0001', 'line', 'anna', '!staff:hs'),
    ('$take', '2026-0001', 'take', 'anna', '!staff:hs');
INSERT INTO rooms VALUES ('matrix', '!staff:hs', '#staff:hs', 1764000000000);
INSERT INTO duty VALUES ('anna');
INSERT INTO sealed VALUES ('$2', 'matrix', 'matrix:!room:hs @o:hs', '{sealed}', 1764000000000),
    ('$3', 'matrix', 'staff', '{sealed}', 1764000000000);
INSERT INTO drafts (slug, case_number, state, author, approved_by, content, kept_at) VALUES
    ('rinnovo', '2026-0001', 'live', 'anna', 'bruno', '{draft}', 1764000000000);
INSERT INTO renewals VALUES ('maternita', '2027-04-30', 'anna', NULL, NULL);
INSERT INTO told VALUES ('unsaid 2026-11-24', 1764000000000);
INSERT INTO ways VALUES (6, 'maria', 'it', 'maternita', 'quanto dura?', 'live', 'anna', 1764000000000),
    (7, 'gone', 'it', 'maternita', 'e di chi?', 'proposed', NULL, 1);
INSERT INTO guides VALUES ('maria', '{guide}', 0, 1764000000000), ('workshop', '{guide}', 50, 1764000000000);
INSERT INTO companies VALUES ('workshop', '{company}');
INSERT INTO plans VALUES (50, 'workshop', 'dip. 3', '{plan}', '2026-11-01', '2026-01-01'), (51, 'gone', NULL, '{plan}', '2026-11-01', '2026-01-01');
INSERT INTO reminders VALUES
    (60, 'workshop', 50, 'inizio-maternita', '2027-01-10', 1764000000000, 1795000000000, 1, 'waiting'),
    (61, 'workshop', 0, 'attestazioni', '2027-01-31', 1764000000001, 1795000000000, 0, 'sent'),
    (62, 'maria', -1, 'bonus-nido', '2027-01-01', 1764000000002, 1795000000000, 0, 'waiting'),
    (63, 'workshop', 49, 'inizio-maternita', '2027-01-10', 1, 1795000000000, 0, 'waiting');
INSERT INTO stops VALUES ('workshop', 50, 'rientro'), ('workshop', 0, 'certificazione-unica'), ('maria', -1, 'congedo'), ('gone', 51, 'rientro');
INSERT INTO follows VALUES ('maria', 'bonus-nido');
INSERT INTO notices VALUES (3, 'bonus-nido', '2027-01-01', 'proposed', 'anna', 1764000000000);
