import type { OutboxState } from '../../../../core/contract/routes/outbox.ts';

/** How many there were to send when the sending began, with those that joined since, and how many are left of them. */
export interface Batch {
  readonly total: number;
  readonly left: number;
}

export const NO_BATCH: Batch = { total: 0, left: 0 };

/** The batch as the outbox stands now. It begins anew whenever nothing is being sent. */
export const nextBatch = (batch: Batch, { state, waiting, sending }: OutboxState): Batch => {
  const left = waiting + sending;
  if (state !== 'sending' || batch.left === 0) return { total: left, left };
  return { total: batch.total + Math.max(0, left - batch.left), left };
};

/** Which one is under way, from one on. */
export const placeIn = ({ total, left }: Batch, { sending }: Pick<OutboxState, 'sending'>): number => Math.min(total, Math.max(1, total - left + sending));
