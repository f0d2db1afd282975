import type { ChangeName, Told } from './change.ts';
import type { HistoryEntry } from './entry.ts';
import { factOf, kind, person, place, words, type Fact } from './fact.ts';

const placeFacts = (entry: HistoryEntry): Fact[] => [...factOf(entry, 'kind', 'kind', kind), ...factOf(entry, 'start_ms', 'start', place), ...factOf(entry, 'end_ms', 'end', place)];

/** What happened to a moment: its words are not in history, only that they changed. */
export function toldOfMoment(entry: HistoryEntry): Told {
  const { action, after } = entry;
  const facts = placeFacts(entry);
  if (action === 'insert' && after?.['kind'] === 'coaching') return { what: 'tipGiven', facts: facts.filter(({ of }) => of !== 'kind') };
  if (action === 'insert') return { what: 'momentMarked', facts };
  if (action === 'delete') return { what: 'momentErased', facts };
  const changed = [...facts, ...factOf(entry, 'label', 'label', words), ...factOf(entry, 'note', 'note', words)];
  if (after === null || !('deleted_at' in after)) return { what: 'momentChanged', facts: changed };
  return { what: after['deleted_at'] === null ? 'momentRestored' : 'momentDeleted', facts: changed };
}

/** What was said about a moment, or unsaid. */
export function toldOfComment(entry: HistoryEntry): Told {
  const { action, before, after } = entry;
  const isWithdrawn = action === 'update' && typeof before?.['body'] === 'string' && after?.['body'] === null;
  const what: ChangeName = action === 'insert' ? 'commented' : action === 'delete' ? 'commentDeleted' : isWithdrawn ? 'commentWithdrawn' : 'commentChanged';
  return { what, facts: isWithdrawn ? [] : factOf(entry, 'at_ms', 'second', place) };
}

/** To whose attention a moment was brought. */
export const toldOfShare = (entry: HistoryEntry): Told => ({ what: entry.action === 'delete' ? 'unshared' : 'shared', facts: factOf(entry, 'user_id', 'person', person) });
