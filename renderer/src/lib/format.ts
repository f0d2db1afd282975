import { withoutMarks } from './direction-marks.ts';

/** Numbers, durations and money as the design words them. All by Intl with the screen's language. */
export type Language = 'en' | 'ru';

const NBSP = '\u00a0';
const MINUS = '\u2212';
const NONE = '–';

const numberLocale = (language: Language): string => (language === 'ru' ? 'ru-RU' : 'en-US');

const cache = new Map<string, Intl.NumberFormat>();
const numbers = (language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = language + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(numberLocale(language), options);
  cache.set(key, made);
  return made;
};

const trueMinus = (text: string): string => text.replace(/^-/, MINUS);

/** 8,559 · 8 559; a true minus. */
export const formatNumber = (value: number, language: Language, digits = 0): string =>
  trueMinus(
    numbers(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .format(value)
      .replace(/\u00a0/g, '\u202f'),
  );

/** A change with its sign: +6.2 · −0.3 · 0.0. */
export const formatSigned = (value: number, language: Language, digits = 0): string => {
  const text = formatNumber(value, language, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text.replace(/^−(?=[0.,]*$)/, '');
};

/** Seconds as 04:27, from an hour 1:04:27; a dash where there is none. */
export const formatDuration = (seconds: number | null): string => {
  if (seconds === null || !Number.isFinite(seconds)) return NONE;
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

/** A length in seconds to the nearest second, as the list shows it. */
export const formatLength = (seconds: number | null): string =>
  formatDuration(seconds === null ? null : Math.round(seconds));

/** A length with what the clock leaves out, for hover: 267.4 s. Nothing where there is no length. */
export const formatLengthExact = (seconds: number | null, language: Language): string | undefined =>
  seconds === null ? undefined : formatSpan(Math.max(100, seconds * 1000), language);

const UNITS = {
  en: { s: 's', ms: 'ms' },
  ru: { s: 'с', ms: 'мс' },
} as const;

/** A short span: 0.8 s, 84 ms below a tenth of a second. */
export const formatSpan = (ms: number, language: Language): string =>
  Math.abs(ms) < 100
    ? `${formatNumber(Math.round(ms), language)}${NBSP}${UNITS[language].ms}`
    : `${formatNumber(ms / 1000, language, 1)}${NBSP}${UNITS[language].s}`;

/** A share of one as 13.5 %. */
export const formatPercent = (share: number, language: Language, digits = 0): string =>
  `${formatNumber(share * 100, language, digits)}${NBSP}%`;

/** $0.31, under a cent $0.0011; 0,31 $ in Russian. */
export const formatMoney = (value: number | null, language: Language, currency = 'USD'): string => {
  if (value === null) return NONE;
  const digits = value !== 0 && Math.abs(value) < 0.01 ? 4 : 2;
  return trueMinus(
    numbers(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value),
  );
};

/** Money to the last digit that the source gives, for hover: $0.309720. Nothing where there is none. */
export const formatMoneyExact = (value: number | null, language: Language, currency = 'USD'): string | undefined =>
  value === null
    ? undefined
    : trueMinus(
        numbers(language, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          minimumFractionDigits: 2,
          maximumFractionDigits: 6,
        }).format(value),
      );

const BYTES = { en: ['B', 'KB', 'MB', 'GB', 'TB'], ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] } as const;

/** 214 MB, in steps of a thousand. */
export const formatBytes = (bytes: number, language: Language): string => {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < 4) {
    value /= 1000;
    step += 1;
  }
  const digits = step > 0 && value < 10 ? 1 : 0;
  return `${formatNumber(value, language, digits)}${NBSP}${BYTES[language][step] ?? ''}`;
};

/** Last four digits of a phone number, the rest hidden: ·· 0142. */
export const formatPhoneTail = (phone: string | null): string => {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 4 ? NONE : `··${NBSP}${digits.slice(-4)}`;
};

/** +1 ··· ··· 0142: country and tail, the middle hidden. */
export const formatPhoneMasked = (phone: string | null): string => {
  const digits = (phone ?? '').replace(/\D/g, '');
  if (digits.length < 8) return formatPhoneTail(phone);
  const country = digits.startsWith('1') || digits.startsWith('7') ? digits.slice(0, 1) : digits.slice(0, 2);
  return `+${country} ··· ··· ${digits.slice(-4)}`.replaceAll(' ', NBSP);
};

/** Words that will stand in quotes, with the quotes inside them as the language has them: ‘…’ and „…“. */
export const innerQuotes = (text: string, language: Language): string =>
  text.replace(/"([^"]*)"/g, language === 'ru' ? '„$1“' : '‘$1’');

/** Initials of a person for the round badge: LM. */
export const initials = (name: string): string =>
  withoutMarks(name)
    .split(/[\s@.]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
