-- What the archive holds of each run; `laut archive check` counts the same.
UPDATE runs SET read = n.read, copied = n.copied, skipped = n.skipped
FROM run_counts AS n WHERE n.id = runs.id;
