SELECT
    article, id, kind, medium, parent, maker, score, reason,
    content_score, speaker_score, cue_score, frame_score, addressee_score
FROM statements WHERE article IN (SELECT unnest($ids)) ORDER BY article, number
