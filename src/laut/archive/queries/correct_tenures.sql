SELECT correction, actor, office, place, start_on, end_on FROM correction_tenures ORDER BY correction, actor, number
