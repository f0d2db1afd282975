import type { OutboxItem } from '../../contract/routes/outbox.ts';
import type { Operation } from '../operation.ts';
import { partOf } from './apply-score.ts';
import { totalOf } from './conflict.ts';

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What an operation makes of points, by part or as the total: from what the person saw, to what he gave; null is the judge's own value. */
export function changesOf(operation: Operation): OutboxItem['changes'] {
  if (operation.kind === 'override_score') {
    const part = partOf(operation.patch);
    return [{ part, from: number(operation.before[part]), to: operation.patch.value }];
  }
  return operation.kind === 'complete_review' ? [{ part: 'total', from: null, to: totalOf(operation.patch.scores) }] : [];
}
