import { callDetailSchema } from '../../core/calls/call-detail.ts';
import { facetsSchema } from '../../core/contract/routes/calls.ts';
import { momentSchema, type Moment } from '../../core/moments/moment.ts';
import type { StoreResults } from '../../core/store/local-store.ts';
import { detailSearchText } from '../../core/store/search-text.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import { readMoments } from '../../core/sync/moments/overlay.ts';
import type { Db } from './database.ts';
import { keyOfContent } from './row-key.ts';

/** The moments of a kept call that are known to be deleted. */
const deletedIn = (json: unknown): Moment[] => {
  if (typeof json !== 'string' || !json.includes('"deleted":true')) return [];
  const { moments } = JSON.parse(json) as { moments?: unknown };
  return (Array.isArray(moments) ? moments : []).flatMap((one) => momentSchema.safeParse(one).data ?? []).filter(({ deleted }) => deleted);
};

/** Keeps a whole call and indexes what was said; saving counts as opening it. */
export const saveDetail = (db: Db, { organizationId, call: told, readAt }: StorePayload<'saveDetail'>, now: number): null => {
  const known = db.first('SELECT row_id, json FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, told.id]);
  const call = { ...told, moments: readMoments(deletedIn(known?.[1]), told.moments) };
  const json = JSON.stringify(call);
  if (known?.[1] === json) {
    db.run('UPDATE call_details SET read_at = ?, opened_ms = ? WHERE row_id = ?', [readAt, now, known[0] ?? null]);
    return null;
  }
  const key = known ? Number(known[0]) : keyOfContent(db, organizationId, call.id, call.createdAt);
  if (known) db.run('DELETE FROM call_details WHERE row_id = ?', [key]);
  db.run('INSERT INTO call_details (row_id, organization_id, id, read_at, opened_ms, bytes, json) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    key, organizationId, call.id, readAt, now, json.length, json,
  ]);
  db.run('INSERT INTO detail_search (rowid, text) VALUES (?, ?)', [key, detailSearchText(call)]);
  return null;
};

/** Gives the content of a call another key. */
export const moveDetail = (db: Db, from: number, to: number): void => {
  db.run('UPDATE call_details SET row_id = ? WHERE row_id = ?', [to, from]);
  db.run('DELETE FROM detail_search WHERE rowid = ?', [from]);
  const row = db.first('SELECT json FROM call_details WHERE row_id = ?', [to]);
  const parsed = callDetailSchema.safeParse(row ? JSON.parse(String(row[0])) : null);
  if (parsed.success) db.run('INSERT INTO detail_search (rowid, text) VALUES (?, ?)', [to, detailSearchText(parsed.data)]);
};

/** A whole call, marked as opened now. A shape this version no longer reads counts as not kept. */
export const getDetail = (db: Db, { organizationId, callId }: StorePayload<'getDetail'>, now: number): StoreResults['getDetail'] => {
  const row = db.first('SELECT read_at, json FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, callId]);
  if (!row) return null;
  const parsed = callDetailSchema.safeParse(JSON.parse(String(row[1])));
  if (!parsed.success) return null;
  db.run('UPDATE call_details SET opened_ms = ? WHERE organization_id = ? AND id = ?', [now, organizationId, callId]);
  return { call: parsed.data, readAt: String(row[0]) };
};

/** Which of these calls are kept whole, which is no opening of them. */
export const listKept = (db: Db, { organizationId, callIds }: StorePayload<'listKept'>): StoreResults['listKept'] => ({
  kept: db
    .all(
      `SELECT d.id, EXISTS (SELECT 1 FROM checkout_calls c WHERE c.organization_id = d.organization_id AND c.call_id = d.id AND c.audio = 'ready')
        FROM call_details d WHERE d.organization_id = ? AND d.id IN (SELECT value FROM json_each(?))`,
      [organizationId, JSON.stringify(callIds)],
    )
    .map(([id, audio]) => ({ callId: String(id), audio: audio === 1 })),
});

/** Keeps the choices of the filter bar. */
export const saveFacets = (db: Db, { organizationId, facets, readAt }: StorePayload<'saveFacets'>): null => {
  db.run('INSERT OR REPLACE INTO facets (organization_id, read_at, json) VALUES (?, ?, ?)', [organizationId, readAt, JSON.stringify(facets)]);
  return null;
};

/** The choices of the filter bar as last seen. */
export const getFacets = (db: Db, { organizationId }: StorePayload<'getFacets'>): StoreResults['getFacets'] => {
  const row = db.first('SELECT read_at, json FROM facets WHERE organization_id = ?', [organizationId]);
  const parsed = facetsSchema.safeParse(row ? JSON.parse(String(row[1])) : null);
  return row && parsed.success ? { facets: parsed.data, readAt: String(row[0]) } : null;
};
