import { type Row } from '../../tests/harness.ts';
import { keys, origin } from '../../tests/lite.ts';
import type { Attempt, Outcome } from '../attempt.ts';
import type { Actor } from '../people.ts';
import { bearerOf } from './bearers.ts';
import type { LiteDatabase } from './lite-database.ts';

/** One request, as somebody sends it. */
export interface Sent {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** An attempt made over HTTP: its requests go one after the other, and the last one's answer is judged. */
export interface HttpAttempt extends Attempt {
  requests: Sent[];
  /** Whether it may not succeed at all, whatever is answered. */
  isForbidden: boolean;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

const textOf = ({ method, path, headers, body }: Sent): string =>
  [method, path, ...(headers ? [JSON.stringify(headers)] : []), ...(body === undefined ? [] : [JSON.stringify(body)])].join('\n');

/** An attempt over HTTP out of its words and its requests. */
export function httpAttempt(actor: Actor, words: Pick<Attempt, 'kind' | 'verb' | 'object' | 'columns' | 'filter'> & Partial<HttpAttempt>, ...requests: Sent[]): HttpAttempt {
  // A path is written with its characters escaped; what it says is known again only as it is read.
  const sql = requests.map((one) => textOf(one)).join('\n');
  return { echoes: false, asks: null, isForbidden: false, ...words, actor, sql: `${sql}\n${safely(sql)}`, requests };
}

function safely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Sends a request with the actor's bearer and the publishable key. */
export async function send({ app, secret }: LiteDatabase, actor: Actor, { method, path, headers = {}, body }: Sent): Promise<Answer> {
  const bearer = bearerOf(actor, secret);
  const isText = typeof body === 'string';
  const content = body === undefined ? {} : { 'content-type': isText ? 'audio/mpeg' : 'application/json' };
  const response = await app.fetch(new Request(origin + path, {
    method, ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    headers: { apikey: keys.publishable, ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...content, ...headers },
  }));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function rowsIn(text: string, type: string): Row[] {
  if (text === '') return [];
  if (type.includes('csv')) return text.trim().split('\n').slice(1).map((answer) => ({ answer }));
  if (!type.includes('json')) return [{ answer: text }];
  const parsed = JSON.parse(text) as unknown;
  return (Array.isArray(parsed) ? parsed : [parsed]).map((answer: unknown) => ({ answer }));
}

/** An answer as the judge takes it: a refusal with its whole text, or the rows; headers stand beside both. */
export function outcomeOf({ status, headers, text }: Answer, isOneAnswer: boolean): Outcome {
  const beside = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  // An answer that leaves the choice, 300, is a refusal too.
  if (status >= 300) return { rows: [], error: text === '' ? `HTTP ${status}` : text, code: String(status), beside };
  const rows = rowsIn(text, headers.get('content-type') ?? '');
  return { rows: isOneAnswer && text.startsWith('[') ? [{ answer: rows.map(({ answer }) => answer) }] : rows, error: null, code: null, beside };
}

/** How many rows there are, where the answer's headers tell. */
export function countIn({ headers }: Answer): number | null {
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
}
