import { join } from 'node:path';
import { median, report } from '../../../e2e/bench/report.ts';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import type { CallRow } from '../../../core/calls/call-row.ts';
import { seededRandom } from '../../../core/qci/seeded-random.ts';
import { detailSearchText, rowSearchText } from '../../../core/store/search-text.ts';
import { connect } from '../database.ts';
import { AS_OF, aDetail, aRow, KEY, ORG, serveHere, temporaryFolder } from '../testing.ts';

export interface OfflineBench {
  /** Calls of the small store and of the large one. */
  readonly sizes: readonly [small: number, large: number];
  /** Calls that are synced against their raw insert. */
  readonly synced: number;
  readonly say: (text: string) => void;
}

const INDEX = `text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2'`;
const PAGE = 500;
const WORDS = 330;
const ROUNDS = 21;
const VOCABULARY = 20_000;
/** Words by how many of the calls hold them: three of five, a hundredth, and one in two thousand; a beginning of many; two at once. */
const QUERIES = ['parcel', 'walnut', 'zeppelin', 'par', 'parcel walnut', 'delivery parcel'];

/** A transcript of some 2 KB, whose words are as unevenly common as those of a language. */
const transcriptOf = (n: number): string => {
  const random = seededRandom(n + 1);
  const words = Array.from({ length: WORDS }, () => `w${Math.floor(VOCABULARY ** random()).toString(36)}`);
  const put = (word: string, odds: number): void => {
    if (random() < odds) words[Math.floor(random() * WORDS)] = word;
  };
  put('parcel', 0.6);
  put('delivery', 0.3);
  put('walnut', 0.01);
  put('zeppelin', 0.0005);
  return words.join(' ');
};

interface Sample {
  readonly row: CallRow;
  readonly call: CallDetail;
}

const sampleOf = (n: number): Sample => {
  const transcript = transcriptOf(n);
  const createdAt = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
  return { row: aRow(n, { createdAt, summary: transcript.slice(0, 120), hasTranscript: true }), call: aDetail(n, { createdAt, transcript, summary: transcript.slice(0, 120) }) };
};

const pagesOf = (calls: number): number[] => Array.from({ length: Math.ceil(calls / PAGE) }, (_, page) => page);
const pageOf = (page: number, calls: number): Sample[] => Array.from({ length: Math.min(PAGE, calls - page * PAGE) }, (_, at) => sampleOf(page * PAGE + at));

/** Keeps calls the way a sync does, the newest page first; returns the milliseconds that the store took. */
const sync = ({ ask }: ReturnType<typeof serveHere>, calls: number): number => {
  let ms = 0;
  for (const page of pagesOf(calls).toReversed()) {
    const samples = pageOf(page, calls).toReversed();
    const from = performance.now();
    ask('saveRows', { organizationId: ORG, rows: samples.map(({ row }) => row), asOf: AS_OF });
    for (const { call } of samples) ask('saveDetail', { organizationId: ORG, call, readAt: AS_OF });
    ms += performance.now() - from;
  }
  return ms;
};

/** The floor: the same JSON and the same words into a table and the same index each, safe as often: after a page of rows, and after each call. */
const insertRaw = (path: string, calls: number): number => {
  const db = connect(path, KEY);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  for (const table of ['r', 'd']) {
    db.exec(`CREATE TABLE ${table} (n INTEGER PRIMARY KEY, id TEXT UNIQUE, json TEXT) STRICT; CREATE VIRTUAL TABLE ${table}s USING fts5 (${INDEX})`);
  }
  let ms = 0;
  for (const page of pagesOf(calls)) {
    const samples = pageOf(page, calls);
    const from = performance.now();
    db.transaction(() => {
      for (const [at, { row }] of samples.entries()) {
        const n = page * PAGE + at;
        db.run('INSERT INTO r VALUES (?, ?, ?)', [n, row.id, JSON.stringify(row)]);
        db.run('INSERT INTO rs (rowid, text) VALUES (?, ?)', [n, rowSearchText(row)]);
      }
    });
    for (const [at, { call }] of samples.entries()) {
      db.transaction(() => {
        db.run('INSERT INTO d VALUES (?, ?, ?)', [page * PAGE + at, call.id, JSON.stringify(call)]);
        db.run('INSERT INTO ds (rowid, text) VALUES (?, ?)', [page * PAGE + at, detailSearchText(call)]);
      });
    }
    ms += performance.now() - from;
  }
  db.close();
  return ms;
};

const timeOf = ({ ask }: ReturnType<typeof serveHere>, q: string): number => {
  const from = performance.now();
  ask('listRows', { organizationId: ORG, filter: { q }, sort: { by: 'created_at', direction: 'desc' }, cursor: null, limit: 50 });
  return performance.now() - from;
};

/** Milliseconds of the first page of a search, the newest first: the median of rounds in which the stores take turns. */
const search = (stores: readonly ReturnType<typeof serveHere>[], q: string): number[] => {
  const rounds = Array.from({ length: ROUNDS }, () => stores.map((store) => timeOf(store, q)));
  return stores.map((_, at) => median(rounds.map((times) => times[at] ?? Number.NaN)));
};

/** Measures what the store does without a network, in one process and on disk. */
export const benchOffline = async ({ sizes, synced, say }: OfflineBench): Promise<void> => {
  const folder = temporaryFolder();
  const open = (name: string): ReturnType<typeof serveHere> => {
    const store = serveHere();
    store.ask('open', { path: join(folder.path, `${name}.db`), keyHex: KEY, maxBytes: 4 * 1024 ** 3 });
    return store;
  };
  try {
    const names = sizes.map((calls) => calls.toLocaleString('en'));
    const stores = sizes.map((calls, at) => {
      say(`${names[at] ?? ''} calls are kept`);
      const store = open(String(calls));
      sync(store, calls);
      return store;
    });
    const times = QUERIES.map((q) => search(stores, q));
    for (const [at, [small = 0, large = 0]] of times.entries()) say(`"${QUERIES[at] ?? ''}": ${large.toFixed(2)} ms against ${small.toFixed(2)} ms`);
    for (const store of stores) store.close();
    const [small = 0, large = 0] = sizes.map((_, at) => times.reduce((sum, ms) => sum + (ms[at] ?? 0), 0) / times.length);
    report(`offline search, newest first, ${names.toReversed().join(' / ')} calls`, 1.5, QUERIES.length * ROUNDS, large, small, 'ms');

    say(`${synced.toLocaleString('en')} calls are synced, and inserted raw`);
    const rounds = [0, 1, 2].map((round) => {
      const store = open(`sync-${String(round)}`);
      const ms = sync(store, synced);
      store.close();
      return [ms, insertRaw(join(folder.path, `raw-${String(round)}.db`), synced)] as const;
    });
    report(`sync of ${synced.toLocaleString('en')} calls / raw insert and index`, 1.5, rounds.length, median(rounds.map(([a]) => a)), median(rounds.map(([, b]) => b)), 'ms');
  } finally {
    folder.remove();
  }
};
