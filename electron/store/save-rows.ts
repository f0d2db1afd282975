import type { CallRow } from '../../core/calls/call-row.ts';
import type { StoreResults } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import { rowSearchText } from '../../core/store/search-text.ts';
import { asEpochMs, compareTimes } from '../../core/text/instant.ts';
import { moveDetail } from './call-details.ts';
import { idsOnPage } from './call-rows.ts';
import type { Db, SqlValue } from './database.ts';
import { keyOfRow } from './row-key.ts';

const COLUMNS = [
  'row_id', 'organization_id', 'id', 'created_ms', 'call_type', 'status', 'outcome_bucket', 'assistant_id', 'phone_number_id',
  'duration_seconds', 'cost', 'recording_state', 'has_transcript', 'qci_total_score', 'qci_status', 'reviewed', 'read_at', 'json',
] as const;
const INSERT = `INSERT INTO call_rows (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

const valuesOf = (organizationId: string, row: CallRow, json: string, readAt: string | null, rowId: SqlValue): SqlValue[] => [
  rowId,
  organizationId,
  row.id,
  asEpochMs(row.createdAt) ?? Number.MIN_SAFE_INTEGER,
  row.callType,
  row.status,
  row.outcomeBucket,
  row.assistantId,
  row.phoneNumberId,
  row.durationSeconds,
  row.cost,
  row.recordingState,
  Number(row.hasTranscript),
  row.qciTotalScore,
  row.qciStatus,
  Number(row.reviewedAt !== null),
  readAt,
  json,
];

/** Where a search found something belongs to who asked, not to the call: the snippet is indexed, and none of it kept. */
const saveRow = (db: Db, organizationId: string, row: CallRow, readAt: string | null): void => {
  const json = JSON.stringify({ ...row, snippet: null, matchTurn: null, matchStartMs: null });
  const known = db.first('SELECT row_id, json FROM call_rows WHERE organization_id = ? AND id = ?', [organizationId, row.id]);
  if (known?.[1] === json && row.snippet === null) {
    db.run('UPDATE call_rows SET read_at = ? WHERE row_id = ?', [readAt, known[0] ?? null]);
    return;
  }
  const { key, row: before, content } = keyOfRow(db, organizationId, row.id, row.createdAt);
  if (before !== null) db.run('DELETE FROM call_rows WHERE row_id = ?', [before]);
  if (content !== null) moveDetail(db, content, key);
  db.run(INSERT, valuesOf(organizationId, row, json, readAt, key));
  db.run('INSERT INTO row_search (rowid, text) VALUES (?, ?)', [key, rowSearchText(row)]);
};

/** Drops what these tables keep of the calls; returns of how many calls something went. */
const dropFrom = (db: Db, tables: readonly (readonly [table: string, idColumn: string])[], organizationId: string, ids: readonly string[]): number =>
  ids.filter((id) => tables.map(([table, column]) => db.run(`DELETE FROM ${table} WHERE organization_id = ? AND ${column} = ?`, [organizationId, id])).some((rows) => rows > 0)).length;

const ROW = [['call_rows', 'id']] as const;
const EVERYTHING = [...ROW, ['call_details', 'id'], ['peaks', 'call_id'], ['drafts', 'call_id'], ['place', 'call_id']] as const;

/** Drops all that can be fetched or typed anew. What a person did stays: the workspace has to say that it is too late. */
const forget = (db: Db, organizationId: string, ids: readonly string[]): number => {
  for (const id of ids) db.run("UPDATE checkout_calls SET state = 'failed', audio = 'failed', audio_bytes = 0 WHERE organization_id = ? AND call_id = ?", [organizationId, id]);
  return dropFrom(db, EVERYTHING, organizationId, ids);
};

/** Cached rows that the workspace would have named on this page and did not: deleted or changed there. */
const missingFrom = (db: Db, { organizationId, rows, page }: StorePayload<'saveRows'>): string[] => {
  if (!page || (page.filter.q ?? '') !== '') return [];
  const named = new Set<string>(rows.map(({ id }) => id));
  const last = rows.at(-1)?.id;
  if (last === undefined && !page.complete) return [];
  const cached = idsOnPage(db, organizationId, page, rows.length + 500);
  const end = page.complete ? cached.length : cached.indexOf(last ?? '');
  return cached.slice(0, Math.max(0, end)).filter((id) => !named.has(id));
};

/** What a call cannot change: a page asked by nothing else misses only calls that the workspace no longer has. */
const isLasting = ({ filter, sort }: NonNullable<StorePayload<'saveRows'>['page']>): boolean =>
  sort.by === 'created_at' &&
  Object.entries(filter).every(([key, value]) => key === 'from' || key === 'to' || value === undefined || value === '' || (Array.isArray(value) && value.length === 0));

const hasDetail = (db: Db, organizationId: string, id: string): boolean =>
  db.first('SELECT 1 FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, id]) !== null;

/** Keeps rows of the list. With `page`, what the page no longer holds goes; with `asOf`, the list counts as read then. */
export const saveRows = (db: Db, payload: StorePayload<'saveRows'>): StoreResults['saveRows'] => {
  const { organizationId, rows, asOf } = payload;
  // The search index takes rising keys together, and falling ones each by itself.
  for (const row of rows.toSorted((a, b) => compareTimes(a.createdAt, b.createdAt))) saveRow(db, organizationId, row, asOf);
  if (asOf !== null) db.run('INSERT OR REPLACE INTO lists (organization_id, as_of) VALUES (?, ?)', [organizationId, asOf]);
  const missing = missingFrom(db, payload);
  const doubted = payload.page && isLasting(payload.page) ? [] : missing.filter((id) => hasDetail(db, organizationId, id));
  const gone = missing.filter((id) => !doubted.includes(id));
  dropFrom(db, ROW, organizationId, doubted);
  forget(db, organizationId, gone);
  return { gone, doubted };
};

/** Drops everything kept of these calls but unsent operations. `removed` counts those of which anything was. */
export const removeRows = (db: Db, { organizationId, ids }: StorePayload<'removeRows'>): StoreResults['removeRows'] => ({
  removed: forget(db, organizationId, ids),
});
