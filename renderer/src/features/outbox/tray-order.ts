import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';

const RANK: Record<OutboxItem['state'], number> = { parked: 0, failed: 1, sending: 2, waiting: 2 };

/** What a person has to decide first, then what was refused, then what waits, each in the order it was made. */
export const inTrayOrder = (items: readonly OutboxItem[]): OutboxItem[] => items.toSorted((a, b) => RANK[a.state] - RANK[b.state]);
