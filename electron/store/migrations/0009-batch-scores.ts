/**
 * What scoring a call again makes of the score it had. `run_id` and `counts` are what the workspace answered of the run, NULL until
 * then; `adopt_op_id` is the operation by which a person made it count.
 */
export const sql = `
CREATE TABLE batch_scores (
  batch_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  run_id TEXT,
  counts INTEGER,
  adopt_op_id TEXT,
  json TEXT NOT NULL,
  PRIMARY KEY (batch_id, call_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_scores_organization ON batch_scores (organization_id);
CREATE INDEX batch_scores_adopted ON batch_scores (adopt_op_id) WHERE adopt_op_id IS NOT NULL;
`;
