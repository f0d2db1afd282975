import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, signInAs, test } from '../support/app.ts';

/** Whether an audio element of this page can hear an address now. */
const hears = (page: Page, address: string): Promise<boolean> =>
  page.evaluate(
    (src) =>
      new Promise<boolean>((resolve) => {
        const audio = document.createElement('audio');
        audio.addEventListener('loadedmetadata', () => resolve(true));
        audio.addEventListener('error', () => resolve(false));
        audio.src = src;
        audio.load();
      }),
    address,
  );

async function openRecording(page: Page): Promise<string> {
  await page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await page.getByTestId('waveform').waitFor();
  const sourceOf = (): Promise<string> => page.evaluate(() => document.querySelector('audio')?.src ?? '');
  // Peaks may be there before main has said where the recording is.
  await expect.poll(sourceOf).toMatch(/^media:/);
  const address = await sourceOf();
  expect(await hears(page, address)).toBe(true);
  return address;
}

test('what one person opened cannot be heard after signing out, nor by the next person', async ({ start }) => {
  const { page, complaints } = await start();
  await signInAs(page, 'reviewer');
  const address = await openRecording(page);
  await page.getByTestId('person-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByTestId('sign-out-wipe').click();
  await page.getByTestId('sign-out').click();
  await page.getByTestId('demo-user').first().waitFor();
  expect(await hears(page, address)).toBe(false);

  await page.evaluate(() => (location.hash = '#/calls'));
  await signInAs(page, 'viewer');
  expect(await hears(page, address)).toBe(false);
  expect(await openRecording(page)).not.toBe(address);
  expect(await hears(page, address)).toBe(false);
  // The page may say that those three loads failed, and nothing else.
  expect(complaints.splice(0).filter((line) => !line.includes('Failed to load resource'))).toEqual([]);
});

test('without a keyring a recording of the workspace is heard and leaves no folder behind', async ({ start }) => {
  const one = await start({ keyring: 'none' });
  await signInAs(one.page, 'reviewer');
  await openRecording(one.page);
  expect(existsSync(join(one.userData, 'recordings-of-this-run'))).toBe(false);
});
