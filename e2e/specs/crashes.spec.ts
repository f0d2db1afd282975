import { type ElectronApplication } from '@playwright/test';
import { expect, signInAs, test } from '../support/app.ts';
import { crash } from '../support/crash.ts';

/**
 * Answers the questions that main asks in the system's own window, and keeps their words. The clock of main stands still,
 * so that a slow machine does not put ten seconds between two crashes.
 */
const answerWith = (app: ElectronApplication, response: number) =>
  app.evaluate(({ dialog }, chosen) => {
    const asked: unknown[] = [];
    (globalThis as { asked?: unknown[] }).asked = asked;
    const at = Date.now();
    Date.now = () => at;
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return { response: chosen, checkboxChecked: false };
    };
  }, response);

const loadedAgain = (app: ElectronApplication) =>
  app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => resolve());
      }),
  );

test('a page that crashes twice in a row asks what to do, in the language of the app, and comes back with the list', async ({ start }) => {
  const one = await start({ settings: { language: 'ru' } });
  await signInAs(one.page, 'reviewer');
  await one.page.getByTestId('call-row').first().click();
  await expect(one.page.getByTestId('turn').first()).toBeVisible();
  await answerWith(one.app, 0);
  for (let time = 0; time < 2; time += 1) {
    const back = loadedAgain(one.app);
    await crash(one.app);
    await back;
  }
  const asked = await one.app.evaluate(() => (globalThis as { asked?: unknown[] }).asked);
  expect(asked).toEqual([expect.objectContaining({ message: 'Окно Sidetone остановилось два раза подряд', buttons: ['Перезагрузить', 'Выйти из Sidetone'] })]);
  const rows = () =>
    one.app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("document.querySelectorAll('[data-testid=call-row]').length")) as number);
  await expect.poll(rows, { timeout: 20_000, intervals: [1000] }).toBeGreaterThan(0);
  expect(await one.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(/#\/calls(\?.*)?$/);
});

test('a page that crashes twice in a row is closed where the person says so', async ({ start }) => {
  const one = await start();
  await one.page.getByTestId('choose-embedded').waitFor();
  await answerWith(one.app, 1);
  const back = loadedAgain(one.app);
  await crash(one.app);
  await back;
  const gone = new Promise<number | null>((resolve) => one.app.process().once('exit', resolve));
  // The answer may not arrive before the app has gone.
  await crash(one.app).catch(() => undefined);
  expect(await gone).toBe(0);
});
