import { literal, type Row } from '../tests/harness.ts';
import type { Column, Relation } from './catalogue.ts';

const samples: readonly [RegExp, (seed: number, text: string) => unknown][] = [
  [/\[\]$/, () => '{}'],
  [/^uuid$/, (seed) => `0000000e-0000-4000-8000-${String(seed).padStart(12, '0')}`],
  [/^(smallint|integer|bigint|numeric|real|double precision|oid)$/, (seed) => (seed > 4000 ? seed : (seed % 20) + 1)],
  [/^boolean$/, () => true],
  [/^timestamp/, () => '2026-03-15T10:00:00+00:00'],
  [/^date$/, () => '2026-03-15'],
  [/^time/, () => '10:00:00'],
  [/^interval$/, () => '1 day'],
  [/^jsonb?$/, (_seed, text) => ({ kept: text })],
  [/^(inet|cidr)$/, () => '10.0.0.1'],
  [/^bytea$/, () => '\\x00'],
  [/^(tsvector|text|name|character)/, (_seed, text) => text],
];

/** A plain value of a type, different for each seed; null where the type is not one that rows hold. */
export function sample(type: string, seed: number, text: string): unknown {
  const found = samples.find(([pattern]) => pattern.test(type));
  return found ? found[1](seed, text) : null;
}

/** The words a check constraint lists for a column. */
export function listed(column: string, checks: string[]): string[] {
  const mine = checks.filter((check) => new RegExp(`\\b${column}\\b`).test(check) && /ANY|=/.test(check));
  return mine.flatMap((check) => [...check.matchAll(/'([^']*)'::(?:text|character varying)/g)].map((m) => m[1] ?? ''));
}

/** A value a column will take. */
export function valueFor(relation: Relation, column: Column, seed: number, text: string): unknown {
  const words = listed(column.name, relation.checks);
  const value = words.length > 0 && !column.type.endsWith('[]') ? words[seed % words.length] : sample(column.type, seed, text);
  return typeof value === 'string' && column.longest !== null ? value.slice(0, column.longest) : value;
}

/** A value as an SQL expression of the column's type. */
export const typed = (value: unknown, type: string): string => `${literal(value)}::${type}`;

export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An INSERT of a row given by column, computed columns left out. */
export function insertSql(relation: Relation, row: Row): string {
  const columns = relation.columns.filter(({ name, isComputed }) => !isComputed && row[name] !== undefined);
  return `insert into ${relation.name} (${columns.map(({ name }) => ident(name)).join(', ')})
    select ${columns.map(({ name, type }) => typed(arrays(row[name], type), type)).join(', ')}`;
}

/** Lists of array columns in PostgreSQL's own notation. */
export const arrays = (value: unknown, type: string): unknown =>
  Array.isArray(value) && type.endsWith('[]') ? `{${value.map((one) => JSON.stringify(String(one))).join(',')}}` : value;
