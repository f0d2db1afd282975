import type { Row } from '../tests/harness.ts';
import { type Actor, type Role, type Side } from './people.ts';
import { holds, readerOf } from './rights.ts';
import { ownerOf, sideOf, type Snapshot } from './snapshot.ts';

/** What is told apart in a text: ids, marks, moments, long numbers and hashes. Short words and small numbers belong to nobody. */
const TOKEN = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|kept_[a-z0-9_]+|[0-9a-f]{64}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d+|\d{5,}(?:\.\d+)?|\d{4}\.\d{4,}/gi;

interface Holder {
  side: Side | null;
  least: Role | 'nobody';
}

/** Which values stand in rows of whom. */
export interface Tokens {
  holders: Map<string, Holder[]>;
}

export const tokensIn = (text: string): Set<string> => new Set(text.toLowerCase().replaceAll(' ', 'T').toLowerCase().match(TOKEN) ?? []);

/** Whose a row is. An account is nobody's, but the admins of an organization see the addresses of its members. */
function holdersOf(table: string, row: Row, snapshot: Snapshot): Holder[] {
  if (table !== 'auth.users') return [{ side: sideOf(ownerOf(table, row)), least: readerOf(table, row) }];
  const memberships = [...(snapshot.rows.get('public.organization_members')?.values() ?? [])].filter((one) => one['user_id'] === row['id']);
  const sides = memberships.map((one) => sideOf(ownerOf('public.organization_members', one)));
  return sides.length === 0 ? [{ side: null, least: 'nobody' }] : sides.map((side) => ({ side, least: 'admin' }));
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
        held.push(...holders.filter((holder) => !held.some(({ side, least }) => side === holder.side && least === holder.least)));
        found.set(token, held);
      }
    }
  }
  for (const [token, held] of found) if (new Set(held.map(({ side }) => side).filter((side) => side !== null)).size > 1) found.delete(token);
  return { holders: found };
}

/** The values in a text that stand only in rows which the actor may not read. */
export function forbiddenIn(text: string, actor: Actor, tokens: Tokens, exempt: ReadonlySet<string>): string[] {
  const own = actor.id?.toLowerCase();
  return [...tokensIn(text)].filter((token) => {
    const held = tokens.holders.get(token);
    return held !== undefined && token !== own && !exempt.has(token) && !held.some(({ side, least }) => side !== null && holds(actor.memberships[side], least));
  });
}
