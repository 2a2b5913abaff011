-- Up to which seq the messages are in the index of words; those after it follow.
INSERT INTO fact (name, value)
SELECT 'indexed', coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0);
