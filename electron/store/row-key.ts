import { asEpochMs } from '../../core/text/instant.ts';
import type { Db } from './database.ts';

/** Keys of one second. All that together stay below 2^53 until the year 2100. */
const A_SECOND = 2 ** 21;
const FIRST_SECOND = Date.UTC(2000, 0, 1) / 1000;

/** The second of a creation time, counted from 2000; what has no time comes first. */
const secondOf = (createdMs: number | null): number => Math.max(0, Math.floor((createdMs ?? 0) / 1000) - FIRST_SECOND);

/** The first key that is later than the second of a creation time. */
export const keyAfter = (createdMs: number): number => (secondOf(createdMs) + 1) * A_SECOND;

/** Whether a call of this creation time comes before, newest first, whatever has a lower key. */
export const isNewerThanBelow = (createdMs: number, key: number): boolean => secondOf(createdMs) > Math.floor(key / A_SECOND);

/** A free key of a second. */
const freeKey = (db: Db, second: number): number => {
  const [from, to] = [second * A_SECOND, (second + 1) * A_SECOND - 1];
  const last = db.first(
    'SELECT max((SELECT coalesce(max(row_id), ?1 - 1) FROM call_rows WHERE row_id BETWEEN ?1 AND ?2), (SELECT coalesce(max(row_id), ?1 - 1) FROM call_details WHERE row_id BETWEEN ?1 AND ?2))',
    [from, to],
  );
  return Number(last?.[0] ?? from - 1) + 1;
};

const keyIn = (db: Db, table: 'call_rows' | 'call_details', organizationId: string, id: string): number | null => {
  const row = db.first(`SELECT row_id FROM ${table} WHERE organization_id = ? AND id = ?`, [organizationId, id]);
  return row ? Number(row[0]) : null;
};

/** A key for a call of which nothing is kept. */
export const newKey = (db: Db, createdAt: unknown): number => freeKey(db, secondOf(asEpochMs(createdAt)));

/**
 * The key that a call's row and its content share, in the tables and in both search indexes. Keys rise with the creation time,
 * second by second, so that the index gives the newest first. `content` is the key the content has had if it is another one.
 */
export const keyOfRow = (db: Db, organizationId: string, id: string, createdAt: unknown): { key: number; row: number | null; content: number | null } => {
  const second = secondOf(asEpochMs(createdAt));
  const row = keyIn(db, 'call_rows', organizationId, id);
  const content = keyIn(db, 'call_details', organizationId, id);
  const key = [row, content].find((known) => known !== null && Math.floor(known / A_SECOND) === second) ?? freeKey(db, second);
  return { key, row, content: content === key ? null : content };
};

/** The key for the content of a call of which no content is kept: its row's where there is one. */
export const keyOfContent = (db: Db, organizationId: string, id: string, createdAt: unknown): number =>
  keyIn(db, 'call_rows', organizationId, id) ?? newKey(db, createdAt);
