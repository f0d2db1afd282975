/**
 * Rows of the call list (with every column it filters and sorts by), whole calls, facets, and when each was confirmed.
 * The long text stands last in each table, so that the columns before it are read without its overflow pages.
 */
export const sql = `
CREATE TABLE call_rows (
  row_id INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  call_type TEXT,
  status TEXT,
  outcome_bucket TEXT,
  assistant_id TEXT,
  phone_number_id TEXT,
  duration_seconds REAL,
  cost REAL,
  recording_state TEXT NOT NULL,
  has_transcript INTEGER NOT NULL,
  qci_total_score INTEGER,
  qci_status TEXT,
  reviewed INTEGER NOT NULL,
  read_at TEXT,
  json TEXT NOT NULL,
  UNIQUE (organization_id, id)
) STRICT;

CREATE INDEX call_rows_created ON call_rows (organization_id, created_ms, id);
CREATE INDEX call_rows_duration ON call_rows (organization_id, duration_seconds, id);
CREATE INDEX call_rows_score ON call_rows (organization_id, qci_total_score, id);
CREATE INDEX call_rows_cost ON call_rows (organization_id, cost, id);

CREATE VIRTUAL TABLE row_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER call_rows_forget AFTER DELETE ON call_rows BEGIN
  DELETE FROM row_search WHERE rowid = old.row_id;
END;

CREATE TABLE call_details (
  row_id INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  read_at TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL,
  json TEXT NOT NULL,
  UNIQUE (organization_id, id)
) STRICT;

CREATE INDEX call_details_opened ON call_details (pinned, opened_ms, bytes);

CREATE VIRTUAL TABLE detail_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER call_details_forget AFTER DELETE ON call_details BEGIN
  DELETE FROM detail_search WHERE rowid = old.row_id;
END;

CREATE TABLE facets (organization_id TEXT PRIMARY KEY, read_at TEXT NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TABLE lists (organization_id TEXT PRIMARY KEY, as_of TEXT NOT NULL) STRICT;
`;
