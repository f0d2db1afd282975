import type { Locator, Page } from '@playwright/test';
import { expect, signInAs, test } from '../support/app.ts';
import { listedCalls } from '../support/import-report.ts';

/** Presses a key until an element has the focus, as a person does who sees where it is. */
async function reach(page: Page, target: Locator, key: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(target)}.`);
}

test('a filter is added, chosen and cleared without the mouse', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'reviewer');
  await expect(page.getByRole('grid')).toBeFocused();
  const all = await listedCalls(page);

  await test.step('from the list to the menu of filters', async () => {
    await reach(page, page.getByRole('button', { name: 'Filter', exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await reach(page, page.getByRole('menuitem', { name: 'Band' }), 'ArrowDown');
    await page.keyboard.press('Enter');
  });

  await test.step('a value narrows the list behind it', async () => {
    await reach(page, page.getByRole('checkbox', { name: 'Pass' }), 'Tab');
    await page.keyboard.press('Space');
    await expect(page.getByRole('checkbox', { name: 'Pass' })).toBeChecked();
    await expect(page.getByRole('heading', { name: 'Calls' }).locator('..').getByRole('status').first()).toHaveText(new RegExp(`^\\d+ of ${all}$`));
    await expect(page.getByTestId('call-row').filter({ hasText: /Fail|Review|Not scored/ })).toHaveCount(0);
    await expect(page.getByTestId('call-row').first()).toContainText('Pass');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('checkbox', { name: 'Pass' })).toBeHidden();
  });

  await test.step('the chip takes the focus back, and Backspace clears it', async () => {
    await expect(page.getByRole('button', { name: 'Band Pass' })).toBeFocused();
    await page.keyboard.press('Backspace');
    await expect(page.getByRole('button', { name: /^Band/ })).toHaveCount(0);
    await expect.poll(() => listedCalls(page)).toBe(all);
    await expect(page.getByRole('grid')).toBeFocused();
  });

  await test.step('left without a value, it leads back to where it was asked for', async () => {
    const add = page.getByRole('button', { name: 'Filter', exact: true });
    await reach(page, add, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await reach(page, page.getByRole('menuitem', { name: 'Band' }), 'ArrowDown');
    await page.keyboard.press('Enter');
    await reach(page, page.getByRole('checkbox', { name: 'Pass' }), 'Tab');
    await page.keyboard.press('Escape');
    await expect(add).toBeFocused();
  });
});

test('the list is walked by arrows, Enter opens a call, and Esc returns to its row', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'reviewer');
  const grid = page.getByRole('grid');
  const active = page.locator('[data-testid="call-row"][data-active]');
  await expect(grid).toBeFocused();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(active).toBeInViewport();
  const row = { id: await active.getAttribute('id'), index: Number(await active.getAttribute('aria-rowindex')) };
  expect(row.index).toBeGreaterThan(20);
  await expect(grid).toHaveAttribute('aria-activedescendant', row.id ?? '');

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp((row.id ?? '').replace('call-', '')));
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).not.toHaveText('Call');
  await page.keyboard.press('Escape');

  await expect(active).toHaveAttribute('id', row.id ?? '');
  await expect(active).toBeInViewport();
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(active).toHaveAttribute('aria-rowindex', String(row.index + 1));
});
