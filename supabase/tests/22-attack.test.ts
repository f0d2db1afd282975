import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attack, type Count } from '../attack/attack.ts';
import { type Database, engines } from './harness.ts';

/** A sample of `npm run db:attack` that leaves out no table, view, partition or function, by any verb and any person. */
describe('everybody tries everything', () => {
  let db: Database;
  let count: Count;
  beforeAll(async () => {
    const [pglite] = engines;
    if (!pglite) throw new Error('There is no engine.');
    db = await pglite.open();
    count = await attack(db, 200);
  });
  afterAll(() => db?.close());

  it('and nothing leaks', () => {
    expect(count.leaks).toEqual([]);
    expect(count.words.size).toBeGreaterThan(5000);
  });

  it('while nothing that the role table allows is refused', () => {
    expect(count.refused).toEqual([]);
    expect(count.allowed).toBeGreaterThan(300);
  });
});
