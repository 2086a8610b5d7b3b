SELECT source, name, reason, detail FROM skips
WHERE $reason IS NULL OR reason = $reason
ORDER BY rowid
