import { expect, type Page } from '@playwright/test';

/** The numbers of an import's account, as the dialog shows them. */
export interface ImportReport {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly setAside: number;
}

/** Waits until the import has ended and reads its account off the dialog; fails where its parts do not make the whole. */
export async function importReport(page: Page): Promise<ImportReport> {
  const dialog = page.getByRole('dialog', { name: 'Imported' });
  await expect(dialog).toBeVisible({ timeout: 60_000 });
  const number = async (name: string): Promise<number> => {
    const shown = await dialog.locator('dl > div').filter({ hasText: name }).locator('dd').textContent();
    return Number(shown?.replace(/\D/g, ''));
  };
  const report = {
    read: await number('Read'),
    inserted: await number('New'),
    updated: await number('Updated'),
    unchanged: await number('Unchanged'),
    setAside: await number('Set aside'),
  };
  expect(report.read).toBe(report.inserted + report.updated + report.unchanged + report.setAside);
  return report;
}

/** How many calls the list says there are. */
export async function listedCalls(page: Page): Promise<number> {
  const shown = page.locator('main').getByRole('status').first();
  await expect(shown).toHaveText(/^[\d,]+$/);
  return Number((await shown.textContent())?.replaceAll(',', ''));
}
