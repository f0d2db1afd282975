import { z } from 'zod';
import { OUTCOME_TIERS } from '../../calls/outcome-tier.ts';
import { CRITERIA, MENTION_POINTS, TONE_MAX, type CriterionKey } from '../criteria.ts';
import type { Opinion } from '../judge/judgment.ts';

/** What a model is asked for. Talk balance and the brand's mention are computed, never asked. */
const ASKED = { flow: 10, engagement: 8, recognition: 7, compliance: 7, alternatives: 6, tone: TONE_MAX, outcome: 30 } as const;

const MOST_EVIDENCE = 6;

const citedSchema = z.object({
  turn: z.int().nonnegative(),
  speaker: z.enum(['agent', 'customer']),
  quote: z.string().max(2000),
  polarity: z.enum(['+', '-']),
});

const opinionSchema = z.object({ score: z.number(), reason: z.string(), evidence: z.array(citedSchema) });

const answerSchema = z.object({
  criteria: z.object(Object.fromEntries(Object.keys(ASKED).map((key) => [key, opinionSchema])) as Record<keyof typeof ASKED, typeof opinionSchema>),
  tier: z.enum(OUTCOME_TIERS),
  coaching_tips: z.array(z.string()),
  key_moments: z.array(z.object({ turn: z.int().nonnegative(), label: z.string() })),
});

/** The same as a JSON schema in the strict subset that OpenAI's structured outputs take: every key required, none besides. */
export const ANSWER_JSON_SCHEMA = strict({
  criteria: strict(
    Object.fromEntries(
      Object.entries(ASKED).map(([key, max]) => [
        key,
        strict({
          score: { type: 'integer', minimum: 0, maximum: max },
          reason: { type: 'string' },
          evidence: {
            type: 'array',
            items: strict({
              turn: { type: 'integer' },
              speaker: { type: 'string', enum: ['agent', 'customer'] },
              quote: { type: 'string' },
              polarity: { type: 'string', enum: ['+', '-'] },
            }),
          },
        }),
      ]),
    ),
  ),
  tier: { type: 'string', enum: [...OUTCOME_TIERS] },
  coaching_tips: { type: 'array', items: { type: 'string' } },
  key_moments: { type: 'array', items: strict({ turn: { type: 'integer' }, label: { type: 'string' } }) },
});

function strict(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** A longer answer is no answer; the largest honest one has some 20,000 characters. */
export const MOST_CHARACTERS = 200_000;

/** Why an answer cannot be read: cut off or no JSON at all, JSON of another shape, or far too long. */
export type AnswerFault = 'no_json' | 'wrong_shape' | 'too_long';

/** Reads a model's answer, untrusted as it is. Keys that were not asked for are left out; nothing is guessed. */
export function readAnswer(text: string, isBrandNamed: boolean): { ok: true; opinion: Opinion } | { ok: false; fault: AnswerFault } {
  if (text.length > MOST_CHARACTERS) return { ok: false, fault: 'too_long' };
  const parsed = parseJson(text);
  if (parsed === undefined) return { ok: false, fault: 'no_json' };
  const answer = answerSchema.safeParse(parsed);
  if (!answer.success) return { ok: false, fault: 'wrong_shape' };
  const { criteria, tier, coaching_tips: coachingTips, key_moments: keyMoments } = answer.data;
  const { tone, ...others } = criteria;
  const limited = (key: Exclude<CriterionKey, 'talk_balance' | 'brand'>) => ({ ...others[key], evidence: others[key].evidence.slice(0, MOST_EVIDENCE) });
  return {
    ok: true,
    opinion: {
      criteria: {
        talk_balance: { score: CRITERIA.talk_balance.max, reason: '', evidence: [] },
        flow: limited('flow'),
        engagement: limited('engagement'),
        recognition: limited('recognition'),
        compliance: limited('compliance'),
        alternatives: limited('alternatives'),
        brand: { score: Math.min(TONE_MAX, Math.max(0, tone.score)) + (isBrandNamed ? MENTION_POINTS : 0), reason: tone.reason, evidence: tone.evidence.slice(0, MOST_EVIDENCE) },
        outcome: limited('outcome'),
      },
      tier,
      coachingTips,
      keyMoments,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
