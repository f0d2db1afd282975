import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { connectTo, expect, signInWith, test, type Sidetone } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { openGateway } from '../support/gateway.ts';
import { personOf, startWorkspace, type StandaloneWorkspace } from '../support/standalone.ts';

/** A whole session is 60 calls: `SIDETONE_SESSION=60`. The suite plays a short one, a third of it without a network too. */
const CALLS = Number(process.env['SIDETONE_SESSION'] ?? '9');
const OFFLINE = Math.round(CALLS / 3);
/** Calls after which the memory is looked at first: by then everything has been loaded once. */
const WARM = 3;
/** The least that a person spends on a call before he decides about it, in milliseconds: what is read ahead is there by then. */
const LOOKS = 700;

interface Watched {
  mouse: number;
  /** Milliseconds from Ctrl+Enter to the next call on screen, its score and its words. */
  waits: number[];
}

/** Counts presses of a mouse, and measures how long the next call takes to stand on screen. */
const watch = (): void => {
  const watched: Watched = { mouse: 0, waits: [] };
  let latest = 0;
  Object.assign(window, { watched });
  for (const name of ['mousedown', 'pointerdown', 'mousemove', 'wheel', 'touchstart']) window.addEventListener(name, (event) => (event.isTrusted ? (watched.mouse += 1) : 0), { capture: true });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.code !== 'Enter' || !event.ctrlKey) return;
      const [from, place] = [performance.now(), location.hash];
      latest = from;
      const look = (): void => {
        // The press before may only have asked about what is not decided.
        if (latest !== from || performance.now() - from > 10_000) return;
        const isThere = location.hash !== place && document.querySelector('[data-testid="qci-total"]') && document.querySelector('[data-testid="turn"]');
        if (isThere) watched.waits.push(performance.now() - from);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
};

const watched = (page: Page): Promise<Watched> => page.evaluate(() => (window as unknown as { watched: Watched }).watched);

/** What the page's process holds, in megabytes, after it has tidied up. */
async function pageMegabytes({ app, page }: Sidetone): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return app.evaluate(({ app: electron }) => Math.round(electron.getAppMetrics().filter(({ type }) => type === 'Tab').reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024));
}

/** Reads rows past the app, as whoever runs the server. */
async function rowsOf(workspace: StandaloneWorkspace, what: string): Promise<Record<string, unknown>[]> {
  const { secretKey } = JSON.parse(readFileSync(join(workspace.home, 'credentials.json'), 'utf8')) as { secretKey: string };
  const answer = await fetch(`${workspace.url}/rest/v1/${what}`, { headers: { apikey: secretKey, authorization: `Bearer ${secretKey}` } });
  return (await answer.json()) as Record<string, unknown>[];
}

test('a queue is worked through by keys alone, the last third of it without a network, and all of it arrives', async ({ start }) => {
  test.setTimeout(120_000 + CALLS * 15_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const reviewer = personOf(workspace.home, 'reviewer');
  const one = await start({ workspace: 'missing' });
  const { page } = one;
  await connectTo(page, { url: gateway.url, key: workspace.key });
  await signInWith(page, reviewer);
  await page.getByTestId('call-row').first().waitFor();

  const queueId = crypto.randomUUID();
  const first = await test.step('a queue of scored calls, taken along', async () => {
    await askMain(page, 'queues.save', { queueId, opId: crypto.randomUUID(), version: 0, name: 'Session', kind: 'normal', shared: false, blind: false });
    const { added } = await askMain<{ added: number }>(page, 'queues.fill', { queueId, opId: crypto.randomUUID(), source: { from: 'filter', filter: { scoreMin: 0 }, most: CALLS } });
    expect(added).toBe(CALLS);
    const { items } = await askMain<{ items: { callId: string }[] }>(page, 'queues.get', { queueId });
    const checkoutId = crypto.randomUUID();
    await askMain(page, 'checkouts.start', { checkoutId, name: 'Session', source: { from: 'calls', callIds: items.map(({ callId }) => callId) }, withAudio: false });
    await expect.poll(async () => (await askMain<{ checkouts: { ready: number }[] }>(page, 'checkouts.list')).checkouts[0]?.ready, { timeout: 120_000 }).toBe(CALLS);
    const { next } = await askMain<{ next: string | null }>(page, 'queues.next', { queueId });
    return next ?? '';
  });
  await page.evaluate(([call, queue]) => (location.hash = `#/calls/${call}?queue=${queue}`), [first, queueId] as const);
  await page.getByTestId('qci-total').waitFor();
  await page.evaluate(watch);

  const before = { megabytes: 0 };
  const presses = { all: 0 };
  for (let n = 0; n < CALLS; n += 1) {
    if (n === CALLS - OFFLINE) gateway.reach(false);
    if (n === WARM) before.megabytes = await pageMegabytes(one);
    const here = page.url();
    await page.waitForTimeout(LOOKS);
    await page.keyboard.press('Shift+y');
    presses.all += 1;
    for (let tries = 0; tries < 2 && page.url() === here; tries += 1) {
      await page.keyboard.press('Control+Enter');
      presses.all += 1;
      if (tries === 0) await page.waitForTimeout(60);
    }
    await expect.poll(() => page.url(), { timeout: 15_000 }).not.toBe(here);
    if (n === CALLS - 1) break;
    await page.getByTestId('qci-total').waitFor();
    // The rail shows the queue, and the call that was left as done, without a network too.
    if (n >= CALLS - 3) await expect(page.locator('[data-testid="rail-cell"][data-done] + [aria-current]')).toHaveCount(1);
  }
  await expect(page).toHaveURL(/#\/queues/);
  const after = await pageMegabytes(one);
  const { mouse, waits } = await watched(page);

  await test.step('all of it arrives, once', async () => {
    expect((await askMain<{ items: unknown[] }>(page, 'outbox.list')).items.length).toBeGreaterThanOrEqual(OFFLINE);
    gateway.reach(true);
    await askMain(page, 'outbox.flush');
    await expect.poll(async () => (await askMain<{ items: unknown[] }>(page, 'outbox.list')).items.length, { timeout: 60_000 }).toBe(0);
    const items = await rowsOf(workspace, `queue_items?select=call_id&queue_id=eq.${queueId}`);
    const reviews = await rowsOf(workspace, `call_reviews?select=call_id,version,reviewer_id&call_id=in.(${items.map((item) => String(item['call_id'])).join(',')})&completed_at=gt.${new Date(Date.now() - 3_600_000).toISOString()}`);
    expect(new Set(reviews.map((review) => review['call_id'])).size).toBe(CALLS);
    expect(reviews).toHaveLength(CALLS);
  });
  expect(mouse).toBe(0);
  const sorted = waits.toSorted((a, b) => a - b);
  process.stdout.write(
    `${JSON.stringify({ calls: CALLS, offline: OFFLINE, mouse, keysPerCall: Math.round((presses.all / CALLS) * 10) / 10, nextMs: { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), worst: Math.round(sorted.at(-1) ?? 0) }, megabytes: { before: before.megabytes, after } })}\n`,
  );
});
