import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { ROOT, TEMPLATE } from './paths.ts';

/** A packaged app to test instead of the checkout. */
const PROGRAM = process.env['SIDETONE_PROGRAM'];

export interface LaunchOptions {
  /** A folder of an earlier launch, for what must survive a restart; else a new one with the demo workspace in it. */
  readonly userData?: string;
  /** `none`: a system without a keyring. */
  readonly keyring?: 'unlocked' | 'none';
  /** Whether the demo workspace is there already; a first start makes its own. */
  readonly workspace?: 'demo' | 'missing';
  readonly settings?: { theme?: 'light' | 'dark'; language?: 'en' | 'ru' };
  /** Content size in px. */
  readonly size?: readonly [width: number, height: number] | 'remembered';
  readonly env?: Record<string, string>;
  /** More words of the command line, such as a link. */
  readonly words?: readonly string[];
}

export interface Sidetone {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Console warnings and errors, and page errors, since the launch. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A user-data folder as a person's first or next start finds it; `start` removes the one it is given. */
export function newUserData(options: LaunchOptions = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-e2e-'));
  if (options.workspace !== 'missing') cpSync(TEMPLATE, join(folder, 'workspace'), { recursive: true });
  const settings = { theme: 'light', language: 'en', ...options.settings };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ settings, window: null }));
  return folder;
}

async function launch(options: LaunchOptions = {}): Promise<Sidetone> {
  const userData = options.userData ?? newUserData(options);
  // Playwright sets Chromium's own switch to `basic`, so the app is told by its variable.
  const store = options.keyring === 'none' ? 'basic' : 'gnome-libsecret';
  const app = await _electron.launch({
    cwd: ROOT,
    ...(PROGRAM ? { executablePath: PROGRAM } : {}),
    args: [...(PROGRAM ? [] : ['.']), '--no-sandbox', '--force-device-scale-factor=1', ...(options.words ?? [])],
    env: { ...(process.env as Record<string, string>), SIDETONE_USER_DATA: userData, SIDETONE_PASSWORD_STORE: store, ...options.env },
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  if (options.size === 'remembered') return { app, page, userData, complaints, close: () => app.close() };
  const [width, height] = options.size ?? [1440, 900];
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0] ?? 1440, size[1] ?? 900), [width, height]);
  return { app, page, userData, complaints, close: () => app.close() };
}

interface Fixtures {
  /** Starts the app; everything started is closed and its folders are removed when the test ends. */
  start: (options?: LaunchOptions) => Promise<Sidetone>;
}

/** Tests in the real window. A run that wrote a warning or an error to the console fails. */
export const test = base.extend<Fixtures>({
  start: async ({}, use) => {
    const started: Sidetone[] = [];
    await use(async (options) => {
      const one = await launch(options);
      started.push(one);
      return one;
    });
    for (const one of started) await one.close().catch(() => undefined);
    for (const folder of new Set(started.map((one) => one.userData))) rmSync(folder, { recursive: true, force: true });
    expect(started.flatMap((one) => one.complaints), 'console warnings and errors').toEqual([]);
  },
});

export { expect };

/** From the first screen to the list of calls, as one of the demo people. */
export async function signInAs(page: Page, role: string): Promise<void> {
  const embedded = page.getByTestId('choose-embedded');
  const person = page.locator(`[data-testid="demo-user"][data-role="${role}"]`);
  await embedded.or(person).first().waitFor();
  if (await embedded.isVisible()) {
    await embedded.click();
    await page.getByTestId('open-workspace').click();
  }
  await person.click({ timeout: 60_000 });
  await page.getByTestId('call-row').first().waitFor();
}

/** From the first screen to the sign-in of a project. */
export async function connectTo(page: Page, project: { url: string; key: string }): Promise<void> {
  await page.getByTestId('choose-project').click();
  await page.getByTestId('project-url').fill(project.url);
  await page.getByTestId('project-key').fill(project.key);
  await page.getByTestId('open-workspace').click();
  await page.getByTestId('sign-in-email').waitFor();
}

/** From the sign-in of a project onwards, as a person with a password. */
export async function signInWith(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.getByTestId('sign-in-email').fill(person.email);
  await page.getByTestId('sign-in-password').fill(person.password);
  await page.keyboard.press('Enter');
}
