import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { connectTo, expect, signInWith, test } from '../support/app.ts';
import { openGateway } from '../support/gateway.ts';
import { pastTheApp } from '../support/past-the-app.ts';
import { camera } from '../support/pictures.ts';
import { asOperator } from '../support/operator.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

/** What the other person needs to know of a moment to change it. */
interface Stored {
  readonly id: string;
  readonly label: string;
  readonly note: string | null;
  readonly version: number;
}

/** What the other person needs to know of a score to correct it. */
interface Scored {
  readonly analysis: {
    readonly version: number;
    readonly evidence: { readonly criteria: { readonly flow: { readonly score: number } } };
    readonly overrides: Record<string, { readonly value: number; readonly ai: number; readonly replaced: number; readonly reason: string }>;
  };
}

const CALLS = 20;
const MARKS = 10;

/** Opens a call from the list, waits for its words, and answers its id. */
async function openCall(page: Page, name: string): Promise<string> {
  await page.evaluate(() => (location.hash = '#/calls'));
  await page.getByTestId('call-row').filter({ hasText: name }).first().click();
  await expect(page.getByTestId('turn').first()).toBeVisible();
  return /calls\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** Marks with the key, where the recording stands. */
async function mark(page: Page, label: string): Promise<void> {
  await page.keyboard.press('m');
  await page.getByTestId('new-moment').getByRole('textbox').fill(label);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('moment').filter({ hasText: label })).toBeVisible();
}

