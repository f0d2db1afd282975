import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_TRIES, nextStep } from './retry.ts';

const refused = (status: number, retryAfterMs: number | null = null) => ({ type: 'refused', status, retryAfterMs }) as const;

describe('after a request', () => {
  test('a passing refusal waits for what the server asks, and a little more that no two clients share', () => {
    expect(nextStep(refused(429, 2000), 1, 0)).toEqual({ do: 'wait', ms: 2000 });
    expect(nextStep(refused(429, 2000), 1, 0.99)).toEqual({ do: 'wait', ms: 2990 });
    expect(nextStep(refused(503), 3, 0.5)).toEqual({ do: 'wait', ms: 2000 });
    expect(nextStep({ type: 'unreached' }, 5, 0.5)).toEqual({ do: 'wait', ms: 8000 });
  });

  test('what will not change is given up at once', () => {
    for (const [status, why] of [[401, 'key_refused'], [403, 'key_refused'], [404, 'model_unknown'], [400, 'request_refused'], [422, 'request_refused']] as const) {
      expect(nextStep(refused(status), 1, 0)).toEqual({ do: 'give_up', why });
    }
    expect(nextStep({ type: 'aborted' }, 1, 0)).toEqual({ do: 'give_up', why: 'aborted' });
  });

  test('nothing is tried for ever, and no wait is longer than eleven minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })), fc.integer({ min: 1, max: 20 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (status, asked, tries, random) => {
        const step = nextStep(refused(status, asked), tries, random);
        if (tries >= MOST_TRIES) expect(step.do).toBe('give_up');
        if (step.do === 'wait') expect(step.ms).toBeLessThanOrEqual(660_000);
      }),
    );
  });
});
