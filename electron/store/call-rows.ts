import { callRowSchema, type CallRow } from '../../core/calls/call-row.ts';
import type { CallFilter } from '../../core/calls/filters.ts';
import type { CachedCount, CachedPage } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import { isAsked, matchExpression, snippetOf } from '../../core/store/search-text.ts';
import type { Db } from './database.ts';
import { filterSql, type SqlPart } from './row-filter.ts';
import { keyAfter } from './row-key.ts';
import { cursorAfter, placeOf, stretchesOf, type RowPlace } from './row-order.ts';
import { countMatching, hitsSql, matchOf, newestMatching } from './search-hits.ts';

type Page = Pick<StorePayload<'listRows'>, 'filter' | 'sort' | 'cursor'>;

interface FoundRow extends RowPlace {
  readonly json: string;
}

const NOTHING: SqlPart = { sql: 'FALSE', values: [] };

const both = (a: SqlPart, b: SqlPart): SqlPart => ({ sql: `${a.sql} AND ${b.sql}`, values: [...a.values, ...b.values] });

const whereOf = (organizationId: string, filter: CallFilter): SqlPart => {
  const filtered = filterSql(organizationId, filter);
  return isAsked(filter.q ?? '') && matchExpression(filter.q ?? '') === null ? both(filtered, NOTHING) : filtered;
};

const createdMsOf =
  (db: Db, organizationId: string) =>
  (id: string): number | null => {
    const row = db.first('SELECT created_ms FROM call_rows WHERE organization_id = ? AND id = ?', [organizationId, id]);
    return row ? Number(row[0]) : null;
  };

/** A page of a search with the newest first: the hits lead, and no more of them are read than the page needs. */
const findNewest = (db: Db, match: string, filtered: SqlPart, place: RowPlace | null, limit: number): FoundRow[] => {
  const where = stretchesOf({ by: 'created_at', direction: 'desc' }, place).reduce((all, stretch) => both(all, stretch.where), filtered);
  const below = place ? keyAfter(place.createdMs) : Number.MAX_SAFE_INTEGER;
  return newestMatching(db, match, below, where, limit).map((row) => ({ ...row, value: null }));
};

/** The rows of a page in its order; `content` is 'json' where their content is wanted too, else it stays unread. */
const findRows = (db: Db, organizationId: string, { filter, sort, cursor }: Page, limit: number, content: 'json' | 'NULL'): FoundRow[] => {
  const place = cursor ? placeOf(sort, cursor, createdMsOf(db, organizationId)) : null;
  if (cursor && !place) return [];
  const filtered = whereOf(organizationId, filter);
  const match = matchOf(db, filter.q ?? '');
  if (match !== null && sort.by === 'created_at' && sort.direction === 'desc') return findNewest(db, match, filtered, place, limit);
  const where = match === null ? filtered : both(filtered, hitsSql(match));
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
  const where = whereOf(organizationId, filter);
  const match = matchOf(db, filter.q ?? '');
  const found = match !== null ? countMatching(db, match, where, cap) : Number(db.first(`SELECT count(*) FROM (SELECT 1 FROM call_rows WHERE ${where.sql} LIMIT ?)`, [...where.values, cap + 1])?.[0] ?? 0);
  return { count: Math.min(found, cap), capped: found > cap, asOf };
};
