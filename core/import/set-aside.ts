/** Why an item was not taken, as codes a catalogue can translate. */
export const SET_ASIDE_REASONS = [
  'empty-file',
  'broken-json',
  'not-an-object',
  'too-deep',
  'too-large',
  'not-a-call',
  'no-call-id',
  'event-not-a-report',
  'unknown-call',
  'held-elsewhere',
  'refused',
  'cancelled',
  'interrupted',
] as const;

export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** An item that could not be taken: the code, and a sentence for the person who imports. */
export type SetAside = { reason: SetAsideReason; detail: string };

export const HELD_ELSEWHERE: SetAside = { reason: 'held-elsewhere', detail: 'Another organization of this workspace holds a call with this id.' };
export const CANCELLED: SetAside = { reason: 'cancelled', detail: 'The import was cancelled before this was written.' };
export const INTERRUPTED: SetAside = { reason: 'interrupted', detail: 'The import broke off before this was written. Import the file again; what is here stays as it is.' };
