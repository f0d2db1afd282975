import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, newUserData, signInAs, test } from '../support/app.ts';
import { ROOT } from '../support/paths.ts';

/** A folder in which nothing can be written: for root, whom no permissions stop, a file system that says so. */
function readOnlyFolder(): { path: string; remove: () => void } {
  const path = join(mkdtempSync(join(tmpdir(), 'sidetone-e2e-')), 'Sidetone');
  mkdirSync(path);
  if (process.getuid?.() !== 0) chmodSync(path, 0o555);
  else execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', path]);
  return {
    path,
    remove: () => {
      if (process.getuid?.() === 0) execFileSync('umount', ['-l', path]);
      rmSync(join(path, '..'), { recursive: true, force: true });
    },
  };
}

test('F22: a folder that cannot be written is named in a message, and the app does not end as if nothing were wrong', async () => {
  test.skip(process.platform === 'win32', 'Windows has other rights.');
  const folder = readOnlyFolder();
  const child = spawn(join(ROOT, 'node_modules/electron/dist/electron'), ['.', '--no-sandbox'], { cwd: ROOT, env: { ...process.env, SIDETONE_USER_DATA: folder.path, LANG: 'C.UTF-8' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let [said, code]: [string, number | null] = ['', null];
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', (left) => ((code = left), resolve())));
  try {
    await expect.poll(() => said, { timeout: 20_000 }).toContain('Sidetone cannot write in its folder');
    expect(said).toContain(folder.path);
    // The system's window waits for the person; nothing has ended meanwhile.
    expect(code).toBeNull();
  } finally {
    child.kill('SIGKILL');
    await ended;
    folder.remove();
  }
});

test('F22: without a home folder, and under a name with spaces and letters of several scripts, the app works and keeps what it is given', async ({ start }) => {
  const { HOME } = process.env;
  const userData = `${newUserData()} – Büro звонки 通話`;
  renameSync(userData.split(' ')[0] ?? '', userData);
  delete process.env['HOME'];
  try {
    const first = await start({ userData });
    await signInAs(first.page, 'reviewer');
    await first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
    await expect(first.page.getByTestId('turn').first()).toBeVisible();
    await first.close();
    const second = await start({ userData });
    await expect(second.page.getByTestId('turn').first()).toBeVisible();
  } finally {
    if (HOME !== undefined) process.env['HOME'] = HOME;
  }
});
