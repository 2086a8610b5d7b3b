-- Make room for the corrected readings of articles (redone: id).
DELETE FROM statements WHERE article IN (SELECT id FROM redone);
DELETE FROM spans WHERE article IN (SELECT id FROM redone);
DELETE FROM chains WHERE article IN (SELECT id FROM redone);
DELETE FROM members WHERE article IN (SELECT id FROM redone);
DELETE FROM links WHERE article IN (SELECT id FROM redone);
DELETE FROM statement_actors WHERE article IN (SELECT id FROM redone);
