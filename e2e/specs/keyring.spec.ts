import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signInAs, test } from '../support/app.ts';

/** Every file under a folder, the workspace's own database left out. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name === 'workspace') return [];
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : statSync(path).isFile() ? [path] : [];
  });
}

const holds = (folder: string, needle: string): string[] => filesUnder(folder).filter((file) => readFileSync(file).includes(needle));

test('without a keyring the session lives until the app quits, and the screen says so', async ({ start }) => {
  const first = await start({ keyring: 'none' });
  await signInAs(first.page, 'reviewer');
  await expect(first.page.getByText('This system has no keyring.')).toBeVisible();
  await first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(first.page.getByTestId('turn').first()).toBeVisible();
  await first.close();
  expect(existsSync(join(first.userData, 'sessions'))).toBe(false);
  expect(holds(first.userData, 'refresh_token')).toEqual([]);
  expect(holds(first.userData, 'Brightwater Solar')).toEqual([]);

  const second = await start({ keyring: 'none', userData: first.userData });
  await expect(second.page.getByTestId('demo-user').first()).toBeVisible({ timeout: 60_000 });
});

test('without a keyring a person may keep the session all the same', async ({ start }) => {
  const first = await start({ keyring: 'none' });
  await signInAs(first.page, 'reviewer');
  await first.page.getByRole('button', { name: 'Keep anyway' }).click();
  await expect(first.page.getByText('This system has no keyring.')).toBeHidden();
  await first.close();
  const second = await start({ keyring: 'none', userData: first.userData });
  // Nothing was kept before the person said so: the list comes once the embedded workspace is up.
  await expect(second.page.getByTestId('call-row').first()).toBeVisible({ timeout: 60_000 });
});

test('with a keyring nothing readable is left on the disk, and signing out wipes it', async ({ start }) => {
  const first = await start();
  await signInAs(first.page, 'reviewer');
  await first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await first.page.getByTestId('waveform').waitFor();
  await first.page.keyboard.press('Space');
  await expect.poll(() => first.page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(0.2);
  await first.close();
  for (const needle of ['refresh_token', 'Brightwater Solar', 'Roof visit booked', 'dana@brightwater.example']) expect(holds(first.userData, needle), needle).toEqual([]);
  expect(filesUnder(first.userData).some((file) => file.endsWith('.db'))).toBe(true);

  const second = await start({ userData: first.userData });
  await second.page.getByTestId('turn').first().waitFor();
  await second.page.keyboard.press('Escape');
  await second.page.getByTestId('call-row').first().waitFor();
  await second.page.getByTestId('person-menu').click();
  await second.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await second.page.getByTestId('sign-out-wipe').click();
  await second.page.getByTestId('sign-out').click();
  await expect(second.page.getByTestId('demo-user').first()).toBeVisible();
  await second.close();
  expect(filesUnder(first.userData).filter((file) => /\.(db|sealed)$|key\.json$/.test(file))).toEqual([]);
});
