import { afterAll, describe, expect, it } from 'vitest';
import { playHistories } from '../chaos/histories.ts';
import { Workspace } from '../chaos/workspace.ts';

describe('histories of five people, online and offline', () => {
  // Each has its own: a seed makes the same ids each time, and what is there already is refused.
  const workspace = new Workspace();
  const control = new Workspace();
  afterAll(() => Promise.all([workspace.close(), control.close()]));

  it('F3: end as the oracle says, though requests come late, twice and out of order', async () => {
    const wrong: string[] = [];
    const figures = await playHistories(workspace, { n: 100, seed: 20261128, naive: false, tell: (line) => wrong.push(line) });
    expect(wrong).toEqual([]);
    expect(figures).toMatchObject({ histories: 100, divergences: 0 });
    // Otherwise nothing was tried.
    expect(figures.conflicts).toBeGreaterThan(80);
    expect(figures.restarts).toBeGreaterThan(100);
  });

  it('do not where every sending has an id of its own and expects whatever is there', async () => {
    const { divergences } = await playHistories(control, { n: 15, seed: 20261128, naive: true, tell: () => undefined });
    expect(divergences).toBeGreaterThan(5);
  });
});
