import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bandOf, BANDS, DEFAULT_THRESHOLDS, worseBand } from './band.ts';

test.each([[100, 'pass'], [80, 'pass'], [79, 'review'], [60, 'review'], [59, 'fail'], [0, 'fail']] as const)('a total of %i is %s', (total, band) => {
  expect(bandOf(total, DEFAULT_THRESHOLDS)).toBe(band);
});

test('an organization may draw its own lines', () => {
  expect([bandOf(70, { pass: 70, review: 50 }), bandOf(69, { pass: 70, review: 50 }), bandOf(49, { pass: 70, review: 50 })]).toEqual(['pass', 'review', 'fail']);
});

test('more points are never a worse band', () => {
  const total = fc.integer({ min: 0, max: 100 });
  fc.assert(fc.property(total, total, (one, other) => BANDS.indexOf(bandOf(Math.max(one, other), DEFAULT_THRESHOLDS)) <= BANDS.indexOf(bandOf(Math.min(one, other), DEFAULT_THRESHOLDS))));
});

test('the worse of two bands is one of them, whatever their order', () => {
  expect([worseBand('pass', 'review'), worseBand('fail', 'review'), worseBand('pass', 'pass')]).toEqual(['review', 'fail', 'pass']);
  const band = fc.constantFrom(...BANDS);
  fc.assert(fc.property(band, band, (one, other) => worseBand(one, other) === worseBand(other, one) && BANDS.indexOf(worseBand(one, other)) >= BANDS.indexOf(one)));
});
