SELECT correction, id, name, kind FROM correction_actors ORDER BY correction, number
