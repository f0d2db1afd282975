import { test } from '@playwright/test';
import { askMain } from '../support/ask-main.ts';
import { startWorkspace } from '../support/standalone.ts';
import { openApp, signedInFolder, timeRequest } from './desk.ts';
import { median, report } from './report.ts';

const CALLS = 20;
const ROUNDS = 6;

test('a call that is on this device against the same call from the workspace', async () => {
  const workspace = await startWorkspace();
  const { userData } = await signedInFolder(workspace);
  const { app, page } = await openApp(userData);
  const { rows } = await askMain<{ rows: { id: string }[] }>(page, 'calls.list', { filter: { hasTranscript: true }, sort: { by: 'created_at', direction: 'desc' }, limit: CALLS });
  for (const { id } of rows) await askMain(page, 'calls.get', { callId: id });
  const cached: number[] = [];
  const asked: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { id } of rows) {
      const a = await timeRequest(page, 'calls.getCached', { callId: id });
      const b = await timeRequest(page, 'calls.get', { callId: id });
      // The first round warms both.
      if (round > 0) {
        cached.push(a);
        asked.push(b);
      }
    }
  }
  await app.close();
  await workspace.stop();
  report('a cached call opens / the request to the workspace', 0.2, cached.length, median(cached), median(asked), 'ms');
});
