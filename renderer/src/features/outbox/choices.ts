import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';

export type Conflict = NonNullable<OutboxItem['conflict']>;
export type Side = 'mine' | 'theirs';
/** Whose value stands, by field; what is not decided yet is not in it. */
export type Choices = Readonly<Record<string, Side>>;

/** What needs no decision: where both made the same of a value, it stands. */
export const evenChoices = ({ fields }: Conflict): Choices =>
  Object.fromEntries(fields.filter(({ mine, theirs }) => mine === theirs).map(({ field }) => [field, 'theirs' as const]));

/** How many values are still to be decided. */
export const undecided = ({ fields }: Conflict, choices: Choices): number => fields.filter(({ field }) => choices[field] === undefined).length;

/** The fields whose value of this person stands, as `outbox.resolve` takes them. */
export const mineOf = ({ fields }: Conflict, choices: Choices): string[] => fields.map(({ field }) => field).filter((field) => choices[field] === 'mine');
