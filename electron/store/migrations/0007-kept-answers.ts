/** Answers of the workspace as they were last given, for questions that need no table of their own: what is read offline. */
export const sql = `
CREATE TABLE kept_answers (
  organization_id TEXT NOT NULL,
  question TEXT NOT NULL,
  read_at TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (organization_id, question)
) STRICT, WITHOUT ROWID;
`;
