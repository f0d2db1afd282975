/** What calls and peaks take altogether, kept up to date by triggers: adding it up at every save would read all of them. */
export const sql = `
CREATE TABLE kept_bytes (bytes INTEGER NOT NULL) STRICT;
INSERT INTO kept_bytes SELECT (SELECT coalesce(sum(bytes), 0) FROM call_details) + (SELECT coalesce(sum(bytes), 0) FROM peaks);
${['call_details', 'peaks']
  .map(
    (table) => `
CREATE TRIGGER ${table}_add_bytes AFTER INSERT ON ${table} BEGIN UPDATE kept_bytes SET bytes = bytes + new.bytes; END;
CREATE TRIGGER ${table}_change_bytes AFTER UPDATE OF bytes ON ${table} BEGIN UPDATE kept_bytes SET bytes = bytes + new.bytes - old.bytes; END;
CREATE TRIGGER ${table}_take_bytes AFTER DELETE ON ${table} BEGIN UPDATE kept_bytes SET bytes = bytes - old.bytes; END;`,
  )
  .join('')}
`;
