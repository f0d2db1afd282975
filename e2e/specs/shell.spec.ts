import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signInAs, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { crashAndReturn } from '../support/crash.ts';
import { ROOT } from '../support/paths.ts';

test('the page has two functions, no Node, and a policy that lets nothing else in', async ({ start }) => {
  const { page, complaints } = await start();
  await page.getByTestId('choose-embedded').waitFor();
  const surface = await page.evaluate(async () => {
    const bridge = window.sidetone;
    const outside = await fetch('https://example.com').then(() => 'reached', () => 'refused');
    const policy = (await fetch('app://renderer/index.html')).headers.get('content-security-policy');
    return {
      keys: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge),
      node: [typeof (globalThis as { process?: unknown }).process, typeof (globalThis as { require?: unknown }).require],
      outside,
      policy,
    };
  });
  expect(surface).toMatchObject({ keys: ['on', 'request'], frozen: true, node: ['undefined', 'undefined'], outside: 'refused' });
  expect(surface.policy).toContain("default-src 'none'");
  expect(surface.policy).toMatch(/style-src 'self' 'nonce-[\w+/=]{20,}'/);
  expect(complaints.splice(0).join()).toContain('Content Security Policy');
});

test('a subframe has no bridge', async ({ start }) => {
  const { page } = await start();
  await page.getByTestId('choose-embedded').waitFor();
  const framed = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return typeof frame.contentWindow?.window.sidetone;
  });
  expect(framed).toBe('undefined');
});

test('a second window with the same page and the same bridge is not answered', async ({ start }) => {
  const one = await start();
  await one.page.getByTestId('choose-embedded').waitFor();
  const answers = await one.app.evaluate(async ({ BrowserWindow }, preload) => {
    const own = BrowserWindow.getAllWindows()[0]?.webContents;
    const ask = "sidetone.request('app.getInfo', {}).then((answer) => JSON.stringify(answer))";
    const other = new BrowserWindow({
      show: false,
      webPreferences: { ...(own ? { session: own.session } : {}), preload, sandbox: true, contextIsolation: true },
    });
    await other.loadURL(own?.getURL() ?? '');
    const [first, second] = [await own?.executeJavaScript(ask), await other.webContents.executeJavaScript(ask)] as string[];
    other.destroy();
    return { first, second };
  }, join(ROOT, 'out/preload/index.cjs'));
  expect(answers.first).toContain('"ok":true');
  expect(answers.second).toContain('untrusted_sender');
});

test('a renderer that crashed comes back on the same screen, at the same place of the call, and does not play', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'reviewer');
  await one.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(one.page.getByTestId('turn').first()).toBeVisible();
  await one.page.getByTestId('waveform').waitFor();
  const turn = one.page.getByTestId('turn').nth(6);
  const startMs = Number(await turn.getAttribute('data-start-ms'));
  await turn.click();
  await one.page.keyboard.press('Space');
  await expect(one.page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  const second = () => one.page.getByRole('slider').getAttribute('aria-valuenow').then(Number);
  await expect.poll(second).toBeGreaterThan(Math.floor(startMs / 1000) + 1);
  const heard = await second();
  const before = one.page.url();
  await crashAndReturn(one.app);
  const turns = () =>
    one.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (await contents?.executeJavaScript("document.querySelectorAll('[data-testid=turn]').length")) as number;
    });
  await expect.poll(turns, { timeout: 20_000, intervals: [1000] }).toBeGreaterThan(0);
  const after = await one.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
  expect(after).toBe(before);
  const place = () =>
    one.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const read = `[document.querySelector('[role=slider]')?.getAttribute('aria-valuenow'), document.querySelector('audio')?.currentTime, document.querySelector('[data-testid=play]')?.ariaLabel]`;
      return (await contents?.executeJavaScript(read)) as [slider: string, sound: number, button: string];
    });
  await expect.poll(async () => (await place())[1], { timeout: 20_000 }).toBeGreaterThan(0);
  const [slider, sound, button] = await place();
  expect(Math.abs(Number(slider) - heard)).toBeLessThanOrEqual(2);
  expect(Math.abs(sound - heard)).toBeLessThanOrEqual(2);
  expect(button).toBe('Play');
});

test('a workspace that died is started again, and the screen says so', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'reviewer');
  const { pid } = JSON.parse(readFileSync(join(one.userData, 'workspace/endpoint.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  await expect(one.page.getByRole('status').filter({ hasText: /restart/i }).first()).toBeVisible();
  await expect.poll(async () => (await askMain<{ state?: string }>(one.page, 'app.getWorkspaceState')).state, { timeout: 30_000 }).toBe('ready');
  await one.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(one.page.getByTestId('turn').first()).toBeVisible();
});

test('the window remembers its size', async ({ start }) => {
  const first = await start({ size: [1200, 720] });
  await first.page.getByTestId('choose-embedded').waitFor();
  await expect.poll(() => JSON.parse(readFileSync(join(first.userData, 'settings.json'), 'utf8')).window?.width ?? 0).toBe(1200);
  await first.close();
  const second = await start({ userData: first.userData, size: 'remembered' });
  const size = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize());
  expect(size).toEqual([1200, 720]);
});

test('the menu opens About, which names version and runtime', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'viewer');
  await one.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.at(-1)?.submenu?.items.at(-1)?.click());
  await expect(one.page.getByRole('dialog')).toContainText('0.1.0');
});
