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
    const field = page.getByRole('combobox');
    const options = page.getByTestId('palette-option');
    await signInAs(page, 'admin');

    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await picture('palette');
    await page.keyboard.type('solar');
    await expect(options.filter({ has: page.locator('mark') }).first()).toBeVisible();
    await picture('palette-found');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('grid')).toBeFocused();

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

    // An assistant, a call of his, and a command of its screen, all by the palette.
    await page.getByTestId('command-field').click();
    await field.fill('reactivacion');
    await expect(options.first()).toContainText('Reactivación');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/assistantIds/);
    // Typed at once, as by somebody who knows what he is after: not a letter of it is a command of the screen below.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('price objection handled');
    await expect(field).toHaveValue('price objection handled');
    await expect(options.first()).toContainText('Price objection handled');
    await page.keyboard.press('Enter');
    await page.getByTestId('turn').first().waitFor();
    await page.keyboard.press('Control+k');
    await field.fill(language === 'en' ? 'keys all' : 'клавиши все');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Ctrl K');
    await expect(field).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

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
