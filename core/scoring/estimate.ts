import { CRITERION_KEYS } from '../qci/criteria.ts';
import { callMetrics } from '../qci/metrics/call-metrics.ts';
import type { Price } from '../qci/model/prices.ts';
import { judgePrompt, MOST_ANSWER_TOKENS, type JudgePrompt } from '../qci/model/prompt-text.ts';
import type { Rubric } from '../qci/rubric.ts';

/** What is known of a call before its words are. */
export interface CallToScore {
  readonly id: string;
  /** Null where nobody knows how long it was. */
  readonly durationSeconds: number | null;
  readonly hasTranscript: boolean;
}

/** What a batch will take, as far as lengths tell. `cost` is US dollars, null where the model's price is not known. */
export interface Estimate {
  readonly calls: number;
  /** Calls that have no transcript, and so no score and no cost. */
  readonly withoutTranscript: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cost: number | null;
  readonly seconds: number;
}

/** What people and agents say in a second, and what surrounds it on a line of the prompt. */
const CHARACTERS_A_SECOND = 15;
const USUAL_SECONDS = 60;
const CHARACTERS_A_TOKEN = 4;
/** Each criterion with a reason and two quotes, tips and moments. */
const ANSWER_TOKENS = 110 * CRITERION_KEYS.length;
/** A call that costs nothing takes only our own time. */
const SECONDS_OF_OUR_OWN = 0.05;

/** Seconds that one request takes, before this judge has been seen at work. */
export const USUAL_REQUEST_SECONDS = 6;

const dollars = (price: Price | null, promptTokens: number, completionTokens: number): number | null =>
  price === null ? null : Math.ceil(promptTokens * price.input + completionTokens * price.output) / 1_000_000;

/** What the model judge will take for these calls. */
export function estimateModel(calls: readonly CallToScore[], around: { readonly rubric: Rubric; readonly price: Price | null; readonly concurrency: number; readonly requestSeconds: number }): Estimate {
  const { rubric, price, concurrency, requestSeconds } = around;
  const { system, user } = judgePrompt([], callMetrics([], rubric), rubric, 'x'.repeat(16));
  const asked = calls.filter(({ hasTranscript }) => hasTranscript);
  const spoken = asked.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? USUAL_SECONDS) * CHARACTERS_A_SECOND, 0);
  const promptTokens = Math.round((asked.length * (system.length + user.length) + spoken) / CHARACTERS_A_TOKEN);
  const completionTokens = asked.length * ANSWER_TOKENS;
  const rounds = Math.ceil(asked.length / Math.max(1, Math.min(concurrency, asked.length)));
  return { calls: calls.length, withoutTranscript: calls.length - asked.length, promptTokens, completionTokens, cost: dollars(price, promptTokens, completionTokens), seconds: Math.ceil(rounds * requestSeconds) };
}

/** The same of the judge that counts: it costs nothing. */
export const estimateDeterministic = (calls: readonly CallToScore[]): Estimate => ({
  calls: calls.length,
  withoutTranscript: calls.filter(({ hasTranscript }) => !hasTranscript).length,
  promptTokens: 0,
  completionTokens: 0,
  cost: 0,
  seconds: Math.ceil(calls.length * SECONDS_OF_OUR_OWN),
});

/** Scripts whose letters take two bytes at most have two of them or more to a token; of the others each byte may be one, and never more. */
const LEAST_CHARACTERS_A_TOKEN = 2;
const MOST_TOKENS_A_SIGN = 3;
/** UTF-16 units, so that a sign beyond the first plane counts twice. */
const LONG_SIGN = /[\u0800-\uFFFF]/g;

const mostTokens = (text: string): number => {
  const signs = text.match(LONG_SIGN)?.length ?? 0;
  return (text.length - signs) / LEAST_CHARACTERS_A_TOKEN + signs * MOST_TOKENS_A_SIGN;
};

/** The most that one request with this prompt can cost, in US dollars: what is set aside for it until its answer says what it was. */
export const mostOf = ({ system, user }: JudgePrompt, price: Price | null): number => dollars(price, mostTokens(system) + mostTokens(user), MOST_ANSWER_TOKENS) ?? 0;

/** Whether a request may go out: what was spent, what is set aside for those under way, and the most that this one costs stay within the budget. */
export const isWithin = (budget: number | null, { spent, setAside, next }: { spent: number; setAside: number; next: number }): boolean => budget === null || spent + setAside + next <= budget;
