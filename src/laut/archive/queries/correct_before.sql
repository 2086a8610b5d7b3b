-- How statements are before corrections change them, as far as they are corrected by now; correct_after adds the others.
CREATE OR REPLACE TEMP TABLE articles_before AS SELECT article, is_whole FROM corrected_articles;

CREATE OR REPLACE TEMP TABLE statements_before AS
SELECT article, id AS statement, content FROM statements
WHERE article IN (SELECT article FROM articles_before);

CREATE OR REPLACE TEMP TABLE speaking_before AS
SELECT article, statement, role, number, actor FROM statement_actors
WHERE article IN (SELECT article FROM articles_before);
