/** Peaks of recordings, one signed byte a point; `reference` names the recording they were computed from. */
export const sql = `
CREATE TABLE peaks (
  organization_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  duration_seconds REAL NOT NULL,
  points_per_second REAL NOT NULL,
  mono INTEGER NOT NULL,
  agent_channel INTEGER,
  opened_ms INTEGER NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL,
  agent BLOB NOT NULL,
  customer BLOB NOT NULL,
  UNIQUE (organization_id, call_id)
) STRICT;

CREATE INDEX peaks_opened ON peaks (pinned, opened_ms, bytes);
`;
