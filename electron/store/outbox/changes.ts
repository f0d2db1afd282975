import type { Db } from '../database.ts';
import type { JournalChange, JournalRecord } from './journal.ts';
import { rawOperation } from './operation-rows.ts';

/** Whatever touches the outbox is noted here until it is journaled, in memory and by this connection alone. */
const WATCH = `CREATE TEMP TABLE touched_operations (op_id TEXT PRIMARY KEY);
CREATE TEMP TRIGGER operations_added AFTER INSERT ON main.operations BEGIN INSERT OR IGNORE INTO touched_operations VALUES (new.op_id); END;
CREATE TEMP TRIGGER operations_changed AFTER UPDATE ON main.operations BEGIN INSERT OR IGNORE INTO touched_operations VALUES (new.op_id); END;
CREATE TEMP TRIGGER operations_gone AFTER DELETE ON main.operations BEGIN INSERT OR IGNORE INTO touched_operations VALUES (old.op_id); END;`;

/** Notes from now on which operations this connection touches. */
export const watchOperations = (db: Db): void => {
  db.exec(WATCH);
};

const lastNumber = (db: Db): number => Number(db.first("SELECT seq FROM sqlite_sequence WHERE name = 'operations'")?.[0] ?? 0);

/** What was touched since it was asked last, as it stands now; null where nothing was. `gone` is what became of those not there. */
export const takeChanges = (db: Db, gone: 'sent' | 'drop'): JournalRecord | null => {
  const touched = db.all('SELECT op_id FROM touched_operations ORDER BY rowid').map(([opId]) => String(opId));
  if (touched.length === 0) return null;
  db.run('DELETE FROM touched_operations');
  const changes = touched.map((opId): JournalChange => {
    const row = rawOperation(db, opId);
    return row === null ? { type: gone, opId } : { type: 'put', opId, row };
  });
  return { last: lastNumber(db), changes };
};

/** The whole outbox as records of a journal: none where it is empty. */
export const wholeOutbox = (db: Db): JournalRecord[] => {
  const last = lastNumber(db);
  return db.all('SELECT op_id FROM operations ORDER BY seq').map(([id]) => {
    const opId = String(id);
    return { last, changes: [{ type: 'put', opId, row: rawOperation(db, opId) }] };
  });
};
