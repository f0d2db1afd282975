import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { SendOutcome } from './answer.ts';
import { classify, LONGEST_WAIT_MS, type Verdict } from './classify.ts';

const NOW = 1_780_000_000_000;
const refused = (status: number, code = '', retryAfterMs: number | null = null): SendOutcome => ({ type: 'refused', status, code, retryAfterMs });
const judge = (outcome: SendOutcome, attempts = 1, random = 0.5, isRenewed = false): Verdict => classify(outcome, attempts, NOW, random, isRenewed);
const waitOf = (verdict: Verdict): number => (verdict.do === 'retry' ? verdict.notBeforeMs - NOW : Number.NaN);

describe('classify', () => {
  it('takes the workspace at its word', () => {
    expect(judge({ type: 'answered', answer: { result: 'applied', version: 3 } })).toEqual({ do: 'settle', version: 3 });
    expect(judge({ type: 'answered', answer: { result: 'duplicate', version: 3 } })).toEqual({ do: 'settle', version: 3 });
    const id = '00000000-0000-4000-8000-000000000001';
    expect(judge({ type: 'answered', answer: { result: 'applied', version: 3, id, effective: false } })).toEqual({ do: 'settle', version: 3, run: { id, counts: false } });
    expect(judge({ type: 'answered', answer: { result: 'applied', version: 3, id } })).toEqual({ do: 'settle', version: 3 });
    expect(judge({ type: 'answered', answer: { result: 'conflict', current: { version: 4 } } })).toEqual({ do: 'park', current: { version: 4 } });
    expect(judge({ type: 'answered', answer: { result: 'rejected', code: 'too_long', field: 'note' } })).toEqual({ do: 'fail', code: 'too_long', field: 'note' });
  });

  test.each([
    [400, '22021'], [400, '23514'], [409, '23505'], [400, 'PGRST204'], [400, 'PGRST102'], [400, 'P0001'], [403, '28000'], [422, '22P02'],
    // The embedded workspace makes an internal error of what hosted PostgREST answers with 400.
    [500, '23514'], [500, '22021'], [500, '54000'],
  ])('gives up what the workspace refuses with %i %s, and keeps the code', (status, code) => {
    expect(judge(refused(status, code))).toEqual({ do: 'fail', code, field: null });
  });

  it('calls a missing right by its name', () => {
    expect(judge(refused(403, '42501'))).toEqual({ do: 'fail', code: 'forbidden', field: null });
  });

  test.each([
    ['nothing came back', { type: 'unreached' } as const],
    ['a gateway that is down', refused(503)], ['a gateway without an answer', refused(502)], ['a paused project', refused(540)], ['a timeout', refused(408)],
    ['too early', refused(425)], ['too many', refused(429)], ['a proxy that wants a name', refused(407)], ['a captive portal that forbids', refused(403)],
    ['a captive portal that redirects', refused(302)], ['a captive portal that answers', refused(200)], ['a page with 400', refused(400, 'constructor')], ['a quota', refused(402)],
    ['a schema older than the app', refused(404, 'PGRST202')], ['the same by its status alone', refused(404)], ['a function within that is missing', refused(404, '42883')],
    ['no connection to the database', refused(503, 'PGRST000')], ['a full disk', refused(405, '25006')], ['too many connections', refused(503, '53300')], ['a shutdown', refused(500, '57P01')],
  ])('waits with everything: %s', (_, outcome) => {
    expect(judge(outcome)).toEqual({ do: 'retry', notBeforeMs: NOW + 500, pause: 'all' });
  });

  test.each([['40001', 500], ['40P01', 500], ['55P03', 500], ['57014', 500], ['XX000', 500], ['40001', 400]])('waits with this one alone: %s', (code, status) => {
    expect(judge(refused(status, code))).toEqual({ do: 'retry', notBeforeMs: NOW + 500, pause: 'this' });
  });

  it('renews the session once, and then asks the person', () => {
    for (const code of ['PGRST303', 'PGRST301', '42501', '']) {
      expect(judge(refused(401, code))).toEqual({ do: 'renew' });
      expect(judge(refused(401, code), 2, 0.5, true)).toEqual({ do: 'stop', why: 'sign-in-needed' });
    }
  });

  it('doubles the time it may wait, up to a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 2000].map((attempts) => waitOf(judge({ type: 'unreached' }, attempts, 0.999_999)))).toEqual(
      [1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds): unknown => expect.closeTo(seconds * 1000, -1)),
    );
  });

  it('never waits less than it was asked to, nor longer than anything waits', () => {
    fc.assert(
      fc.property(fc.constantFrom(429, 503), fc.integer({ min: 0, max: 80_000_000 }), fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (status, asked, attempts, random) => {
        const verdict = judge(refused(status, '', asked), attempts, random);
        expect(verdict).toMatchObject({ do: 'retry', pause: 'all' });
        expect(waitOf(verdict)).toBeGreaterThanOrEqual(asked);
        expect(waitOf(verdict)).toBeLessThanOrEqual(asked + 60_000);
      }),
    );
    expect(waitOf(judge(refused(503, '', 1e15)))).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    expect(waitOf(judge(refused(429, '', Number.NaN)))).toBe(500);
  });
});
