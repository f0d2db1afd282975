import { fingerprint } from '../text/fingerprint.ts';

/**
 * Which view each value of a call came from, by field: the greater stamp wins. A field that is not named has the stamp
 * of `*`. The rules stand in docs/ARCHITECTURE.md; supabase/migrations/…_import_merge.sql follows the same.
 */
export type Stamps = Readonly<Record<string, string>>;

/** The stamp of a value that no view gave: the schema wants a type and a status also where nobody said one. */
export const GUESSED = 'guessed';

/** What hangs off a call and is chosen as a whole. Their stamps begin with a digit of their own: how much the view says of them. */
export const LINKED = ['agent', 'phone_number', 'participants'] as const;

export type Linked = (typeof LINKED)[number];

/** Of two views of one time the one that knows more: a call as the API lists it, its report, any other event. */
const RANKS = { listed: 3, report: 2, event: 1 } as const;

export type ViewKind = keyof typeof RANKS;

/** Where a view stands among all views of its call: undated first, then by time, kind and content. Stamps are compared as text. */
export function viewStamp(time: string | null, kind: ViewKind, payload: unknown): string {
  return `${time ?? ''} ${RANKS[kind]} ${fingerprint(payload)}`;
}

/** The stamp of a row's values where the row itself names none: somebody else than an import has written it. */
export function unnamedStamp(time: string | null): string {
  return `${time ?? ''} 0 `;
}

/** Stamps of fields in the form in which they are stored: the greatest as `*`, and by name those that differ from it. */
export function compactStamps(byField: ReadonlyMap<string, string>): Stamps {
  const greatest = [...byField.values()].reduce((most, stamp) => (stamp > most ? stamp : most), '');
  const others = [...byField].filter(([, stamp]) => stamp !== greatest);
  return byField.size === 0 ? {} : { '*': greatest, ...Object.fromEntries(others) };
}
