import type { StoreResults } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import type { Db } from './database.ts';

/** Keeps the text of a prompt version. */
export const savePrompt = (db: Db, { organizationId, promptId, version, content }: StorePayload<'savePrompt'>): null => {
  db.run('INSERT OR REPLACE INTO prompts (organization_id, id, version, content) VALUES (?, ?, ?, ?)', [organizationId, promptId, version, content]);
  return null;
};

/** The text of a prompt version; null where it is not kept. */
export const getPrompt = (db: Db, { organizationId, promptId }: StorePayload<'getPrompt'>): StoreResults['getPrompt'] => {
  const row = db.first('SELECT version, content FROM prompts WHERE organization_id = ? AND id = ?', [organizationId, promptId]);
  return row ? { version: Number(row[0]), content: String(row[1]) } : null;
};
