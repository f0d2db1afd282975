import { agents } from './analytics-world.ts';
import { literal } from './harness.ts';
import type { ModelCall } from './random-calls.ts';
import { orgs, people } from './world.ts';

/** A random call with what analytics reads beside the list: all of it follows from the id, so that a seed gives it too. */
export interface JudgedCall extends ModelCall {
  rubric: string | null;
  prompt: string | null;
  reviewer: string | null;
}

/** Stamps, prompt versions and reviewers for calls that `storeCalls` stores. */
export function judged(calls: ModelCall[]): JudgedCall[] {
  return calls.map((call) => {
    const [a, b, c, d] = Array.from(call.id.slice(0, 4), (digit) => Number.parseInt(digit, 16)) as [number, number, number, number];
    const reviewedAt = call.reviewedAt && new Date(Date.parse(call.createdAt) + c * 25_200_000).toISOString();
    return {
      ...call, reviewedAt, reviewer: reviewedAt && (d < 8 ? people.rex.id : people.cora.id),
      rubric: a < 6 ? '2' : a < 13 ? '3' : null, prompt: b < 8 ? agents.prompt1 : b < 12 ? agents.prompt2 : null,
    };
  });
}

/** Brings the stored calls to what `judged` says; the prompts belong to the given assistant. */
export function judgeSql(calls: JudgedCall[], assistantId: string): string {
  const values = calls.map((c) => `(${[c.id, c.rubric, c.prompt, c.reviewer, c.reviewedAt].map(literal).join(', ')})`).join(',\n');
  return `begin;
    insert into public.prompts (id, assistant_id, version, content) values
      ('${agents.prompt1}', '${assistantId}', 7, 'Seven'), ('${agents.prompt2}', '${assistantId}', 8, 'Eight');
    create temporary table judgment (id uuid, rubric text, prompt uuid, reviewer uuid, reviewed_at timestamptz) on commit drop;
    insert into judgment values ${values};
    update public.calls c set prompt_id = j.prompt from judgment j where j.id = c.id and c.organization_id = '${orgs.a}';
    update public.qci_analyses q set rubric_version = j.rubric, reviewed_by = j.reviewer, reviewed_at = j.reviewed_at
      from judgment j where j.id = q.call_id;
    commit;`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a zone, as the clock on the wall there says. */
export function localDay(moment: string, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  return format.format(Date.parse(moment));
}

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayOf(utc(day) + days * 86_400_000);

/** The first day of the week or month that a day lies in. */
export function periodStart(day: string, unit: 'day' | 'week' | 'month'): string {
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  return unit === 'day' ? day : addDays(day, -((new Date(utc(day)).getUTCDay() + 6) % 7));
}

/** The ISO name of the week that begins on a Monday: the week belongs to the year of its Thursday. */
export function isoWeek(monday: string): string {
  const year = addDays(monday, 3).slice(0, 4);
  const first = periodStart(`${year}-01-04`, 'week');
  return `${year}-W${String((utc(monday) - utc(first)) / 604_800_000 + 1).padStart(2, '0')}`;
}

export function periods(from: string, to: string, unit: 'day' | 'week' | 'month'): string[] {
  const found = new Set<string>();
  for (let day = from; day < to; day = addDays(day, 1)) found.add(periodStart(day, unit));
  return [...found];
}

/** Sum and count as a mean with so many decimals, half away from zero as numeric does it; null of nothing. */
export function mean(sum: number, n: number, decimals: number): number | null {
  const scale = 10 ** decimals;
  return n === 0 ? null : Math.floor((sum * scale * 2 + n) / (2 * n)) / scale;
}

/** The four dimensions, split as `storeCalls` splits them, after the total. */
export function scoresOf(total: number): Record<string, number> {
  const dynamics = Math.min(30, total);
  const objections = Math.min(20, total - dynamics);
  const brand = Math.min(20, total - dynamics - objections);
  return { total, dynamics, objections, brand, outcome: total - dynamics - objections - brand };
}

export const dimensions = ['total', 'dynamics', 'objections', 'brand', 'outcome'] as const;

export const scored = (calls: JudgedCall[]): JudgedCall[] => calls.filter((c) => c.score !== null);
const valuesOf = (calls: JudgedCall[], key: string) => scored(calls).map((c) => scoresOf(c.score ?? 0)[key] ?? 0);
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** Means of the total and the four dimensions over the scored ones of these calls. */
export function means(calls: JudgedCall[]): Record<string, number | null> {
  return Object.fromEntries(dimensions.map((key) => [key, mean(sum(valuesOf(calls, key)), valuesOf(calls, key).length, 3)]));
}

/** Sample standard deviations likewise; one value has none. */
export function deviations(calls: JudgedCall[]): Record<string, number | null> {
  return Object.fromEntries(dimensions.map((key) => {
    const values = valuesOf(calls, key);
    const middle = sum(values) / values.length;
    return [key, values.length < 2 ? null : Math.round(Math.sqrt(sum(values.map((v) => (v - middle) ** 2)) / (values.length - 1)) * 1000) / 1000];
  }));
}

/** Costs as whole millionths, so that sums are exact. */
export const millionths = (calls: JudgedCall[]): number => sum(calls.map((c) => Math.round((c.cost ?? 0) * 1_000_000)));

export const meetings = (calls: JudgedCall[]): number => valuesOf(calls, 'outcome').filter((points) => points >= 25).length;

/** Groups in the order of first appearance. */
export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Texts in the database's order, nothing last. */
export const nullsLast = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

/** How many scores of each rubric version these calls have. */
export function rubrics(calls: JudgedCall[]): { rubric_version: string | null; n: number }[] {
  return [...groupBy(scored(calls), (c) => c.rubric)]
    .map(([rubric_version, list]) => ({ rubric_version, n: list.length }))
    .toSorted((a, b) => nullsLast(a.rubric_version, b.rubric_version));
}
