import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { ROOT } from '../support/paths.ts';
import { fillStore, FLAGS, signedInFolder } from './desk.ts';
import { startWorkspace } from '../support/standalone.ts';
import { median, report } from './report.ts';

const RUNS = 13;
const CALLS = 10_000;

/** Milliseconds from starting the program to a moment that the page marks, or to its first contentful paint. */
async function timeTo(args: string[], env: Record<string, string>, mark: string | null): Promise<number> {
  const started = Date.now();
  const app = await _electron.launch({ cwd: ROOT, args: [...args, ...FLAGS], env: { ...(process.env as Record<string, string>), ...env } });
  const page = await app.firstWindow();
  const at = await page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const entries = name ? performance.getEntriesByName(name) : performance.getEntriesByName('first-contentful-paint');
          const [found] = entries;
          if (found) resolve(performance.timeOrigin + found.startTime);
          else setTimeout(look, 10);
        };
        look();
      }),
    mark,
  );
  await app.close();
  return at - started;
}

test('launch to the first calls out of the encrypted cache, against a blank window', async () => {
  const workspace = await startWorkspace();
  const { userData, organizationId } = await signedInFolder(workspace);
  await workspace.stop();
  await fillStore(userData, organizationId, CALLS);
  const blank: number[] = [];
  const calls: number[] = [];
  for (let run = 0; run < RUNS + 1; run += 1) {
    const floor = await timeTo([join(ROOT, 'e2e/bench/blank')], {}, null);
    const list = await timeTo(['.'], { SIDETONE_USER_DATA: userData, SIDETONE_PASSWORD_STORE: 'gnome-libsecret' }, 'calls-painted');
    // The first pair warms the disk's cache and does not count.
    if (run > 0) {
      blank.push(floor);
      calls.push(list);
    }
  }
  expect(calls).toHaveLength(RUNS);
  report('launch to 50 calls of 10,000 cached / blank window', 1.25, RUNS, median(calls), median(blank), 'ms');
});
