import type { Change } from './change.ts';
import { describeEntry } from './describe-entry.ts';
import type { HistoryEntry } from './entry.ts';
import { isConfirmation, isMomentsOnly } from './score-changes.ts';

/** What a score was measured by. */
const STAMPS: ReadonlySet<string> = new Set(['judge', 'rubric']);

/** Within this time two entries of one person can be one deed. */
const ONE_DEED_MS = 5000;

const isOneDeed = (one: HistoryEntry, other: HistoryEntry | undefined): other is HistoryEntry =>
  other !== undefined && other.actorId === one.actorId && Math.abs(Date.parse(other.at) - Date.parse(one.at)) <= ONE_DEED_MS;

/** Whether an entry only follows from the one beside it: a mark in the seed's list, a review in who stands for the score, a run in the score that it became. */
function isEcho(entry: HistoryEntry, beside: HistoryEntry): boolean {
  const { table, action, subjectId } = entry;
  if (table === 'qci_analyses' && isMomentsOnly(entry)) return beside.table === 'key_moments';
  if (table === 'qci_analyses' && isConfirmation(entry)) return beside.table === 'call_reviews';
  return table === 'qci_runs' && action === 'insert' && beside.table === 'qci_analyses' && beside.after?.['run_id'] === subjectId;
}

/** The moment that each comment is about, by the comment's id. */
const momentsOfComments = (entries: readonly HistoryEntry[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ table, subjectId, after }) => (table === 'moment_comments' && typeof after?.['moment_id'] === 'string' ? [[subjectId, after['moment_id']] as const] : [])));

/** The moments that a judge marked. */
const judgeMoments = (entries: readonly HistoryEntry[]): ReadonlySet<string> =>
  new Set(entries.filter(({ table, after }) => table === 'key_moments' && after?.['source'] === 'ai').map(({ subjectId }) => subjectId));

/** A change of the score with the stamps of the run that it came from, where it does not say them because they are the same as before. */
function stamped(change: Change, entry: HistoryEntry, runs: ReadonlyMap<string, HistoryEntry>): Change {
  const runId = entry.table === 'qci_analyses' ? entry.after?.['run_id'] : null;
  const run = typeof runId === 'string' ? runs.get(runId) : undefined;
  if (!run) return change;
  const missing = describeEntry(run).facts.filter(({ of }) => STAMPS.has(of) && !change.facts.some((fact) => fact.of === of));
  return { ...change, facts: [...change.facts, ...missing] };
}

/** What may be told of a change to whoever is blind to the judge: that it happened, and by what it was measured. */
const withoutScores = (change: Change): Change => {
  const { reason: _reason, ...rest } = change;
  return { ...rest, what: change.what === 'runUnscorable' ? 'runRecorded' : change.what, facts: change.facts.filter(({ of }) => STAMPS.has(of)) };
};

const MOMENT_TABLES: ReadonlySet<string> = new Set(['key_moments', 'moment_comments', 'moment_shares']);

/**
 * A call's history as people read it, the latest first. What only follows from the entry beside it is left out. While the judge's
 * values are hidden from the reader, no score is told, and nothing of the moments that a judge marked.
 */
export function describeHistory(entries: readonly HistoryEntry[], hidesScores: boolean): Change[] {
  const inOrder = entries.toSorted((a, b) => a.entry - b.entry);
  const hidden = hidesScores ? judgeMoments(inOrder) : new Set<string>();
  const comments = momentsOfComments(inOrder);
  const runs = new Map(inOrder.filter(({ table, action }) => table === 'qci_runs' && action === 'insert').map((run) => [run.subjectId, run]));
  const told = inOrder.filter((entry, n) => ![inOrder[n - 1], inOrder[n + 1]].some((beside) => isOneDeed(entry, beside) && isEcho(entry, beside)));
  return told.toReversed().flatMap((entry) => {
    const change = stamped(describeEntry(entry), entry, runs);
    const momentId = change.momentId ?? (entry.table === 'moment_comments' ? (comments.get(entry.subjectId) ?? null) : null);
    if (momentId !== null && hidden.has(momentId)) return [];
    return [{ ...(hidesScores && !MOMENT_TABLES.has(entry.table) ? withoutScores(change) : change), momentId }];
  });
}
