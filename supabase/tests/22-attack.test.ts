import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFaults } from '../attack/all-faults.ts';
import { attack, type Count, prepare, type Stage } from '../attack/attack.ts';
import { plant } from '../attack/mutants.ts';
import { engines } from './harness.ts';

/** A sample of `npm run db:attack` that leaves out no table, view, partition or function, by any verb and any person. */
describe('everybody tries everything', () => {
  let stage: Stage;
  let count: Count;
  beforeAll(async () => {
    const [pglite] = engines;
    if (!pglite) throw new Error('There is no engine.');
    stage = await prepare(await pglite.open());
    count = await attack(stage, 200);
  }, 600_000);
  afterAll(() => stage?.db.close());

  it('and nothing leaks', () => {
    expect(count.leaks).toEqual([]);
    expect(count.words.size).toBeGreaterThan(5000);
  });

  it('while nothing that the role table allows is refused', () => {
    expect(count.refused).toEqual([]);
    expect(count.allowed).toBeGreaterThan(300);
  });

  it.each([
    'phone_numbers: USING true on update', 'assistants: only admins add them', 'scores are for viewers too', 'a table without row-level security', 'a partition is open',
    'what hangs off a moment is for viewers too', 'call_stamps forgets whose organization it is',
    'runs are recorded by viewers too', 'rubrics are for editors too', 'qci_runs: judge may be updated directly', 'call_reviews: USING true', 'public.get_rubric asks nobody for his role',
    'queue_items: members read all of them', 'queues of others are there for everybody', 'shared queues are every reviewer\'s to change', 'call_reviews: the seal of a calibration is off', 'history: the seal of a calibration is off',
  ])('and sees this fault: %s', async (name) => {
    const fault = (await allFaults(stage)).find((one) => one.name === name);
    expect((await plant(stage, fault ?? { name, sql: 'select missing_fault', objects: [] })).caughtBy).not.toBeNull();
  });

  it('and finds no fault where none is planted', async () => {
    const none = { name: 'none', sql: 'select 1', objects: ['public.organization_members', 'public.leave_organization'] };
    expect((await plant(stage, none)).caughtBy).toBeNull();
  });
});
