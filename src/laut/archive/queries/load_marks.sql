-- Mark them; the index will have to know.
UPDATE articles SET copy_of = m.copy_of FROM marked AS m WHERE m.id = articles.id;

INSERT INTO changed SELECT id FROM marked ANTI JOIN changed USING (id);
