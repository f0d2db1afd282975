import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { killWhileSending } from './kill-while-sending.ts';

const { SIDETONE_CHAOS_KILLS: kills = '100', SIDETONE_CHAOS_SEED: seed = '20261128', SIDETONE_CHAOS_NAIVE: naive, SIDETONE_CHAOS_OUT: out } = process.env;

test(`F1: the outbox survives ${kills} kills while it sends`, async () => {
  const result = await killWhileSending({ kills: Number(kills), seed: Number(seed), naive: naive !== undefined, say: (line) => process.stderr.write(`• ${line}\n`) });
  if (out) writeFileSync(out, JSON.stringify(result));
  if (naive !== undefined) expect(result.duplicated, 'duplicates without operation ids').toBeGreaterThan(0);
  else expect(result).toMatchObject({ lost: 0, duplicated: 0, reordered: 0 });
  expect(result.betweenSendAndAnswer / result.kills, 'kills between send and answer').toBeGreaterThanOrEqual(0.3);
});
