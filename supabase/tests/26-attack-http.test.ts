import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackHttp, type HttpCount } from '../attack/http/attack-http.ts';
import { liteOnPglite } from '../attack/http/lite-database.ts';
import { httpFaults, plantHttp } from '../attack/http/mutants-http.ts';
import { type HttpStage, prepareHttp } from '../attack/http/stage-http.ts';

/** A sample of what `npm run db:attack` sends over HTTP: a few attempts of each verb, by those who may least and most. */
describe('everybody tries everything over HTTP', () => {
  let stage: HttpStage;
  let count: HttpCount;
  beforeAll(async () => {
    stage = await prepareHttp(liteOnPglite);
    count = await attackHttp(stage, Infinity, ({ name }) => ['anon', 'admin of A', 'a bearer of alg none'].includes(name));
  }, 600_000);
  afterAll(() => stage?.lite.db.close());

  it('and nothing leaks', () => {
    expect(count.leaks).toEqual([]);
    expect(count.words.size).toBeGreaterThan(900);
  });

  it('while nothing that the role table allows is refused', () => {
    expect(count.refused).toEqual([]);
    expect(count.allowed).toBeGreaterThan(300);
  });

  it.each(['phone_numbers: USING true on update', 'a table without row-level security'])('and sees this fault: %s', async (name) => {
    const fault = (await httpFaults(stage)).find((one) => one.name === name);
    expect((await plantHttp(stage, fault ?? { name, sql: 'select missing_fault', objects: [] })).caughtBy).not.toBeNull();
  });

  it('and finds no fault where none is planted', async () => {
    expect((await plantHttp(stage, { name: 'none', sql: 'select 1', objects: ['public.whoami', 'storage.buckets'] })).caughtBy).toBeNull();
  });
});
