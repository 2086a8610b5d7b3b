-- Which statement has this key ($key), and in which words? Its id tells whether it is the one that was meant.
SELECT id, rowid AS place, content, kind
FROM statements
WHERE key = $key AND content IS NOT NULL;
