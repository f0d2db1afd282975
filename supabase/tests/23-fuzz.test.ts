import { describe, expect, it } from 'vitest';
import { payloadOf } from '../fuzz/payload.ts';
import { fuzz } from '../fuzz/run.ts';

describe('malformed files', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(payloadOf(1, 7).bytes).toEqual(payloadOf(1, 7).bytes);
    expect(payloadOf(1, 7).bytes).not.toEqual(payloadOf(2, 7).bytes);
  });

  it('are each stored, set aside with a reason, or rejected by a code', async () => {
    const plan = { payloads: 1_600, database: 240, wire: 100, http: 30, httpWire: 20 };
    const { tally, crashes, holds } = await fuzz({ seed: 20261122, plan, say: () => undefined });
    expect(crashes).toEqual([]);
    expect(tally).toMatchObject({ payloads: 1_600, crashed: 0 });
    expect(tally.stored + tally.setAside + tally.rejected).toBe(1_600);
    for (const fate of ['stored', 'setAside', 'rejected'] as const) expect(tally[fate]).toBeGreaterThan(0);
    expect(holds).toBe(true);
  });
});
