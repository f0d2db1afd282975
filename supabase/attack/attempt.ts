import type { Row } from '../tests/harness.ts';
import type { Actor, Side } from './people.ts';

/** One thing that somebody tries. Two attempts of the same words are one. */
export interface Attempt {
  actor: Actor;
  kind: 'relation' | 'routine' | 'action';
  verb: string;
  /** The table, view or function, by its full name. */
  object: string;
  columns: string;
  filter: string;
  /** What is sent, as text. */
  sql: string;
  /** Whether what is sent back may repeat what was sent: a function may name the id it was asked about, a table may not. */
  echoes: boolean;
  /** The organization that a function is asked about; null where it names none that exists. */
  asks: Side | null;
}

/** What came of it. */
export interface Outcome {
  rows: Row[];
  /** The whole text of the refusal, details and hints included; null where it went through. */
  error: string | null;
  code: string | null;
  /** What is shown beside the rows. */
  beside?: string;
}

/** By what an attempt is counted: whichever engine or interface, the same words count once. */
export const wordsOf = ({ actor, verb, object, columns, filter }: Attempt): string => [actor.name, verb, object, columns, filter].join(' | ');
