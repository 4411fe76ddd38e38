-- :attempts answers, a hundred of each person, ten in each session; q holds the ids of a hundred questions.
PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-200000;
BEGIN;
CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c LIMIT :attempts) INSERT INTO n SELECT i FROM c;
INSERT INTO users SELECT 1000 + i, 'Person ' || i, '2026-01-02 12:00:00.000000' FROM n
  WHERE i < :attempts / 100;
INSERT INTO sessions (id, kind, mode, user_id, chat_id, thread_id, bank_hash, start_key, phase, position,
    created_at, ended_at, summary_message_id)
  SELECT i + 1, 'solo', 'quiz', 1000 + i / 10, 1000 + i / 10, 0, ':bank',
    'old ' || i, 'finished', 9, '2026-01-01 12:00:00.000000', '2026-01-01 12:10:00.000000', 9
  FROM n WHERE i < :attempts / 10;
INSERT INTO asked (session_id, position, question_id, choices, typed, helped, message_id, shown_at)
  SELECT i / 10 + 1, i % 10, q.id, '["a","b","c","d"]', 0, 0, 5, '2026-01-01 12:00:00.000000'
  FROM n JOIN q ON q.place = i % 100;
INSERT INTO attempts (session_id, position, user_id, bank_hash, question_id, choice, fraction, mark, seconds,
    answered_at)
  SELECT i / 10 + 1, i % 10, 1000 + i / 100, ':bank', q.id, 'a', i % 3 = 0, i % 3 = 0, 4.0,
    '2026-01-01 12:00:00.000000'
  FROM n JOIN q ON q.place = i % 100;
INSERT INTO scores (user_id, slug, title, answered, "right", mark)
  SELECT 1000 + i, 'book', 'Book', 100, 33, 33 + i % 967 FROM n WHERE i < :attempts / 100;
INSERT INTO totals (user_id, answered, "right", mark) SELECT user_id, answered, "right", mark FROM scores;
INSERT INTO cards (user_id, slug, question_id, bank_hash, stage, step, stability, difficulty, due_at,
    reviewed_at, missed, met_at)
  SELECT 1000 + i / 100, 'book', q.id, ':bank', 2, NULL, 3.0, 5.0, '2026-01-05 12:00:00.000000',
    '2026-01-01 12:00:00.000000', 0, '2026-01-01 12:00:00.000000'
  FROM n JOIN q ON q.place = i % 100;
INSERT INTO reviews (user_id, slug, question_id, session_id, position, rating, learnt, reviewed_at, counted_at)
  SELECT 1000 + i / 100, 'book', q.id, i / 10 + 1, i % 10, 3, 0,
    '2026-01-01 12:00:00.000000', '2026-01-01 12:00:00.000000'
  FROM n JOIN q ON q.place = i % 100;
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
