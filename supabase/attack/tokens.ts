import type { Row } from '../tests/harness.ts';
import { type Actor, type Role, type Side } from './people.ts';
import { holds, tellsOf } from './rights.ts';
import { ownerOf, sideOf, type Snapshot, textOf } from './snapshot.ts';

/** What is told apart in a text: ids, marks, moments, long numbers and hashes. Short words and small numbers belong to nobody. */
const TOKEN = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|kept_[a-z0-9_]+|[0-9a-f]{64}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d+|\d{5,}(?:\.\d+)?|\d{4}\.\d{4,}/gi;

interface Holder {
  side: Side | null;
  least: Role | 'nobody';
  /** Whose account it is of; its owner may read it himself. */
  person?: string;
}

/** Which values stand in rows of whom. */
export interface Tokens {
  holders: Map<string, Holder[]>;
}

export const tokensIn = (text: string): Set<string> => new Set(text.toLowerCase().replaceAll(' ', 'T').toLowerCase().match(TOKEN) ?? []);

/** Whose a row is. An account is its owner's, but the admins of an organization see the addresses of its members. */
function holdersOf(table: string, row: Row, snapshot: Snapshot): Holder[] {
  if (!table.startsWith('auth.')) return [{ side: sideOf(ownerOf(table, row)), least: tellsOf(table, row) }];
  const person = textOf(row, table === 'auth.users' ? 'id' : 'user_id');
  const memberships = table === 'auth.users' ? [...(snapshot.rows.get('public.organization_members')?.values() ?? [])].filter((one) => one['user_id'] === person) : [];
  const sides = memberships.map((one) => sideOf(ownerOf('public.organization_members', one)));
  return [{ side: null, least: 'nobody', person }, ...sides.map((side): Holder => ({ side, least: 'admin' }))];
}

/** Reads the values of every row; a value that both organizations hold tells nothing. */
export function indexTokens(snapshot: Snapshot): Tokens {
  const found = new Map<string, Holder[]>();
  for (const [table, rows] of snapshot.rows) {
    // What migrations say is no secret of anybody's.
    if (table.startsWith('supabase_migrations.')) continue;
    for (const row of rows.values()) {
      const holders = holdersOf(table, row, snapshot);
      for (const token of tokensIn(JSON.stringify(row))) {
        const held = found.get(token) ?? [];
        held.push(...holders.filter((holder) => !held.some(({ side, least, person }) => side === holder.side && least === holder.least && person === holder.person)));
        found.set(token, held);
      }
    }
  }
  for (const [token, held] of found) if (new Set(held.map(({ side }) => side).filter((side) => side !== null)).size > 1) found.delete(token);
  return { holders: found };
}

const isFor = ({ side, least, person }: Holder, actor: Actor): boolean =>
  (side !== null && holds(actor.memberships[side], least)) || (person !== undefined && person === actor.id);

/** The values in a text that stand only in rows which the actor may not read. */
export function forbiddenIn(text: string, actor: Actor, tokens: Tokens, exempt: ReadonlySet<string>): string[] {
  const own = actor.id?.toLowerCase();
  return [...tokensIn(text)].filter((token) => {
    const held = tokens.holders.get(token);
    return held !== undefined && token !== own && !exempt.has(token) && !held.some((one) => isFor(one, actor));
  });
}
