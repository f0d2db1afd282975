import { expect, signInAs, test } from '../support/app.ts';
import { buildFiles } from '../support/payloads.ts';
import { camera } from '../support/pictures.ts';

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ru'],
] as const) {
  test(`what opens over the screens, in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(240_000);
    const one = await start({ settings: { theme, language } });
    const { page, userData } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    const menuItem = (name: RegExp) => page.getByRole('menuitem', { name });
    await signInAs(page, 'admin');

    await page.getByRole('button', { name: /^(Filter|Фильтр)$/ }).click();
    await menuItem(/^(Band|Оценка)$/).click();
    await page.getByRole('checkbox', { name: /^(Pass|Хорошо)/ }).check();
    await expect(page.getByTestId('call-row').filter({ hasText: /Fail|Плохо/ })).toHaveCount(0);
    await picture('filter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');

    await page.getByTestId('import-files').setInputFiles(buildFiles(userData));
    await page.getByRole('dialog').locator('table').waitFor();
    await picture('import-report');
    await page.getByRole('dialog').locator('[data-autofocus]').click();

    await page.getByRole('button', { name: /^(Synced|Сохранено)$/ }).click();
    await page.getByRole('dialog').waitFor();
    await picture('sync-tray');
    await page.keyboard.press('Escape');

    for (const [name, item] of [
      ['about', /^(About Sidetone|О программе)$/],
      ['sign-out', /^(Sign out|Выйти)$/],
    ] as const) {
      await page.getByTestId('person-menu').click();
      await menuItem(item).click();
      await page.getByRole('dialog').waitFor();
      await picture(name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }

    await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
    await page.getByTestId('turn').first().waitFor();
    await page.getByRole('button', { name: /^(More|Ещё)$/ }).click();
    await menuItem(/^(Show payload|Показать исходные данные)$/).click();
    await expect(page.getByRole('dialog')).toContainText('"status"');
    await picture('payload');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.getByTestId('qci-total').waitFor();
    await page.keyboard.press('t');
    await page.getByTestId('new-moment').getByRole('textbox').fill('Ask who decides before the price is named, then offer two days and let the customer choose one of them');
    await picture('tip');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('new-moment')).toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('2');
    await expect(page.getByTestId('review-standing')).toContainText('1');
    await expect(page.getByRole('button', { name: /^(Synced|Сохранено)$/ })).toBeVisible();
    await page.getByRole('button', { name: /^(More|Ещё)$/ }).click();
    await menuItem(/^(History|История)$/).click();
    const entries = page.getByRole('dialog').getByTestId('history-entry');
    await expect(entries.nth(0)).toContainText(/Score corrected.*Missed moment.*Talk balance|Балл исправлен.*Упущен момент.*Баланс речи/);
    await expect(entries.nth(1)).toContainText(/Coaching tip added|Добавлен совет агенту/);
    await picture('history');
    expect(found).toEqual([]);
  });
}
