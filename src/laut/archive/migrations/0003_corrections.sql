-- What people correct, and what the machine had found there. Loads and rereadings never touch corrections. The tables
-- that questions ask hold the corrected state; of articles that a correction changes, what the machine found is kept in
-- machine_…, so that it can be put back: before each load, and for the score of the machine.

-- A row of laut.records.Correction; value, articles and found are its tuples.
CREATE TABLE corrections (
    id VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    value VARCHAR[] NOT NULL,
    articles VARCHAR[] NOT NULL,
    words VARCHAR NOT NULL,
    context VARCHAR NOT NULL,
    found VARCHAR[] NOT NULL,
    model VARCHAR NOT NULL
);

-- Whom the values of corrections name, as they were described then, and their offices.
CREATE TABLE correction_actors (
    correction VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL
);

CREATE TABLE correction_tenures (
    correction VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    office VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    start_on DATE,
    end_on DATE
);

-- Derived, made anew whenever corrections are applied. state: applied, replaced, undone, void (it no longer applies);
-- detail says why. statement: the one that it is about now; found: whom the machine has there now, NULL where the
-- subject is gone; model: the one that read the article last.
CREATE TABLE correction_states (
    correction VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    statement VARCHAR,
    found VARCHAR[],
    model VARCHAR NOT NULL
);

-- Derived: articles that corrections change. is_whole: all of the machine's rows are kept, else only those of links and
-- statement_actors.
CREATE TABLE corrected_articles (
    article VARCHAR NOT NULL,
    is_whole BOOLEAN NOT NULL
);

CREATE TABLE machine_statements AS SELECT * FROM statements LIMIT 0;
CREATE TABLE machine_spans AS SELECT * FROM spans LIMIT 0;
CREATE TABLE machine_chains AS SELECT * FROM chains LIMIT 0;
CREATE TABLE machine_members AS SELECT * FROM members LIMIT 0;
CREATE TABLE machine_links AS SELECT * FROM links LIMIT 0;
CREATE TABLE machine_statement_actors AS SELECT * FROM statement_actors LIMIT 0;

-- All actors, as they were before corrections.
CREATE TABLE machine_actors AS SELECT * FROM actors LIMIT 0;
CREATE TABLE machine_tenures AS SELECT * FROM tenures LIMIT 0;
