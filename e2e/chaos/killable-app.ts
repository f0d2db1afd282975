import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { askMain } from '../support/ask-main.ts';
import { ROOT } from '../support/paths.ts';

/** The real app in a process group of its own, so that all of it can be killed at once, as a flat battery does. */
export interface KillableApp {
  ask<T>(route: string, input?: unknown): Promise<T>;
  /** SIGKILL to every process of it; settles when they are gone. */
  kill(): Promise<void>;
  /** Closes it as a person does. */
  close(): Promise<void>;
}

/** Starts the built app on a user-data folder and waits until its page answers. */
export async function startKillable(userData: string): Promise<KillableApp> {
  const child = spawn(electronPath(), ['.', '--no-sandbox', '--remote-debugging-port=0', '--force-device-scale-factor=1'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SIDETONE_USER_DATA: userData, SIDETONE_PASSWORD_STORE: 'gnome-libsecret' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = () => killGroup(child);
  process.once('exit', stop);
  const browser = await chromium.connectOverCDP(await debuggerOf(child));
  const page = await pageOf(browser);
  await page.waitForFunction(() => 'sidetone' in window);
  const gone = async (): Promise<void> => {
    await ended;
    process.off('exit', stop);
    await browser.close().catch(() => undefined);
  };
  return {
    ask: (route, input) => askMain(page, route, input),
    kill: () => {
      stop();
      return gone();
    },
    close: async () => {
      await askMain(page, 'window.close').catch(() => undefined);
      await gone();
    },
  };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

const electronPath = (): string => join(ROOT, 'node_modules/electron/dist', readFileSync(join(ROOT, 'node_modules/electron/path.txt'), 'utf8'));

function debuggerOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`The app ended with ${String(code)} before its page was there: ${said.slice(-2000)}`)));
  });
}

async function pageOf(browser: Browser): Promise<Page> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The app opened no window.');
}
