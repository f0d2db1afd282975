/**
 * What people did that the workspace does not have yet, their half-typed texts and where they were. A number in `seq` is never
 * given twice. `json` is the operation as it will be sent.
 */
export const sql = `
CREATE TABLE operations (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  op_id TEXT NOT NULL UNIQUE,
  organization_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  not_before TEXT,
  current TEXT,
  refusal TEXT,
  json TEXT NOT NULL
) STRICT;

CREATE INDEX operations_call ON operations (organization_id, call_id, seq);
CREATE INDEX operations_entity ON operations (entity_id, seq);

CREATE TABLE drafts (
  organization_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, call_id, field)
) STRICT;

CREATE TABLE place (organization_id TEXT PRIMARY KEY, call_id TEXT NOT NULL, position_ms INTEGER NOT NULL) STRICT;
`;
