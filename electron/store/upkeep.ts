import type { StoreResults, StoreStatus } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import type { Db } from './database.ts';
import { keptBytes } from './kept-bytes.ts';

const EVICTION_BATCH = 20;

/** Each table's oldest come off its index, so that nothing is read but them. */
const oldestOf = (table: string): string => `SELECT * FROM (SELECT '${table}' AS name, rowid AS row_id, bytes, opened_ms FROM ${table} WHERE pinned = 0
  ORDER BY opened_ms LIMIT ${String(EVICTION_BATCH)})`;

const OLDEST = `SELECT name, row_id, bytes FROM (${oldestOf('call_details')} UNION ALL ${oldestOf('peaks')}) ORDER BY opened_ms, name LIMIT ${String(EVICTION_BATCH)}`;

/** Drops the least recently opened calls and peaks until the rest fits; pinned ones stay. Returns how many went. */
export const evict = (db: Db, maxBytes: number): number => {
  let over = keptBytes(db) - maxBytes;
  let evicted = 0;
  while (over > 0) {
    const oldest = db.all(OLDEST);
    if (oldest.length === 0) return evicted;
    for (const [name, rowId, bytes] of oldest) {
      if (over <= 0) break;
      db.run(name === 'peaks' ? 'DELETE FROM peaks WHERE rowid = ?' : 'DELETE FROM call_details WHERE rowid = ?', [rowId ?? null]);
      over -= Number(bytes);
      evicted += 1;
    }
  }
  return evicted;
};

/** What this device holds, of one organization or of all. `bytes` is always the whole store. */
export const readStatus = (db: Db, { organizationId }: StorePayload<'status'>): StoreStatus => {
  const of = organizationId === null ? '' : 'WHERE organization_id = ?';
  const values = organizationId === null ? [] : [organizationId];
  const count = (table: string): number => Number(db.first(`SELECT count(*) FROM ${table} ${of}`, values)?.[0] ?? 0);
  const lastReadAt = db.first(`SELECT max(as_of) FROM lists ${of}`, values)?.[0] ?? null;
  const pages = Number(db.first('PRAGMA page_count')?.[0] ?? 0);
  const pageSize = Number(db.first('PRAGMA page_size')?.[0] ?? 0);
  return {
    calls: count('call_rows'),
    details: count('call_details'),
    bytes: pages * pageSize,
    lastReadAt: lastReadAt === null ? null : String(lastReadAt),
  };
};

const TABLES = ['call_rows', 'call_details', 'peaks', 'facets', 'lists', 'drafts', 'place', 'checkout_calls', 'checkouts', 'batch_scores', 'batch_items', 'batches', 'prompts', 'kept_answers'] as const;
const FORBIDDEN = JSON.stringify({ code: 'forbidden', field: null });
const WITH_OUTBOX = [...TABLES, 'operations'] as const;

/** Steps from one organization to the next through the index, so that a large store is not read for it. */
const organizationsOf = (table: string): string => `SELECT * FROM (WITH RECURSIVE held (id) AS (
  SELECT min(organization_id) FROM ${table}
  UNION ALL SELECT (SELECT min(organization_id) FROM ${table} WHERE organization_id > held.id) FROM held WHERE held.id IS NOT NULL
) SELECT id FROM held WHERE id IS NOT NULL)`;

/** The organizations of which anything is kept. */
export const listOrganizations = (db: Db): StoreResults['listOrganizations'] => ({
  organizationIds: db.all(WITH_OUTBOX.map(organizationsOf).join(' UNION ')).map(([id]) => String(id)),
});

/**
 * Forgets an organization altogether, its search index included. Only what a person did and nobody has yet stays, as refused:
 * he can still read it and take it out.
 */
export const deleteOrganization = (db: Db, { organizationId }: StorePayload<'deleteOrganization'>): StoreResults['deleteOrganization'] => {
  const owned = [organizationId];
  const removed = db.run('DELETE FROM call_rows WHERE organization_id = ?', owned);
  for (const table of TABLES.slice(1)) db.run(`DELETE FROM ${table} WHERE organization_id = ?`, owned);
  db.run("UPDATE operations SET state = 'failed', not_before = NULL, current = NULL, refusal = ? WHERE organization_id = ? AND state <> 'failed'", [FORBIDDEN, organizationId]);
  return { removed };
};
