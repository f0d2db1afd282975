/**
 * Calls that are scored together. What a judge was asked and what he answered is noted here before anything else happens, so
 * that an answer which arrived is never paid for twice. `answer` is one that is not judged yet; `set_aside` what a request
 * under way may cost, `lost_cost` the same of those that were under way when the app ended.
 */
export const sql = `
CREATE TABLE batches (
  batch_id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  state TEXT NOT NULL,
  why TEXT,
  plan TEXT NOT NULL
) STRICT;

CREATE INDEX batches_started ON batches (organization_id, started_at);

CREATE TABLE batch_items (
  batch_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  code TEXT,
  asked INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  lost INTEGER NOT NULL DEFAULT 0,
  under_way INTEGER NOT NULL DEFAULT 0,
  prompt_tokens INTEGER NOT NULL DEFAULT 0,
  completion_tokens INTEGER NOT NULL DEFAULT 0,
  cost REAL NOT NULL DEFAULT 0,
  lost_cost REAL NOT NULL DEFAULT 0,
  set_aside REAL NOT NULL DEFAULT 0,
  answer TEXT,
  model TEXT,
  op_id TEXT,
  PRIMARY KEY (batch_id, call_id)
) STRICT;

CREATE INDEX batch_items_next ON batch_items (batch_id, state, position);
CREATE INDEX batch_items_organization ON batch_items (organization_id, state);
CREATE INDEX batch_items_operation ON batch_items (op_id);

CREATE VIEW batch_item_states (batch_id, call_id, position, state, code, asked, paid, cost) AS
  SELECT i.batch_id, i.call_id, i.position, CASE WHEN o.state = 'failed' THEN 'failed' ELSE i.state END,
    CASE WHEN o.state = 'failed' THEN 'refused' ELSE i.code END, i.asked, i.paid, i.cost
  FROM batch_items i LEFT JOIN operations o ON o.op_id = i.op_id;
`;
