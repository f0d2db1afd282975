import { matchExpression } from '../../core/store/search-text.ts';
import type { Db } from './database.ts';
import { isNewerThanBelow } from './row-key.ts';
import type { SqlPart } from './row-filter.ts';

/** Beginnings that the index keeps hits for; those of longer ones would be collected anew from every word at every search. */
const KEPT_BEGINNING = 2;
/** Beyond so many words with one beginning, naming them all takes longer than letting the index collect their hits. */
const MOST_WORDS = 200;

const NEXT_WORD = 'SELECT min(term) FROM (SELECT * FROM (SELECT term FROM row_words WHERE term >= ?1 LIMIT 1) UNION ALL SELECT * FROM (SELECT term FROM said_words WHERE term >= ?1 LIMIT 1))';

/** Every indexed word with a beginning; null where there are too many, or where the index itself is as fast. */
const wordsWith = (db: Db, beginning: string): string[] | null => {
  const words: string[] = [];
  if (Array.from(beginning).length <= KEPT_BEGINNING) return null;
  for (let from = beginning; words.length <= MOST_WORDS; ) {
    const word = db.first(NEXT_WORD, [from])?.[0];
    if (typeof word !== 'string' || !word.startsWith(beginning)) return words;
    words.push(word);
    from = `${word}\u0001`;
  }
  return null;
};

/** A typed search as the index takes it; null where nothing in it can be searched for. */
export const matchOf = (db: Db, q: string): string | null => matchExpression(q, (beginning) => wordsWith(db, beginning));

/** Hits of a search as keys of rows: in what the list shows, and in what was said. */
const HITS = `SELECT rowid FROM row_search WHERE row_search MATCH ? UNION SELECT rowid FROM detail_search WHERE detail_search MATCH ?`;

/** The same below a key, the newest first: both indexes are walked side by side and no further than the limit. */
const NEWEST_HITS = `SELECT rowid AS hit FROM row_search WHERE row_search MATCH ?1 AND rowid < ?2
UNION SELECT rowid FROM detail_search WHERE detail_search MATCH ?1 AND rowid < ?2 ORDER BY hit DESC LIMIT ?3`;

const LARGEST_STEP = 5000;

/** The condition of a search where another order than the newest first leads. */
export const hitsSql = (match: string): SqlPart => ({ sql: `row_id IN (${HITS})`, values: [match, match] });

/** The hits below a key, the newest first, in steps that grow from the first. */
function* newestHits(db: Db, match: string, below: number, firstStep: number): Generator<number[]> {
  let from = below;
  for (let step = firstStep; ; step = Math.min(step * 3, LARGEST_STEP)) {
    const hits = db.all(NEWEST_HITS, [match, from, step]).map(([hit]) => Number(hit));
    yield hits;
    from = hits.at(-1) ?? from;
    if (hits.length < step) return;
  }
}

/** A row that a search and a filter let through. */
export interface FoundRow {
  readonly json: string;
  readonly createdMs: number;
  readonly id: string;
}

/** FROM puts the hits first, so that each is looked up by its key. */
const MATCHING = `FROM (SELECT value AS hit FROM json_each(?)) CROSS JOIN call_rows ON row_id = hit WHERE`;

const newestFirst = (a: FoundRow, b: FoundRow): number => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1);

/** The newest rows that match and that a condition lets through, at most so many; reads no more hits than it needs. */
export const newestMatching = (db: Db, match: string, below: number, where: SqlPart, limit: number): FoundRow[] => {
  const found: FoundRow[] = [];
  for (const hits of newestHits(db, match, below, limit * 2)) {
    const rows = db.all(`SELECT json, created_ms, id ${MATCHING} ${where.sql}`, [JSON.stringify(hits), ...where.values]);
    for (const [json, createdMs, id] of rows) found.push({ json: String(json), createdMs: Number(createdMs), id: String(id) });
    const reached = hits.at(-1) ?? 0;
    if (found.filter(({ createdMs }) => isNewerThanBelow(createdMs, reached)).length >= limit) break;
  }
  return found.sort(newestFirst).slice(0, limit);
};

/** How many rows match and are let through by a condition, counted until there are more than so many. */
export const countMatching = (db: Db, match: string, where: SqlPart, cap: number): number => {
  let count = 0;
  for (const hits of newestHits(db, match, Number.MAX_SAFE_INTEGER, 500)) {
    count += Number(db.first(`SELECT count(*) ${MATCHING} ${where.sql}`, [JSON.stringify(hits), ...where.values])?.[0] ?? 0);
    if (count > cap) break;
  }
  return count;
};
