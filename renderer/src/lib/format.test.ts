import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatMoney, formatNumber, formatPercent, formatPhoneMasked, formatPhoneTail, formatSpan, initials, innerQuotes } from './format.ts';
import { formatByAge, formatDay, formatDayAndClock, formatExact } from './format-time.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  it.each([
    [267, '04:27'],
    [0, '00:00'],
    [59.9, '00:59'],
    [3867, '1:04:27'],
    [-3, '00:00'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('writes %s seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it.each([
    [8559, 0, '8,559', '8 559'],
    [-0.3, 1, '−0.3', '−0,3'],
    [71, 0, '71', '71'],
  ])('writes %s', (value, digits, en, ru) => {
    expect(plain(formatNumber(value, 'en', digits))).toBe(en);
    expect(plain(formatNumber(value, 'ru', digits))).toBe(ru);
  });

  it.each([
    [0.31, '$0.31', '0,31 $'],
    [0.0011, '$0.0011', '0,0011 $'],
    [0, '$0.00', '0,00 $'],
    [null, '–', '–'],
  ])('writes %s dollars', (value, en, ru) => {
    expect(plain(formatMoney(value, 'en'))).toBe(en);
    expect(plain(formatMoney(value, 'ru'))).toBe(ru);
  });

  it('writes spans, shares and sizes with their units', () => {
    expect(plain(formatSpan(800, 'en'))).toBe('0.8 s');
    expect(plain(formatSpan(84, 'en'))).toBe('84 ms');
    expect(plain(formatSpan(800, 'ru'))).toBe('0,8 с');
    expect(plain(formatPercent(0.135, 'en', 1))).toBe('13.5 %');
    expect(plain(formatPercent(0.135, 'ru', 1))).toBe('13,5 %');
    expect(plain(formatBytes(214_000_000, 'en'))).toBe('214 MB');
    expect(plain(formatBytes(214_000_000, 'ru'))).toBe('214 МБ');
    expect(plain(formatBytes(0, 'en'))).toBe('0 B');
  });

  it('hides all but the tail of a phone number', () => {
    expect(plain(formatPhoneTail('+14155550142'))).toBe('·· 0142');
    expect(plain(formatPhoneMasked('+14155550142'))).toBe('+1 ··· ··· 0142');
    expect(formatPhoneTail(null)).toBe('–');
    expect(formatPhoneTail('12')).toBe('–');
  });

  it('makes initials of names and addresses', () => {
    expect(initials('Lena Meyer')).toBe('LM');
    expect(initials('lena@brightwater.example')).toBe('LB');
    expect(initials('')).toBe('');
  });
});

describe('times', () => {
  const now = new Date(2026, 10, 22, 18, 0);
  const at = (...parts: [number, number, number, number?, number?]): string => new Date(...(parts as [number, number, number])).toISOString();
  const iso = (y: number, m: number, d: number, h: number, min: number): string => new Date(y, m, d, h, min).toISOString();

  it.each([
    [iso(2026, 10, 22, 13, 41), '13:41', '13:41'],
    [iso(2026, 10, 20, 13, 41), 'Fri 13:41', 'пт 13:41'],
    [at(2026, 10, 9), '9 Nov', '9 нояб.'],
    [at(2025, 10, 9), '9 Nov 2025', '9 нояб. 2025'],
  ])('words %s by age', (value, en, ru) => {
    expect(plain(formatByAge(value, 'en', now))).toBe(en);
    expect(plain(formatByAge(value, 'ru', now))).toBe(ru);
  });

  it('writes day and clock for heads', () => {
    expect(formatDayAndClock(iso(2026, 10, 5, 13, 41), 'en', now)).toBe('5 Nov 13:41');
    expect(plain(formatDayAndClock(iso(2026, 10, 5, 13, 41), 'ru', now))).toBe('5 нояб., 13:41');
    expect(formatDay(iso(2026, 10, 5, 13, 41), 'en', now)).toBe('5 Nov');
  });

  it('gives the exact time with zone and UTC', () => {
    expect(formatExact('2026-11-22T12:41:07Z', 'en')).toMatch(/^22 Nov 2026, \d\d:41:07 \S+ \(12:41:07 UTC\)$/);
  });
});

describe('words in quotes', () => {
  it('have the inner quotes of the language', () => {
    expect(innerQuotes('relation "public.calls" is gone, "x" too', 'en')).toBe('relation ‘public.calls’ is gone, ‘x’ too');
    expect(innerQuotes('relation "public.calls" is gone', 'ru')).toBe('relation „public.calls“ is gone');
    expect(innerQuotes('5" long', 'en')).toBe('5" long');
  });
});
