import type { Database } from '../tests/harness.ts';
import { type Allowed, allowedTo, allowedToGuests, onAllowed } from './allowed.ts';
import type { Attempt } from './attempt.ts';
import type { Catalogue } from './catalogue.ts';
import { sqlOfDeed } from './deed.ts';
import { onRelations, insertableSql } from './on-relations.ts';
import { onRoutines } from './on-routines.ts';
import type { Knowledge } from './oracle.ts';
import { type Actor, actors, ladder, others } from './people.ts';
import { type Ground, type Leak, makeAll, ownTransactions, prepareTrying, tryOut } from './run-attempts.ts';
import type { Snapshot } from './snapshot.ts';
import { setStage } from './stage.ts';
import { indexTokens } from './tokens.ts';

/** A database with everything on it that attacks need. */
export interface Stage {
  db: Database;
  catalogue: Catalogue;
  knowledge: Knowledge;
  /** The columns that signed-in people may insert, by relation. */
  granted: ReadonlyMap<string, ReadonlySet<string>>;
}

export async function prepare(db: Database): Promise<Stage> {
  const { catalogue, snapshot } = await setStage(db);
  await prepareTrying(db);
  const granted = await db.query<{ name: string; columns: string[] }>(insertableSql);
  return {
    db, catalogue, knowledge: { snapshot, tokens: indexTokens(snapshot), readable: new Map() },
    granted: new Map(granted.map(({ name, columns }) => [name, new Set(columns)])),
  };
}

/** Everything one actor tries. */
export function* attemptsOf(actor: Actor, { catalogue, knowledge, granted }: Stage): Generator<Attempt> {
  yield* onAllowed(actor, catalogue, knowledge.snapshot);
  yield* onRoutines(actor, catalogue, knowledge.snapshot);
  yield* onRelations(actor, catalogue, knowledge.snapshot, granted);
}

/** Every n-th attempt, and every first one on an object by a verb, so that a sample leaves no object out. */
export function* sampled<T extends Attempt>(attempts: Iterable<T>, every: number): Generator<T> {
  const seen = new Set<string>();
  let n = 0;
  for (const attempt of attempts) {
    n += 1;
    const first = `${attempt.verb} ${attempt.object}`;
    if (n % every === 0 || !seen.has(first)) yield attempt;
    seen.add(first);
  }
}

export interface Refusal {
  action: string;
  why: string;
}

/** Every allowed action with somebody to whom it is allowed. */
export function everyAllowed(catalogue: Catalogue, snapshot: Snapshot): { actor: Actor; action: Allowed }[] {
  const guest: Actor = { name: 'an invited person', dbRole: 'authenticated', id: others.guest, claims: { sub: others.guest, role: 'authenticated' }, settings: {}, memberships: {}, target: 'b', home: 'a' };
  return [
    ...(['a', 'b'] as const).flatMap((side) => ladder.flatMap((role) => {
      const actor = actors.find(({ name }) => name === `${role} of ${side.toUpperCase()}`);
      return actor ? allowedTo(role, side, catalogue, snapshot).map((action) => ({ actor, action })) : [];
    })),
    ...allowedToGuests().map((action) => ({ actor: guest, action })),
  ];
}

/** Tries what the role table allows, as each role and above it; answers how often it went through, and what was refused. */
export async function tryAllowed(ground: Ground, catalogue: Catalogue, isWanted: (object: string) => boolean = () => true): Promise<{ allowed: number; refused: Refusal[] }> {
  let allowed = 0;
  const refused: Refusal[] = [];
  for (const { actor, action } of everyAllowed(catalogue, ground.knowledge.snapshot).filter(({ action }) => isWanted(action.object))) {
    const { outcome } = await tryOut(ground, actor, sqlOfDeed(action.deed));
    if (outcome.error === null && action.isDone(outcome.rows)) allowed += 1;
    else refused.push({ action: `${actor.name} ${action.what} ${action.object}`, why: outcome.error ?? JSON.stringify(outcome.rows).slice(0, 300) });
  }
  await ground.db.exec(ground.afresh.split(';')[0] ?? '');
  return { allowed, refused };
}

export interface Count {
  words: Set<string>;
  leaks: Leak[];
  allowed: number;
  refused: Refusal[];
}

/** Attacks one database with all there is, or with every n-th attempt of it. */
export async function attack(stage: Stage, every = 1): Promise<Count> {
  const ground = ownTransactions(stage.db, stage.knowledge);
  const words = new Set<string>();
  const leaks: Leak[] = [];
  for (const actor of actors) leaks.push(...(await makeAll(ground, sampled(attemptsOf(actor, stage), every), words)));
  return { words, leaks, ...(await tryAllowed(ground, stage.catalogue)) };
}

