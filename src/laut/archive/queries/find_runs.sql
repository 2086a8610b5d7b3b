SELECT id, command, began, ended, version, model, read, copied, skipped FROM runs ORDER BY began, id
