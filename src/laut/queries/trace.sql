-- In which rows, and in which words, are the statements that may be the one that is traced or verified ($keys)? To
-- find rows by key first is quicker: words are only unpacked for these.
SELECT rowid AS place, key, content, kind
FROM statements
WHERE content IS NOT NULL
    AND rowid IN (SELECT rowid FROM statements WHERE key IN (SELECT unnest($keys::UBIGINT[])));
