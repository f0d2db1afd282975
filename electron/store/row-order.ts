import type { KeptSort } from '../../core/calls/filters.ts';
import type { Cursor } from '../../core/contract/routes/calls.ts';
import { asEpochMs } from '../../core/text/instant.ts';
import type { SqlPart } from './row-filter.ts';

/** The last row of the page before: its value in the sorted column, when it was created, its id. */
export interface RowPlace {
  readonly value: number | null;
  readonly createdMs: number;
  readonly id: string;
}

/** One stretch of the order that an index can walk: rows with a value, then rows without. */
export interface Stretch {
  readonly where: SqlPart;
  readonly orderBy: string;
}

const EVERYTHING: SqlPart = { sql: '1', values: [] };
const COLUMNS = { duration_seconds: 'duration_seconds', qci_total_score: 'qci_total_score', cost: 'cost' } as const;
const NEWEST_FIRST = 'created_ms DESC, id DESC';

const byCreation = (direction: KeptSort['direction'], place: RowPlace | null): Stretch[] => {
  const [sign, word] = direction === 'asc' ? ['>', 'ASC'] : ['<', 'DESC'];
  const where = place ? { sql: `(created_ms, id) ${sign} (?, ?)`, values: [place.createdMs, place.id] } : EVERYTHING;
  return [{ where, orderBy: `created_ms ${word}, id ${word}` }];
};

const beyond = (column: string, direction: KeptSort['direction'], place: RowPlace): SqlPart => {
  const sign = direction === 'asc' ? '>' : '<';
  return {
    // The first comparison is what the index can use; the second decides among equals, newest first.
    sql: `${column} ${sign}= ? AND (${column} ${sign} ? OR (created_ms, id) < (?, ?))`,
    values: [place.value, place.value, place.createdMs, place.id],
  };
};

/** The stretches a page runs through, in order; ties go newest first and rows without a value last, as `compareRows` of core. */
export const stretchesOf = (sort: KeptSort, place: RowPlace | null): Stretch[] => {
  if (sort.by === 'created_at') return byCreation(sort.direction, place);
  const column = COLUMNS[sort.by];
  const without: Stretch = {
    where: place?.value === null ? { sql: `${column} IS NULL AND (created_ms, id) < (?, ?)`, values: [place.createdMs, place.id] } : { sql: `${column} IS NULL`, values: [] },
    orderBy: NEWEST_FIRST,
  };
  if (place?.value === null) return [without];
  const where = place ? beyond(column, sort.direction, place) : { sql: `${column} IS NOT NULL`, values: [] };
  return [{ where, orderBy: `${column} ${sort.direction === 'asc' ? 'ASC' : 'DESC'}, ${NEWEST_FIRST}` }, without];
};

/** The cursor after a row, in the form the workspace's list RPC uses, plus the creation time that ties go by. */
export const cursorAfter = (sort: KeptSort, place: RowPlace): Cursor => {
  const created = new Date(place.createdMs).toISOString();
  const value = sort.by === 'created_at' ? created : place.value === null ? null : String(place.value);
  return { sort: sort.by, direction: sort.direction, value, id: place.id, created_at: created };
};

/** The place a cursor names, the workspace's own cursors included; null where it belongs to another order. */
export const placeOf = (sort: KeptSort, cursor: Cursor, createdMsOf: (id: string) => number | null): RowPlace | null => {
  const { value = null, id } = cursor;
  if (typeof id !== 'string' || cursor['sort'] !== sort.by || cursor['direction'] !== sort.direction) return null;
  const createdMs = asEpochMs(sort.by === 'created_at' ? value : (cursor['created_at'] ?? null)) ?? createdMsOf(id);
  if (createdMs === null) return null;
  return { value: sort.by === 'created_at' || value === null ? null : Number(value), createdMs, id };
};
