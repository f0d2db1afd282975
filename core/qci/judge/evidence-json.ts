import type { OutcomeTier } from '../../calls/outcome-tier.ts';
import type { CriterionKey } from '../criteria.ts';
import { CRITERION_KEYS } from '../criteria.ts';
import type { CallMetrics } from '../metrics/call-metrics.ts';
import type { Doubt, JudgedCriterion, Judgment } from './judgment.ts';

/** What the column `qci_analyses.evidence` holds: the seed's three keys, and each criterion with what it stands on. */
export interface EvidenceJson {
  /** 0 to 1, three decimals. */
  readonly agent_talk_ratio: number | null;
  readonly agent_talk_ratio_basis: 'time' | 'words' | null;
  readonly brand_mentions: number;
  readonly outcomes: { readonly tier: OutcomeTier; readonly reason: string };
  readonly criteria: Readonly<Record<CriterionKey, JudgedCriterion>>;
  readonly doubts: readonly Doubt[];
}

/** A judgment as the database keeps it, keys always in the same order. */
export function evidenceJson({ criteria, tier, doubts }: Judgment, { talkShare, brandMentions }: CallMetrics): EvidenceJson {
  return {
    agent_talk_ratio: talkShare === null ? null : Math.round(talkShare.agentRatio * 1000) / 1000,
    agent_talk_ratio_basis: talkShare?.basis ?? null,
    brand_mentions: brandMentions.length,
    outcomes: { tier, reason: criteria.outcome.reason },
    criteria: Object.fromEntries(CRITERION_KEYS.map((key) => [key, criteria[key]])) as Record<CriterionKey, JudgedCriterion>,
    doubts,
  };
}
