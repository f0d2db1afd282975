import { z } from 'zod';

export const QUEUE_KINDS = ['normal', 'calibration'] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** Why a call was put back, in the order in which the reasons are offered. */
export const SKIP_REASONS = ['bad_audio', 'language', 'no_conversation', 'knows_person', 'later', 'other'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What a call of a queue is to whoever asks. In a calibration each person has states of his own and nothing is taken. */
export const ITEM_STATES = ['open', 'taken', 'skipped', 'done'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** The most calls one queue holds, one filling adds, and letters a name and a note have. */
export const MOST = { items: 2000, fill: 1000, name: 120, note: 500 } as const;

const count = z.int().nonnegative();
/** A day as it is written on a calendar, without a zone. */
export const daySchema = z.iso.date();

/** A queue with what its calls come to for whoever asks. */
export const queueSchema = z.object({
  id: z.uuid(),
  /** Null for the set that collects what is flagged: the screen names it. */
  name: z.string().nullable(),
  kind: z.enum(QUEUE_KINDS),
  /** Whether the machine's scores are hidden until the reviewer has given his own. */
  blind: z.boolean(),
  shared: z.boolean(),
  /** The day by which it is to be done. */
  dueOn: daySchema.nullable(),
  collectsFlags: z.boolean(),
  createdBy: z.uuid().nullable(),
  createdByName: z.string().nullable(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  version: z.int().positive(),
  items: count,
  done: count,
  taken: count,
  skipped: count,
  /** Calls that at least one person has reviewed. */
  reviewed: count,
  /** Calls that whoever asks may do now. */
  free: count,
  /** Calls that are assigned to whoever asks and not done. */
  mine: count,
});
export type Queue = z.output<typeof queueSchema>;

export const queuesSchema = z.array(queueSchema);

/** A call in a queue, with what tells the call. Scores are null where the queue hides them. */
export const queueItemSchema = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  /** From 1, in the order in which they are given out; what was skipped comes last. */
  place: z.int().positive(),
  state: z.enum(ITEM_STATES),
  isFree: z.boolean(),
  assignedTo: z.uuid().nullable(),
  assignedToName: z.string().nullable(),
  takenBy: z.uuid().nullable(),
  takenByName: z.string().nullable(),
  takenUntil: z.string().nullable(),
  skippedByName: z.string().nullable(),
  skipReason: z.enum(SKIP_REASONS).nullable(),
  skipNote: z.string().nullable(),
  doneBy: z.uuid().nullable(),
  doneByName: z.string().nullable(),
  doneAt: z.string().nullable(),
  /** How many people have reviewed it for this queue. */
  reviews: count,
  version: z.int().positive(),
  createdAt: z.string(),
  assistantName: z.string().nullable(),
  customerNumber: z.string().nullable(),
  summary: z.string().nullable(),
  durationSeconds: z.int().nonnegative().nullable(),
  recordingState: z.string(),
  score: z.int().nullable(),
  band: z.enum(['pass', 'review', 'fail']).nullable(),
});
export type QueueItem = z.output<typeof queueItemSchema>;

/** A queue with all its calls. */
export const wholeQueueSchema = z.object({ queue: queueSchema, items: z.array(queueItemSchema) });

/** A view of the call list under a name; `filters` is what the list's address holds, and who reads it leaves out what it does not know. */
export const savedViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  filters: z.record(z.string(), z.unknown()),
  shared: z.boolean(),
  createdBy: z.uuid().nullable(),
  createdByName: z.string().nullable(),
  version: z.int().positive(),
});
export const savedViewsSchema = z.array(savedViewSchema);
export type SavedView = z.output<typeof savedViewSchema>;

/** The strata of a recipe, in the order in which they are offered. */
export const STRATA = ['edge', 'weak', 'random', 'repeats'] as const;
export type Stratum = (typeof STRATA)[number];
const share = z.int().min(0).max(MOST.fill);
export const recipeSchema = z.strictObject({ edge: share, weak: share, random: share, repeats: share });
export type Recipe = z.output<typeof recipeSchema>;
