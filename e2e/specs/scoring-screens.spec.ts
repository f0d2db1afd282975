import type { Page } from '@playwright/test';
import type { CallDetail } from '../../core/calls/call-detail.ts';
import { unscorableReason } from '../../core/qci/scorable.ts';
import { connectTo, expect, signInWith, test, type Sidetone } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { openGateway } from '../support/gateway.ts';
import { camera } from '../support/pictures.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

const NEWEST = { by: 'created_at', direction: 'desc' };
const TOO_FEW = 5;

const read = async (page: Page, callId: string): Promise<CallDetail> => (await askMain<{ call: CallDetail }>(page, 'calls.get', { callId })).call;

async function idsOf(page: Page, filter: object, limit = 60): Promise<string[]> {
  const { rows } = await askMain<{ rows: { id: string }[] }>(page, 'calls.list', { filter, sort: NEWEST, cursor: null, limit });
  return rows.map(({ id }) => id);
}

/** Calls without a score: some that can have one, and some that nobody can score. */
async function unscoredOf(page: Page): Promise<{ scorable: string[]; unscorable: string[] }> {
  const found = { scorable: [] as string[], unscorable: [] as string[] };
  for (const id of await idsOf(page, { hasAnalysis: false, hasTranscript: true })) {
    const { turns } = await read(page, id);
    found[unscorableReason(turns, { minCustomerWords: TOO_FEW }) === null ? 'scorable' : 'unscorable'].push(id);
  }
  return found;
}

async function open(page: Page, callId: string): Promise<void> {
  await page.evaluate((id) => (location.hash = `#/calls/${id}`), callId);
  await page.getByTestId('turn').first().waitFor();
}

/** Photographs a dialog in both looks of the design, while it stays open. */
async function inBothLooks(one: Sidetone, name: string, found: string[]): Promise<void> {
  for (const [theme, language] of [['dark', 'ru'], ['light', 'en']] as const) {
    const settings = await askMain<object>(one.page, 'app.getSettings');
    await askMain(one.page, 'app.updateSettings', { ...settings, theme, language });
    await expect(one.page.locator('html')).toHaveAttribute('lang', language);
    await camera(one, `${theme}-${language}`, found)(name);
  }
}

