-- Before corrections are applied: all that the machine found in the articles to correct (redone: id), and all actors.
INSERT INTO corrected_articles SELECT id, true FROM redone ORDER BY id;
INSERT INTO machine_statements SELECT * FROM statements WHERE article IN (SELECT id FROM redone) ORDER BY article, number;
INSERT INTO machine_spans SELECT * FROM spans WHERE article IN (SELECT id FROM redone) ORDER BY article, statement, role, number;
INSERT INTO machine_chains SELECT * FROM chains WHERE article IN (SELECT id FROM redone) ORDER BY article, number;
INSERT INTO machine_members SELECT * FROM members WHERE article IN (SELECT id FROM redone) ORDER BY article, chain, number;
INSERT INTO machine_links SELECT * FROM links WHERE article IN (SELECT id FROM redone) ORDER BY article, chain;
INSERT INTO machine_statement_actors
SELECT * FROM statement_actors WHERE article IN (SELECT id FROM redone) ORDER BY article, statement, role, number;
INSERT INTO machine_actors SELECT * FROM actors;
INSERT INTO machine_tenures SELECT * FROM tenures;
