/** Texts of prompt versions, kept for calls that were taken along. Versions never change, so each is kept once. */
export const sql = `
CREATE TABLE prompts (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;
`;
