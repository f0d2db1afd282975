import type { MomentFilter } from '../contract/routes/moments.ts';
import { foldPlain } from '../text/fold.ts';
import type { Moment } from './moment.ts';

/** Whether a moment passes a filter, as `list_moments` has it; `userId` is whoever asks. */
export function matchesMoment(moment: Moment, { kinds, sources, authorIds, sharedWithMe, q }: MomentFilter, userId: string): boolean {
  if (moment.deleted) return false;
  if (kinds && !kinds.includes(moment.kind)) return false;
  if (sources && !sources.includes(moment.source)) return false;
  if (authorIds && (moment.authorId === null || !authorIds.includes(moment.authorId))) return false;
  if (sharedWithMe && !moment.sharedWith.includes(userId)) return false;
  return !q || foldPlain(`${moment.label} ${moment.note ?? ''}`).includes(foldPlain(q));
}
