import { describe, expect, it } from 'vitest';
import { KNOWN_PRICES } from '../../../../core/qci/model/prices.ts';
import { readJudge, textOf } from './judge-form.ts';

const SETTINGS = { baseUrl: 'https://api.openai.com/v1', model: 'gpt-4o-mini', temperature: 0.2, seed: 7, concurrency: 8, timeoutSeconds: 60, prices: [...KNOWN_PRICES] };
const faultsOf = (change: Partial<ReturnType<typeof textOf>>): string[] => [...readJudge({ ...textOf(SETTINGS), ...change }).faults];

describe('the settings of the judge as they are typed', () => {
  it('mean what they were made of', () => {
    expect(readJudge(textOf(SETTINGS))).toEqual({ choices: SETTINGS, faults: new Set() });
    expect(readJudge({ ...textOf(SETTINGS), temperature: ' 0,7 ' }).choices.temperature).toBe(0.7);
  });

  it.each([
    [{ baseUrl: 'api.openai.com' }, ['baseUrl']],
    [{ baseUrl: 'javascript:alert(1)' }, ['baseUrl']],
    [{ model: '  ' }, ['model']],
    [{ temperature: '2.1' }, ['temperature']],
    [{ seed: '1.5' }, ['seed']],
    [{ concurrency: '0' }, ['concurrency']],
    [{ concurrency: '65' }, ['concurrency']],
    [{ timeoutSeconds: '' }, ['timeoutSeconds']],
    [{ timeoutSeconds: '1e9' }, ['timeoutSeconds']],
    [{ prices: [{ id: 4, model: 'm', input: '1', output: 'x', asOf: '2026-01-01' }] }, ['price 4']],
    [{ prices: [{ id: 5, model: '', input: '1', output: '1', asOf: '2026-01-01' }] }, ['price 5']],
    [{ prices: [{ id: 6, model: 'm', input: '1', output: '1', asOf: '' }] }, ['price 6']],
    [{ prices: [{ id: 7, model: 'm', input: '1', output: '1', asOf: '2026-02-30' }] }, ['price 7']],
    [{ prices: [{ id: 8, model: 'm', input: '1', output: '1', asOf: '18.07.2024' }] }, ['price 8']],
  ])('with %j are wrong in %j', (change, faults) => expect(faultsOf(change)).toEqual(faults));
});