test('calls are taken along, worked on without a network and over a restart, and come back with one conflict to decide', async ({ start }) => {
  test.setTimeout(300_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const reviewer = personOf(workspace.home, 'reviewer');
  const first = await start({ workspace: 'missing' });
  const found: string[] = [];
  await connectTo(first.page, { url: gateway.url, key: workspace.key });
  await signInWith(first.page, reviewer);
  await first.page.getByTestId('call-row').first().waitFor();

  const callId = await test.step('a moment is marked while there is a network', async () => {
    const id = await openCall(first.page, 'Roof visit booked');
    await mark(first.page, 'Asks for the price');
    await expect(first.page.getByRole('button', { name: 'Synced' })).toBeVisible();
    const { organizationId } = await pastTheApp(workspace, reviewer);
    const name = `${organizationId}/${id}/stereo.mp3`;
    gateway.keepInBucket(name, join(workspace.home, 'recordings/en-booked-roof-visit.mp3'));
    await asOperator(workspace, 'PATCH', `calls?id=eq.${id}`, { recording_url: name, stereo_recording_url: name });
    return id;
  });

  await test.step('twenty calls are taken along', async () => {
    const { page } = first;
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').first().waitFor();
    await page.getByRole('grid', { name: 'Calls' }).focus();
    await page.keyboard.press('x');
    for (let n = 1; n < CALLS; n += 1) await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByTestId('selection-bar')).toContainText(`${CALLS} selected`);
    await page.getByTestId('selection-bar').getByRole('button', { name: 'Take offline' }).click();
    await expect(page.getByTestId('estimate')).toContainText(`${CALLS} calls, about`);
    await camera(first, 'light-en', found)('take-offline');
    await page.getByRole('dialog').getByRole('button', { name: 'Take offline' }).click();
    await expect(page.getByTestId('checkout')).toContainText(`${CALLS} of ${CALLS} on this machine`, { timeout: 60_000 });
    await camera(first, 'light-en', found)('taken-offline');
    await first.close();
  });

  gateway.reach(false);
  const second = await start({ userData: first.userData });
  const { page } = second;
  const picture = camera(second, 'light-en', found);

  await test.step('without a network everything of them is there after a restart: words, sound, search', async () => {
    await expect(page.getByTestId('turn').or(page.getByTestId('call-row')).first()).toBeVisible();
    await openCall(page, 'Roof visit booked');
    await page.getByTestId('turn').nth(3).click();
    await page.keyboard.press('Space');
    await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(3.5);
    await page.keyboard.press('Space');
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').first().waitFor();
    await page.keyboard.press('Slash');
    await page.keyboard.type('roof');
    await expect(page.locator('mark').first()).toBeVisible();
    await expect(page.getByText('on this device').first()).toBeVisible();
    await picture('calls-offline-search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  await test.step('ten moments are marked, and the standing one is changed', async () => {
    for (const [name, marks] of [['Roof visit booked', 6], ['Asks twice', 4]] as const) {
      await openCall(page, name);
      for (let n = 0; n < marks; n += 1) await mark(page, `${name}, ${n + 1}`);
    }
    await openCall(page, 'Roof visit booked');
    const moment = page.getByTestId('moment').filter({ hasText: 'Asks for the price' });
    await moment.getByRole('button', { name: /^Details of/ }).click();
    await moment.getByRole('textbox', { name: 'Note' }).fill('Twice, and before the visit was offered.');
    await moment.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: `Offline · ${MARKS + 1} waiting` })).toBeVisible();
    await picture('call-offline');
    await page.getByRole('button', { name: `Offline · ${MARKS + 1} waiting` }).click();
    await page.getByTestId('outbox-tray').waitFor();
    await picture('tray-waiting');
    await page.keyboard.press('Escape');
  });

  await test.step('meanwhile a colleague changes the same moment', async () => {
    const colleague = await pastTheApp(workspace, personOf(workspace.home, 'admin'));
    const [moment] = (await colleague.momentsOf<Stored>(callId)).filter(({ label }) => label === 'Asks for the price');
    const answer = await colleague.rpc<{ result: string }>('change_moment', {
      p_op_id: crypto.randomUUID(), p_expected_version: moment?.version, p_patch: { moment_id: moment?.id, note: 'Only once, politely.' },
    });
    expect(answer).toMatchObject({ result: 'applied' });
  });

  await test.step('with the network back all is sent but the one conflict, which is shown and settled', async () => {
    gateway.reach(true);
    await expect(page.getByRole('button', { name: '1 to decide' })).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: '1 to decide' }).click();
    await expect(page.getByTestId('outbox-item')).toHaveCount(1);
    await picture('tray-conflict');
    await page.getByTestId('outbox-item').getByRole('button', { name: /^Decide/ }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: 'changed this moment' });
    await expect(dialog).toContainText('Only once, politely.');
    await expect(dialog).toContainText('Twice, and before the visit was offered.');
    await expect(page.getByTestId('conflict-row')).toHaveCount(1);
    await picture('conflict');
    await dialog.getByRole('button', { name: 'Keep all mine' }).click();
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await page.evaluate(() => (location.hash = '#/moments'));
    await page.getByTestId('moment-row').first().waitFor();
    await picture('moments');
  });

  await test.step('the workspace holds each once', async () => {
    const asked = await pastTheApp(workspace, reviewer);
    const stored = await asked.momentsOf<Stored>(callId);
    expect(stored.filter(({ label }) => label.startsWith('Roof visit booked, '))).toHaveLength(6);
    expect(stored.filter(({ label }) => label === 'Asks for the price').map(({ note }) => note)).toEqual(['Twice, and before the visit was offered.']);
  });

  await test.step('one criterion is corrected here without a network and by a colleague meanwhile: both are shown, and the one that is chosen counts', async () => {
    await openCall(page, 'Roof visit booked');
    await page.getByTestId('qci-total').waitFor();
    const colleague = await pastTheApp(workspace, personOf(workspace.home, 'admin'));
    const scoreOf = async () => (await colleague.rpc<Scored>('get_call', { p_organization_id: colleague.organizationId, p_call_id: callId })).analysis;
    const before = await scoreOf();
    const judged = before.evidence.criteria.flow.score;
    const [mine, theirs] = judged > 5 ? [2, 4] : [9, 7];
    gateway.reach(false);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', String(mine), 'Enter', '2']) await page.keyboard.press(key);
    const flow = page.getByRole('spinbutton', { name: 'Flow' });
    await expect(flow).toHaveAttribute('aria-valuetext', `${mine} of 10, AI ${judged}, overridden, Missed moment`);
    await expect(page.getByRole('button', { name: 'Offline · 1 waiting' })).toBeVisible({ timeout: 30_000 });
    const patch = { call_id: callId, criterion: 'flow', value: theirs, reason: 'wrong_quote', note: 'The pause is the customer’s.' };
    expect(await colleague.rpc('override_score', { p_op_id: crypto.randomUUID(), p_expected_version: before.version, p_patch: patch })).toMatchObject({ result: 'applied' });
    gateway.reach(true);
    await page.getByRole('button', { name: '1 to decide' }).click({ timeout: 60_000 });
    await page.getByTestId('outbox-item').getByRole('button', { name: /^Decide/ }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: /^Lena Marsh changed the score of this call at \d\d:\d\d/ });
    await expect(dialog.getByTestId('conflict-row')).toContainText(`of 10 · AI ${judged}`);
    await expect(dialog.getByTestId('conflict-row')).toContainText('Missed moment');
    await expect(dialog.getByTestId('conflict-row')).toContainText('The pause is the customer’s.');
    await expect(dialog.getByRole('button', { name: 'Save these' })).toBeDisabled();
    await dialog.getByRole('radio', { name: `Theirs: ${theirs}` }).check();
    await dialog.getByRole('radio', { name: `Yours: ${mine}` }).check();
    await picture('conflict-score');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 30_000 });
    expect((await scoreOf()).overrides.flow).toMatchObject({ value: mine, ai: judged, replaced: theirs, reason: 'missed_moment' });
    await page.keyboard.press('Escape');
    await expect(flow).toHaveAttribute('aria-valuetext', `${mine} of 10, AI ${judged}, overridden, Missed moment`);
  });
  expect(found).toEqual([]);
  await gateway.close();
  await workspace.stop();
});
