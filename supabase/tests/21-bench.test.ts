import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { CHUNK, callsFrom } from '../bench/calls.ts';
import { benchDatabase } from '../bench/run.ts';

describe('the database benchmark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-bench-test-'));
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes the same calls again, in whatever order its chunks are made', () => {
    const later = callsFrom(CHUNK, CHUNK + 20);
    expect(later.find(({ into }) => into.startsWith('public.calls '))?.lines.length).toBe(20);
    expect(callsFrom(0, CHUNK + 20)[0]?.lines.length).toBe(CHUNK);
    expect(callsFrom(CHUNK, CHUNK + 20)).toEqual(later);
  });

  it('talks for about a kilobyte', () => {
    const calls = callsFrom(0, 500).find(({ into }) => into.startsWith('public.calls '))?.lines ?? [];
    const lengths = calls.map((line) => line.split('\t')[14]?.length ?? 0);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(mean).toBeGreaterThan(900);
    expect(mean).toBeLessThan(1150);
  });

  it('measures every line on a few calls, the list without partitions and retention included', async () => {
    const out = join(folder, 'lines.jsonl');
    vi.stubEnv('SIDETONE_BENCH_OUT', out);
    await benchDatabase({ rows: 2000, keep: false, say: () => undefined });
    const lines = readFileSync(out, 'utf8').trim().split('\n').map((text) => JSON.parse(text) as Record<string, unknown>);
    const goals = Object.fromEntries(lines.map(({ name, goal }) => [String(name).replace(/^2,000 calls, /, ''), goal]));
    expect(goals).toMatchObject({
      'page of 50 under RLS / the same without': 1.5,
      'page of 50 by list_calls under RLS / the same rows without': 1.5,
      'list_calls, first page: partitions / one table': 1.5,
      'list_calls, last page: partitions / one table': 1.5,
      'search for a rare word under RLS / the best plan without': 2,
      'search for a common word under RLS / the best plan without': 2,
      '30-day analytics under RLS / the same without': 1.3,
      'a month dropped as a partition, its files removed / its rows deleted from one table': 0.05,
    });
    expect(Object.keys(goals).filter((name) => /page at depth [\d,]+ \/ first page/.test(name)).map((name) => goals[name])).toEqual([2]);
    for (const { a, b, n, ratio, unit } of lines as Record<string, number>[]) {
      expect([Number(a) > 0, Number(b) > 0, Number(n) >= 11, unit]).toEqual([true, true, true, 'ms']);
      expect(ratio).toBeCloseTo(Number(a) / Number(b), 2);
    }
  });
});
