import { expect, signInAs, test } from '../support/app.ts';
import { camera } from '../support/pictures.ts';

for (const [theme, language] of [['light', 'en'], ['dark', 'ru']] as const) {
  test(`the demo's judges and people are compared, in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(180_000);
    const one = await start({ settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    await signInAs(page, 'viewer');
    await page.locator('a[href*="#/agreement"]').click();
    const cards = page.getByTestId('agreement-cards');
    await expect(cards).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
    await expect(page.getByTestId('kappa-row')).toHaveCount(5);
    await picture('agreement');
    await page.evaluate(() => (location.hash = '#/agreement?raterA=people'));
    await expect(cards).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
    await expect(page.getByTestId('kappa-row')).toHaveCount(5);
    await picture('agreement-people');
    await page.evaluate(() => (location.hash = '#/agreement?part=outcome'));
    await page.getByTestId('pair-row').first().waitFor();
    await picture('agreement-list');
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('transcript').or(page.getByTestId('turn').first()).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('pair-row').nth(1).waitFor();
    await expect(page.locator('[data-testid="pair-row"][data-active]')).toHaveAttribute('aria-rowindex', '3');
    expect(found).toEqual([]);
  });
}
