SELECT
    id, id, text, title, outlet, url, published_on, published_from, language, author, agency, copy_of, model
FROM articles WHERE id IN (SELECT unnest($ids))
