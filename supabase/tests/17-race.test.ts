import { describe, expect, it } from 'vitest';
import { race } from '../attack/race.ts';

describe('eight reviewers on the same scores', () => {
  it('lose nothing, and everything applied stands in the history', async () => {
    const { attempts, applied, conflicts, lost, historyRows, holds } = await race({ attempts: 800, reviewers: 8, naive: false });
    expect({ attempts, decided: applied + conflicts, lost, historyRows }).toEqual({ attempts: 800, decided: 800, lost: 0, historyRows: applied });
    expect(conflicts).toBeGreaterThan(0);
    expect(holds).toBe(true);
  });

  it('lose some where they write back without saying what they read', async () => {
    const { applied, lost, holds } = await race({ attempts: 800, reviewers: 8, naive: true });
    expect(applied).toBe(800);
    expect(lost).toBeGreaterThan(0);
    expect(holds).toBe(true);
  });
});
