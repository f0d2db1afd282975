import type { StoreResults } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import type { Db } from './database.ts';

/** Keeps an answer in the place of the one before it. */
export const saveAnswer = (db: Db, { organizationId, question, value, readAt }: StorePayload<'saveAnswer'>): null => {
  db.run('INSERT OR REPLACE INTO kept_answers (organization_id, question, read_at, json) VALUES (?, ?, ?, ?)', [organizationId, question, readAt, JSON.stringify(value)]);
  return null;
};

/** The answer as it was last given; null where this device has seen none. */
export const getAnswer = (db: Db, { organizationId, question }: StorePayload<'getAnswer'>): StoreResults['getAnswer'] => {
  const row = db.first('SELECT read_at, json FROM kept_answers WHERE organization_id = ? AND question = ?', [organizationId, question]);
  return row ? { value: JSON.parse(String(row[1])) as unknown, readAt: String(row[0]) } : null;
};
