import type { ElectronApplication } from '@playwright/test';
import { connectTo, expect, signInWith, test } from '../support/app.ts';
import { pastTheApp } from '../support/past-the-app.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

/** Moves the clock of main on, past the hour that an access token lasts: the next request has to renew the session. */
const letTokensExpire = (app: ElectronApplication) =>
  app.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3_700_000;
  });

test('a session that the server took back leads to the sign-in and, from there, back to the same call', async ({ start }) => {
  const workspace = await startWorkspace();
  const person = personOf(workspace.home, 'reviewer');
  const { app, page } = await start({ workspace: 'missing' });
  await connectTo(page, workspace);
  await signInWith(page, person);
  await page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  const turn = page.getByTestId('turn').first();
  await expect(turn).toBeVisible();
  const said = (await turn.textContent()) ?? '';
  const where = page.url();

  await (await pastTheApp(workspace, person)).signOutEverywhere();
  await letTokensExpire(app);

  // Nobody has to ask: the screen that looks every few seconds for what others changed finds out.
  await test.step('says why, knows who it was, and keeps what this device holds', async () => {
    await expect(page.getByText('Your session has ended. Sign in again to go on where you were.')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByTestId('sign-in-email')).toHaveValue(person.email);
    await expect(page.getByTestId('turn')).toHaveCount(0);
  });

  await test.step('what is here can be read meanwhile, and the way back stays in sight', async () => {
    await page.getByRole('button', { name: /^Open the (call|\d+ calls) on this device$/ }).click();
    await expect(turn).toHaveText(said);
    await expect(page.getByRole('button', { name: 'Session ended' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign in' }).click();
  });

  await test.step('after the sign-in the same call is read from the workspace again', async () => {
    await signInWith(page, person);
    await expect(turn).toHaveText(said);
    expect(page.url()).toBe(where);
    await expect(page.locator('footer')).toContainText(/Read \d/);
    await expect(page.getByRole('button', { name: 'Synced' })).toBeVisible();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Show payload' }).click();
    await expect(page.getByRole('dialog')).toContainText('"status": "ended"');
  });
  await workspace.stop();
});

test('a session that ended between two starts asks for a sign-in and keeps the calls of this device', async ({ start }) => {
  const workspace = await startWorkspace();
  const person = personOf(workspace.home, 'reviewer');
  const first = await start({ workspace: 'missing' });
  await connectTo(first.page, workspace);
  await signInWith(first.page, person);
  await first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(first.page.getByTestId('turn').first()).toBeVisible();
  await first.close();
  await (await pastTheApp(workspace, person)).signOutEverywhere();

  const second = await start({ userData: first.userData });
  await second.page.getByTestId('turn').first().waitFor();
  await second.page.keyboard.press('Escape');
  await second.page.getByTestId('call-row').first().waitFor();
  await letTokensExpire(second.app);
  await second.page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
  await expect(second.page.getByText('Your session has ended.')).toBeVisible();
  await expect(second.page.getByRole('button', { name: /^Open the (call|\d+ calls) on this device$/ })).toBeVisible();
  await signInWith(second.page, person);
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('Solar intake · EN');
  await expect(second.page.getByTestId('turn').first()).toBeVisible();
  await workspace.stop();
});
