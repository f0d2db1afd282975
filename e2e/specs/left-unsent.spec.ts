import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { connectTo, expect, signInAs, signInWith, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { openGateway } from '../support/gateway.ts';
import { looks } from '../support/looks.ts';
import { asOperator } from '../support/operator.ts';
import { camera } from '../support/pictures.ts';
import { expectReachable } from '../support/reach.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

const LONG = 'The caller asks twice for the price of the whole roof, is told to wait for the visit, and says that he will not let anybody onto it before he has heard a figure';

/** Files that hold calls, what was done, or their key. */
const keptFiles = (userData: string): string[] =>
  readdirSync(join(userData, 'store'), { recursive: true, encoding: 'utf8' }).filter((name) => /key\.json$|\.db|\.outbox|\.sealed$/.test(name));

async function mark(page: Page, label: string): Promise<void> {
  await page.keyboard.press('m');
  await page.getByTestId('new-moment').getByRole('textbox').fill(label);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('moment').filter({ hasText: label })).toBeVisible();
}

test('who was taken out of his last organization still sees and discards what he did and nobody has', async ({ start }) => {
  test.setTimeout(300_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const first = await start({ workspace: 'missing' });
  const found: string[] = [];
  await connectTo(first.page, { url: gateway.url, key: workspace.key });
  await signInWith(first.page, personOf(workspace.home, 'reviewer'));
  await first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(first.page.getByTestId('turn').first()).toBeVisible();
  const { user } = await askMain<{ user: { id: string } }>(first.page, 'session.get');

  await test.step('he marks three moments without a network, and is taken out meanwhile', async () => {
    gateway.reach(false);
    for (const label of ['Asks for the price', LONG, 'Hangs up']) await mark(first.page, label);
    await expect(first.page.getByTestId('sync-chip')).toContainText('3 waiting');
    await first.close();
    await asOperator(workspace, 'DELETE', `organization_members?user_id=eq.${user.id}`);
    gateway.reach(true);
  });

  const second = await start({ userData: first.userData });
  for (const [theme, language] of looks) {
    await test.step(`the bar tells him of it, and the tray shows it (${theme}, ${language})`, async () => {
      const { page } = second;
      const picture = camera(second, `${theme}-${language}`, found);
      await page.getByTestId('look-again').waitFor({ timeout: 30_000 });
      await askMain(page, 'app.updateSettings', { theme, language });
      await page.evaluate(() => location.reload());
      await expect(page.getByRole('main')).toContainText(language === 'en' ? '3 changes of yours were never sent' : '3 ваших изменения не отправлены', { timeout: 30_000 });
      await picture('left-unsent');
      await page.getByTestId('sync-chip').click();
      await expect(page.getByTestId('outbox-item')).toHaveCount(3);
      await picture('left-unsent-tray');
      await expectReachable(page, `tray ${theme} ${language}`);
      await page.keyboard.press('Escape');
    });
  }
  await second.close();

  await test.step('after a restart he discards them one by one, and then nothing of it is on this device', async () => {
    const { page } = await start({ userData: first.userData });
    await page.getByTestId('look-again').waitFor({ timeout: 30_000 });
    await askMain(page, 'app.updateSettings', { theme: 'light', language: 'en' });
    await page.evaluate(() => location.reload());
    await page.getByTestId('sync-chip').click();
    for (const left of [2, 1, 0]) {
      await page.getByRole('button', { name: /^Discard/ }).first().click();
      await page.getByTestId('outbox-item').first().getByRole('button', { name: 'Discard', exact: true }).click();
      await expect(page.getByTestId('outbox-item')).toHaveCount(left);
    }
    await expect(page.getByTestId('sync-chip')).toHaveCount(0);
    await page.getByTestId('look-again').click();
    await expect.poll(() => keptFiles(first.userData)).toEqual([]);
  });
  expect(found).toEqual([]);
  await gateway.close();
  await workspace.stop();
});

test('a sign-out deletes nothing that cannot be read, until the person says so', async ({ start }) => {
  test.setTimeout(180_000);
  const one = await start();
  const { page, userData } = one;
  const found: string[] = [];
  await signInAs(page, 'reviewer');
  const key = keptFiles(userData).find((name) => name.endsWith('key.json')) ?? '';
  // As a keyring leaves it that was another one for a while.
  writeFileSync(join(userData, 'store', dirname(key), 'store-0123456789ab.outbox'), Buffer.alloc(200, 7));
  await page.getByTestId('person-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByTestId('sign-out-wipe').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByRole('alert')).toContainText('nobody can tell whether all of it was sent');
  expect(keptFiles(userData)).toContain(key);
  for (const [theme, language] of looks) {
    await askMain(page, 'app.updateSettings', { theme, language });
    await camera(one, `${theme}-${language}`, found)('sign-out-unread');
  }
  await page.getByTestId('sign-out-lose').click();
  await page.getByTestId('demo-user').first().waitFor();
  expect(keptFiles(userData)).toEqual([]);
  expect(found).toEqual([]);
});
