SELECT place, office
FROM tenures
WHERE (place GLOB 'Q[0-9]*' OR place LIKE 'laut:%') AND office <> 'party_member'
GROUP BY place, office
ORDER BY place, count(*) DESC, office
