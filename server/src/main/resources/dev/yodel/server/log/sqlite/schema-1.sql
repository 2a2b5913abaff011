-- Facts about the whole log: its epoch.
CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A room: its key decides whether two spellings are one room; the spelling that was first stays.
CREATE TABLE room (
  id       INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  head     INTEGER NOT NULL, -- seq of its last event, dropped or not
  floor    INTEGER NOT NULL, -- seq of the last event that retention dropped
  messages INTEGER NOT NULL  -- how many messages are above the floor
);

-- Every event of every room. One at or below its room's floor is dropped: it has no text, nobody is
-- shown it, and it stays for a day as the memory of its post_id.
CREATE TABLE event (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  room    INTEGER NOT NULL REFERENCES room,
  prev    INTEGER NOT NULL,
  kind    INTEGER NOT NULL, -- 1 message, 2 edited, 3 deleted, 4 reaction, 5 moderated
  time    INTEGER NOT NULL, -- milliseconds
  author  TEXT NOT NULL,
  name    TEXT NOT NULL,    -- the author's at the time
  plain   INTEGER NOT NULL, -- 1 when a plain client posted it
  post_id TEXT NOT NULL,
  target  INTEGER,          -- the message that it is about; of a message, the one it replies to
  text    TEXT,             -- the text; of a reaction, its key; of a moderation, the user
  detail  TEXT,             -- of a reaction, on or off; of a moderation, the action
  until   INTEGER,
  reason  TEXT,
  state   INTEGER NOT NULL, -- of a message: 0 as posted, 1 edited, 2 deleted
  edited  TEXT,             -- of an edited message: its text now
  UNIQUE (room, author, post_id)
);
CREATE INDEX event_of_room ON event (room);
CREATE INDEX message_of_room ON event (room) WHERE kind = 1;
CREATE INDEX edit_of_message ON event (target) WHERE kind = 2;

-- The reactions that stand.
CREATE TABLE reaction (
  target INTEGER NOT NULL,
  key    TEXT NOT NULL,
  author TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (target, key, author)
) WITHOUT ROWID;

-- The mutes and bans that stand.
CREATE TABLE sanction (
  room   INTEGER NOT NULL REFERENCES room,
  author TEXT NOT NULL,
  kind   TEXT NOT NULL,
  until  INTEGER,
  PRIMARY KEY (room, author, kind)
) WITHOUT ROWID;

-- The words of the messages as they are now; what is a word is decided before they come here.
CREATE VIRTUAL TABLE word USING fts5 (
  room, text, content = '', columnsize = 0, tokenize = 'ascii'
);
-- A word that is taken out is overwritten, not only marked.
INSERT INTO word (word, rank) VALUES ('secure-delete', 1);
