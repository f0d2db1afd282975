import { describe, expect, it } from 'vitest';
import { accidents, playScoring } from './testing/chaos/scoring-chaos.ts';

/** A small part of `npm run chaos -- scoring`: with so few calls, beginning and end weigh more than what they enclose, so the bound is lower. */
describe('scoring through accidents and kills', () => {
  it('scores every call once and pays for no more than what was under way', async () => {
    const said: string[] = [];
    const { figures, faults } = await playScoring({ calls: 40, kills: 2, concurrency: 6, seed: 5, limits: accidents(4, 150, 450) }, (line) => said.push(line));
    expect([faults, said]).toEqual([[], said]);
    expect(figures).toMatchObject({ calls: 40, scored: 40, duplicated: 0, kills: 2 });
    expect(figures.throughput).toBeGreaterThan(0.25);
  }, 120_000);
});
