import type { StoreResults } from '../../../core/store/local-store.ts';
import type { StorePayload } from '../../../core/store/protocol.ts';
import type { Db } from '../database.ts';

/** Keeps a half-typed text; an empty one ends the draft. */
export const saveDraft = (db: Db, { organizationId, callId, field, text }: StorePayload<'saveDraft'>, now: number): null => {
  const key = [organizationId, callId, field];
  if (text === '') db.run('DELETE FROM drafts WHERE organization_id = ? AND call_id = ? AND field = ?', key);
  else db.run('INSERT OR REPLACE INTO drafts (organization_id, call_id, field, text, updated_at) VALUES (?, ?, ?, ?, ?)', [...key, text, new Date(now).toISOString()]);
  return null;
};

/** The half-typed texts of a call. */
export const listDrafts = (db: Db, { organizationId, callId }: StorePayload<'listDrafts'>): StoreResults['listDrafts'] => ({
  drafts: db
    .all('SELECT field, text, updated_at FROM drafts WHERE organization_id = ? AND call_id = ? ORDER BY field', [organizationId, callId])
    .map(([field, text, updatedAt]) => ({ field: String(field), text: String(text), updatedAt: String(updatedAt) })),
});

/** Keeps where the person is; a null call forgets it. */
export const savePlace = (db: Db, { organizationId, callId, positionMs }: StorePayload<'savePlace'>): null => {
  if (callId === null) db.run('DELETE FROM place WHERE organization_id = ?', [organizationId]);
  else db.run('INSERT OR REPLACE INTO place (organization_id, call_id, position_ms) VALUES (?, ?, ?)', [organizationId, callId, positionMs]);
  return null;
};

/** Where the person was. */
export const getPlace = (db: Db, { organizationId }: StorePayload<'getPlace'>): StoreResults['getPlace'] => {
  const row = db.first('SELECT call_id, position_ms FROM place WHERE organization_id = ?', [organizationId]);
  return row ? { callId: String(row[0]), positionMs: Number(row[1]) } : null;
};
