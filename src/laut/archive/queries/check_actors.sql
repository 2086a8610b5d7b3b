-- Chains, links and actors that do not fit each other: a chain without members, whatever names a chain or an actor that
-- is not there, two links of one chain, an actor of a statement that no link gives, or a link whose actor it lacks.
WITH RECURSIVE parts AS (
    SELECT article, number AS chain, unnest(string_split(parts, '|'))::INTEGER AS part
    FROM chains WHERE parts IS NOT NULL
),

-- Of each chain the chains that speak for it: itself where it is linked or has no parts, else those of its parts.
reached AS (
    SELECT p.article, p.chain, p.part
    FROM parts AS p ANTI JOIN links AS l ON l.article = p.article AND l.chain = p.chain AND l.actor IS NOT NULL
    UNION
    SELECT r.article, r.chain, p.part
    FROM reached AS r JOIN parts AS p ON p.article = r.article AND p.chain = r.part
    ANTI JOIN links AS l ON l.article = r.article AND l.chain = r.part AND l.actor IS NOT NULL
),

standing AS (
    SELECT article, chain, actor FROM links WHERE actor IS NOT NULL
    UNION
    SELECT r.article, r.chain, l.actor
    FROM reached AS r JOIN links AS l ON l.article = r.article AND l.chain = r.part
    WHERE l.actor IS NOT NULL
),

named AS (
    SELECT article, chain, 'a member' AS what FROM members
    UNION SELECT article, chain, 'a link' FROM links
    UNION SELECT article, chain, 'a statement' FROM statement_actors
    UNION SELECT article, part, 'a plural' FROM parts
)

SELECT subject, detail FROM (
    SELECT article AS subject, what || ' names chain ' || chain || ', which is not there' AS detail
    FROM named ANTI JOIN chains ON chains.article = named.article AND chains.number = named.chain
    UNION ALL
    SELECT article, 'chain ' || number || ' has no members'
    FROM chains ANTI JOIN members ON members.article = chains.article AND members.chain = chains.number
    UNION ALL
    SELECT article, 'chain ' || chain || ' has ' || count(*) || ' links'
    FROM links GROUP BY article, chain HAVING count(*) > 1
    UNION ALL
    SELECT article, 'chain ' || chain || ' is linked to ' || actor || ', who is not there'
    FROM links WHERE actor IS NOT NULL AND actor NOT IN (SELECT id FROM actors)
    UNION ALL
    SELECT actor, 'there are offices of this actor, but no actor'
    FROM (SELECT DISTINCT actor FROM tenures) WHERE actor NOT IN (SELECT id FROM actors)
    UNION ALL
    SELECT id, 'the run ' || run || ' that described this actor is missing'
    FROM actors WHERE run NOT IN (SELECT id FROM runs)
    UNION ALL
    SELECT s.statement, 'its ' || s.role || ' is ' || coalesce(s.actor, 'unknown') || ' against the links of chain ' || s.chain
    FROM statement_actors AS s
    LEFT JOIN standing AS t ON t.article = s.article AND t.chain = s.chain AND t.actor = s.actor
    LEFT JOIN (SELECT DISTINCT article, chain FROM standing) AS k ON k.article = s.article AND k.chain = s.chain
    WHERE (s.actor IS NOT NULL AND t.actor IS NULL) OR (s.actor IS NULL AND k.chain IS NOT NULL)
    UNION ALL
    SELECT s.statement, 'its ' || s.role || ' lacks ' || t.actor || ', whom chain ' || s.chain || ' stands for'
    FROM (SELECT DISTINCT article, statement, role, chain FROM statement_actors) AS s
    JOIN standing AS t ON t.article = s.article AND t.chain = s.chain
    ANTI JOIN statement_actors AS o
        ON o.statement = s.statement AND o.role = s.role AND o.chain = s.chain AND o.actor = t.actor
) ORDER BY subject
