import { type Database, engines } from '../tests/harness.ts';
import { attemptsOf, prepare, sampled, type Stage, tryAllowed } from './attack.ts';
import type { Attempt } from './attempt.ts';
import { readCatalogue } from './catalogue.ts';
import type { Fault, Verdict } from './faults.ts';
import { allFaults } from './all-faults.ts';
import { plantAllHttp } from './http/mutants-http.ts';
import { insertableSql } from './on-relations.ts';
import { actors } from './people.ts';
import { makeAll, openTransaction } from './run-attempts.ts';

function* wanted(stage: Stage, { objects }: Fault): Generator<Attempt> {
  // First one attempt of each kind by everybody, then all of them: most faults show soon.
  for (const every of [Infinity, 1])
    for (const actor of actors)
      for (const attempt of sampled(attemptsOf(actor, stage), every)) if (objects.length === 0 || objects.includes(attempt.object)) yield attempt;
}

/** Plants a fault in an open transaction, lets everybody at what it concerns, and takes it out again. */
export async function plant(stage: Stage, fault: Fault): Promise<Verdict> {
  const { db } = stage;
  await db.exec('begin');
  try {
    await db.exec(fault.sql);
    // What the fault added is attacked like everything else: the catalogue is read anew.
    const catalogue = await readCatalogue(db);
    const granted = new Map((await db.query<{ name: string; columns: string[] }>(insertableSql)).map(({ name, columns }) => [name, new Set(columns)]));
    const mutated = { ...stage, catalogue, granted };
    await db.exec('savepoint before_attempts');
    const ground = openTransaction(db, stage.knowledge);
    const { refused } = await tryAllowed(ground, stage.catalogue, (object) => fault.objects.length === 0 || fault.objects.includes(object));
    if (refused[0]) return { fault: fault.name, caughtBy: `refused: ${refused[0].action}` };
    const [leak] = await makeAll(ground, wanted(mutated, fault), new Set(), true);
    return { fault: fault.name, caughtBy: leak ? `${leak.attempt}: ${leak.why}` : null };
  } finally {
    await db.exec('rollback');
  }
}

/** Plants every fault, one at a time; first none at all, which nothing may catch. */
async function plantAll(db: Database, say: (line: string) => void): Promise<Verdict[]> {
  const stage = await prepare(db);
  const control = await plant(stage, { name: 'no fault', sql: 'select 1', objects: ['public.phone_numbers', 'public.organization_members', 'public.leave_organization'] });
  if (control.caughtBy !== null) throw new Error(`Without a fault something was caught: ${control.caughtBy}`);
  const verdicts: Verdict[] = [];
  for (const fault of await allFaults(stage)) {
    const started = Date.now();
    const verdict = await plant(stage, fault);
    verdicts.push(verdict);
    say(`${verdict.caughtBy === null ? 'NOT CAUGHT' : 'caught'}: ${fault.name} (${Date.now() - started} ms${verdict.caughtBy === null ? '' : `; ${verdict.caughtBy.slice(0, 160)}`})`);
  }
  return verdicts;
}

export interface MutantResult {
  mutants: number;
  caught: number;
}

/** Plants every fault on PGlite and counts those that somebody's attempt, or a refused colleague, gave away: over SQL, and some over HTTP. */
export async function plantEverything(say: (line: string) => void): Promise<MutantResult & { holds: boolean }> {
  const [pglite] = engines;
  if (!pglite) throw new Error('There is no engine.');
  const db = await pglite.open();
  try {
    const verdicts = await plantAll(db, say);
    const overHttp = await plantAllHttp(say);
    const all = [...verdicts, ...overHttp];
    const result = { mutants: all.length, caught: all.filter(({ caughtBy }) => caughtBy !== null).length };
    return { ...result, holds: verdicts.length >= 60 && overHttp.length >= 15 && result.caught === result.mutants };
  } finally {
    await db.close();
  }
}
