import { callRowSchema, type CallRow } from '../../core/calls/call-row.ts';
import type { CallFilter } from '../../core/calls/filters.ts';
import type { CachedCount, CachedPage } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import { isAsked, matchExpression, snippetOf } from '../../core/store/search-text.ts';
import type { Db } from './database.ts';
import { filterSql, type SqlPart } from './row-filter.ts';
import { cursorAfter, placeOf, stretchesOf, type RowPlace } from './row-order.ts';

type Page = Pick<StorePayload<'listRows'>, 'filter' | 'sort' | 'cursor'>;

interface FoundRow extends RowPlace {
  readonly json: string;
}

/** Up to so many hits the search leads and its rows are sorted; beyond, the order leads and stops when the page is full. */
const FEW_HITS = 1000;

const HITS = `SELECT rowid AS hit FROM row_search WHERE row_search MATCH ?1
UNION SELECT r.row_id FROM detail_search s JOIN call_details d ON d.row_id = s.rowid
JOIN call_rows r ON r.organization_id = d.organization_id AND r.id = d.id WHERE s.text MATCH ?1`;

/** Unary plus keeps the planner off the index of the order, so that it starts from the hits. */
const searchSql = (db: Db, q = ''): SqlPart | null => {
  const match = matchExpression(q);
  if (match === null) return isAsked(q) ? { sql: 'FALSE', values: [] } : null;
  const hits = db.all(`SELECT hit FROM (${HITS}) LIMIT ${String(FEW_HITS + 1)}`, [match]);
  if (hits.length > FEW_HITS) return { sql: `+row_id IN (${HITS.replaceAll('?1', '?')})`, values: [match, match] };
  return { sql: `row_id IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(hits.flat())] };
};

const whereOf = (db: Db, organizationId: string, filter: CallFilter): SqlPart => {
  const parts = [filterSql(organizationId, filter), searchSql(db, filter.q)].filter((part) => part !== null);
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
};

const createdMsOf =
  (db: Db, organizationId: string) =>
  (id: string): number | null => {
    const row = db.first('SELECT created_ms FROM call_rows WHERE organization_id = ? AND id = ?', [organizationId, id]);
    return row ? Number(row[0]) : null;
  };

/** The rows of a page in its order; `content` is 'json' where their content is wanted too, else it stays unread. */
const findRows = (db: Db, organizationId: string, { filter, sort, cursor }: Page, limit: number, content: 'json' | 'NULL'): FoundRow[] => {
  const place = cursor ? placeOf(sort, cursor, createdMsOf(db, organizationId)) : null;
  if (cursor && !place) return [];
  const where = whereOf(db, organizationId, filter);
  const column = sort.by === 'created_at' ? 'NULL' : sort.by;
  const found: FoundRow[] = [];
  for (const stretch of stretchesOf(sort, place)) {
    if (found.length >= limit) break;
    const rows = db.all(
      `SELECT ${column}, created_ms, id, ${content} FROM call_rows WHERE ${where.sql} AND ${stretch.where.sql} ORDER BY ${stretch.orderBy} LIMIT ?`,
      [...where.values, ...stretch.where.values, limit - found.length],
    );
    for (const [value, createdMs, id, json] of rows) {
      found.push({ json: String(json), value: value === null ? null : Number(value), createdMs: Number(createdMs), id: String(id) });
    }
  }
  return found;
};

/** Ids of the cached rows of a page, in its order. */
export const idsOnPage = (db: Db, organizationId: string, page: Page, limit: number): string[] =>
  findRows(db, organizationId, page, limit, 'NULL').map(({ id }) => id);

const withSnippet = (db: Db, organizationId: string, row: CallRow, q: string): CallRow => {
  const inSummary = snippetOf(row.summary ?? '', q);
  if (inSummary !== null) return { ...row, snippet: inSummary };
  const said = db.first("SELECT json_extract(json, '$.transcript') FROM call_details WHERE organization_id = ? AND id = ?", [organizationId, row.id]);
  return { ...row, snippet: snippetOf(String(said?.[0] ?? ''), q) };
};

/** A row of a shape this version no longer reads is left out; the workspace brings it anew. */
const readRow = (json: string): CallRow | null => {
  const parsed = callRowSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
};

const asOfList = (db: Db, organizationId: string): string | null => {
  const row = db.first('SELECT as_of FROM lists WHERE organization_id = ?', [organizationId]);
  return row ? String(row[0]) : null;
};

/** A page of the cached list; null where this organization's list was never read. */
export const listRows = (db: Db, payload: StorePayload<'listRows'>): CachedPage | null => {
  const { organizationId, filter, sort, limit } = payload;
  const asOf = asOfList(db, organizationId);
  if (asOf === null) return null;
  const found = findRows(db, organizationId, payload, limit + 1, 'json');
  const last = found.length > limit ? found[limit - 1] : undefined;
  const rows = found.slice(0, limit).flatMap(({ json }) => readRow(json) ?? []);
  const q = filter.q ?? '';
  return {
    rows: matchExpression(q) === null ? rows : rows.map((row) => withSnippet(db, organizationId, row, q)),
    next: last ? cursorAfter(sort, last) : null,
    asOf,
  };
};

/** How many cached calls a filter finds, counted up to a cap. */
export const countRows = (db: Db, { organizationId, filter, cap }: StorePayload<'countRows'>): CachedCount | null => {
  const asOf = asOfList(db, organizationId);
  if (asOf === null) return null;
  const where = whereOf(db, organizationId, filter);
  const found = Number(db.first(`SELECT count(*) FROM (SELECT 1 FROM call_rows WHERE ${where.sql} LIMIT ?)`, [...where.values, cap + 1])?.[0] ?? 0);
  return { count: Math.min(found, cap), capped: found > cap, asOf };
};
