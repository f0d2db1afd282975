import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import { expect, newUserData, signInAs, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { crashAndReturn } from '../support/crash.ts';
import { ROOT } from '../support/paths.ts';

/** Milliseconds after which impatient people start the app again. */
const AGAIN_AFTER = [0, 50, 500] as const;

/** The app as a desktop starts it, in a process group of its own. */
function startPlainly(userData: string): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(join(ROOT, 'node_modules/electron/dist/electron'), ['.', '--no-sandbox'], { cwd: ROOT, detached: true, stdio: 'ignore', env: { ...process.env, SIDETONE_USER_DATA: userData, SIDETONE_PASSWORD_STORE: 'gnome-libsecret' } });
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

const startAgain = async (userData: string): Promise<ReturnType<typeof startPlainly>[]> => Promise.all(AGAIN_AFTER.map(async (ms) => (await pause(ms), startPlainly(userData))));

test('F12: however soon the app is started again on its folder, one runs: the others end and bring its window to the front', async ({ start }) => {
  const first = await start();
  await first.page.getByTestId('choose-embedded').waitFor();
  await first.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const counted = globalThis as { focused?: number };
    counted.focused = 0;
    if (window) window.focus = () => void (counted.focused = (counted.focused ?? 0) + 1);
  });
  const again = await startAgain(first.userData);
  try {
    expect(await Promise.race([Promise.all(again.map(({ ended }) => ended)), pause(20_000, 'still running')])).toEqual([0, 0, 0]);
    await expect.poll(() => first.app.evaluate(() => (globalThis as { focused?: number }).focused)).toBe(AGAIN_AFTER.length);
    expect(await first.page.title()).toBe('Sidetone');
  } finally {
    for (const { child } of again) killGroup(child);
  }

  const userData = newUserData({ workspace: 'missing' });
  const together = await startAgain(userData);
  try {
    const codes: (number | null)[] = [];
    for (const { ended } of together) void ended.then((code) => codes.push(code));
    await expect.poll(() => codes, { timeout: 20_000 }).toEqual([0, 0]);
    await pause(1_000);
    expect(codes).toEqual([0, 0]);
  } finally {
    for (const { child } of together) killGroup(child);
    await Promise.all(together.map(({ ended }) => ended));
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** What the page answers to a script; a page that came back after a crash is no longer Playwright's. */
const inPage = <T>(app: ElectronApplication, script: string): Promise<T> =>
  app.evaluate(async ({ BrowserWindow }, text) => (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text)) as never, script);

test('F16: a page whose process is killed comes back, and with it what was half typed', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'reviewer');
  await one.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(one.page.getByTestId('turn').first()).toBeVisible();
  await one.page.getByTestId('mark-moment').click();
  await one.page.getByTestId('new-moment').getByRole('textbox').fill('Half a thou');
  const callId = /calls\/([0-9a-f-]{36})/.exec(one.page.url())?.[1] ?? '';
  await expect.poll(async () => JSON.stringify(await askMain(one.page, 'drafts.list', { callId }))).toContain('Half a thou');
  await crashAndReturn(one.app);
  const typed = () => inPage<string | null>(one.app, "document.querySelector('[data-testid=new-moment] input')?.value ?? null");
  await expect.poll(typed, { timeout: 30_000, intervals: [500] }).toBe('Half a thou');
});

test('F17: the app goes on when the network and graphics processes of Chromium are killed', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'reviewer');
  const gone = one.app.evaluate(({ app }) => new Promise<string>((resolve) => app.once('child-process-gone', (_event, details) => resolve(details.reason))));
  const helpers = await one.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type, serviceName }) => type === 'GPU' || serviceName === 'network.mojom.NetworkService').map(({ pid }) => pid));
  expect(helpers.length).toBeGreaterThan(0);
  for (const pid of helpers) process.kill(pid, 'SIGKILL');
  expect(await gone).toBe('killed');

  await one.page.reload();
  await one.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(one.page.getByTestId('turn').first()).toBeVisible();
  await one.page.getByTestId('waveform').waitFor();
  await one.page.keyboard.press('Space');
  await expect.poll(() => one.page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0), { timeout: 20_000 }).toBeGreaterThan(0.2);
});
