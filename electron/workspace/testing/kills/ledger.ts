import type { Moment } from '../../../../core/moments/moment.ts';

/** A mark as the workspace must hold it once all was answered. */
export interface Marked {
  readonly callId: string;
  readonly author: string;
  readonly id: string;
  /** The first label, which no other mark has. */
  readonly name: string;
  label: string;
  version: number;
  readonly comments: string[];
}

/** What the workspace has acknowledged. */
export interface Ledger {
  readonly marks: Marked[];
  /** Ids of the calls that were imported. */
  readonly imported: Set<string>;
  acknowledged: number;
}

export interface Compared { readonly lost: number; readonly duplicated: number }

const times = <T>(list: readonly T[], wanted: T): number => list.filter((one) => one === wanted).length;

/**
 * What is missing of the acknowledged marks and their changes and comments, and what stands there more than once. Marks are told by
 * their names, so that one that was made twice is found whatever its id.
 */
export function compareMarks(marks: readonly Marked[], found: readonly Moment[]): Compared {
  let [lost, duplicated] = [0, 0];
  const byName = new Map<string, Moment[]>();
  for (const moment of found) {
    const name = moment.label.split(',')[0] ?? '';
    byName.set(name, [...(byName.get(name) ?? []), moment]);
  }
  for (const mark of marks) {
    const there = byName.get(mark.name) ?? [];
    duplicated += Math.max(0, there.length - 1);
    const own = there.find(({ id }) => id === mark.id);
    if (!own) {
      lost += 1;
      continue;
    }
    if (own.version < mark.version || own.label !== mark.label) lost += 1;
    else if (own.version > mark.version) duplicated += 1;
    const bodies = own.comments.map(({ body }) => body);
    for (const comment of mark.comments) {
      const n = times(bodies, comment);
      if (n === 0) lost += 1;
      else duplicated += n - 1;
    }
  }
  return { lost, duplicated };
}

/** Imported calls that are not stored, and stored ones beyond them. */
export function compareCalls(imported: ReadonlySet<string>, stored: ReadonlySet<string>, added: number): Compared {
  const lost = [...imported].filter((id) => !stored.has(id)).length;
  return { lost, duplicated: Math.max(0, added - imported.size) };
}

export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
};
