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
    s.score, s.content_score, s.speaker_score, s.cue_score, s.frame_score, s.addressee_score, s.reason, s.maker,
    make_key(s.id)
FROM part_statements AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article, s.number;

INSERT INTO spans
SELECT s.article, s.statement, s.role, s.number, s.start_at, s.end_at
FROM part_spans AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article, s.row;

INSERT INTO chains
SELECT c.article, c.number, c.label, c.parts
FROM part_chains AS c JOIN taken ON taken.id = c.article AND taken.part = c.part
ORDER BY c.article, c.number;

INSERT INTO members
SELECT
    m.article, m.chain, m.number, m.start_at, m.end_at, m.form, m.antecedent_start, m.antecedent_end, m.score,
    m.reason, m.maker
FROM part_members AS m JOIN taken ON taken.id = m.article AND taken.part = m.part
ORDER BY m.article, m.chain, m.number;

INSERT INTO links
SELECT l.article, l.chain, l.actor, l.candidates, l.score, l.reason, l.maker
FROM part_links AS l JOIN taken ON taken.id = l.article AND taken.part = l.part
ORDER BY l.article, l.chain;

INSERT INTO statement_actors
SELECT s.article, s.statement, s.role, s.number, s.chain, s.actor
FROM part_statement_actors AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article, s.row;

INSERT INTO changed SELECT id FROM taken;
