import type { CallRow } from '../../core/calls/call-row.ts';
import type { StoreResults } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import { rowSearchText } from '../../core/store/search-text.ts';
import { asEpochMs } from '../../core/text/instant.ts';
import { idsOnPage } from './call-rows.ts';
import type { Db, SqlValue } from './database.ts';

const COLUMNS = [
  'row_id', 'organization_id', 'id', 'created_ms', 'call_type', 'status', 'outcome_bucket', 'assistant_id', 'phone_number_id',
  'duration_seconds', 'cost', 'recording_state', 'has_transcript', 'qci_total_score', 'qci_status', 'reviewed', 'read_at', 'json',
] as const;
const INSERT = `INSERT OR REPLACE INTO call_rows (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

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

/** The snippet belongs to the search that asked, not to the call, so that it is indexed but not kept. */
const saveRow = (db: Db, organizationId: string, row: CallRow, readAt: string | null): void => {
  const json = JSON.stringify({ ...row, snippet: null });
  const known = db.first('SELECT row_id, json FROM call_rows WHERE organization_id = ? AND id = ?', [organizationId, row.id]);
  if (known?.[1] === json && row.snippet === null) {
    db.run('UPDATE call_rows SET read_at = ? WHERE row_id = ?', [readAt, known[0] ?? null]);
    return;
  }
  if (known) db.run('DELETE FROM row_search WHERE rowid = ?', [known[0] ?? null]);
  db.run(INSERT, valuesOf(organizationId, row, json, readAt, known?.[0] ?? null));
  db.run('INSERT INTO row_search (rowid, text) SELECT row_id, ? FROM call_rows WHERE organization_id = ? AND id = ?', [
    rowSearchText(row),
    organizationId,
    row.id,
  ]);
};

const dropIds = (db: Db, organizationId: string, ids: readonly string[]): number =>
  ids.reduce((removed, id) => removed + db.run('DELETE FROM call_rows WHERE organization_id = ? AND id = ?', [organizationId, id]), 0);

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

/** Keeps rows of the list. With `page`, what the page no longer holds goes; with `asOf`, the list counts as read then. */
export const saveRows = (db: Db, payload: StorePayload<'saveRows'>): StoreResults['saveRows'] => {
  const { organizationId, rows, asOf } = payload;
  for (const row of rows) saveRow(db, organizationId, row, asOf);
  if (asOf !== null) db.run('INSERT OR REPLACE INTO lists (organization_id, as_of) VALUES (?, ?)', [organizationId, asOf]);
  return { dropped: dropIds(db, organizationId, missingFrom(db, payload)) };
};

/** Drops rows and everything else kept of these calls. */
export const removeRows = (db: Db, { organizationId, ids }: StorePayload<'removeRows'>): StoreResults['removeRows'] => {
  for (const id of ids) {
    db.run('DELETE FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, id]);
    db.run('DELETE FROM peaks WHERE organization_id = ? AND call_id = ?', [organizationId, id]);
  }
  return { removed: dropIds(db, organizationId, ids) };
};
