import { test } from '@playwright/test';
import { askMain } from '../support/ask-main.ts';
import { fillStore, openApp, signedInFolder, timeRequest } from './desk.ts';
import { startWorkspace } from '../support/standalone.ts';
import { median, report } from './report.ts';

const RUNS = 60;
const PAGE = { filter: {}, sort: { by: 'created_at', direction: 'desc' }, limit: 50 };

test('a cached list page against the same request to the workspace', async () => {
  const workspace = await startWorkspace();
  const { userData, organizationId } = await signedInFolder(workspace);
  await fillStore(userData, organizationId, 10_000);
  const { app, page } = await openApp(userData);
  await askMain(page, 'session.get', {});
  const time = (route: string): Promise<number> => timeRequest(page, route, PAGE);
  const cached: number[] = [];
  const asked: number[] = [];
  for (let run = 0; run < RUNS + 5; run += 1) {
    const a = await time('calls.listCached');
    const b = await time('calls.list');
    if (run >= 5) {
      cached.push(a);
      asked.push(b);
    }
  }
  await app.close();
  await workspace.stop();
  report('cached list page / the same from the workspace', 0.05, RUNS, median(cached), median(asked), 'ms');
});
