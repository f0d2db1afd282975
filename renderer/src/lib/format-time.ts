import type { Language } from './format.ts';

const locale = (language: Language): string => (language === 'ru' ? 'ru-RU' : 'en-GB');

const cache = new Map<string, Intl.DateTimeFormat>();
const formatter = (language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${name} ${options.timeZone ?? ''}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale(language), options);
  cache.set(key, made);
  return made;
};

/** 13:41 in the person's zone. */
export const formatClock = (iso: string, language: Language): string =>
  formatter(language, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const DAY_MS = 86_400_000;

/** How far back a time lies, in the steps the design words differently. */
export const ageOf = (iso: string, now: Date): 'today' | 'week' | 'year' | 'older' => {
  const then = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(then)) / DAY_MS);
  if (days === 0) return 'today';
  if (days > 0 && days < 7) return 'week';
  return then.getFullYear() === now.getFullYear() ? 'year' : 'older';
};

const dayOf = (date: Date, language: Language, withYear: boolean): string =>
  formatter(language, withYear ? 'day-year' : 'day', {
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
  })
    .format(date)
    .replace(' г.', '');

/** 13:41 · Fri 13:41 · 9 Nov · 9 Nov 2025, by age. */
export const formatByAge = (iso: string, language: Language, now = new Date()): string => {
  const date = new Date(iso);
  const age = ageOf(iso, now);
  if (age === 'today') return formatClock(iso, language);
  if (age === 'week') {
    const day = formatter(language, 'weekday', { weekday: 'short' }).format(date);
    return `${day} ${formatClock(iso, language)}`;
  }
  return dayOf(date, language, age === 'older');
};

/** 5 Nov 13:41, for heads of screens; the caller words "today". */
export const formatDayAndClock = (iso: string, language: Language, now = new Date()): string =>
  `${dayOf(new Date(iso), language, ageOf(iso, now) === 'older')}${language === 'ru' ? ', ' : ' '}${formatClock(iso, language)}`;

/** 9 Nov, with the year where it is another. */
export const formatDay = (iso: string, language: Language, now = new Date()): string =>
  dayOf(new Date(iso), language, new Date(iso).getFullYear() !== now.getFullYear());

/** 22 Nov 2026, 13:41:07 CET (12:41:07 UTC): the exact value, for hover. */
export const formatExact = (iso: string, language: Language): string => {
  const date = new Date(iso);
  const seconds = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const zone = formatter('en', 'zone', { timeZoneName: 'short' })
    .formatToParts(date)
    .find((part) => part.type === 'timeZoneName')?.value;
  const local = formatter(language, 'seconds', seconds).format(date);
  const utc = formatter(language, 'seconds-utc', { ...seconds, timeZone: 'UTC' }).format(date);
  return `${dayOf(date, language, true)}, ${local} ${zone ?? ''} (${utc} UTC)`;
};
