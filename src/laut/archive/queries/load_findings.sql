-- What was found in the articles that are taken, each from the part that it is taken from.
INSERT INTO sentences
SELECT s.article, s.number, s.start_at, s.end_at
FROM part_sentences AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article, s.number;

INSERT INTO mentions
SELECT m.article, m.number, m.start_at, m.end_at, m.form, m.label, m.words, m.score, m.reason, m.maker
FROM part_mentions AS m JOIN taken ON taken.id = m.article AND taken.part = m.part
ORDER BY m.article, m.number;

INSERT INTO statements
SELECT
    s.id, s.article, s.number, s.kind, s.medium, s.parent, s.content, s.speaker, s.cue, s.frame, s.addressee,
    s.score, s.content_score, s.speaker_score, s.cue_score, s.frame_score, s.addressee_score, s.reason, s.maker
FROM part_statements AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article, s.number;

INSERT INTO spans
SELECT s.article, s.statement, s.role, s.number, s.start_at, s.end_at
FROM part_spans AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article, s.row;

INSERT INTO changed SELECT id FROM taken;
