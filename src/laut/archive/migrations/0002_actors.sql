-- Who speaks: chains of mentions, what they stand for, and the actors of statements. Of an article's chains those
-- are kept that stand for somebody, speak, or are spoken to, and the parts of these; numbers count from 0 in each
-- article. What people correct is not here.

-- parts: numbers of other chains of the article, joined by '|': the members of a plural ("die beiden Präsidenten").
CREATE TABLE chains (
    article VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    parts VARCHAR
);

-- The mentions of a chain in their order; antecedent: the earlier mention that one rests on, NULL where it opens
-- the chain. Their words are substring(articles.text, start_at + 1, end_at - start_at).
CREATE TABLE members (
    article VARCHAR NOT NULL,
    chain INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    antecedent_start INTEGER,
    antecedent_end INTEGER,
    score DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    maker VARCHAR NOT NULL
);

-- What a chain stands for; actor is NULL where that is unknown. candidates: the ids that were weighed, the likest
-- first, joined by '|'.
CREATE TABLE links (
    article VARCHAR NOT NULL,
    chain INTEGER NOT NULL,
    actor VARCHAR,
    candidates VARCHAR,
    score DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    maker VARCHAR NOT NULL
);

-- Everybody whom a link names, as the latest run describes them (a name that the knowledge base does not have, x and
-- 16 hexadecimal digits: in the spelling that sorts first).
CREATE TABLE actors (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    run VARCHAR NOT NULL
);

-- Offices of actors; start_on and end_on are the first and the last day, NULL where unknown (or going on).
CREATE TABLE tenures (
    actor VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    office VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    start_on DATE,
    end_on DATE
);

-- role: speaker, addressee. A row for each chain of the role and each actor that it (or its parts) stands for, one
-- with actor NULL where that is unknown; number counts the rows of a role from 0.
CREATE TABLE statement_actors (
    article VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    actor VARCHAR
);

-- Where an article mentions an actor, in whatever words.
CREATE VIEW actor_mentions AS
SELECT l.actor, m.article, m.chain, m.number, m.start_at, m.end_at, m.form
FROM links AS l JOIN members AS m ON m.article = l.article AND m.chain = l.chain
WHERE l.actor IS NOT NULL;