test('calls are scored on the screen: one, several, again, and without a network', async ({ start }) => {
  test.setTimeout(420_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const one = await start({ workspace: 'missing' });
  const { page } = one;
  const found: string[] = [];
  await connectTo(page, { url: gateway.url, key: workspace.key });
  await signInWith(page, personOf(workspace.home, 'reviewer'));
  await page.getByTestId('call-row').first().waitFor();
  const { scorable, unscorable } = await unscoredOf(page);
  process.stdout.write(`${JSON.stringify({ scorable: scorable.length, unscorable: unscorable.length })}\n`);
  const [first, second, third] = scorable as [string, string, string];

  await test.step('a call without a score gets one by a press', async () => {
    await open(page, first);
    await inBothLooks(one, 'score-call', found);
    await page.getByRole('button', { name: 'Score this call' }).click();
    await expect(page.getByTestId('qci-total')).toHaveText(/^\d+$/, { timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 30_000 });
    expect((await read(page, first)).runs).toMatchObject([{ judge: 'deterministic-2', unscorable: null }]);
    expect((await askMain<{ batches: unknown[] }>(page, 'scoring.list')).batches).toEqual([]);
  });

  await test.step('the same again is known', async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Score again' }).click();
    await expect(page.getByText('This judge has scored this transcript before')).toBeVisible({ timeout: 30_000 });
    expect((await read(page, first)).runs).toHaveLength(1);
  });

  await test.step('a call that nobody can score says why', async () => {
    const [id] = unscorable;
    if (id === undefined) return;
    await open(page, id);
    const button = page.getByRole('button', { name: 'Score this call' });
    if (await button.isVisible()) await button.click();
    await expect(page.getByTestId('unscorable')).toContainText('No score:', { timeout: 30_000 });
    await inBothLooks(one, 'unscorable', found);
  });

  await test.step('what a person decided stays; the new run is shown beside it and can be made to count', async () => {
    const [id] = await idsOf(page, { reviewed: true, hasTranscript: true });
    await open(page, id ?? '');
    const before = await page.getByTestId('qci-total').textContent();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Score again' }).click();
    const line = page.getByTestId('new-run');
    await expect(line).toContainText('New run differs in', { timeout: 30_000 });
    await expect(page.getByTestId('qci-total')).toHaveText(before ?? '');
    await inBothLooks(one, 'new-run', found);
    await line.getByRole('button', { name: 'Show' }).click();
    await page.getByTestId('compared-row').first().waitFor();
    await inBothLooks(one, 'compare-runs', found);
    await page.getByRole('button', { name: 'Use this run' }).click();
    await expect(line).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 30_000 });
    const call = await read(page, id ?? '');
    expect(call.analysis?.runKey).toBe(call.runs[0]?.runKey);
  });

  await test.step('several are scored from the list, with an estimate before', async () => {
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').first().waitFor();
    await page.getByRole('grid', { name: 'Calls' }).focus();
    await page.keyboard.press('x');
    for (let n = 1; n < 12; n += 1) await page.keyboard.press('Shift+ArrowDown');
    await camera(one, 'light-en', found)('selection-score');
    await page.getByTestId('selection-bar').getByRole('button', { name: 'Score…' }).click();
    await expect(page.getByTestId('score-estimate')).toContainText('12');
    await inBothLooks(one, 'score-dialog', found);
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    const batch = page.getByTestId('batch');
    await expect(batch).toContainText('12 of 12', { timeout: 60_000 });
    await expect(page.getByTestId('scoring-chip')).toHaveCount(0);
    const without = batch.getByRole('button', { name: /without a score$/ });
    if (await without.isVisible()) {
      await without.click();
      await page.getByTestId('without-score').first().waitFor();
    }
    await inBothLooks(one, 'batches', found);
    await page.keyboard.press('Escape');
  });

  await test.step('what scoring again changed is told by movement; a run that a person’s decision holds back can be made to count', async () => {
    const scored = await idsOf(page, { hasAnalysis: true, hasTranscript: true }, 40);
    const batchId = crypto.randomUUID();
    await askMain(page, 'scoring.start', { batchId, name: 'Forty again', source: { from: 'calls', callIds: scored }, judge: 'deterministic', budget: null });
    await expect.poll(async () => (await askMain<{ batches: { batchId: string; state: string; counts: { answered: number } }[] }>(page, 'scoring.list')).batches.filter((of) => of.batchId === batchId && of.state === 'done' && of.counts.answered === 0), { timeout: 60_000 }).toHaveLength(1);
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: 'Scoring…' }).click();
    await page.getByRole('button', { name: 'What changed: Forty again' }).click();
    await page.getByTestId('change-row').first().waitFor();
    await inBothLooks(one, 'difference', found);
    await page.getByTestId('group-held').click();
    await page.getByRole('button', { name: /^Make (all )?\d+ count…$/ }).click();
    await camera(one, 'light-en', found)('difference-adopt');
    await page.getByRole('button', { name: 'Make them count' }).click();
    await expect(page.getByText(/new runs? counts? now/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 30_000 });
    await page.getByTestId('group-all').click();
    await page.getByTestId('change-row').first().click();
    await expect(page.getByTestId('qci-total')).toBeVisible();
  });

  await test.step('the judge has its settings', async () => {
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: 'Model judge…' }).click();
    await page.getByLabel('Server address').waitFor();
    await inBothLooks(one, 'judge-settings', found);
    await page.getByLabel('Server address').fill('http://somewhere.example/v1');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('No key may go to this address')).toBeVisible();
    await page.getByLabel('Server address').fill('http://127.0.0.1:9/v1');
    await page.getByLabel('Temperature').fill('9');
    await inBothLooks(one, 'judge-settings-wrong', found);
    await page.getByLabel('Temperature').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a model that does not answer is told in words, and the call is scored without it', async () => {
    await open(page, third);
    await page.getByRole('button', { name: 'Score with gpt-4o-mini' }).click();
    await expect(page.getByTestId('scoring-work')).toContainText('gpt-4o-mini is scoring this call…');
    await inBothLooks(one, 'model-asked', found);
    await expect(page.getByTestId('scoring-fault')).toContainText('could not be reached', { timeout: 120_000 });
    await inBothLooks(one, 'model-unreachable', found);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByRole('button', { name: 'Score this call' })).toBeVisible();
  });

  await test.step('without a network a call on this device is scored all the same, and the rest waits', async () => {
    await open(page, second);
    gateway.reach(false);
    await page.getByRole('button', { name: 'Score this call' }).click();
    await expect(page.getByTestId('qci-total')).toHaveText(/^\d+$/, { timeout: 60_000 });
    await expect(page.getByRole('button', { name: 'Offline · 1 waiting' })).toBeVisible({ timeout: 60_000 });
    await camera(one, 'light-en', found)('scored-offline');
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').first().waitFor();
    await page.getByRole('grid', { name: 'Calls' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('x');
    for (let n = 1; n < 4; n += 1) await page.keyboard.press('Shift+ArrowUp');
    await page.getByTestId('selection-bar').getByRole('button', { name: 'Score…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await expect(page.getByTestId('batch').first()).toContainText('the workspace cannot be reached', { timeout: 60_000 });
    await inBothLooks(one, 'batches-offline', found);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('scoring-chip')).toHaveText('Scoring paused');
  });

  await test.step('with the network back all goes on, and is in the workspace once', async () => {
    gateway.reach(true);
    await expect(page.getByTestId('scoring-chip')).toHaveCount(0, { timeout: 90_000 });
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 60_000 });
    expect((await read(page, second)).runs).toHaveLength(1);
    const { batches } = await askMain<{ batches: { state: string; total: number }[] }>(page, 'scoring.list');
    expect(batches).toMatchObject([{ state: 'done', total: 4 }, { state: 'done' }, { state: 'done', total: 12 }]);
  });
  expect(found).toEqual([]);
  await gateway.close();
  await workspace.stop();
});
