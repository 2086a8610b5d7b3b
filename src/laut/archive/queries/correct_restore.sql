-- What the machine found is put back; corrections are then applied to nothing.
DELETE FROM statements WHERE article IN (SELECT article FROM corrected_articles WHERE is_whole);
DELETE FROM spans WHERE article IN (SELECT article FROM corrected_articles WHERE is_whole);
DELETE FROM chains WHERE article IN (SELECT article FROM corrected_articles WHERE is_whole);
DELETE FROM members WHERE article IN (SELECT article FROM corrected_articles WHERE is_whole);
DELETE FROM links WHERE article IN (SELECT article FROM corrected_articles);
DELETE FROM statement_actors WHERE article IN (SELECT article FROM corrected_articles);
DELETE FROM actors;
DELETE FROM tenures;

INSERT INTO statements SELECT * FROM machine_statements ORDER BY article, number;
INSERT INTO spans SELECT * FROM machine_spans ORDER BY article, statement, role, number;
INSERT INTO chains SELECT * FROM machine_chains ORDER BY article, number;
INSERT INTO members SELECT * FROM machine_members ORDER BY article, chain, number;
INSERT INTO links SELECT * FROM machine_links ORDER BY article, chain;
INSERT INTO statement_actors SELECT * FROM machine_statement_actors ORDER BY article, statement, role, number;
INSERT INTO actors SELECT * FROM machine_actors ORDER BY id;
INSERT INTO tenures SELECT * FROM machine_tenures ORDER BY actor, number;

DELETE FROM machine_statements;
DELETE FROM machine_spans;
DELETE FROM machine_chains;
DELETE FROM machine_members;
DELETE FROM machine_links;
DELETE FROM machine_statement_actors;
DELETE FROM machine_actors;
DELETE FROM machine_tenures;
DELETE FROM corrected_articles;
DELETE FROM correction_states;
