-- The knowledge base. Dates are texts: a day, a month, a year, or empty for not known.
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE actors (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT NOT NULL,
    gender TEXT NOT NULL,
    born INTEGER NOT NULL,
    died INTEGER NOT NULL,
    first INTEGER NOT NULL, -- years in public office, 0: not known
    last INTEGER NOT NULL,
    weight REAL NOT NULL,
    sources TEXT NOT NULL,
    note TEXT NOT NULL
);

-- Names besides actors.name, as they are written.
CREATE TABLE names (actor INTEGER NOT NULL, form TEXT NOT NULL, PRIMARY KEY (actor, form)) WITHOUT ROWID;

-- way: 0 a name, 1 a person's last name, 2 and 3 the sound of these (transliterations), 4 a stem (endings cut off)
CREATE TABLE keys (
    key TEXT NOT NULL,
    way INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (key, way, actor)
) WITHOUT ROWID;

CREATE TABLE tenures (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    actor INTEGER NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    attested TEXT NOT NULL, -- of a tenure without an end: the date of the source that has it
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (office, place, actor, start, "end")
) WITHOUT ROWID;
CREATE INDEX tenures_of_an_actor ON tenures (actor);

CREATE TABLE offices (
    office TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    capacity INTEGER NOT NULL, -- how many may hold it at once in one place, 0: any number
    masculine TEXT NOT NULL,
    feminine TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE titles (
    key TEXT NOT NULL,
    office TEXT NOT NULL,
    places TEXT NOT NULL,
    gender TEXT NOT NULL,
    PRIMARY KEY (key, office, places, gender)
) WITHOUT ROWID;

CREATE TABLE heads (head TEXT NOT NULL, office TEXT NOT NULL, PRIMARY KEY (head, office)) WITHOUT ROWID;

-- way: name, adjective, demonym
CREATE TABLE places (
    key TEXT NOT NULL,
    way TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (key, way, place)
) WITHOUT ROWID;

CREATE TABLE countries (
    place TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL
) WITHOUT ROWID;

-- The office in which a country is led, so that its holders are its leaders.
CREATE TABLE leading (place TEXT PRIMARY KEY, office TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE metonyms (
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    acting INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) WITHOUT ROWID;
