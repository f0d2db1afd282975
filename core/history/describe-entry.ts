import type { Change, Told } from './change.ts';
import type { HistoryEntry } from './entry.ts';
import { code, factOf } from './fact.ts';
import { toldOfComment, toldOfMoment, toldOfShare } from './moment-changes.ts';
import { toldOfAnalysis, toldOfReview, toldOfRun } from './score-changes.ts';

/** The tables whose rows a call's history tells of. */
const TABLES: Readonly<Record<string, (entry: HistoryEntry) => Told>> = {
  qci_analyses: toldOfAnalysis,
  qci_runs: toldOfRun,
  call_reviews: toldOfReview,
  key_moments: toldOfMoment,
  moment_comments: toldOfComment,
  moment_shares: toldOfShare,
};

/** Whether this version has words for the rows of a table. */
export const isKnownTable = (table: string): boolean => Object.hasOwn(TABLES, table);

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids, hashes and counters say nothing to people. */
const isPlain = (column: string, value: unknown): boolean => column !== 'version' && !(typeof value === 'string' && (ID.test(value) || value.startsWith('sha256:')));

/** A row of a table that came later: what was done with it, and the values that are legible as they are. */
function toldOfOther(entry: HistoryEntry): Told {
  const columns = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])].filter((column) => isPlain(column, entry.before?.[column]) && isPlain(column, entry.after?.[column]));
  const facts = columns.flatMap((column) => factOf(entry, column, 'column', code).map((fact) => ({ ...fact, column })));
  return { what: entry.action === 'insert' ? 'otherAdded' : entry.action === 'delete' ? 'otherDeleted' : 'otherChanged', facts };
}

/** The moment that an entry says it is about: of a comment only the first and the last entry do. */
const momentOf = ({ table, subjectId, before, after }: HistoryEntry): string | null => {
  const said = table === 'moment_comments' ? (after?.['moment_id'] ?? before?.['moment_id']) : table === 'key_moments' || table === 'moment_shares' ? subjectId : null;
  return typeof said === 'string' ? said : null;
};

/** An entry of a call's history in the terms people know: what happened, to which values, by whom, when and why. */
export function describeEntry(entry: HistoryEntry): Change {
  const { at, actorId, actorName, table } = entry;
  const tell = isKnownTable(table) ? TABLES[table] : undefined;
  return { entry: entry.entry, at, actorId, actorName, momentId: momentOf(entry), table: tell ? null : table, ...(tell ?? toldOfOther)(entry) };
}
