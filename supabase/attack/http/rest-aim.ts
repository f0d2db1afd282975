import type { Row } from '../../tests/harness.ts';
import type { Relation } from '../catalogue.ts';
import { type Actor, organizations, type Side } from '../people.ts';
import { pick, type Snapshot } from '../snapshot.ts';

/** A relation as one actor sees it over REST. */
export interface Aim {
  actor: Actor;
  relation: Relation;
  path: string;
  foreign: Row;
  own: Row;
  /** The rows he is after, by the name of their shape: the query that asks for them. */
  shapes: [string, string][];
  granted: ReadonlySet<string>;
}

/** A table's name without its schema. */
export const bareOf = (name: string): string => name.split('.')[1] ?? name;
const textOf = (one: unknown): string => (typeof one === 'object' && one !== null ? JSON.stringify(one) : String(one));
/** A condition on a column, as a query has it. */
export const is = (name: string, value: unknown): string => (value === null || value === undefined ? `${name}=is.null` : `${name}=eq.${encodeURIComponent(textOf(value))}`);

/** What an actor may aim at on a relation. */
export function aimAt(actor: Actor, relation: Relation, snapshot: Snapshot, granted: ReadonlySet<string>): Aim {
  const table = relation.parent ?? relation.name;
  const rowOf = (side: Side): Row => pick(snapshot, table, side) ?? [...(snapshot.rows.get(table)?.values() ?? [])][0] ?? {};
  const foreign = rowOf(actor.target);
  const owner = relation.name === 'public.organizations' ? 'id' : relation.columns.some(({ name }) => name === 'organization_id') ? 'organization_id' : null;
  const shapes: [string, string][] = [['blind', '']];
  if (owner !== null) shapes.push(['organization', is(owner, organizations[actor.target])]);
  if (relation.key.length > 0) shapes.push(['key', relation.key.map((name) => is(name, foreign[name])).join('&')]);
  return { actor, relation, path: `/rest/v1/${bareOf(relation.name)}`, foreign, own: rowOf(actor.home), shapes, granted };
}

/** The words by which an attempt on it is counted. */
export const wordsOn = ({ relation }: Aim, verb: string, columns: string, filter: string) => ({ kind: 'relation' as const, verb, object: relation.name, columns, filter });
export const minimal = { prefer: 'return=minimal' };
export const whole = { prefer: 'return=representation' };
