import type { OutboxState } from '../../../core/contract/routes/outbox.ts';

/** How many changes are on this device only: what waits, what is under way, and what a person has to look at. */
export const unsentOf = ({ waiting, sending, parked, failed }: OutboxState): number => waiting + sending + parked + failed;
