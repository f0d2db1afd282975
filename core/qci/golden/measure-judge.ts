import { z } from 'zod';
import { bias, meanAbsoluteError } from '../agreement/error.ts';
import { confusionOf, weightedKappa } from '../agreement/kappa.ts';
import { bandOf, BANDS } from '../band.ts';
import { CRITERION_KEYS, type CriterionKey, type CriterionScores } from '../criteria.ts';
import { judgeDeterministically } from '../deterministic/judge-call.ts';
import type { Judgment } from '../judge/judgment.ts';
import { DEFAULT_RUBRIC, type Rubric } from '../rubric.ts';
import english from './en.json' with { type: 'json' };
import moreEnglish from './en-more.json' with { type: 'json' };
import spanish from './es.json' with { type: 'json' };
import moreSpanish from './es-more.json' with { type: 'json' };
import { goldenCallSchema, type GoldenCall } from './golden-call.ts';
import { goldenTurns } from './golden-turns.ts';
import russian from './ru.json' with { type: 'json' };
import moreRussian from './ru-more.json' with { type: 'json' };

/** Every golden call, checked. */
export function goldenCalls(): GoldenCall[] {
  return z.array(goldenCallSchema).parse([...english, ...russian, ...spanish, ...moreEnglish, ...moreRussian, ...moreSpanish]);
}

/** The rubric a golden call is scored by: the default one with the call's own brand. */
export function rubricOf({ brandTerms, forbiddenPhrases }: GoldenCall): Rubric {
  return { ...DEFAULT_RUBRIC, brandTerms, forbiddenPhrases };
}

/** The scores a person gave, by criterion; `brand` is mention and tone together. */
export function humanScores({ scores }: GoldenCall): CriterionScores {
  return Object.fromEntries(
    CRITERION_KEYS.map((key) => [key, key === 'brand' ? scores.mention.score + scores.tone.score : scores[key].score]),
  ) as Record<CriterionKey, number>;
}

/** One golden call as people and the judge score it. */
export interface MeasuredCall {
  readonly call: GoldenCall;
  readonly human: CriterionScores;
  readonly humanTotal: number;
  readonly judgment: Judgment;
}

/** How far a judge and people differ over some calls: kappa on bands, error and bias in points of the total. */
export interface Measured {
  readonly n: number;
  readonly kappa: number | null;
  readonly mae: number | null;
  readonly bias: number | null;
  readonly calls: readonly MeasuredCall[];
}

/** Measures the deterministic judge on one half of the golden calls. */
export function measureJudge(half: GoldenCall['half']): Measured {
  const calls = goldenCalls()
    .filter((call) => call.half === half)
    .map((call) => {
      const human = humanScores(call);
      return { call, human, humanTotal: CRITERION_KEYS.reduce((sum, key) => sum + human[key], 0), judgment: judgeDeterministically(goldenTurns(call), rubricOf(call)) };
    });
  const pairs = calls.map(({ judgment, humanTotal }) => ({ first: judgment.total, second: humanTotal }));
  const band = (total: number): number => BANDS.indexOf(bandOf(total, DEFAULT_RUBRIC.bands));
  const confusion = confusionOf(pairs.map(({ first }) => band(first)), pairs.map(({ second }) => band(second)), BANDS.length);
  return { n: calls.length, kappa: weightedKappa(confusion), mae: meanAbsoluteError(pairs), bias: bias(pairs), calls };
}
