import type { Fact } from './fact.ts';

/** What can have happened to a call. The `other` ones are of tables that this version does not know. */
export const CHANGES = [
  'scored', 'scoredAgain', 'scoreChanged', 'overridden', 'overrideExplained', 'overrideRevoked', 'confirmed', 'rebanded', 'adopted', 'momentTexts', 'analysisChanged', 'scoreDeleted',
  'runRecorded', 'runUnscorable', 'runDeleted',
  'reviewed', 'reviewedAgain', 'reviewChanged', 'reviewDeleted',
  'momentMarked', 'tipGiven', 'momentChanged', 'momentDeleted', 'momentRestored', 'momentErased',
  'commented', 'commentChanged', 'commentWithdrawn', 'commentDeleted',
  'shared', 'unshared',
  'otherAdded', 'otherChanged', 'otherDeleted',
] as const;

export type ChangeName = (typeof CHANGES)[number];

/** What an entry says, before who and when. */
export interface Told {
  readonly what: ChangeName;
  readonly facts: readonly Fact[];
  /** The code of a reason that has words of its own; null where `what` says it all. */
  readonly reason?: string;
}

/** A change as people read it. */
export interface Change extends Told {
  readonly entry: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  /** The moment that it is about; null where it is about none, or nothing tells which. */
  readonly momentId: string | null;
  /** The table of a row that this version has no words for. */
  readonly table: string | null;
}
