/** What a call achieved, best first: the five tiers of the outcome dimension. */
export const OUTCOME_TIERS = ['meeting', 'warm_lead', 'callback', 'information', 'nothing'] as const;

export type OutcomeTier = (typeof OUTCOME_TIERS)[number];

/** The tier a text names, spelling and case aside; null for any other text, which screens show as it is. */
export function outcomeTier(text: string | null): OutcomeTier | null {
  const plain = (text ?? '').trim().toLowerCase().replaceAll(/[\s-]+/g, '_');
  return OUTCOME_TIERS.find((tier) => tier === plain) ?? null;
}
