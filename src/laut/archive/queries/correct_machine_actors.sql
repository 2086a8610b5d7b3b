-- Actors as they were before corrections, under the tables' own names, for this connection alone.
CREATE OR REPLACE TEMP VIEW actors AS
SELECT * FROM archive.actors WHERE NOT EXISTS (SELECT 1 FROM archive.correction_states)
UNION ALL SELECT * FROM archive.machine_actors;

CREATE OR REPLACE TEMP VIEW tenures AS
SELECT * FROM archive.tenures WHERE NOT EXISTS (SELECT 1 FROM archive.correction_states)
UNION ALL SELECT * FROM archive.machine_tenures;
