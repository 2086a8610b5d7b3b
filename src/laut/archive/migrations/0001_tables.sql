-- The first tables. Ids are those of laut.ids; offsets count code points of articles.text, half open.
-- There are no keys and constraints: `load` merges by id, `laut archive check` verifies, and an index over
-- a million hashed ids would cost more room than the ids. Rows lie in the order of their article's id
-- within each load, so that a condition on `article` reads a few blocks only.

-- Bytes as they came; digest is the SHA-256 of the bytes, which are not kept.
CREATE TABLE captures (
    id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    url VARCHAR,
    media_type VARCHAR,
    retrieved_at TIMESTAMP,
    digest VARCHAR NOT NULL,
    warc_record_id VARCHAR,
    run VARCHAR NOT NULL
);

-- capture: the capture it was made of; run: the run that brought it; reread: the run that last read it again.
CREATE TABLE articles (
    id VARCHAR NOT NULL,
    capture VARCHAR,
    url VARCHAR,
    outlet VARCHAR,
    title VARCHAR,
    author VARCHAR,
    published_on DATE,
    published_from VARCHAR,
    language VARCHAR NOT NULL,
    agency VARCHAR,
    copy_of VARCHAR,
    text VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    model VARCHAR NOT NULL,
    run VARCHAR NOT NULL,
    reread VARCHAR
);

-- The MinHash signature of an article's text (laut.document.copies), for finding its copies.
CREATE TABLE signatures (
    article VARCHAR NOT NULL,
    signature BLOB NOT NULL
);

-- Pairs of articles of which one repeats the other, and how much of the shorter one; articles.copy_of follows
-- from all of them.
CREATE TABLE repeats (
    first VARCHAR NOT NULL,
    second VARCHAR NOT NULL,
    overlap DOUBLE NOT NULL
);

CREATE TABLE sentences (
    article VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL
);

CREATE TABLE mentions (
    article VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    maker VARCHAR NOT NULL
);

-- content to addressee are words, joined ' … ' at gaps, NULL where the role is empty; spans has the offsets.
CREATE TABLE statements (
    id VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    medium VARCHAR NOT NULL,
    parent VARCHAR,
    content VARCHAR,
    speaker VARCHAR,
    cue VARCHAR,
    frame VARCHAR,
    addressee VARCHAR,
    score DOUBLE NOT NULL,
    content_score DOUBLE NOT NULL,
    speaker_score DOUBLE NOT NULL,
    cue_score DOUBLE NOT NULL,
    frame_score DOUBLE NOT NULL,
    addressee_score DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    maker VARCHAR NOT NULL
);

-- role: content, speaker, cue, frame, addressee; number counts the pieces of a role from 0.
CREATE TABLE spans (
    article VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL
);

CREATE TABLE skips (
    run VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL
);

-- read, copied, skipped count what the archive holds of a run, not what it tried.
CREATE TABLE runs (
    id VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    began TIMESTAMP NOT NULL,
    ended TIMESTAMP NOT NULL,
    version VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    read BIGINT NOT NULL DEFAULT 0,
    copied BIGINT NOT NULL DEFAULT 0,
    skipped BIGINT NOT NULL DEFAULT 0
);

-- What a server said about a page, for asking it only for what is new.
CREATE TABLE fetched (
    url VARCHAR NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    retrieved_at TIMESTAMP NOT NULL
);

-- Each article and the earliest one whose text it repeats, itself where there is none.
CREATE VIEW origins AS
SELECT id AS article, coalesce(copy_of, id) AS origin FROM articles;

-- What the archive holds of each run: articles it read (or last read again), those that copy another, skips.
CREATE VIEW run_counts AS
SELECT
    runs.id,
    coalesce(a.read, 0) AS read,
    coalesce(a.copied, 0) AS copied,
    coalesce(s.skipped, 0) AS skipped
FROM runs
LEFT JOIN (
    SELECT run, count(*) AS read, count(copy_of) AS copied
    FROM (
        SELECT run, copy_of FROM articles
        UNION ALL
        SELECT reread, copy_of FROM articles WHERE reread IS NOT NULL
    ) GROUP BY run
) AS a ON a.run = runs.id
LEFT JOIN (SELECT run, count(*) AS skipped FROM skips GROUP BY run) AS s ON s.run = runs.id;
