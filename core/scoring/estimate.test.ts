import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goldenTurns } from '../qci/golden/golden-turns.ts';
import { goldenCalls, rubricOf } from '../qci/golden/measure-judge.ts';
import { callMetrics } from '../qci/metrics/call-metrics.ts';
import { fairAnswer } from '../qci/model/testing/fair-model.ts';
import { costOf } from '../qci/model/prices.ts';
import { judgePrompt, MOST_ANSWER_TOKENS } from '../qci/model/prompt-text.ts';
import { DEFAULT_RUBRIC } from '../qci/rubric.ts';
import { seededRandom } from '../qci/seeded-random.ts';
import { estimateDeterministic, estimateModel, isWithin, mostOf } from './estimate.ts';

const PRICE = { model: 'gpt-4o-mini', input: 0.15, output: 0.6, asOf: '2024-07-18' };
const call = (durationSeconds: number | null, hasTranscript = true) => ({ id: 'a', durationSeconds, hasTranscript });
const around = { rubric: DEFAULT_RUBRIC, price: PRICE, concurrency: 8, requestSeconds: 6 };

describe('what a batch will take', () => {
  test('rises with the words and the calls; what has none costs nothing', () => {
    const one = estimateModel([call(60)], around);
    const ten = estimateModel([...Array.from({ length: 10 }, () => call(60)), call(0, false)], around);
    expect(ten).toMatchObject({ calls: 11, withoutTranscript: 1, completionTokens: one.completionTokens * 10, seconds: 12 });
    expect(ten.promptTokens).toBeCloseTo(one.promptTokens * 10, -1);
    expect(estimateModel([call(600)], around).promptTokens).toBeGreaterThan(one.promptTokens + 1500);
    expect(estimateModel([call(null)], around)).toEqual(one);
  });

  test('is money by the price, and no number where the price is not known', () => {
    const { cost, promptTokens, completionTokens } = estimateModel(Array.from({ length: 1000 }, () => call(46)), around);
    expect(cost).toBeCloseTo(costOf({ promptTokens, completionTokens }, 'gpt-4o-mini', [PRICE]) ?? 0, 5);
    expect(estimateModel([call(60)], { ...around, price: null }).cost).toBeNull();
    expect(estimateDeterministic([call(60), call(null, false)])).toMatchObject({ calls: 2, withoutTranscript: 1, cost: 0 });
  });

  test('is near to what calls that somebody scored really take', () => {
    const calls = goldenCalls();
    const prompts = calls.map((one) => judgePrompt(goldenTurns(one), callMetrics(goldenTurns(one), rubricOf(one)), rubricOf(one), 'x'.repeat(16)));
    const characters = prompts.reduce((sum, { system, user }) => sum + system.length + user.length, 0);
    const guessed = estimateModel(calls.map((one) => call((goldenTurns(one).at(-1)?.endMs ?? 0) / 1000)), around);
    expect(guessed.promptTokens / (characters / 4)).toBeGreaterThan(0.85);
    expect(guessed.promptTokens / (characters / 4)).toBeLessThan(1.15);
    const answers = calls.map((one) => fairAnswer(one, goldenTurns(one), seededRandom(1)).length / 4);
    expect(guessed.completionTokens / answers.reduce((sum, tokens) => sum + tokens, 0)).toBeGreaterThan(0.9);
  });
});

describe('a budget', () => {
  test('is never passed by whoever asks first, as long as no request costs more than was set aside for it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 10, noNaN: true }), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 60 }), (budget, requests) => {
        let spent = 0;
        const underWay: [most: number, real: number][] = [];
        for (const [most, share] of requests) {
          const setAside = underWay.reduce((sum, [one]) => sum + one, 0);
          if (isWithin(budget, { spent, setAside, next: most })) underWay.push([most, most * share]);
          if (underWay.length > 3) spent += underWay.shift()?.[1] ?? 0;
        }
        expect(spent + underWay.reduce((sum, [, real]) => sum + real, 0)).toBeLessThanOrEqual(budget + 1e-9);
      }),
    );
    expect(isWithin(null, { spent: 1e9, setAside: 1e9, next: 1e9 })).toBe(true);
  });

  test.each([
    ['Chinese', '你好，我想预约星期五的检查。', 1.4],
    ['Hindi', 'मुझे शुक्रवार को मिलना है।', 1.6],
    ['emoji', '😀😀😀😀', 1.5],
    ['Russian', 'Здравствуйте, запишите меня на пятницу.', 0.5],
  ])('sets aside enough for scripts whose letters take more tokens: %s', (_, text, tokensASign) => {
    const prompt = { system: '', user: text.repeat(100) };
    expect(mostOf(prompt, PRICE)).toBeGreaterThanOrEqual(costOf({ promptTokens: Math.floor(prompt.user.length * tokensASign), completionTokens: MOST_ANSWER_TOKENS }, 'gpt-4o-mini', [PRICE]) ?? 1);
  });

  test('sets aside more than a request takes', () => {
    const prompt = judgePrompt([], callMetrics([], DEFAULT_RUBRIC), DEFAULT_RUBRIC, 'x'.repeat(16));
    expect(mostOf(prompt, PRICE)).toBeGreaterThan(costOf({ promptTokens: (prompt.system.length + prompt.user.length) / 3, completionTokens: 1500 }, 'gpt-4o-mini', [PRICE]) ?? 1);
    expect(mostOf(prompt, null)).toBe(0);
  });
});
