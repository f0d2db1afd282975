import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { UNSCORABLE_REASONS, unscorableReason, type UnscorableReason } from '../../../../core/qci/scorable.ts';

/** Why a call cannot be scored. A rubric may ask for more or fewer words, so that `final` reasons are those that no rubric changes. */
export interface Unscorable {
  readonly reason: UnscorableReason;
  readonly isFinal: boolean;
}

/** One word of a person is the least that any rubric asks for. */
const ANY_RUBRIC = { minCustomerWords: 0 };

/** Why this call cannot be scored, by what was said or by what its latest run met; null where it may well be. */
export function unscorable({ turns, runs }: Pick<CallDetail, 'turns' | 'runs'>): Unscorable | null {
  const now = unscorableReason(turns, ANY_RUBRIC);
  if (now !== null) return { reason: now, isFinal: true };
  const met = UNSCORABLE_REASONS.find((one) => one === runs[0]?.unscorable);
  return met === undefined ? null : { reason: met, isFinal: false };
}
