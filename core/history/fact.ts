import { MOMENT_KINDS, type MomentKind } from '../moments/moment.ts';
import type { ScorePart } from '../qci/override.ts';
import type { HistoryEntry } from './entry.ts';

const BANDS = ['pass', 'review', 'fail'] as const;

/** A value of history, by what it is. Texts are kept as hashes: of them it is known only that they are there. */
export type FactValue =
  | { readonly is: 'points'; readonly points: number }
  | { readonly is: 'band'; readonly band: (typeof BANDS)[number] }
  | { readonly is: 'kind'; readonly kind: MomentKind }
  | { readonly is: 'place'; readonly ms: number }
  | { readonly is: 'person'; readonly userId: string }
  | { readonly is: 'yes' }
  | { readonly is: 'words' }
  /** A code, an id or a number that has no words here. */
  | { readonly is: 'code'; readonly code: string };

/** What a fact is about. `column` is one that this version has no words for. */
export type FactName = ScorePart | 'total' | 'band' | 'judge' | 'rubric' | 'unscorable' | 'blind' | 'kind' | 'start' | 'end' | 'label' | 'note' | 'second' | 'person' | 'column';

/** One value of a change: what stood there, and what stands there since. Null is nothing. */
export interface Fact {
  readonly of: FactName;
  /** The column of a `column`. */
  readonly column?: string;
  readonly before: FactValue | null;
  readonly after: FactValue | null;
}

type Read = (value: unknown) => FactValue | null;

export const points: Read = (value) => (typeof value === 'number' ? { is: 'points', points: value } : null);
export const place: Read = (value) => (typeof value === 'number' ? { is: 'place', ms: value } : null);
export const person: Read = (value) => (typeof value === 'string' ? { is: 'person', userId: value } : null);
export const yes: Read = (value) => (value === true ? { is: 'yes' } : null);
export const words: Read = (value) => (typeof value === 'string' ? { is: 'words' } : null);
export const code: Read = (value) => {
  if (typeof value === 'number' || typeof value === 'boolean') return { is: 'code', code: String(value) };
  if (typeof value !== 'string') return null;
  return value.startsWith('sha256:') ? { is: 'words' } : { is: 'code', code: value };
};

export const band: Read = (value) => {
  const known = BANDS.find((one) => one === value);
  return known === undefined ? code(value) : { is: 'band', band: known };
};

export const kind: Read = (value) => {
  const known = MOMENT_KINDS.find((one) => one === value);
  return known === undefined ? code(value) : { is: 'kind', kind: known };
};

/** The fact of a column, where the change has one to tell: something stood there or stands there, and not the same. */
export function factOf(entry: HistoryEntry, column: string, of: FactName, read: Read): Fact[] {
  const [before, after] = [entry.before?.[column], entry.after?.[column]];
  if (before === after) return [];
  const fact = { of, before: read(before), after: read(after) };
  return fact.before === null && fact.after === null ? [] : [fact];
}
