import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTo, expect, signInWith, test } from '../support/app.ts';
import { buildCanaryFile, buildCanaryRecording, hatch, readableIn } from '../support/canaries.ts';
import { crashAndReturn } from '../support/crash.ts';
import { openGateway } from '../support/gateway.ts';
import { asOperator } from '../support/operator.ts';
import { pastTheApp } from '../support/past-the-app.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

test('a word on the disk is found, however it is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-canaries-'));
  const canaries = hatch();
  const ways: Array<(word: string) => string | Buffer> = [
    (word) => `before ${word.toLowerCase()} after`,
    (word) => Buffer.from(`before ${word}`, 'utf16le'),
    ...[0, 1, 2].map((lead) => (word: string) => Buffer.from(`${'a'.repeat(lead)}${word} after`).toString('base64')),
  ];
  ways.forEach((way, n) => writeFileSync(join(folder, String(n)), way(canaries.next())));
  writeFileSync(join(folder, canaries.next()), '');
  expect(readableIn(folder, canaries)).toHaveLength(ways.length + 1);
  rmSync(folder, { recursive: true });
});

test('of a hundred things that customers said and reviewers wrote, none can be read on the disk, in use and after signing out', async ({ start }) => {
  test.setTimeout(240_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const admin = personOf(workspace.home, 'admin');
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-canaries-'));
  const canaries = hatch();
  const { file, summaries, said } = buildCanaryFile(folder, canaries);
  const first = await start({ workspace: 'missing' });
  const { page, userData } = first;
  const openCall = async (summary: string): Promise<void> => {
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').filter({ hasText: summary }).click();
    await expect(page.getByTestId('turn').first()).toBeVisible();
  };
  const mark = async (label: string): Promise<void> => {
    await page.keyboard.press('m');
    await page.getByTestId('new-moment').getByRole('textbox').fill(label);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('moment').filter({ hasText: label })).toBeVisible();
  };
  await connectTo(page, { url: gateway.url, key: workspace.key });
  await signInWith(page, admin);
  await page.getByTestId('call-row').first().waitFor();

  await test.step('calls are imported, one is heard, all are taken along', async () => {
    await page.getByTestId('import-files').setInputFiles(file);
    await page.getByRole('dialog', { name: 'Imported' }).getByRole('button', { name: 'Done' }).click();
    await openCall(summaries[0] ?? '');
    const callId = /calls\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    const { organizationId } = await pastTheApp(workspace, admin);
    const name = `${organizationId}/${callId}/stereo.mp3`;
    gateway.keepInBucket(name, buildCanaryRecording(folder, join(workspace.home, 'recordings/en-booked-roof-visit.mp3'), canaries.next()));
    await asOperator(workspace, 'PATCH', `calls?id=eq.${callId}`, { recording_url: name, stereo_recording_url: name, recording_state: 'remote' });
    await page.evaluate(() => location.reload());
    await page.getByTestId('waveform').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(0.2);
    await page.keyboard.press('Space');
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').first().waitFor();
    await page.getByRole('grid', { name: 'Calls' }).focus();
    await page.keyboard.press('x');
    for (let n = 1; n < summaries.length; n += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.getByTestId('selection-bar').getByRole('button', { name: 'Take offline' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(canaries.next());
    await page.getByRole('dialog').getByRole('button', { name: 'Take offline' }).click();
    await expect(page.getByTestId('checkout')).toContainText(`${summaries.length} of ${summaries.length} on this machine`, { timeout: 60_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a reviewer searches and writes, with a network and without one', async () => {
    await page.keyboard.press('Slash');
    await page.keyboard.type(said[3] ?? '');
    await expect(page.locator('mark').first()).toBeVisible();
    await openCall(summaries[1] ?? '');
    await mark(canaries.next());
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible();
    gateway.reach(false);
    await mark(canaries.next());
    const moment = page.getByTestId('moment').last();
    await moment.getByRole('button', { name: /^Details of/ }).click();
    await moment.getByRole('textbox', { name: 'Note' }).fill(canaries.next());
    await moment.getByRole('button', { name: 'Save' }).click();
    await moment.getByRole('textbox', { name: /comment/i }).fill(canaries.next());
    await expect(page.getByRole('button', { name: /waiting$/ })).toBeVisible();
    await page.evaluate((word) => (location.hash = `#/calls?q=${word}`), said[4] ?? '');
    await expect(page.locator('mark').first()).toBeVisible();
    while (canaries.all.length < 100) await page.evaluate((word) => (location.hash = `#/calls?q=${word}`), canaries.next());
  });
  expect(canaries.all.length).toBeGreaterThanOrEqual(100);

  expect(readableIn(userData, canaries), 'in use').toEqual([]);
  await crashAndReturn(first.app);
  await first.close();
  expect(readableIn(userData, canaries), 'after a crash of the page and the end of the app').toEqual([]);

  gateway.reach(true);
  const second = await start({ userData });
  await expect(second.page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 30_000 });
  await second.page.getByTestId('person-menu').click();
  await second.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await second.page.getByTestId('sign-out-wipe').click();
  await second.page.getByTestId('sign-out').click();
  await second.page.getByTestId('sign-in-email').waitFor();
  await second.close();
  expect(readableIn(userData, canaries), 'after signing out').toEqual([]);
  rmSync(folder, { recursive: true });
  await gateway.close();
  await workspace.stop();
});
