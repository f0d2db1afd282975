/** Why an item was not taken, as codes a catalogue can translate. */
export const SET_ASIDE_REASONS = [
  'empty-file',
  'broken-json',
  'not-an-object',
  'too-deep',
  'not-a-call',
  'no-call-id',
  'event-not-a-report',
  'unknown-call',
  'held-elsewhere',
  'refused',
  'cancelled',
] as const;

export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** An item that could not be taken: the code, and a sentence for the person who imports. */
export type SetAside = { reason: SetAsideReason; detail: string };
