-- What the machine found in some articles (asked: id), under the tables' own names, for this connection alone: of
-- corrected articles the rows that are kept, of the others those in the tables.

-- Articles in which nothing is corrected but, perhaps, whom links stand for; and those in which nothing is at all.
CREATE OR REPLACE TEMP TABLE read_as_found AS
SELECT id FROM asked EXCEPT SELECT article FROM archive.corrected_articles WHERE is_whole;

CREATE OR REPLACE TEMP TABLE linked_as_found AS
SELECT id FROM asked EXCEPT SELECT article FROM archive.corrected_articles;

CREATE OR REPLACE TEMP TABLE statements AS
SELECT * FROM archive.statements WHERE article IN (SELECT id FROM read_as_found)
UNION ALL SELECT * FROM archive.machine_statements WHERE article IN (SELECT id FROM asked);

CREATE OR REPLACE TEMP TABLE spans AS
SELECT * FROM archive.spans WHERE article IN (SELECT id FROM read_as_found)
UNION ALL SELECT * FROM archive.machine_spans WHERE article IN (SELECT id FROM asked);

CREATE OR REPLACE TEMP TABLE chains AS
SELECT * FROM archive.chains WHERE article IN (SELECT id FROM read_as_found)
UNION ALL SELECT * FROM archive.machine_chains WHERE article IN (SELECT id FROM asked);

CREATE OR REPLACE TEMP TABLE members AS
SELECT * FROM archive.members WHERE article IN (SELECT id FROM read_as_found)
UNION ALL SELECT * FROM archive.machine_members WHERE article IN (SELECT id FROM asked);

CREATE OR REPLACE TEMP TABLE links AS
SELECT * FROM archive.links WHERE article IN (SELECT id FROM linked_as_found)
UNION ALL SELECT * FROM archive.machine_links WHERE article IN (SELECT id FROM asked);

CREATE OR REPLACE TEMP TABLE statement_actors AS
SELECT * FROM archive.statement_actors WHERE article IN (SELECT id FROM linked_as_found)
UNION ALL SELECT * FROM archive.machine_statement_actors WHERE article IN (SELECT id FROM asked);
